"""Stories that are filed under a district, or of which only the month is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from archive.extraction import extract
from tests.archive.extraction.gazetteers import small_gazetteer, story

GAZETTEER = small_gazetteer()


def _filed(body: str, **more):
    return extract(replace(story(body), districts=("putuo",), **more), GAZETTEER)


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("Sales rose 4 percent.", "putuo"),
        ("Its makers sold 4 percent more.", "putuo"),
        ("The district sold 4 percent more.", "putuo"),
        ("Yangpu was quiet.\n\nThe district sold 4 percent more.", "putuo"),
        ("Jiading sold 4 percent more.", "jiading"),
    ],
)
def test_a_figure_is_the_filed_districts_unless_its_sentence_names_another(
    body, subject
):
    (figure,) = _filed(body).figures
    assert figure.subject_district == subject


def test_the_district_is_the_one_it_is_filed_under():
    found = _filed("Yangpu came first. Makers in the district were second.").districts
    places = {find.surface: (find.district, find.role) for find in found}
    assert places["the district"] == ("putuo", "about")


def test_a_district_named_once_further_down_is_in_passing():
    found = _filed("Sales rose.\n\nIn Yangpu they fell.").districts
    assert [(find.district, find.role) for find in found] == [("yangpu", "passing")]


def test_a_district_that_leads_the_story_stands_beside_the_filed_one():
    found = _filed("Yangpu leads.\n\nYangpu grew, and so did others.").districts
    assert {(find.district, find.role) for find in found} == {("yangpu", "about")}


def test_an_area_of_the_filed_district_counts_for_it():
    found = _filed("Firms in Taopu sold more.").districts
    assert [(f.surface, f.district, f.role) for f in found] == [
        ("Taopu", "putuo", "about")
    ]


@pytest.mark.parametrize(
    ("words", "start", "symbol"),
    [
        ("on Monday", None, "day"),
        ("yesterday", None, "day"),
        ("on May 17", date(1975, 5, 17), "day"),
        ("last month", date(1975, 4, 1), "month-1"),
        ("last year", date(1974, 1, 1), "year-1"),
        ("in March", date(1975, 3, 1), "year?:03-03"),
    ],
)
def test_a_month_tells_months_and_years_but_no_days(words, start, symbol):
    told = f"Firms sold 40 tons {words}."
    (figure,) = _filed(
        told, published_on=date(1975, 5, 1), published_precision="month"
    ).figures
    assert (figure.period.start, figure.period.symbol) == (start, symbol)
    (known,) = _filed(told, published_on=date(1975, 5, 1)).figures
    assert known.period.start


def test_a_story_filed_under_no_district_is_about_none_that_it_names():
    body = "Yangpu and Putuo grew. Makers in Putuo hired 20 people."
    found = extract(replace(story(body), districts=()), GAZETTEER).districts

    assert {find.district for find in found} == {"yangpu", "putuo"}
    assert {find.role for find in found} == {"passing"}
