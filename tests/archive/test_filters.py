"""What parameters mean, and what is said of those that mean nothing."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from archive.filters import ArticleFilter, FigureFilter, dropped_tracking
from archive.listing import PageNotFound
from archive.models import Article, Figure
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_industry,
    mention_district,
    mention_industry,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    make_district("Putuo")
    make_district("Yangpu")
    make_industry("New energy", keywords=("wind power", "clean tech"))
    make_industry("Environment", keywords=("clean tech",))
    make_company("Harbour Batteries")
    make_article("Solar.", publisher="The Daily", published_on="2023-01-01")


def read(query, kind=ArticleFilter):
    return kind(QueryDict(query))


def selected(query, kind=ArticleFilter):
    filters = read(query, kind)
    assert filters.problems == []
    return dict(filters.selection().selected)


def test_nothing_asked_selects_everything():
    filters = read("")
    assert filters.problems == []
    assert filters.selection().selected == {}
    assert filters.selection().query is None
    assert filters.page == 1


def test_the_empty_fields_of_a_form_ask_for_nothing():
    assert selected("q=&district=&year=&order=&flagged=&page=") == {}


def test_it_reads_every_parameter():
    query = (
        "q=solar&district=putuo&district=yangpu&industry=new-energy&year=2023"
        "&company=harbour-batteries&publisher=The+Daily&basis=stated&flagged=1"
        "&order=oldest&page=2"
    )
    filters = read(query)
    assert filters.problems == []
    assert filters.page == 2
    selection = filters.selection()
    assert selection.query.words == "solar"
    assert selection.selected == {
        "district": ("putuo", "yangpu"),
        "industry": ("new-energy",),
        "year": ("2023",),
        "company": ("harbour-batteries",),
        "publisher": ("The Daily",),
        "basis": ("stated",),
    }
    assert (selection.order, selection.flagged) == ("oldest", True)


def test_an_industry_answers_to_its_keywords():
    assert selected("industry=wind-power")["industry"] == ("new-energy",)
    assert selected("industry=Wind+Power")["industry"] == ("new-energy",)
    shared = selected("industry=clean-tech")["industry"]
    assert set(shared) == {"new-energy", "environment"}
    both = selected("industry=wind-power&industry=new-energy")["industry"]
    assert both == ("new-energy",)


def test_a_keyword_that_an_editor_adds_is_known_at_once():
    assert read("industry=tidal").problems
    make_industry("New energy", keywords=("tidal",))
    assert selected("industry=tidal") == {"industry": ("new-energy",)}


def test_districts_and_companies_answer_to_their_names():
    assert selected("district=Putuo") == {"district": ("putuo",)}
    assert selected("company=Harbour+Batteries")["company"] == ("harbour-batteries",)


def test_not_stated_is_a_value_of_every_facet_that_can_be_silent():
    query = "district=none&industry=none&year=none&company=none&publisher=none"
    assert len(selected(query)) == 5


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("distrct=putuo", "Did you mean “district”?"),
        ("zzz=1", "There is no parameter “zzz”"),
        ("district=putou", "Did you mean “putuo”?"),
        ("industry=new-enrgy", "Did you mean “new-energy”?"),
        ("company=harbor-batteries", "Did you mean “harbour-batteries”?"),
        ("publisher=The+Dayly", "Did you mean “The Daily”?"),
        ("basis=statd", "Did you mean “stated”?"),
        ("basis=none", "There is no “none”"),
        ("order=newst", "Did you mean “newest”?"),
        ("order=newst", "It can be best, newest, oldest"),
        ("order=xyz", "It can be best, newest, oldest"),
        ("per_page=0", "per_page: “0” is no number of rows"),
        ("per_page=many", "per_page: “many” is no number of rows"),
        ("per_page=%00", "is no number of rows"),
        ("flagged=yes", "There is no “yes”"),
        ("year=0", "is not a year"),
        ("year=99999", "is not a year"),
        ("year=" + "9" * 5000, "value"),
        ("year=２０２３", "is not a year"),
        ("year=-1", "is not a year"),
        ("district=%00", "signs in it"),
        ("publisher=a%00b", "signs in it"),
        ("q=%22solar", "quotation mark"),
        ("q=district:putou", "Did you mean “Putuo”?"),
        ("q=a&q=b", "once is the most"),
        ("&".join(f"district=d{n}" for n in range(300)), "50 is the most"),
        ("district=" + "x" * 3000, "too long"),
    ],
)
def test_what_it_does_not_understand_is_a_problem(query, says):
    problems = read(query).problems
    assert says in " ".join(problems)
    assert all(len(problem) < 400 for problem in problems)


def test_a_publisher_with_a_blank_of_its_own_kind_can_be_chosen():
    make_article("Solar.", publisher="The\u00a0Weekly")
    chosen = selected("publisher=The%C2%A0Weekly")
    assert chosen == {"publisher": ("The\u00a0Weekly",)}


def test_the_publisher_of_a_withdrawn_article_is_not_named():
    make_article("Solar.", publisher="The Hidden Herald", status="rejected")
    (problem,) = read("publisher=The+Hidden+Heralds").problems
    assert "Did you mean “The Hidden Herald”" not in problem


def test_three_hundred_times_the_same_value_is_that_value():
    assert selected("&".join(["district=putuo"] * 300)) == {"district": ("putuo",)}


def test_many_problems_are_not_all_said():
    assert len(read("&".join(f"p{n}=1" for n in range(300))).problems) == 20


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "٣", "9" * 400, "%00"])
def test_what_is_no_page_number_is_not_found(page):
    filters = read(f"page={page}")
    assert filters.problems == []
    with pytest.raises(PageNotFound):
        _ = filters.page


def test_rows_on_a_page_have_a_limit():
    assert read("").per_page(25, 500) == 25
    assert read("per_page=100").per_page(25, 500) == 100
    assert read("per_page=100000").per_page(25, 500) == 500


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("9.781 billion", "9781000000"),
        ("−1,000.5", "-1000.5"),
        ("999999999.999999 trillion", "999999999999999000000"),
        ("123456789012345678901.123456", "123456789012345678901.123456"),
    ],
)
def test_amounts_are_read_exactly_and_lead_back_to_themselves(given, value):
    asked = QueryDict(mutable=True)
    asked["value_max"] = given
    selection = FigureFilter(asked).selection()
    assert selection.most == Decimal(value)
    again = read(selection.query_string().removeprefix("?"), FigureFilter)
    assert (again.problems, again.selection()) == ([], selection)


@pytest.mark.parametrize("given", ["9" * 31, "9" * 31 + " trillion", "1e9", "9 9"])
def test_amounts_that_no_figure_has_are_a_problem(given):
    asked = QueryDict(mutable=True)
    asked["value_min"] = given
    (problem,) = FigureFilter(asked).problems
    assert "value_min: “9" in problem or "is no number" in problem


def test_figures_have_parameters_of_their_own():
    article = make_article("It was 5 yuan.")
    make_figure(article, "5 yuan", 5)
    query = "unit=CNY&kind=level&status=extracted&checks=clear&order=value&q=yuan"
    filters = read(query, FigureFilter)
    assert filters.problems == []
    assert filters.selection().selected == {
        "unit": ("CNY",),
        "kind": ("level",),
        "checks": ("clear",),
        "status": ("extracted",),
    }
    assert read("status=rejected", FigureFilter).problems
    assert "“CNY”" in " ".join(read("unit=CNX", FigureFilter).problems)
    assert read("publisher=x", FigureFilter).problems


def test_a_filter_gives_the_rows_of_its_list():
    article = Article.objects.get()
    mention_district(article, make_district("Putuo"), "Solar")
    mention_industry(article, make_industry("New energy"), "Solar")
    make_figure(article, "Solar", 1, "number")
    assert list(read("district=putuo&q=solar").qs) == [article]
    assert list(read("district=yangpu").qs) == []
    assert list(read("unit=number", FigureFilter).qs) == list(Figure.objects.all())


def test_parameters_that_follow_readers_are_dropped():
    kept = dropped_tracking(QueryDict("q=a&utm_source=x&fbclid=1&district=b&gclid=2"))
    assert kept.urlencode() == "q=a&district=b"
    assert dropped_tracking(QueryDict("q=a&utmost=1")) is None
