"""A page of a list: the right rows in the right order, at a fixed price."""

from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext

from archive import listing, rows, search
from archive.changes import changed
from archive.listing import PageNotFound, Selection, find, find_figures
from archive.models import Article, Figure
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
    make_industry,
    mention_company,
    mention_district,
    mention_industry,
)

pytestmark = pytest.mark.django_db


def headlines(found):
    return [article.headline for article in found.articles]


def asking(words="", **more):
    order = more.pop("order", "")
    flagged = more.pop("flagged", False)
    return Selection(search.parse(words), more, order, flagged)


@pytest.fixture
def three():
    make_article("Solar.", headline="Old", published_on="2021-05-01")
    make_article("Solar.", headline="New", published_on="2023-05-01")
    make_article("Wind.", headline="Undated solar")


def test_the_newest_comes_first_and_the_undated_last(three):
    assert headlines(find(Selection())) == ["New", "Old", "Undated solar"]
    oldest = find(asking(order="oldest"))
    assert headlines(oldest) == ["Old", "New", "Undated solar"]


def test_with_words_the_best_match_comes_first(three):
    assert headlines(find(asking("solar")))[0] == "Undated solar"
    newest = find(asking("solar", order="newest"))
    assert headlines(newest) == ["New", "Old", "Undated solar"]


def test_the_total_the_pages_and_the_rows_agree():
    for number in range(7):
        make_article(headline=f"n{number}", published_on=f"2023-01-0{number + 1}")
    pages = [find(Selection(), page=page, per_page=3) for page in (1, 2, 3)]
    assert [page.total for page in pages] == [7, 7, 7]
    assert [page.pages for page in pages] == [3, 3, 3]
    assert [(page.first, page.last) for page in pages] == [(1, 3), (4, 6), (7, 7)]
    seen = [name for page in pages for name in headlines(page)]
    assert seen == [f"n{number}" for number in reversed(range(7))]


@pytest.mark.parametrize("page", [0, -1, 3, 10**8])
def test_a_page_outside_the_list_is_not_found(three, page):
    with pytest.raises(PageNotFound):
        find(Selection(), page=page, per_page=2)


def test_an_empty_list_has_one_page():
    found = find(asking("kangaroo"))
    assert (found.total, found.pages, found.articles) == (0, 1, ())
    assert (found.first, found.last) == (0, 0)


def test_a_count_is_what_choosing_the_value_finds(three):
    for article in Article.objects.all()[:2]:
        mention_district(article, make_district("Putuo"), article.body.split()[0])
    found = find(asking("solar", year=("2023",)))
    for facet in found.facets:
        for value in facet.values:
            selected = {**found.selection.selected, facet.name: (value.value,)}
            assert find(asking("solar", **selected)).total == value.count


def test_a_value_links_to_the_list_with_it_and_without_it(three):
    found = find(asking("solar", year=("2023", "2021"), order="oldest"))
    (years,) = [facet for facet in found.facets if facet.name == "year"]
    by_value = {value.value: value for value in years.values}
    assert by_value["2023"].query == "?q=solar&year=2021&order=oldest"
    assert (
        by_value["2022"].query == "?q=solar&year=2023&year=2021&year=2022&order=oldest"
    )
    assert [(chip.text, chip.query) for chip in found.chips] == [
        ("2021", "?q=solar&year=2023&order=oldest"),
        ("2023", "?q=solar&year=2021&order=oldest"),
    ]
    assert found.clear_query == "?q=solar&order=oldest"


def test_pages_link_to_each_other_and_keep_the_selection():
    for _ in range(5):
        make_article("Solar.")
    found = find(asking("solar"), page=2, per_page=2)
    assert found.previous_query == "?q=solar&per_page=2"
    assert found.next_query == "?q=solar&page=3&per_page=2"
    assert find(asking("solar"), page=3, per_page=2).next_query == ""


def test_the_words_come_through_the_address_unharmed():
    query = '"new energy" -wind & 普陀 #1'
    assert asking(query).query_string() == (
        "?q=%22new+energy%22+-wind+%26+%E6%99%AE%E9%99%80+%231"
    )


