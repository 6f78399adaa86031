"""Periods: the time a figure speaks of, never a guess."""

from __future__ import annotations

import pytest

from archive.extraction import Period, extract
from tests.archive.extraction.cases import listed
from tests.archive.extraction.gazetteers import small_gazetteer, story

GAZETTEER = small_gazetteer()


def _period(body: str, published: str = "") -> Period | None:
    return extract(story(body, published), GAZETTEER).figures[-1].period


@pytest.mark.parametrize(
    ("text", "published", "start", "end", "symbol", "why"), listed("periods", shown=1)
)
def test_it_dates_a_figure(
    text: str, published: str, start: str, end: str, symbol: str, why: str
) -> None:
    period = _period(text, published)
    if symbol == "none":
        assert period is None, why
        return
    assert period is not None, why
    assert (period.start and period.start.isoformat()) == (start or None), why
    assert (period.end and period.end.isoformat()) == (end or None), why
    if symbol:
        assert period.symbol == symbol, why
        assert period.basis == "publication"


@pytest.mark.parametrize(
    ("headline", "text", "published", "start", "end", "why"),
    listed("lent_periods", shown=2),
)
def test_earlier_words_date_a_figure(
    headline: str, text: str, published: str, start: str, end: str, why: str
) -> None:
    found = extract(story(text, published, headline), GAZETTEER).figures
    period = found[-1].period
    if not (start or end):
        assert period is None, why
        return
    assert period is not None, why
    assert (period.start and period.start.isoformat()) == (start or None), why
    assert (period.end and period.end.isoformat()) == (end or None), why


def test_how_often_something_else_was_held_dates_nobody_who_came() -> None:
    body = "Some 150 guests came to the fair, which was held for 10 consecutive years."
    guests, _ = extract(story(body, "2020-11-29"), GAZETTEER).figures
    assert guests.period is None


def test_a_later_figure_of_the_sentence_keeps_the_period() -> None:
    body = "In 2020 it earned 3 million yuan, up 4 percent from 2019."
    found = extract(story(body), GAZETTEER).figures
    assert [figure.period.start.year for figure in found] == [2020, 2020]
    assert found[1].comparison == "from 2019"


@pytest.mark.parametrize(
    "body",
    [
        "Sales fell 6 percent, slowing from a drop of 9 percent in May.",
        "It has 66 yards, up from some 40 yards in 2021.",
        "It has 66 yards, against some 40 yards in 2021.",
    ],
)
def test_a_figure_does_not_take_the_time_that_it_is_held_against(body: str) -> None:
    first, second = extract(story(body, "2023-08-18"), GAZETTEER).figures
    assert first.period is None
    assert second.period is not None


def test_a_sentence_without_a_period_takes_that_of_the_one_before() -> None:
    period = _period("In 2020 it earned 3 million yuan. Taxes were 2 million yuan.")
    assert period is not None
    assert (period.start.year, period.basis) == (2020, "context")


def test_a_period_is_lent_to_four_sentences_and_no_more() -> None:
    told = "In 2020 it earned 3 million yuan. "
    last = "Taxes were 2 million yuan."
    near = _period(told + "The harbor is old. " * 3 + last)
    assert near is not None
    assert (near.start.year, near.basis) == (2020, "context")
    assert _period(told + "The harbor is old. " * 4 + last) is None


def test_a_period_without_a_figure_is_lent_within_its_paragraph_only() -> None:
    told = "The harbor opened in 2020."
    near = _period(f"{told} Taxes were 2 million yuan.")
    assert near is not None
    assert near.start.year == 2020
    assert _period(f"{told}\n\nTaxes were 2 million yuan.") is None


def test_a_plan_does_not_take_the_period_of_the_past() -> None:
    assert (
        _period("In 2020 it earned 3 million yuan. It will earn 2 million yuan.")
        is None
    )


def test_what_is_so_now_does_not_take_the_period_of_the_past() -> None:
    body = "In 2020 it earned 3 million yuan. There are 40 firms in the park now."
    period = _period(body)
    assert period is not None
    assert (period.start, period.end, period.symbol) == (None, None, "now")


def test_two_amounts_with_a_year_each_keep_their_own() -> None:
    body = "It went from 9 million yuan in 2011 to 12 million yuan in 2021."
    found = extract(story(body), GAZETTEER).figures
    assert [figure.period.start.year for figure in found] == [2011, 2021]


