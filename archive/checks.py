"""What is odd about a figure, with the arithmetic that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, localcontext
from functools import cached_property
from typing import Any

from archive.models import Article, Figure
from archive.wording import currency_in_words
from districts.models import ExchangeRate

BAND = Decimal("0.06")
"""How far a fair conversion may lie from its year's average rate."""

_HALF = Decimal("0.5")
_TURN = timedelta(days=90)
"""How near the turn of a year another year's average may explain a rate."""

POWERS = (10, 100, 1000, 10_000)


@dataclass(frozen=True)
class Verdict:
    """What a conversion's sum says. `rate` is units of the figure per bracket unit."""

    verdict: str
    rate: Decimal | None = None
    check: dict | None = None


class Rates:
    """The year's average exchange rates, read once."""

    @cached_property
    def _per_dollar(self) -> dict[str, dict[int, Decimal]]:
        rates: dict[str, dict[int, Decimal]] = {"USD": {}}
        for currency, year, rate in ExchangeRate.objects.values_list(
            "currency", "year", "per_dollar"
        ):
            rates.setdefault(currency, {})[year] = rate
        return rates

    def years(self) -> list[int]:
        return sorted({year for table in self._per_dollar.values() for year in table})

    def rate(self, unit: str, other: str, year: int) -> Decimal | None:
        """Units of `unit` for one of `other`, the average of the year."""
        sides = [
            Decimal(1) if side == "USD" else self._per_dollar.get(side, {}).get(year)
            for side in (unit, other)
        ]
        return sides[0] / sides[1] if all(sides) else None


def has_checks(values: Mapping[str, Any]) -> bool:
    """Whether a figure with these values has anything that `review` looks at.

    Of one that has not, the derived columns keep their defaults.
    """
    return values["conversion_value"] is not None


def review(figure: Figure, article: Article, rates: Rates) -> None:
    """Set the figure's derived columns: implied rate, verdict, checks, flag."""
    found = _conversion(figure, article, rates)
    figure.conversion_verdict = found.verdict
    figure.implied_rate = found.rate
    figure.checks = [found.check] if found.check else []
    figure.flagged = bool(figure.standing_checks)


def _conversion(figure: Figure, article: Article, rates: Rates) -> Verdict:
    if figure.conversion_value is None:
        return Verdict(Figure.Verdict.NONE)
    if not figure.conversion_value or not figure.value:
        return Verdict(Figure.Verdict.UNCHECKED)
    implied = abs(Decimal(figure.value) / Decimal(figure.conversion_value))
    known = {
        year: rate
        for year in _years(figure, article, rates)
        if (rate := rates.rate(figure.unit, figure.conversion_unit, year))
    }
    implied = implied.quantize(Decimal("0.000001"))
    if not known:
        return Verdict(Figure.Verdict.UNCHECKED, implied)
    slack = BAND + _rounding(figure)
    if _fits(implied, known, slack):
        return Verdict(Figure.Verdict.CONSISTENT, implied)
    return Verdict(
        Figure.Verdict.INCONSISTENT, implied, _sum(figure, implied, known, slack)
    )


def _years(figure: Figure, article: Article, rates: Rates) -> list[int]:
    """The years whose rate may have been used: the story's, or those it may be of.

    Near the turn of a year the average of the other year may be nearer the day's rate,
    and what is told of an earlier year may be converted at that year's rate.
    """
    on = article.published_on
    if on:
        years = {on.year, (on - _TURN).year, (on + _TURN).year}
        start, end = figure.period_start, figure.period_end
        if start and end and start.year == end.year < on.year:
            years.add(end.year)
        return sorted(years)
    low = article.date_earliest.year if article.date_earliest else None
    high = article.date_latest.year if article.date_latest else None
    return [
        year
        for year in rates.years()
        if (low is None or year >= low) and (high is None or year <= high)
    ]


def _rounding(figure: Figure) -> Decimal:
    """Half a unit of the last printed digit of either number, as a share of it."""
    value, bracket = Decimal(figure.value), Decimal(figure.conversion_value)
    return _half_unit(figure.surface, value) + _half_unit(
        figure.conversion_surface, bracket
    )


def _half_unit(surface: str, value: Decimal) -> Decimal:
    """The share of a number that its rounding may hide; in words, by its zeros."""
    digits = _printed_digits(surface)
    with localcontext(prec=12):
        if not digits:
            exponent = value.normalize().as_tuple().exponent
            return abs(_HALF.scaleb(exponent) / value)
        decimals = len(digits.partition(".")[2])
        return _HALF.scaleb(-decimals) / Decimal(digits)


def _printed_digits(surface: str) -> str:
    """The first number of the words as digits, or nothing where it is spelled out."""
    digits = ""
    for character in surface:
        if character.isascii() and (
            character.isdigit() or (digits and character in ".,")
        ):
            digits += character
        elif digits:
            break
    number = digits.replace(",", "").strip(".")
    return number if number.count(".") < 2 and number.strip("0.") else ""


def _fits(implied: Decimal, known: dict[int, Decimal], slack: Decimal) -> bool:
    return any(
        rate * (1 - slack) <= implied <= rate * (1 + slack) for rate in known.values()
    )


def _sum(
    figure: Figure, implied: Decimal, known: dict[int, Decimal], slack: Decimal
) -> dict:
    year, average = min(known.items(), key=lambda item: abs(item[1] - implied))
    off = next(
        (
            f"{direction} by a factor of {power:,}"
            for power in POWERS
            for direction, rate in (
                ("too small", implied / power),
                ("too large", implied * power),
            )
            if _fits(rate, known, slack)
        ),
        "",
    )
    bracket = figure.conversion_surface
    unstated = "The bracket names no currency. "
    if figure.conversion_unit_stated:
        unstated = ""
    low, high = average * (1 - slack), average * (1 + slack)
    words = (
        f"{unstated}{figure.surface} as {bracket} implies {_short(implied)} "
        f"{currency_in_words(figure.unit)} for one "
        f"{currency_in_words(figure.conversion_unit, one=True)}; "
        f"{_average_in_words(year, average, known)}, and {_short(low)} to "
        f"{_short(high)} would do ({BAND:.0%} either way, "
        f"{slack - BAND:.1%} more for rounding). "
        + (f"The bracket is {off}." if off else "No power of ten explains it.")
    )
    return {
        "code": "conversion",
        "words": words,
        "implied": str(implied),
        "average": str(average),
        "year": year,
        "band": [str(low), str(high)],
        "factor": off,
    }


def _average_in_words(year: int, average: Decimal, known: dict[int, Decimal]) -> str:
    if len(known) == 1:
        return f"the average of {year} was {_short(average)}"
    span = f"{min(known)}–{max(known)}"
    return f"the nearest yearly average of {span} ({year}) was {_short(average)}"


def _short(rate: Decimal) -> str:
    return f"{rate:.3g}" if rate < 1 else f"{rate:,.2f}"
