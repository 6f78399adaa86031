"""Facet counts tell the truth: they are what a reader would count by hand."""

import datetime
import random

import pytest

from archive import bitmaps, facets
from archive.changes import changed
from archive.facets import FACETS, FIGURE_FACETS, NOT_STATED
from archive.models import Article
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_document,
    make_figure,
    make_indicator,
    make_industry,
    make_region,
    mention_company,
    mention_district,
    mention_industry,
)

pytestmark = pytest.mark.django_db


def universe(which=FACETS):
    state = bitmaps.current()
    return state.articles.universe if which is FACETS else state.figures


def narrowed_to(selected, which=FACETS):
    """How many rows a selection leaves."""
    rows = universe(which)
    return len(facets.narrow(rows, rows.shown, selected, which))


def counts(name, selected=None, which=FACETS):
    rows = universe(which)
    results = facets.count(rows, rows.shown, selected or {}, which)
    (result,) = [one for one in results if one.name == name]
    return {value.value: value.count for value in result.values}


def article_about(*names, **fields):
    article = make_article(" and ".join(names) + " grew.", **fields)
    for name in names:
        mention_district(article, make_district(name))
    return article


def test_an_article_counts_once_however_often_it_names_a_district():
    article = make_article("Putuo and Putuo and Putuo.")
    putuo = make_district("Putuo")
    for occurrence in range(3):
        mention_district(article, putuo, occurrence=occurrence)
    assert counts("district") == {"putuo": 1, NOT_STATED: 0}


def test_a_district_in_passing_counts_too():
    article = make_article("Putuo.")
    mention_district(article, make_district("Putuo"), role="passing")
    assert counts("district")["putuo"] == 1


def test_a_facet_counts_under_the_others_but_not_under_itself():
    article_about("Putuo", published_on="2023-01-01")
    article_about("Putuo", published_on="2022-01-01")
    article_about("Yangpu", published_on="2023-01-01")
    selected = {"district": ("putuo",), "year": ("2023",)}
    assert counts("district", selected) == {"putuo": 1, "yangpu": 1, NOT_STATED: 0}
    assert counts("year", selected) == {"2022": 1, "2023": 1, NOT_STATED: 0}


def test_choosing_one_of_many_values_leaves_its_siblings_alone():
    article_about("Putuo", "Yangpu", "Jiading")
    chosen = counts("district", {"district": ("putuo",)})
    assert chosen == {"jiading": 1, "putuo": 1, "yangpu": 1, NOT_STATED: 0}


def test_values_never_vanish():
    article_about("Putuo", published_on="2020-01-01")
    make_district("Yangpu")
    make_industry("Shipping")
    article_about("Putuo", published_on="2023-01-01")
    selected = {"year": ("2020",), "industry": ("shipping",)}
    assert counts("district", selected) == {"putuo": 0, "yangpu": 0, NOT_STATED: 0}
    assert counts("industry", {"district": ("yangpu",)})["shipping"] == 0
    assert counts("year") == {"2020": 1, "2021": 0, "2022": 0, "2023": 1, "none": 0}
    assert counts("year", {"district": ("yangpu",)})["2022"] == 0
    assert counts("year", {"year": ("1931",)})["2023"] == 1


def test_not_stated_is_a_value_like_others():
    article_about("Putuo", published_on="2023-01-01")
    make_article("Nowhere.", publisher="The Daily")
    assert counts("district")[NOT_STATED] == 1
    assert counts("year")[NOT_STATED] == 1
    assert counts("publisher") == {"The Daily": 1, NOT_STATED: 1}
    both = {"district": ("putuo", NOT_STATED)}
    assert narrowed_to(both) == 2
    assert narrowed_to({"year": (NOT_STATED,)}) == 1


def test_rejected_mentions_and_articles_do_not_count():
    article = article_about("Putuo")
    article.district_mentions.update(status="rejected")
    hidden = article_about("Yangpu")
    Article.objects.filter(pk=hidden.pk).update(status="rejected")
    changed([article.pk, hidden.pk])
    assert counts("district") == {"putuo": 0, "yangpu": 0, NOT_STATED: 1}