def test_a_row_shows_its_districts_figures_and_the_sentence_that_matched():
    article = make_article(
        "It rained. Putuo earned 5 billion yuan from solar parks. Yangpu slept.",
        headline="Rain",
    )
    mention_district(article, make_district("Putuo"))
    mention_district(article, make_district("Yangpu"), role="passing")
    make_figure(article, "5 billion yuan", 5_000_000_000, flagged=True)
    make_figure(article, "slept", 1, "number", status="rejected")
    (row,) = find(asking("solar")).articles
    assert [district.slug for district in row.districts_about] == ["putuo"]
    assert row.first_figure.surface == "5 billion yuan"
    assert (row.figure_count, row.flagged_count) == (1, 1)
    assert row.snippet.text == "Putuo earned 5 billion yuan from solar parks."
    (mark,) = row.snippet.marks
    assert row.snippet.text[slice(*mark)] == "solar"
    start = row.snippet.start
    assert row.body[start : start + len(row.snippet.text)] == row.snippet.text


def test_only_what_is_flagged():
    flagged = make_article("It was 5 percent.", headline="Odd")
    make_figure(flagged, "5 percent", 5, "percent", flagged=True)
    make_article("It was 6 percent.", headline="Even")
    found = find(asking(flagged=True))
    assert headlines(found) == ["Odd"]
    (chip,) = found.chips
    assert chip.query == "?"
    assert find_figures(asking(flagged=True)).total == 1


def test_hidden_articles_are_in_no_list():
    shown = make_article("Solar.", headline="Shown")
    for hidden in ({"status": "rejected"}, {"placed": False}):
        article = make_article("Solar.")
        make_figure(article, "Solar", 1, "number")
        Article.objects.filter(pk=article.pk).update(**hidden)
        changed([article.pk])
    assert headlines(find(Selection())) == headlines(find(asking("solar"))) == ["Shown"]
    make_figure(shown, "Solar", 1, "number")
    assert find_figures(Selection()).total == 1


@pytest.fixture
def figures():
    early = make_article(
        "It was 5 yuan, then 7 yuan.", headline="Early", published_on="2021-01-01"
    )
    late = make_article("It was 6 percent.", published_on="2023-01-01")
    putuo = make_district("Putuo")
    make_figure(early, "7 yuan", 7, subject_district=putuo)
    make_figure(early, "5 yuan", 5, period_end="2020-12-31")
    make_figure(late, "6 percent", 6, "percent", indicator=make_indicator("Growth"))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["6 percent", "5 yuan", "7 yuan"]),
        ("newest", ["6 percent", "5 yuan", "7 yuan"]),
        ("oldest", ["5 yuan", "7 yuan", "6 percent"]),
        ("value", ["7 yuan", "6 percent", "5 yuan"]),
        ("smallest", ["5 yuan", "6 percent", "7 yuan"]),
    ],
)
def test_figures_stand_in_the_order_asked_for(figures, order, expected):
    found = find_figures(asking(order=order))
    assert [figure.surface for figure in found.figures] == expected


def test_figures_are_narrowed_and_counted_like_articles(figures):
    found = find_figures(asking("early", unit=("CNY",)))
    assert found.total == 2
    by_name = {facet.name: facet for facet in found.facets}
    units = {value.value: value.count for value in by_name["unit"].values}
    assert units == {"CNY": 2, "percent": 0}
    districts = {value.value: value.count for value in by_name["district"].values}
    assert districts == {"putuo": 1, "none": 1}
    assert [chip.text for chip in found.chips] == ["yuan"]


def test_the_ids_of_an_export_are_those_of_the_pages(figures):
    selection = asking("it")
    pages = [find(selection, page=page, per_page=1).articles[0].pk for page in (1, 2)]
    assert listing.article_ids(selection, 10) == (pages, 2)
    assert listing.article_ids(selection, 1) == (pages[:1], 2)
    wanted = [figure.pk for figure in find_figures(selection).figures]
    assert listing.figure_ids(selection, 10) == (wanted, 3)


def number_of_queries(selection, search_for):
    search_for(selection)  # What changed is read once, by whoever asks first.
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = search_for(selection)
        for row in found.rows:
            if isinstance(row, Article):
                assert row.districts_about is not None
                assert row.document.sha256
            if isinstance(row, Figure):
                assert (row.article.title, row.indicator, row.subject) is not None
    return len(queries)


@contextmanager
def figures_made():
    """Collects the surfaces of the figures that are made of rows of the database."""
    made = []

    def note(instance, **_):
        made.append(instance.surface)

    post_init.connect(note, sender=Figure)
    try:
        yield made
    finally:
        post_init.disconnect(note, sender=Figure)