@pytest.mark.parametrize(
    ("body", "periods"),
    [
        (
            "It went from 9 million yuan in 2011 to 12 million yuan in 2021.",
            ["2011-01..2011-12", "2021-01..2021-12"],
        ),
        (
            "Under the 14th Five-Year Plan, sales rose from 9 million to 12 million "
            "yuan, an average annual growth of 4 percent.",
            ["2020-01..2020-12", "2021-01..2025-12", "2021-01..2025-12"],
        ),
        (
            "Between 2013 and 2018, sales rose from 9 million yuan to 12 million yuan.",
            ["2013-01..2013-12", "2018-01..2018-12"],
        ),
        (
            "In the first half, its share rose from 9 percent to 12 percent.",
            ["2022-01..2022-06", "2023-01..2023-06"],
        ),
        (
            "Its share rose from 9 percent in the same period last year to 12 percent "
            "in the first half.",
            ["2022-01..2022-06", "2023-01..2023-06"],
        ),
        (
            "Since 2013, sales have risen from 9 million yuan to 12 million yuan in "
            "2022, an average annual growth of 4 percent.",
            ["2013-01..2013-12", "2022-01..2022-12", "2013-01..2022-12"],
        ),
        (
            "Sales rose from 9 million yuan in 2012 to 12 million yuan in 2021, an "
            "average annual growth of 4 percent.",
            ["2012-01..2012-12", "2021-01..2021-12", "2012-01..2021-12"],
        ),
        (
            "Last year it earned 9 million yuan, and it expects 12 million yuan this "
            "year.",
            ["2022-01..2022-12", "2023-01..2023-12"],
        ),
        (
            "It had grown to 60 towns with 900 cars and 8 million users by the end of "
            "last year.",
            ["2022-12..2022-12"] * 3,
        ),
        (
            "As of the end of 2021, GDP reached 9 million yuan, ranking first.",
            ["2021-01..2021-12", "2021-01..2021-12"],
        ),
        (
            "In 2015, services made up 86 percent, 5 percent higher than five years "
            "ago.",
            ["2015-01..2015-12", "2011-01..2015-12"],
        ),
        (
            "In 2021, sales were 9 million yuan, up 4 percent, while exports fell 2 "
            "percent in the first half.",
            ["2021-01..2021-12", "2021-01..2021-12", "2023-01..2023-06"],
        ),
        (
            "By the end of 2022, it was home to 900 firms, including 80 shops.",
            ["2022-12..2022-12"] * 2,
        ),
        (
            "By 2022, its members had risen from 40 firms to 90 firms.",
            ["..2022-12"] * 2,
        ),
        (
            "In March and April, exports rose 3 percent and 4 percent, respectively.",
            ["2023-03..2023-03", "2023-04..2023-04"],
        ),
        (
            "Exports rose 3 percent and 4 percent in March and April, respectively.",
            ["2023-03..2023-03", "2023-04..2023-04"],
        ),
        (
            "In 2019 and 2020, sales were 3 million yuan and 4 million yuan "
            "respectively.",
            ["2019-01..2019-12", "2020-01..2020-12"],
        ),
        (
            "In March and April, exports and imports rose 3 percent, 5 percent and 4 "
            "percent, respectively.",
            ["2023-03..2023-04", "2023-03..2023-03", "2023-04..2023-04"],
        ),
        (
            "In March and April, exports rose 3 percent and imports 4 percent.",
            ["2023-03..2023-04", "2023-03..2023-04"],
        ),
        (
            "From March to May, ships and trains carried 3 million yuan and 4 million "
            "yuan of goods, respectively.",
            ["2023-03..2023-05", "2023-03..2023-05"],
        ),
        (
            "Sales rose from 157 million yuan in 2020 to 172 million yuan in 2021, an "
            "increase of 8 percent.",
            ["2020-01..2020-12", "2021-01..2021-12", "2021-01..2021-12"],
        ),
        (
            "It stocks 600 lamps from 7 mills and sold 8 million yuan of jars "
            "last month.",
            ["none", "none", "2023-07..2023-07"],
        ),
        (
            "Last year investment was 24 million yuan, up 4 percent (H1: down 3 "
            "percent).",
            ["2022-01..2022-12", "2022-01..2022-12", "2023-01..2023-06"],
        ),
        (
            "Sales reached 23 million yuan last year compared with 16 million yuan in "
            "2016, an annual growth rate of 7 percent on average.",
            ["2022-01..2022-12", "2016-01..2016-12", "2016-01..2022-12"],
        ),
        (
            "It had 5 shops last year and by the end of this year, it will have 9.",
            ["2022-01..2022-12", "..2023-12"],
        ),
        (
            "The largest, at 3 million yuan, is a mill with room to make 60 lamps a "
            "day from 2026 on.",
            ["none", "2026-01.."],
        ),
    ],
)
def test_each_figure_of_a_sentence_has_its_own_period(
    body: str, periods: list[str]
) -> None:
    found = extract(story(body, "2023-08-17"), GAZETTEER).figures
    assert [_in_months(figure.period) for figure in found] == periods


def _in_months(period: Period | None) -> str:
    if period is None:
        return "none"
    start, end = (
        day.isoformat()[:7] if day else "" for day in (period.start, period.end)
    )
    return f"{start}..{end}"


def test_the_year_in_the_name_of_an_award_is_no_period() -> None:
    assert _period("The 2023 Harbor Prize went to 40 firms.", "2024-01-01") is None


def test_the_words_of_a_period_are_kept() -> None:
    period = _period("In the first half of 2023 it earned 3 million yuan.")
    assert period is not None
    assert period.words == "In the first half of 2023"