def test_an_industry_counts_with_those_under_it():
    energy = make_industry("Energy")
    clean = make_industry("Clean energy", parent=energy)
    wind = make_industry("Wind power", parent=clean)
    both = make_article("Wind and clean energy.")
    mention_industry(both, wind, "Wind")
    mention_industry(both, clean, "clean energy")
    mention_industry(make_article("Energy."), energy, "Energy")
    expected = {"energy": 2, "clean-energy": 1, "wind-power": 1, NOT_STATED: 0}
    assert counts("industry") == expected
    for slug, number in expected.items():
        assert narrowed_to({"industry": (slug,)}) == number


def test_of_companies_the_most_frequent_are_listed_and_the_selected(settings):
    settings.ARCHIVE_FACET_VALUES = 2
    for number, name in enumerate(("Aa", "Bb", "Cc", "Dd")):
        for _ in range(number + 1):
            article = make_article(f"{name} grew.", published_on=f"202{number}-01-01")
            mention_company(article, make_company(name))
    assert counts("company") == {"dd": 4, "cc": 3, NOT_STATED: 0}
    chosen = {"company": ("aa",)}
    assert counts("company", chosen) == {"dd": 4, "cc": 3, "aa": 1, NOT_STATED: 0}
    narrowed = {"year": ("2020",)}
    assert counts("company", narrowed) == {"aa": 1, "dd": 0, "cc": 0, NOT_STATED: 0}


def test_the_most_frequent_value_comes_first_and_not_stated_last():
    article_about("Putuo", "Yangpu")
    article_about("Yangpu")
    make_district("Jiading")
    assert list(counts("district")) == ["yangpu", "putuo", "jiading", NOT_STATED]


def test_districts_of_one_name_say_their_region():
    make_district("Putuo")
    other = make_region("Zhoushan")
    make_district("Putuo", slug="putuo-zhoushan", region=other)
    make_district("Yangpu")
    for region in (make_region(), other):
        make_document(region=region)
    rows = universe()
    (result, *_) = facets.count(rows, rows.shown, {})
    labels = {value.label for value in result.values}
    assert {"Putuo (Shanghai)", "Putuo (Zhoushan)", "Yangpu"} < labels


def test_districts_of_a_region_without_documents_are_not_listed_unless_they_count():
    article_about("Putuo")
    far = make_region("Faraway")
    mention_district(make_article("North."), make_district("North", region=far))
    make_district("South", region=far)
    make_district("West", region=far)
    assert set(counts("district")) == {"putuo", "north", NOT_STATED}
    assert "west" in counts("district", {"district": ("west",)})


def test_the_bases_of_dates_are_listed_in_their_order():
    make_article("One.", published_on="2023-01-01")
    assert counts("basis") == {
        "stated": 1,
        "address": 0,
        "editor": 0,
        "inferred": 0,
        "unknown": 0,
    }


def test_a_date_far_away_does_not_make_a_histogram_of_a_thousand_years():
    make_article("One.", published_on="0700-01-01")
    make_article("Two.", published_on="2023-01-01")
    assert set(counts("year")) == {"700", "2023", NOT_STATED}


def test_figures_have_facets_of_their_own():
    revenue = make_indicator("Fiscal revenue")
    article = make_article("It was 5 billion yuan, then 6 percent, then 7 people.")
    putuo = make_district("Putuo")
    make_figure(
        article,
        "5 billion yuan",
        5_000_000_000,
        indicator=revenue,
        subject_district=putuo,
        period_start="2022-01-01",
        period_end="2023-12-31",
        flagged=True,
    )
    make_figure(article, "6 percent", 6, "percent", kind="growth")
    make_figure(article, "7 people", 7, "count:people", period_start="2021-01-01")

    def figures(name, selected=None):
        return counts(name, selected, FIGURE_FACETS)

    assert figures("district") == {"putuo": 1, NOT_STATED: 2}
    assert figures("indicator") == {"fiscal-revenue": 1, NOT_STATED: 2}
    assert figures("unit") == {"CNY": 1, "percent": 1, "count:people": 1}
    assert figures("kind")["growth"] == 1
    assert figures("kind")["target"] == 0
    assert figures("year") == {"2021": 1, "2022": 0, "2023": 1, NOT_STATED: 1}
    assert figures("checks") == {"flagged": 1, "clear": 2}
    assert figures("status")["extracted"] == 3
    assert figures("unit", {"district": ("putuo",), "unit": ("CNY",)})["percent"] == 0
    for facet in FIGURE_FACETS:
        for value, number in figures(facet.name).items():
            found = narrowed_to({facet.name: (value,)}, FIGURE_FACETS)
            assert found == number, (facet.name, value)


