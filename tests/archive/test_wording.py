"""Values and periods as readers see them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from archive.wording import (
    moment_in_words,
    period_in_words,
    range_of_days_in_words,
    value_in_words,
)

VALUES = [
    ("9781000000", "CNY", "level", "9.781 bn yuan"),
    ("5000000", "CNY", "threshold", "5 m yuan"),
    ("1200000000000", "CNY", "level", "1.2 tn yuan"),
    ("8500", "CNY", "level", "8,500 yuan"),
    ("1234567891", "CNY", "level", "1,234,567,891 yuan"),
    ("757000", "USD", "level", "757,000 US dollars"),
    ("134180000", "USD", "level", "134.18 m US dollars"),
    ("-2500000", "CNY", "change", "−2.5 m yuan"),
    ("38.8", "percent", "growth", "+38.8%"),
    ("38.800000", "percent", "share", "38.8%"),
    ("-13", "percent", "growth", "−13%"),
    ("0", "percent", "growth", "0%"),
    ("1.2", "percentage_points", "change", "+1.2 percentage points"),
    ("1", "percentage_points", "share", "1 percentage point"),
    ("0.333333", "fraction", "share", "one third (0.333)"),
    ("0.5", "fraction", "share", "one half (0.5)"),
    ("0.013158", "fraction", "share", "1/76 (0.013)"),
    ("0.123457", "fraction", "share", "10/81 (0.123)"),
    ("0.123", "fraction", "share", "0.123"),
    ("1.8", "times", "multiple", "1.8 times"),
    ("2", "rank", "rank", "rank 2"),
    ("7000", "count:businesses", "level", "7,000 businesses"),
    ("1", "count:businesses", "level", "1 business"),
    ("1", "count:subsidiaries", "level", "1 subsidiary"),
    ("1", "count:pieces_of_land", "level", "1 piece of land"),
    ("8000000", "count:servers", "target", "8,000,000 servers"),
    ("620000", "m2", "level", "620,000 m²"),
    ("1.5", "km2", "level", "1.5 km²"),
    ("100", "mw_hours", "level", "100 mw hours"),
]


@pytest.mark.parametrize(("value", "unit", "kind", "words"), VALUES)
def test_a_value_stands_with_its_unit_and_all_its_digits(value, unit, kind, words):
    assert str(value_in_words(Decimal(value), unit, kind)) == words


def test_a_number_is_parted_at_the_decimal_point_to_be_set_in_columns():
    worded = value_in_words(Decimal("9781000000"), "CNY")
    assert (worded.whole, worded.decimals, worded.unit) == ("9", ".781", " bn yuan")


PERIODS = [
    ((2023, 1, 1), (2023, 12, 31), "2023"),
    ((2011, 1, 1), (2021, 12, 31), "2011–2021"),
    ((2023, 1, 1), (2023, 7, 31), "Jan–Jul 2023"),
    ((2024, 2, 1), (2024, 2, 29), "Feb 2024"),
    ((2023, 8, 18), (2023, 8, 18), "18 Aug 2023"),
    ((2019, 4, 1), (2019, 4, 5), "1–5 Apr 2019"),
    ((2019, 3, 30), (2019, 4, 2), "30 Mar–2 Apr 2019"),
    ((2022, 11, 1), (2023, 1, 31), "Nov 2022–Jan 2023"),
    ((2022, 12, 30), (2023, 1, 2), "30 Dec 2022–2 Jan 2023"),
    ((2021, 1, 1), None, "since 2021"),
    ((2021, 3, 1), None, "since Mar 2021"),
    ((2021, 3, 4), None, "since 4 Mar 2021"),
    (None, (2023, 12, 31), "by the end of 2023"),
    (None, (2023, 6, 30), "by the end of Jun 2023"),
    (None, (2023, 3, 4), "by 4 Mar 2023"),
    (None, None, "period not stated"),
]


@pytest.mark.parametrize(("start", "end", "words"), PERIODS)
def test_a_period_is_said_as_short_as_it_is_exact(start, end, words):
    day = [date(*given) if given else None for given in (start, end)]
    assert period_in_words(*day) == words


@pytest.mark.parametrize(
    ("symbol", "printed", "words"),
    [
        ("year-1", "", "last year (article undated)"),
        ("year+0", "", "this year (article undated)"),
        ("quarter-1", "", "last quarter (article undated)"),
        ("year-4", "", "4 years earlier (article undated)"),
        ("month+0", "this month", "this month (article undated)"),
        ("week-of-fair", "", "week-of-fair (article undated)"),
    ],
)
def test_a_relative_period_of_an_undated_story_gets_no_year(symbol, printed, words):
    assert period_in_words(None, None, symbol, printed) == words


def test_a_moment_is_told_in_the_zone_of_its_source():
    at = datetime(2023, 8, 18, 16, 50, tzinfo=UTC)
    assert moment_in_words(at, 480) == "19 Aug 2023, 00:50 UTC+8"
    assert moment_in_words(at, -210) == "18 Aug 2023, 13:20 UTC−3:30"


def test_an_open_range_of_days_says_which_side_is_open():
    low, high = date(2023, 9, 1), date(2024, 12, 31)
    assert range_of_days_in_words(low, high) == "between 1 Sep 2023 and 31 Dec 2024"
    assert range_of_days_in_words(low, None) == "on or after 1 Sep 2023"
    assert range_of_days_in_words(None, high) == "on or before 31 Dec 2024"
