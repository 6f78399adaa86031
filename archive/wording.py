"""Values, periods and dates as a reader sees them: never bare, never rounded."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

MINUS = "\u2212"
SCALES = (
    (Decimal("1e12"), "tn"),
    (Decimal("1e9"), "bn"),
    (Decimal("1e6"), "m"),
)
MONEY = {"CNY": "yuan", "USD": "US dollars", "EUR": "euros", "GBP": "pounds"}
ONE_OF_MONEY = {"USD": "US dollar", "EUR": "euro", "GBP": "pound"}
UNITS = {
    "m2": "m²",
    "km2": "km²",
    "m3": "m³",
    "percent": "%",
    "fraction": "",
    "number": "",
    "mu": "mu",
}
FRACTIONS = {
    Fraction(1, 2): "one half",
    Fraction(1, 3): "one third",
    Fraction(2, 3): "two thirds",
    Fraction(1, 4): "one quarter",
    Fraction(3, 4): "three quarters",
    Fraction(1, 5): "one fifth",
    Fraction(1, 10): "one tenth",
}
MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
RELATIVE = {-2: "the year before last", -1: "last year", 0: "this year", 1: "next year"}
UNDATED = "article undated"

_SYMBOL = re.compile(r"(year|quarter|month|week|day)([+-][0-9]{1,3})?")
_MOST_DECIMALS = 4
"""More decimals than these after scaling, and the number is printed in full."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A value to be set in a column: the parts meet at the decimal point."""

    whole: str
    decimals: str
    unit: str

    @property
    def number(self) -> str:
        return self.whole + self.decimals

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"


def currency_in_words(code: str, *, one: bool = False) -> str:
    """A currency's name for readers, or its code where no name is known."""
    many = MONEY.get(code, code)
    return ONE_OF_MONEY.get(code, many) if one else many


def value_in_words(value: Decimal, unit: str, kind: str = "") -> Wording:
    """A value in base units with its unit: 9781000000 CNY is "9.781 bn yuan".

    Growth and change carry their sign. Every digit of the value is kept; only a
    fraction's decimals ("one third (0.333)") are a reading of the fraction before.
    """
    signed = kind in ("growth", "change")
    if unit in MONEY:
        scaled, scale = _scaled(value)
        return _wording(scaled, f" {scale}{MONEY[unit]}", signed)
    if unit == "percent":
        return _wording(value, "%", signed)
    if unit == "percentage_points":
        return _wording(value, f" percentage point{_s(value)}", signed)
    if unit == "fraction":
        return _fraction(value, signed)
    if unit == "times":
        return _wording(value, " times")
    if unit == "rank":
        return Wording(f"rank {_plain(value)}", "", "")
    if unit.startswith("count:"):
        noun = unit.removeprefix("count:").replace("_", " ")
        return _wording(value, f" {_one(noun) if abs(value) == 1 else noun}", signed)
    shown = UNITS.get(unit, unit.replace("_", " "))
    return _wording(value, f" {shown}".rstrip(), signed)


def period_in_words(
    start: date | None, end: date | None, symbol: str = "", words: str = ""
) -> str:
    """The time a figure speaks of: "Jan–Jul 2023", "by the end of 2023", "since 2021".

    A relative period of an undated article says so.
    """
    if start and end:
        return _between(start, end)
    if start:
        return f"since {_begin(start)}"
    if end:
        return f"by {_finish(end)}"
    if symbol:
        return f"{words or _relative(symbol)} ({UNDATED})"
    return f"“{words}”" if words else "period not stated"


def day_in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def published_in_words(day: date, precision: str = "day") -> str:
    """A day of publication; "May 1975" where no more than the month is known."""
    if precision == "month":
        return f"{MONTHS[day.month - 1]} {day.year}"
    return day_in_words(day)


def published_iso(day: date, precision: str = "day") -> str:
    """The day as ISO 8601 has it; "1975-05" where no more than the month is known."""
    iso = day.isoformat()
    return iso.rpartition("-")[0] if precision == "month" else iso


