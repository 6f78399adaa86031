"""Sentences made of parts, whose periods are known beforehand."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.extraction import Period, Story, extract
from tests.archive.extraction.gazetteers import small_gazetteer, story
from tests.archive.extraction.test_spans import HOSTILE
from tests.effort import examples
from tests.growth import growth

GAZETTEER = small_gazetteer()
YEARS = st.integers(min_value=1990, max_value=2035)
PARTS = {
    "": (1, 12),
    "the first half of ": (1, 6),
    "the second half of ": (7, 12),
    "the first quarter of ": (1, 3),
    "the third quarter of ": (7, 9),
    "the first five months of ": (1, 5),
    "the first three quarters of ": (1, 9),
    "January and February ": (1, 2),
    "January to July ": (1, 7),
    "May ": (5, 5),
    "December ": (12, 12),
}
LEADS = st.sampled_from(("In", "During"))
SAID = st.sampled_from(
    (
        "sales reached 3 million yuan",
        "the district earned 3 million yuan",
        "taxes rose 3 percent",
        "it drew 30 firms",
        "services made up 30 percent of its sales",
        "sales totaled 3 million yuan ($500,000)",
    )
)
COMPARED = st.sampled_from(
    ("", " year on year", " from {before}", " over the same period of {before}")
)
FILLING = st.sampled_from(("", " The harbor is old.", " Nobody was surprised."))
BASES = {"stated", "context", "publication", "inferred"}


def _ends(year: int, part: str) -> tuple[date, date]:
    first, last = PARTS[part]
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _periods(body: str, day: date | None = None) -> list[Period | None]:
    read = Story("", "", body, published_on=day)
    return [figure.period for figure in extract(read, GAZETTEER).figures]


@settings(max_examples=examples(150), deadline=None)
@given(YEARS, st.sampled_from(sorted(PARTS)), LEADS, SAID)
def test_a_time_with_its_year_is_read_on_either_side_of_a_figure(
    year: int, part: str, lead: str, said: str
) -> None:
    for body in (f"{lead} {part}{year}, {said}.", f"The {said} {lead.lower()} {year}."):
        (period,) = _periods(body)
        expected = _ends(year, part if body.startswith(lead) else "")
        assert period is not None
        assert (period.start, period.end, period.basis) == (*expected, "stated")


@settings(max_examples=examples(150), deadline=None)
@given(YEARS, st.sampled_from(sorted(PARTS)), COMPARED)
def test_what_growth_is_compared_with_is_not_its_period(
    year: int, part: str, compared: str
) -> None:
    with_ = compared.format(before=year - 1)
    for period in _periods(
        f"In {part}{year}, sales were 3 million yuan, up 4%{with_}."
    ):
        assert period is not None
        assert (period.start, period.end) == _ends(year, part)


@settings(max_examples=examples(150), deadline=None)
@given(YEARS, st.sampled_from(sorted(PARTS)), SAID, FILLING)
def test_the_next_sentence_goes_on_in_the_same_time(
    year: int, part: str, said: str, filling: str
) -> None:
    told = f"In {part}{year}, exports reached 5 million yuan.{filling}"
    period = _periods(f"{told} {said[0].upper()}{said[1:]}.")[-1]
    assert period is not None
    assert (period.start, period.end, period.basis) == (*_ends(year, part), "context")


@settings(max_examples=examples(150), deadline=None)
@given(st.dates(date(1991, 1, 1), date(2035, 12, 31)), st.sampled_from(sorted(PARTS)))
def test_last_year_is_the_one_before_that_of_publication(day: date, part: str) -> None:
    body = f"In {part}last year, sales were 3 million yuan."
    (period,) = _periods(body, day)
    assert period is not None
    assert (period.start, period.end) == _ends(day.year - 1, part)
    (unknown,) = _periods(body)
    assert unknown is not None
    assert (unknown.start, unknown.end) == (None, None)
    assert unknown.symbol.startswith("year-1")


@settings(max_examples=examples(150), deadline=None)
@given(
    st.dates(date(1991, 1, 1), date(2035, 12, 31)),
    st.sampled_from(sorted(part for part in PARTS if part.endswith("of "))),
)
def test_what_is_past_is_never_a_time_still_to_come(day: date, part: str) -> None:
    (period,) = _periods(f"In {part[:-4]}, sales were 3 million yuan.", day)
    assert period is not None
    assert period.start is not None
    assert period.start <= day
    assert (day.year - period.start.year) in (0, 1)


@settings(max_examples=examples(300), deadline=None)
@given(HOSTILE, st.one_of(st.none(), st.dates()))
def test_a_period_is_in_order_and_says_how_it_is_known(body: str, day) -> None:
    for period in filter(None, _periods(body, day)):
        assert period.basis in BASES
        assert period.words
        assert period.start or period.end or period.symbol
        if period.start and period.end:
            assert period.start <= period.end


@pytest.mark.parametrize(
    "unit",
    [
        "2020,",
        "in 2020 ",
        "since a b c ",
        "from 5 in 2020 to 6 ",
        "sets goals for ",
        "up 5 percent on ",
        "14th Five-Year Plan past five years 5 firms. ",
        "• 5 firms in 2020\n",
    ],
)
def test_times_take_no_more_than_their_share_of_a_longer_text(unit: str) -> None:
    def text(count: int) -> Story:
        return story("Some plain words. " + unit * count)

    assert growth(lambda read: extract(read, GAZETTEER), text) < 9


def test_a_period_at_the_ends_of_the_calendar_is_left_open() -> None:
    body = "Last year it drew 30 firms. On Friday, 40 firms came. Yesterday, 50 firms."
    for day in (date.min, date.max):
        for period in filter(None, _periods(body, day)):
            assert period.start is None or period.start.year in (1, 9998, 9999)


def test_one_story_may_be_read_again_and_again() -> None:
    read = story(
        "In 2020 it earned 3 million yuan. Taxes rose 4 percent.", "2021-03-04"
    )
    assert extract(read, GAZETTEER) == extract(read, GAZETTEER)
