"""What each wording of a time means: a match read as a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from archive.extraction.dating.counting import (
    Counted,
    Later,
    NewYear,
    OfPlan,
    PastMonths,
    PastYears,
    Present,
    Reference,
    Run,
    Same,
    Weekday,
    Weekend,
    YearsAhead,
)
from archive.extraction.dating.phrases import (
    DAYS,
    count_of,
    month_of,
    place_of,
    plan_number_of,
)
from archive.extraction.dating.times import Bound, Day, DaySpan, Months, Time

Reader = Callable[[re.Match[str]], Time | Reference | None]


def _months(match: re.Match[str], first: int = 1, last: int = 12) -> Months:
    """Months of the year that the wording names, if it names one."""
    names = match.groupdict()
    when = names.get("when") or names.get("owner") or ""
    if when[-4:].isdigit():
        return Months(int(when[-4:]), None, first, last)
    shifts = {"last": -1, "next": 1, "this": 0, "the current": 0, "the past": -1}
    if when == "the year before last":
        return Months(None, -2, first, last)
    for name, shift in shifts.items():
        if when == f"{name} year":
            return Months(None, shift, first, last)
    # "The year" is the one spoken of; "the previous year" the one before it.
    return Months(None, None, first, last)


def month_span(match: re.Match[str]) -> Months:
    first, last = month_of(match["first"]), month_of(match["last"])
    span = _months(match, first, last)
    since = match["since"]
    if since and span.year and int(since) <= span.year:
        return replace(span, back=span.year - int(since))
    return replace(span, back=int(first > last))


def to_month(match: re.Match[str]) -> Months:
    """ "November year-to-date": the months up to it."""
    return Months(None, None, 1, month_of(match["last"]))


def half(match: re.Match[str]) -> Months:
    second = match["half"] in ("second", "2", "latter", "2nd")
    return _months(match, 7 if second else 1, 12 if second else 6)


def quarter(match: re.Match[str]) -> Time | None:
    quarter = match["quarter"]
    if quarter == "last" and not match["when"]:
        return Counted("quarter", -1)
    last = 3 * place_of(quarter)
    short = match.groupdict().get("short")
    if short:
        return Months(2000 + int(short), None, last - 2, last)  # "17Q1"
    return _months(match, last - 2, last)


def this_quarter(match: re.Match[str]) -> Time:
    return Counted("quarter", -1 if match["which"] == "previous" else 0)


def first_months(match: re.Match[str]) -> Months | None:
    months = count_of(match["count"])
    months *= 3 if match["sort"].startswith("quarter") else 1
    if not 0 < months < 13:
        return None
    if match["which"] in ("last", "final"):
        return _months(match, 13 - months, 12) if match["when"] else None
    return _months(match, 1, months)


def months_ending(match: re.Match[str]) -> Months | None:
    """ "The three months to May": March, April and May."""
    last, count = month_of(match["month"]), count_of(match["count"])
    if not 0 < count <= 12:
        return None
    first = (last - count) % 12 + 1
    return replace(_months(match, first, last), back=int(first > last))


def until(match: re.Match[str]) -> Months | Day | None:
    names = match.groupdict()
    if match.group().startswith("at ") and not match["end"]:
        return None
    bound = Bound.BY_END if match["end"] else Bound.BY
    month = names.get("month")
    if month and names.get("day"):
        year = names.get("when") or ""
        at = Day(month_of(month), int(match["day"]), int(year[-4:]) if year else None)
        return replace(at, bound=bound) if at.day < 32 else None
    part = names.get("part")
    last = month_of(month) if month else {"first": 6, "mid-": 6}.get(part or "", 12)
    if names.get("quarter"):
        last = 3 * place_of(names["quarter"])
    return replace(_months(match, 1, last), bound=bound)


def year_end(match: re.Match[str]) -> Months:
    return Months(bound=Bound.BY_END)


def since(match: re.Match[str]) -> Months:
    month = match["month"]
    span = _months(match, month_of(month) if month else 1, 12)
    this_year = span.shift == 0 or (span.is_open and not month)
    if this_year:
        return replace(span, shift=0, bound=Bound.SO_FAR)
    return replace(span, bound=Bound.SINCE)


def so_far(match: re.Match[str]) -> Months:
    return Months(None, 0, bound=Bound.SO_FAR)


def exact_day(match: re.Match[str]) -> Day | None:
    number = int(match["day"])
    if not 1 <= number <= 31:
        return None
    bound = Bound.SINCE if match.group().startswith("since") else Bound.WHOLE
    year = int(match["when"]) if match["when"] else None
    return Day(month_of(match["month"]), number, year, bound)


def day_span(match: re.Match[str]) -> DaySpan | None:
    """ "From April 29 to June 3", "May 1-5"; "on May 1 and 5" names two days."""
    if match["joint"] == "and" and not match.group().startswith("between"):
        return None
    month = month_of(match["month"])
    first = month, int(match["day"])
    last = month_of(match["last"] or match["month"]), int(match["last_day"])
    if first[0] == last[0] and first[1] >= last[1]:
        return None
    return DaySpan(first, last, int(match["when"]) if match["when"] else None)


def national_day(match: re.Match[str]) -> DaySpan:
    """ "The National Day holiday": China's first week of October."""
    return DaySpan((10, 1), (10, 7))


