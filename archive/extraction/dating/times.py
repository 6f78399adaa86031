"""Times as a text names them, and what they are once the day of publication is known.

A time that is counted from the day of publication stays symbolic while that day is
unknown. Symbols are "year-1", "year+0", "year+1", with the months where the words
name them ("year+0:01-07"), "year?:01-02" for months whose year the text leaves open,
"month-1", "week+0", "day" for a day of the week, "now", "years-5" for a span.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Protocol

from archive.extraction.model import Period

Ends = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Now:
    """What is known of the day on which a story was published.

    `day` is that day, or the first of its month where `month_only`. Of an undated
    story the text may tell the `year` of publication, or the year that it reports
    on, `told`.
    """

    day: date | None = None
    month_only: bool = False
    year: int | None = None
    told: int | None = None

    @property
    def basis(self) -> str:
        return "publication" if self.day else "inferred"

    @property
    def this_year(self) -> int | None:
        return self.day.year if self.day else self.year

    @property
    def last_day(self) -> date | None:
        """The day of publication, or the last day it can be."""
        return month_end(self.day) if self.day and self.month_only else self.day


class Bound(Enum):
    """How the words bound a time: all of it, up to its end, from its beginning on."""

    WHOLE = "whole"
    BY = "by"
    BY_END = "by the end of"
    SINCE = "since"
    SO_FAR = "so far"


class Time(Protocol):
    """A time as named. `resolve` gives its ends, or nothing while they are unknown."""

    @property
    def symbol(self) -> str: ...

    def resolve(self, now: Now, ahead: bool) -> Ends | None: ...


@dataclass(frozen=True, slots=True)
class Months:
    """Months of a year: of an explicit one, or of one counted from publication.

    With neither `year` nor `shift` the text leaves the year open. `back` years lie
    between the year of the first month and that of the last.
    """

    year: int | None = None
    shift: int | None = None
    first: int = 1
    last: int = 12
    back: int = 0
    bound: Bound = Bound.WHOLE

    @property
    def symbol(self) -> str:
        if self.year is not None:
            return ""
        year = "year?" if self.shift is None else f"year{self.shift:+d}"
        if self.is_whole:
            return year
        return f"{year}:{self.first:02}-{self.last:02}"

    @property
    def is_open(self) -> bool:
        """Whether the text leaves the year open."""
        return self.year is None and self.shift is None

    @property
    def is_whole(self) -> bool:
        """Whether it is one whole year, or several."""
        return (self.first, self.last) == (1, 12)

    @property
    def is_the_year(self) -> bool:
        """ "For the year": the whole year that is spoken of."""
        return self.is_open and self.is_whole and self.bound is Bound.WHOLE

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        year = self._year(now, ahead)
        if year is None or not 1 <= year - self.back <= year <= 9999:
            return None
        start = date(year - self.back, self.first, 1)
        end = date(year, self.last, monthrange(year, self.last)[1])
        if self.bound is Bound.SINCE:
            return start, None
        if self.bound is Bound.SO_FAR:
            return start, min(now.last_day, end) if now.last_day else None
        if self.bound is not Bound.WHOLE:
            return None, end
        return start, end

    def _year(self, now: Now, ahead: bool) -> int | None:
        if self.year is not None:
            return self.year
        if self.shift is not None:
            return None if now.this_year is None else now.this_year + self.shift
        if self.is_the_year and now.told is not None:
            return now.told
        if now.day:
            return self._nearest(now.day, ahead)
        if now.told is not None and not ahead:
            return now.told
        if self.is_whole:
            return now.year  # "by the year-end"
        if now.year is None or ahead or (self.first == self.last and self.first > 6):
            # "In November" may be that of the year before.
            return None
        return now.year

    def _nearest(self, day: date, ahead: bool) -> int:
        """The year of the latest such months that have begun to end, or come next."""
        if ahead:
            return day.year + (self.last < day.month)
        if self.bound is Bound.SINCE:
            return day.year - (self.first > day.month)
        if self.back or self.bound is not Bound.WHOLE:
            return day.year - (self.last > day.month)
        # What is half over is spoken of as present, what has just begun is not.
        return day.year - ((self.first + self.last + 1) // 2 > day.month)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, whose year may be left open."""

    month: int
    day: int
    year: int | None = None
    bound: Bound = Bound.WHOLE

    @property
    def symbol(self) -> str:
        return "" if self.year is not None else "day"

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        year = self.year or self._nearest(now, ahead)
        if year is None:
            return None
        at = date(year, self.month, self.day)
        if self.bound is Bound.SINCE:
            return at, None
        return (at, at) if self.bound is Bound.WHOLE else (None, at)

    def _nearest(self, now: Now, ahead: bool) -> int | None:
        """The year of the latest such day, or of the one ahead in the same year."""
        if now.day is None or now.last_day is None:
            return None
        later = (self.month, self.day) > (now.last_day.month, now.last_day.day)
        return now.day.year - (later and not ahead)


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days of one month or of two, each a month and a day: "April 29 to June 3"."""

    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None

    @property
    def symbol(self) -> str:
        return "" if self.year is not None else "day"

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        until = Day(*self.last, self.year).resolve(now, ahead)
        if until is None or until[1] is None:
            return None
        year = until[1].year - (self.first > self.last)
        return date(year, *self.first), until[1]


def period_of(time: Time, words: str, now: Now, ahead: bool = False) -> Period:
    """The time as a period, with neither end while it cannot be known."""
    try:
        ends = time.resolve(now, ahead)
    except (OverflowError, ValueError):
        ends = None  # "June 31", or what is out of the calendar.
    start, end = ends or (None, None)
    if start and end and start > end:
        start = end = ends = None  # "Since December this year", said in August.
    symbol = time.symbol
    if not symbol:
        return Period(start, end, "stated", words)
    basis = now.basis if ends else "publication"
    return Period(start, end, basis, words, symbol)


def is_since(time: Time) -> bool:
    """Whether it goes on from its beginning: "since 2020", "so far this year"."""
    return getattr(time, "bound", None) in (Bound.SINCE, Bound.SO_FAR)


def begun(period: Period, *, named: bool) -> Period:
    """The time at which a change over a period began.

    That is the first of the years that are `named` ("between 2013 and 2018"), else
    the year before the span; of part of a year, the same months of the year before.
    """
    if period.start is None or period.start.year < 2:
        return period
    first = period.start.year
    if period.end is None or named:
        return replace(period, start=date(first, 1, 1), end=date(first, 12, 31))
    if period.end.year > first:
        start, end = date(first - 1, 1, 1), date(first - 1, 12, 31)
        return replace(period, start=start, end=end)
    last = period.end.replace(year=period.end.year - 1, day=1)
    start = period.start.replace(year=first - 1, day=1)
    return replace(period, start=start, end=month_end(last))


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def whole_month(day: date, shift: int) -> tuple[date, date]:
    month = day.year * 12 + day.month - 1 + shift
    first = date(month // 12, month % 12 + 1, 1)
    return first, month_end(first)
