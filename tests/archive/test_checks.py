"""Conversions against the exchange rates of their year, with the sum in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from archive.checks import Rates, review
from archive.models import Article, Figure
from districts.models import ExchangeRate


@pytest.fixture
def rates(db) -> Rates:
    for year, rate in ((2019, "6.908"), (2020, "6.900"), (2023, "7.081")):
        ExchangeRate.objects.create(
            currency="CNY", year=year, per_dollar=Decimal(rate), source="test"
        )
    for year in (2019, 2020, 2023):
        ExchangeRate.objects.create(
            currency="EUR", year=year, per_dollar=Decimal("0.9"), source="test"
        )
    return Rates()


def reviewed(
    rates: Rates,
    value: str,
    bracket: str,
    year: int | None = 2023,
    unit: str = "USD",
    surface: str = "",
    stated: bool = True,
    **dates: date,
) -> Figure:
    article = Article(published_on=date(year, 8, 19) if year else None, **dates)
    figure = Figure(
        value=Decimal(value),
        unit="CNY",
        surface=surface or f"{value} yuan",
        conversion_value=Decimal(bracket),
        conversion_unit=unit,
        conversion_surface=f"({bracket})",
        conversion_unit_stated=stated,
    )
    review(figure, article, rates)
    return figure


def test_a_conversion_near_the_rate_of_its_year_is_consistent(rates):
    figure = reviewed(rates, "230000000000", "32500000000")

    assert figure.conversion_verdict == "consistent"
    assert figure.implied_rate == Decimal("7.076923")
    assert not figure.flagged


def test_a_conversion_ten_times_too_small_says_so_with_its_sum(rates):
    figure = reviewed(rates, "9781000000", "134180000", stated=False)

    assert figure.flagged
    assert figure.conversion_verdict == "inconsistent"
    check = figure.checks[0]
    assert check["factor"] == "too small by a factor of 10"
    assert "72.89 yuan for one US dollar" in check["words"]
    assert "names no currency" in check["words"]


def test_a_conversion_a_thousand_times_too_large_says_so(rates):
    figure = reviewed(rates, "7000000", "1000000000")

    assert figure.checks[0]["factor"] == "too large by a factor of 1,000"


def test_a_conversion_that_no_power_of_ten_explains_is_flagged_too(rates):
    figure = reviewed(rates, "8000000000", "575000000")

    assert figure.flagged
    assert "No power of ten explains it" in figure.checks[0]["words"]


@pytest.mark.parametrize(
    ("surface", "bracket", "verdict"),
    [
        ("100 million yuan", "13000000", "inconsistent"),
        ("1 million yuan", "130000", "consistent"),
    ],
)
def test_few_printed_digits_widen_the_band(rates, surface, bracket, verdict):
    """1 million may be anything from half a million on; 100 million is sharper."""
    value = surface.split()[0] + "000000"
    figure = reviewed(rates, value, bracket, year=2020, surface=surface)

    assert figure.conversion_verdict == verdict


def test_an_undated_story_may_have_used_any_year_it_may_be_of(rates):
    earlier = {"date_latest": date(2020, 12, 31)}
    later = {"date_earliest": date(2021, 1, 1)}
    amounts = ("690000000", "106000000")  # 6.51: fits 2020's rate, not 2023's

    assert not reviewed(rates, *amounts, year=None, **earlier).flagged
    assert reviewed(rates, *amounts, year=None, **later).flagged


def test_other_currencies_go_through_the_dollar(rates):
    figure = reviewed(rates, "7870000", "1000000", unit="EUR")

    assert figure.conversion_verdict == "consistent"


def test_a_year_without_a_rate_is_not_judged(rates):
    figure = reviewed(rates, "9781000000", "134180000", year=2031)

    assert figure.conversion_verdict == "unchecked"
    assert not figure.flagged


@pytest.mark.parametrize(("value", "bracket"), [("0", "5"), ("5", "0")])
def test_nothing_is_divided_by_nothing(rates, value, bracket):
    assert reviewed(rates, value, bracket).conversion_verdict == "unchecked"


def test_a_dismissed_check_stands_no_more_but_is_kept(rates):
    figure = reviewed(rates, "9781000000", "134180000")
    figure.dismissed_checks = {"conversion": "printed so"}

    review(figure, Article(published_on=date(2023, 8, 19)), rates)

    assert figure.checks
    assert not figure.standing_checks
    assert not figure.flagged