def make_long_story(number):
    words = [f"{n} yuan" for n in range(100, 100 + number)]
    article = make_article(f"It paid {', '.join(words)}.")
    # The last is stored first: the order shown is that of the text.
    for n, word in reversed(list(enumerate(words))):
        make_figure(article, word, 1, flagged=n % 4 == 0)
    return article


def test_a_list_of_articles_makes_no_objects_of_its_figures():
    for _ in range(2):
        make_long_story(12)
    few = number_of_queries(Selection(), find)
    with figures_made() as made:
        rows = find(Selection()).articles
    assert made == []
    assert [row.first_figure.surface for row in rows] == ["100 yuan", "100 yuan"]
    assert [(row.figure_count, row.flagged_count) for row in rows] == [(12, 3)] * 2
    make_long_story(30)
    assert number_of_queries(Selection(), find) == few


def test_the_first_figure_of_a_row_is_the_first_that_readers_may_see():
    article = make_long_story(4)
    article.figures.filter(surface="100 yuan").update(status="rejected")
    article.figures.filter(surface="101 yuan").update(
        placed=False, start=None, end=None
    )
    changed([article.pk])
    (row,) = find(Selection()).articles
    assert row.first_figure.surface == "102 yuan"
    assert (row.figure_count, row.flagged_count) == (2, 0)


def test_a_row_without_figures_says_so():
    make_article("Nothing was paid.")
    (row,) = find(Selection()).articles
    assert row.first_figure is None
    assert (row.figure_count, row.flagged_count) == (0, 0)


def test_the_figures_of_a_story_share_one_article():
    make_long_story(12)
    make_long_story(3)
    rows = find_figures(Selection()).figures
    assert len(rows) == 15
    assert len({id(row.article) for row in rows}) == 2
    assert len({id(row.document) for row in rows}) == 2
    assert all(row.document is row.article.document for row in rows)


def test_a_rejected_figure_is_not_shown_even_where_its_id_is_asked_for():
    article = make_long_story(2)
    article.figures.filter(surface="100 yuan").update(status="rejected")
    ids = list(article.figures.values_list("pk", flat=True))
    assert [row.surface for row in rows.figures(ids)] == ["101 yuan"]


@pytest.mark.parametrize("search_for", [find, find_figures])
def test_the_number_of_queries_does_not_grow_with_the_rows(search_for):
    def add(number):
        for _ in range(number):
            article = make_article("Putuo had solar of 5 yuan.")
            mention_district(article, make_district("Putuo"))
            mention_company(article, make_company("Solar"), "solar")
            mention_industry(article, make_industry("Solar"), "solar")
            make_figure(article, "5 yuan", 5, indicator=make_indicator())

    selection = asking("solar", district=("none", "putuo"))
    add(1)
    few = number_of_queries(selection, search_for)
    add(20)
    assert number_of_queries(selection, search_for) == few
    assert few <= 36


def test_figures_are_narrowed_by_the_range_of_their_values(client):
    article = make_article("It paid 5 yuan, 50 yuan and 500 yuan, or minus 7 percent.")
    for words in ("5 yuan", "50 yuan", "500 yuan"):
        make_figure(article, words, int(words.split()[0]))
    make_figure(article, "7 percent", -7, "percent")
    surfaces = {
        (5, None): {"5 yuan", "50 yuan", "500 yuan"},
        (6, 50): {"50 yuan"},
        (None, 4): {"7 percent"},
        (600, 2): set(),
    }
    for (least, most), expected in surfaces.items():
        asked = Selection(
            least=None if least is None else Decimal(least),
            most=None if most is None else Decimal(most),
        )
        found = find_figures(asked)
        assert {row.surface for row in found.rows} == expected
        assert len(found.chips) == (least is not None) + (most is not None)
    page = client.get("/figures/?value_min=0.05 thousand&unit=CNY").content.decode()
    assert "Value from: 50" in page
    assert '<input type="hidden" name="unit" value="CNY">' in page
    assert "2 figures" in page
    assert client.get("/figures.csv?value_max=7,000").status_code == 200
    answer = client.get("/figures/?value_min=lots")
    assert answer.status_code == 400
    assert "“lots” is no number" in answer.content.decode()
