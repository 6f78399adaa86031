"""What the five documents teach, as far as it is extraction's to learn.

Passages are taken from the documents where they stand; cutting whole stories out of
them is parsing's work and tested there.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from archive.extraction import Extraction, Story, extract
from tests.archive.extraction.gazetteers import small_gazetteer

DOCUMENTS = Path(__file__).parents[3] / "seeds" / "documents"
GAZETTEER = small_gazetteer()


def _passage(document: str, first: str, last: str) -> str:
    """The words of a document from `first` through `last`, lines joined."""
    (path,) = DOCUMENTS.glob(f"{document}_*.txt")
    text = " ".join(path.read_text(encoding="utf-8").split())
    start = text.index(first)
    return text[start : text.index(last, start) + len(last)]


def _read(
    document: str, first: str, last: str, published: date | None = None, **parts: str
) -> Extraction:
    body = _passage(document, first, last)
    read = Story(parts.get("headline", ""), "", body, published_on=published)
    return extract(read, GAZETTEER)


def test_a_bracket_without_currency_is_the_conversion_of_its_amount() -> None:
    found = _read("000", "Putuo achieved", "districts.", date(2023, 8, 19)).figures
    assert [figure.value for figure in found] == [Decimal(9781000000), Decimal("38.8")]
    conversion = found[0].conversion
    assert conversion is not None
    assert conversion.surface == "(134.18 million)"
    assert (conversion.value, conversion.unit) == (Decimal(134180000), "USD")
    assert conversion.unit_stated is False


def test_revenue_from_january_to_july_is_dated_and_named() -> None:
    level, growth = _read(
        "000", "Putuo achieved", "districts.", date(2023, 8, 19)
    ).figures
    for figure in (level, growth):
        assert figure.period is not None
        assert figure.period.start == date(2023, 1, 1)
        assert figure.period.end == date(2023, 7, 31)
        assert figure.indicator == "local-fiscal-revenue"
        assert figure.subject_district == "putuo"
    assert (level.kind, growth.kind) == ("level", "growth")


def test_a_brand_that_is_a_number_is_a_company_and_5g_is_nothing() -> None:
    found = _read("001", "New infrastructure, such", "of the forum.")
    companies = [find.company for find in found.companies]
    assert companies == ["jd-cloud", "360", "alibaba", "bytedance", "guojiang"]
    assert [figure.surface for figure in found.figures] == ["up to 5 million yuan"]


def test_licence_numbers_hotlines_and_copyright_years_are_no_figures() -> None:
    assert _read("001", "About Us", "31010602001940号").figures == ()


def test_a_district_in_passing_is_not_the_main_one() -> None:
    found = _read("001", "It released a guideline", "China-Israel Innovation Hub.")
    roles = {find.district: find.role for find in found.districts}
    assert roles == {"putuo": "about", "yangpu": "passing"}


def test_sizes_of_parks_are_targets_and_each_is_a_threshold() -> None:
    found = _read("002", "Jiading District has strengthened", "million) each.")
    figures = {figure.surface: figure for figure in found.figures}
    for surface in ("100 billion-level", "10 billion-level"):
        assert figures[surface].kind == "target"
        assert figures[surface].hedge == "level"
    assert figures["100 million yuan"].kind == "threshold"
    assert figures["100 million yuan"].per == "each"
    assert figures["718 projects"].subject_words == "Jiading New City"


def test_an_undated_story_is_given_a_bound_with_its_reason_and_no_year() -> None:
    found = _read("002", "Jiading District has strengthened", "million) each.")
    inferred = found.inferred_date
    assert inferred is not None
    assert (inferred.earliest, inferred.latest) == (date(2021, 1, 1), None)
    assert "Since 2021" in inferred.reason
    visit = found.figures[0].period
    assert visit is not None
    assert (visit.start, visit.end, visit.symbol) == (None, None, "day")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("The structure of the buildings", "retained."),
        ("The initial smart building", "at the site."),
        ("The hero Pen Factory features", "foreign leaders."),
        ("As part of the partnership", "two countries."),
        ("The Shanghai hero Pen Fac-", "Lingang Group."),
    ],
)
def test_house_school_and_building_numbers_and_decades_are_no_figures(
    first: str, last: str
) -> None:
    assert _read("003", first, last).figures == ()


def test_a_day_without_a_year_gets_none_in_silence() -> None:
    found = _read("003", "signed a memorandum", "enterprises.")
    assert found.figures == ()
    assert found.inferred_date is None


def test_columns_once_joined_give_income_growth_and_share() -> None:
    found = _read("003", "In January and February", "listed soon.").figures
    assert [(figure.kind, figure.value) for figure in found] == [
        ("level", 184000000),
        ("growth", 178),
        ("share", Decimal("9.96")),
        ("level", 6),
        ("target", 10),
    ]
    assert found[4].unit == "count:companies"
    assert found[0].period is not None
    assert found[0].period.symbol == "year?:01-02"


def test_targets_are_told_from_actuals_and_fractions_are_shares() -> None:
    found = _read(
        "004",
        "Zhou Haiying, director",
        "he observed.",
        date(2023, 8, 17),
        headline="Yangpu and its digital economy",
    ).figures
    assert [(figure.surface, figure.kind) for figure in found] == [
        ("7,000", "level"),
        ("over a third", "share"),
        ("more than half", "share"),
        ("40 percent", "growth"),
        ("230 billion yuan", "target"),
        ("about one-sixth", "share"),
        ("a third", "share"),
    ]


def test_the_river_is_not_the_district() -> None:
    found = _read("004", "Notably, the northern bank", "riverside region.")
    assert {find.district for find in found.districts} == {"yangpu"}


def test_the_year_of_an_award_is_no_period() -> None:
    found = _read("004", 'The "Beautiful Homes"', "end of 2023.", date(2023, 8, 17))
    area, planned_area, homes = found.figures
    assert area.period is None
    for figure in (planned_area, homes):
        assert figure.kind == "target"
        assert figure.period is not None
        assert (figure.period.start, figure.period.end) == (None, date(2023, 12, 31))
