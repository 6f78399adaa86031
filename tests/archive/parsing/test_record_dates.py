"""The date of publication in the forms that records have it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.parsing.kinds import Kind
from archive.parsing.record_dates import stated_date
from archive.parsing.records import parse_record
from archive.parsing.text import Reading
from archive.spans import MappedText

TEXT = "Putuo District opened a park worth 184 million yuan on Monday, they said."
CHINA = timezone(timedelta(hours=8))
NEW_YORK = timezone(-timedelta(hours=5))


def reading_of(**fields: object) -> Reading:
    return parse_record(json.dumps({"text": TEXT, **fields}), Kind.JSON, "line 1")


def said(words: str):
    return stated_date(MappedText.cut(words, 0, len(words)))


@pytest.mark.parametrize(
    "words",
    [
        "2023-08-19",
        "20230819",
        "2023/8/19",
        "2023-8-19",
        "2023年8月19日",
        "August 19, 2023",
        "Saturday, August 19, 2023",
        "19 August 2023",
        "2023-08-19 00:50",
        "Aug 19, 2023, 12:50:00 AM",
        "Sat, 19 Aug 2023 00:50:00",
        "Sat, 19 Aug 2023 00:50:00 -0000",
        # A time of America by the standard, of China by who uses it: not to be told.
        "Sat, 19 Aug 2023 00:50:00 CST",
        "Sat Aug 19 00:50:00 2023",
    ],
)
def test_a_day_is_read(words):
    published = said(words)

    assert (published.on, published.at) == (date(2023, 8, 19), None)
    assert published.precision == "day"


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("2023-08-19T00:50:07Z", datetime(2023, 8, 19, 0, 50, 7, tzinfo=UTC)),
        ("2023-08-19T00:50Z", datetime(2023, 8, 19, 0, 50, tzinfo=UTC)),
        ("20230819T005007Z", datetime(2023, 8, 19, 0, 50, 7, tzinfo=UTC)),
        ("2023-08-19 00:50:07 UTC", datetime(2023, 8, 19, 0, 50, 7, tzinfo=UTC)),
        (
            "2023-08-19T00:50:07.1234567Z",
            datetime(2023, 8, 19, 0, 50, 7, 123456, tzinfo=UTC),
        ),
        (
            "2023-08-19 00:50:07.250+0800",
            datetime(2023, 8, 19, 0, 50, 7, 250_000, tzinfo=CHINA),
        ),
        ("2023-08-19T00:50:00+08", datetime(2023, 8, 19, 0, 50, tzinfo=CHINA)),
        (
            "2023-08-19T00:50:00+08:00[Asia/Shanghai]",
            datetime(2023, 8, 19, 0, 50, tzinfo=CHINA),
        ),
        (
            "2023-08-19 00:50:00 +0800 CST",
            datetime(2023, 8, 19, 0, 50, tzinfo=CHINA),
        ),
        (
            "Sat, 19 Aug 2023 00:50:00 +0800",
            datetime(2023, 8, 19, 0, 50, tzinfo=CHINA),
        ),
        (
            "Sat, 19 Aug 2023 00:50:00 +0800 (China Standard Time)",
            datetime(2023, 8, 19, 0, 50, tzinfo=CHINA),
        ),
        ("19 Aug 23 00:50 GMT", datetime(2023, 8, 19, 0, 50, tzinfo=UTC)),
        (
            "Sat, 19 Aug 2023 00:50:00 EST",
            datetime(2023, 8, 19, 0, 50, tzinfo=NEW_YORK),
        ),
        ("Saturday, 19-Aug-23 00:50:00 GMT", datetime(2023, 8, 19, 0, 50, tzinfo=UTC)),
        ("Sat Aug 19 00:50:00 +0800 2023", datetime(2023, 8, 19, 0, 50, tzinfo=CHINA)),
        ("00:50 UTC+8, 2023-08-19", datetime(2023, 8, 19, 0, 50, tzinfo=CHINA)),
        ("1692406207", datetime(2023, 8, 19, 0, 50, 7, tzinfo=UTC)),
        ("1692406207.25", datetime(2023, 8, 19, 0, 50, 7, tzinfo=UTC)),
        ("1692406207250", datetime(2023, 8, 19, 0, 50, 7, 250_000, tzinfo=UTC)),
        ("109468800", datetime(1973, 6, 21, tzinfo=UTC)),
        ("4133894400", datetime(2100, 12, 31, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_with_its_zone(words, at):
    published = said(words)

    assert published.at == at
    assert published.at.utcoffset() == at.utcoffset()
    assert (published.on, published.precision) == (at.date(), "day")


@pytest.mark.parametrize(
    "words",
    ["2023-08", "2023/8", "2023.08", "2023-08-00", "2023年8月", "2023 年 8 月"]
    + ["August 2023", "Aug 2023", "aug. 2023", "AUGUST, 2023"],
)
def test_a_month_is_read_and_its_day_left_open(words):
    published = said(words)

    assert (published.on, published.precision) == (date(2023, 8, 1), "month")
    assert published.at is None


@pytest.mark.parametrize(
    "words",
    ["2023-13", "2023-08-32", "1823-08-19", "2023-08-19T25:00", "9" * 500, "2023", ""]
    + ["Monday 2023", "August 1823", "August", "08/09/23", "0000-00-00"]
    + ["Sat, 32 Aug 2023 00:50:00 GMT", "Sat, 19 Aug 2023 00:50:00 +9900"]
    # Counts of something else, of later than 2100, or a day and an hour.
    + ["0", "-1692406207", "86400", "16924062070", "4133980800", "9999999999999"]
    + ["2023081900", "1692406207000000"],
)
def test_what_is_no_date_is_none(words):
    assert said(words) is None


@given(st.text("0123456789:.,+-/ TZGMCSAugat年月", max_size=30))
def test_whatever_the_words_they_are_a_date_of_our_time_or_none(words):
    published = said(words)

    assert published is None or 1900 <= published.on.year <= 2100


@pytest.mark.parametrize("number", [1692406207, 1692406207250, 1692406207.25])
def test_a_number_is_read_where_it_stands(number):
    source = json.dumps({"text": TEXT, "published": number})
    published = parse_record(source, Kind.JSON, "x").article.published

    assert published.on == date(2023, 8, 19)
    assert [source[low:high] for low, high in published.raw_ranges] == [str(number)]


@pytest.mark.parametrize("value", [2021, "2021", "2021年"])
def test_a_year_alone_gives_no_day_and_that_is_told(value):
    reading = reading_of(published=value)

    assert reading.article.published is None
    assert reading.remarks == [
        "The field for the date of publication names only a year."
    ]


def test_a_year_alone_leaves_the_day_that_the_address_gives():
    reading = reading_of(published=2021, url="https://news.example/2021/07/05/park")

    assert reading.article.published.on == date(2021, 7, 5)


def test_an_unreadable_date_is_told_and_no_date_is_made_up():
    for value in ("soon", "2023-02-30", "08/09/23", 5, -1692376200, {"day": 3}, True):
        reading = reading_of(published=value)

        assert reading.article.published is None
        assert any("date of publication" in remark for remark in reading.remarks)