def moment_in_words(at: datetime, offset: int) -> str:
    """A moment in the zone of its source, `offset` minutes east of UTC."""
    local = at.astimezone(UTC) + timedelta(minutes=offset)
    sign = "+" if offset >= 0 else MINUS
    hours, minutes = divmod(abs(offset), 60)
    zone = f"{sign}{hours}" + (f":{minutes:02}" if minutes else "")
    return f"{day_in_words(local.date())}, {local:%H:%M} UTC{zone}"


def range_of_days_in_words(earliest: date | None, latest: date | None) -> str:
    """Between which days something was, either of which may be unknown."""
    if earliest and latest:
        return f"between {day_in_words(earliest)} and {day_in_words(latest)}"
    if earliest:
        return f"on or after {day_in_words(earliest)}"
    if latest:
        return f"on or before {day_in_words(latest)}"
    return "at a time that is not known"


def _plain(value: Decimal) -> str:
    """The number with all its digits, none of them idle."""
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", MINUS)


def _wording(value: Decimal, unit: str, signed: bool = False) -> Wording:
    text = ("+" if signed and value > 0 else "") + _plain(value)
    whole, point, decimals = text.partition(".")
    return Wording(whole, point + decimals, unit)


def _scaled(value: Decimal) -> tuple[Decimal, str]:
    for size, name in SCALES:
        if abs(value) >= size:
            scaled = (value / size).normalize()
            if -scaled.as_tuple().exponent <= _MOST_DECIMALS:
                return scaled, f"{name} "
            break
    return value, ""


def _fraction(value: Decimal, signed: bool) -> Wording:
    nearest = Fraction(value).limit_denominator(100)
    exact = _wording(round(value, 3), "", signed)
    if abs(Fraction(value) - nearest) > Fraction(1, 1_000_000) or nearest <= 0:
        return _wording(value, "", signed)
    words = FRACTIONS.get(nearest, f"{nearest.numerator}/{nearest.denominator}")
    return Wording(words, "", f" ({exact})")


def _one(noun: str) -> str:
    """The noun for one: the last word, or the one before "of", loses its plural."""
    head, of, rest = noun.partition(" of ")
    if head.endswith("ies") and len(head) > 4:
        head = head[:-3] + "y"
    elif head.endswith(("sses", "xes", "ches", "shes")):
        head = head[:-2]
    elif head.endswith("s") and not head.endswith("ss"):
        head = head[:-1]
    return head + of + rest


def _s(value: Decimal) -> str:
    return "" if abs(value) == 1 else "s"


def _is_month_end(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _between(start: date, end: date) -> str:
    if start == end:
        return day_in_words(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        same = start.year == end.year
        return f"{start.year}" if same else f"{start.year}–{end.year}"
    first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
    if start.day == 1 and _is_month_end(end):
        if start.year != end.year:
            return f"{first} {start.year}–{last} {end.year}"
        months = first if start.month == end.month else f"{first}–{last}"
        return f"{months} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_in_words(end)}"
    if start.year == end.year:
        return f"{start.day} {first}–{day_in_words(end)}"
    return f"{day_in_words(start)}–{day_in_words(end)}"


def _begin(start: date) -> str:
    if start.day != 1:
        return day_in_words(start)
    if start.month != 1:
        return f"{MONTHS[start.month - 1]} {start.year}"
    return f"{start.year}"


def _finish(end: date) -> str:
    if (end.month, end.day) == (12, 31):
        return f"the end of {end.year}"
    if _is_month_end(end):
        return f"the end of {MONTHS[end.month - 1]} {end.year}"
    return day_in_words(end)


def _relative(symbol: str) -> str:
    """A symbol ("year-1") in words; one that is not of this form stays as it is."""
    found = _SYMBOL.fullmatch(symbol)
    if not found:
        return symbol
    unit, step = found[1], int(found[2] or 0)
    if unit == "year" and step in RELATIVE:
        return RELATIVE[step]
    if unit == "day" and step == 0:
        return "the day of the report"
    if step == 0:
        return f"this {unit}"
    if step in (-1, 1):
        return f"{'last' if step < 0 else 'next'} {unit}"
    return f"{abs(step)} {unit}s {'earlier' if step < 0 else 'later'}"
