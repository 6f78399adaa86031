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


@pytest.fixture
def more_rates(rates) -> Rates:
    for year, rate in ((2013, "6.148"), (2022, "6.729")):
        ExchangeRate.objects.create(
            currency="CNY", year=year, per_dollar=Decimal(rate), source="test"
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
    month: int = 8,
    period: int | None = None,
    bracket_surface: str = "",
    **dates: date,
) -> Figure:
    article = Article(published_on=date(year, month, 19) if year else None, **dates)
    figure = Figure(
        value=Decimal(value),
        unit="CNY",
        surface=surface or f"{value} yuan",
        conversion_value=Decimal(bracket),
        conversion_unit=unit,
        conversion_surface=bracket_surface or f"({bracket})",
        conversion_unit_stated=stated,
        period_start=date(period, 1, 1) if period else None,
        period_end=date(period, 12, 31) if period else None,
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


def test_the_sum_says_which_rates_would_do_and_why(rates):
    figure = reviewed(rates, "9781000000", "134180000", surface="9.781 billion yuan")

    words = figure.checks[0]["words"]
    assert "the average of 2023 was 7.08" in words
    assert "6.66 to 7.51 would do" in words
    assert "6% either way" in words
    assert "more for rounding" in words
    low, high = figure.checks[0]["band"]
    assert Decimal(low) < Decimal("7.081") < Decimal(high)


@pytest.mark.parametrize(
    ("month", "verdict"), [(8, "inconsistent"), (11, "consistent")]
)
def test_late_in_a_year_the_next_years_rate_may_be_nearer(more_rates, month, verdict):
    """A rate of 7.25 was that of November 2022; the average of 2022 was 6.73."""
    figure = reviewed(more_rates, "7250000", "1000000", year=2022, month=month)

    assert figure.conversion_verdict == verdict


@pytest.mark.parametrize(
    ("period", "verdict"), [(None, "inconsistent"), (2013, "consistent")]
)
def test_what_is_told_of_an_earlier_year_may_have_its_rate(more_rates, period, verdict):
    figure = reviewed(more_rates, "6150000", "1000000", year=2023, period=period)

    assert figure.conversion_verdict == verdict


def test_a_period_to_come_lends_no_rate(rates):
    figure = reviewed(rates, "6150000", "1000000", year=2020, period=2023)

    assert figure.conversion_verdict == "inconsistent"


@pytest.mark.parametrize(
    ("surface", "bracket", "verdict"),
    [
        ("two hundred and fifty million yuan", "36000000", "consistent"),
        ("two hundred and fifty million yuan", "360000000", "inconsistent"),
        ("half a billion yuan", "70000000", "consistent"),
        ("half a billion yuan", "7000000", "inconsistent"),
    ],
)
def test_a_number_in_words_is_as_sharp_as_its_zeros(rates, surface, bracket, verdict):
    value = "250000000" if "fifty" in surface else "500000000"
    figure = reviewed(rates, value, bracket, surface=surface)

    assert figure.conversion_verdict == verdict


@pytest.mark.parametrize(
    ("surface", "bracket", "verdict"),
    [
        ("nearly 5 billion yuan", "(US$706 million)", "consistent"),
        ("over 5 billion yuan", "(about 706 million US dollars)", "consistent"),
        ("about 5 billion yuan", "(nearly US$71 million)", "inconsistent"),
        ("100 billion-level", "(US$14 billion)", "consistent"),
        ("100 billion-level", "(US$140 billion)", "inconsistent"),
    ],
)
def test_hedges_change_nothing_about_the_sum(rates, surface, bracket, verdict):
    value = "100000000000" if "level" in surface else "5000000000"
    number = "".join(filter(str.isdigit, bracket))
    scale = 10**9 if "billion" in bracket else 10**6
    figure = reviewed(
        rates,
        value,
        str(int(number) * scale),
        surface=surface,
        bracket_surface=bracket,
    )

    assert figure.conversion_verdict == verdict


def test_a_currency_without_rates_is_not_judged(rates):
    figure = reviewed(rates, "9000000", "1000000", unit="GBP")

    assert figure.conversion_verdict == "unchecked"
    assert figure.implied_rate == Decimal(9)