def season(match: re.Match[str]) -> Months:
    first = {"spring": 3, "summer": 6, "autumn": 9}[match["season"]]
    return Months(None, 0, first, first + 2)


def one_month(match: re.Match[str]) -> Months:
    month = month_of(match["month"])
    return _months(match, month, month)


def near_month(match: re.Match[str]) -> Months:
    """ "Last March" is the latest there was; "this March" is of this year."""
    month = month_of(match["month"])
    return Months(None, 0 if match["which"] == "this" else None, month, month)


def year_range(match: re.Match[str]) -> Months | None:
    first = int(match["first"])
    last = match["last"] or match["short"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    words = match.group()
    if " and " in words and not words.startswith("between") and end != first + 1:
        return None
    return Months(end, back=end - first) if first < end <= first + 60 else None


def whole_plan(match: re.Match[str]) -> Months | None:
    """China's five-year plans: the 13th ran from 2016 to 2020."""
    number = plan_number_of(match["plan"])
    return Months(1955 + 5 * number, back=4) if 1 <= number <= 30 else None


def plan(match: re.Match[str]) -> Months | None:
    """A plan, its end, or the first years of it."""
    whole = whole_plan(match)
    if whole is None or whole.year is None:
        return None
    if match["end"]:
        return Months(whole.year, bound=Bound.BY_END)
    years = count_of(match["count"]) if match["count"] else 5
    if not 0 < years < 6:
        return None
    return Months(whole.year - 5 + years, back=years - 1)


def past_years(match: re.Match[str]) -> Time | None:
    if match["month_count"]:
        count = count_of(match["month_count"])
        return PastMonths(count) if 0 < count < 61 else None
    if match["decade"]:
        many, _, tens = match["decade"].partition(" ")
        return PastYears(10 * count_of(many) if tens else 10)
    count = count_of(match["count"]) if match["count"] else 1
    return PastYears(count) if 0 < count < 60 else None


def long_ago(match: re.Match[str]) -> Months | Same:
    """ "A decade ago, it had 3 firms": the year that lies so far back; elsewhere what
    a figure is compared with: "more than a decade ago".
    """
    if match["opens"] is None or match["side"] != "ago" or match["unit"] == "month":
        return Same("compared")
    count = 1 if match["count"] == "a" else count_of(match["count"])
    return Months(None, -count * (10 if match["unit"] == "decade" else 1))


def later(match: re.Match[str]) -> Later:
    """ "A year later": after the year that was spoken of."""
    return Later(1 if match["count"] == "a" else count_of(match["count"]))


def two_years(match: re.Match[str]) -> Months:
    """ "This year and next"."""
    return Months(None, 1, back=1)


def years_to(match: re.Match[str]) -> Months | None:
    """ "The three years to 2023": 2021, 2022 and 2023."""
    count = count_of(match["count"])
    return replace(_months(match), back=count - 1) if 0 < count < 60 else None


def years_ahead(match: re.Match[str]) -> Time | None:
    count = 10 if match["decade"] else count_of(match["count"])
    return YearsAhead(count) if 0 < count < 60 else None


def run(match: re.Match[str]) -> Time | None:
    count = count_of(match["count"])
    return Run(count) if 0 < count < 60 else None


def whole_year(match: re.Match[str]) -> Months | None:
    loose = match["when"].startswith("the ") and not match["when"][-4:].isdigit()
    if loose and match.group() == "the year":
        return None  # "the building of the year"
    return _months(match)


def of_plan(match: re.Match[str]) -> OfPlan | None:
    years = count_of(match["count"]) if match["count"] else 5
    return OfPlan(years) if 0 < years < 6 else None


def same(match: re.Match[str]) -> Same:
    return Same(match["span"] or match["unit"] or "year")


def same_span(match: re.Match[str]) -> Same:
    """ "Over the two months": the period that was spoken of."""
    return Same("period")


def compared(match: re.Match[str]) -> Same:
    return Same("compared")


def counted(match: re.Match[str]) -> Counted:
    shift = {"last": -1, "this": 0, "next": 1}[match["which"]]
    return Counted(match["unit"], shift)


def day(match: re.Match[str]) -> Time:
    word = match["day"]
    if word in DAYS:
        return Weekday(DAYS.index(word))
    return Counted("day", -1 if word == "yesterday" else 0)


def weekend(match: re.Match[str]) -> Weekend:
    return Weekend()


def present(match: re.Match[str]) -> Present:
    return Present()


def new_year(match: re.Match[str]) -> NewYear:
    return NewYear()


def full_year(match: re.Match[str]) -> Months:
    """ "A year-end revenue": the whole of the year, seen from its end."""
    return Months()