def test_figures_of_hidden_articles_are_not_counted():
    figure = make_figure()
    Article.objects.filter(pk=figure.article_id).update(placed=False)
    changed([figure.article_id])
    assert counts("unit", which=FIGURE_FACETS) == {}


# Counts by hand


DISTRICTS = ("putuo", "yangpu", "jiading")
INDUSTRIES = {"energy": None, "wind": "energy", "banking": None}
COMPANIES = ("aa", "bb")
PUBLISHERS = ("The Daily", "The Weekly", "")
YEARS = (None, 2021, 2022, 2023)
INDICATORS = ("revenue", "output")


def random_archive(dice, size):
    """Articles as plain facts beside the rows that say the same."""
    made = {}
    for slug, parent in INDUSTRIES.items():
        made[slug] = make_industry(slug.title(), parent=made.get(parent))
    facts = []
    for _ in range(size):
        year = dice.choice(YEARS)
        fact = {
            "district": set(dice.sample(DISTRICTS, dice.randrange(3))),
            "industry": set(dice.sample(list(INDUSTRIES), dice.randrange(3))),
            "company": set(dice.sample(COMPANIES, dice.randrange(2))),
            "publisher": {dice.choice(PUBLISHERS)} - {""},
            "year": {str(year)} if year else set(),
            "basis": {"stated" if year else "unknown"},
            "indicator": set(dice.sample(INDICATORS, dice.randrange(2))),
        }
        article = make_article(
            "word " * 8,
            publisher="".join(fact["publisher"]),
            published_on=datetime.date(year, 5, 5) if year else None,
        )
        for slug in fact["district"]:
            for occurrence in range(dice.randrange(1, 3)):
                mention_district(
                    article, make_district(slug), "word", occurrence=occurrence
                )
        for slug in fact["industry"]:
            mention_industry(article, made[slug], "word")
        for slug in fact["company"]:
            mention_company(article, make_company(slug), "word")
        for number, slug in enumerate(fact["indicator"]):
            indicator = make_indicator(slug)
            make_figure(article, "word", 5, indicator=indicator, occurrence=number)
        fact["industry"] |= {INDUSTRIES[slug] for slug in fact["industry"]} - {None}
        facts.append(fact)
    return facts


def fits(fact, selected):
    return all(
        any(v in fact[name] or (v == NOT_STATED and not fact[name]) for v in values)
        for name, values in selected.items()
        if values
    )


@pytest.mark.parametrize("seed", range(4))
def test_all_counts_are_those_counted_by_hand(seed):
    dice = random.Random(seed)
    facts = random_archive(dice, 25)
    listed = {facet.name: list(counts(facet.name)) for facet in FACETS}
    for _ in range(12):
        selected = {
            name: tuple(dice.sample(values, dice.randrange(min(3, len(values)))))
            for name, values in listed.items()
            if dice.random() < 0.5
        }
        assert narrowed_to(selected) == sum(fits(fact, selected) for fact in facts)
        rows = universe()
        for result in facets.count(rows, rows.shown, selected):
            others = {name: v for name, v in selected.items() if name != result.name}
            under = [fact for fact in facts if fits(fact, others)]
            for value in result.values:
                own = {result.name: (value.value,)}
                by_hand = sum(fits(fact, own) for fact in under)
                assert value.count == by_hand, (selected, result.name, value)
                chosen = value.value in selected.get(result.name, ())
                assert value.selected == chosen
