"""What is odd about a figure, with the arithmetic that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cached_property
from typing import Any

from archive.models import Article, Figure
from archive.wording import currency_in_words
from districts.models import ExchangeRate

BAND = Decimal("0.06")
"""How far a fair conversion may lie from its year's average rate."""

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
        for year in _years(article, rates)
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


def _years(article: Article, rates: Rates) -> list[int]:
    """The years whose rate may have been used: the story's, or those it may be of."""
    if article.published_on:
        return [article.published_on.year]
    low = article.date_earliest.year if article.date_earliest else None
    high = article.date_latest.year if article.date_latest else None
    return [
        year
        for year in rates.years()
        if (low is None or year >= low) and (high is None or year <= high)
    ]


def _rounding(figure: Figure) -> Decimal:
    """Half a unit of the last printed digit of either number, as a share of it."""
    return _half_unit(figure.surface) + _half_unit(figure.conversion_surface)


def _half_unit(surface: str) -> Decimal:
    digits = ""
    for character in surface:
        if character.isascii() and (
            character.isdigit() or (digits and character in ".,")
        ):
            digits += character
        elif digits:
            break
    number = digits.replace(",", "").strip(".")
    if not number or number.count(".") > 1 or not number.strip("0."):
        return Decimal(0)
    with localcontext(prec=12):
        decimals = len(number.partition(".")[2])
        return Decimal("0.5").scaleb(-decimals) / Decimal(number)


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
    period = f"{year}" if len(known) == 1 else f"{min(known)}–{max(known)}"
    about = "average" if len(known) == 1 else f"nearest yearly average ({year})"
    words = (
        f"{unstated}{figure.surface} as {bracket} implies {_short(implied)} "
        f"{currency_in_words(figure.unit)} for one "
        f"{currency_in_words(figure.conversion_unit, one=True)}; "
        f"the {about} of {period} was {_short(average)}. "
        + (f"The bracket is {off}." if off else "No power of ten explains it.")
    )
    return {
        "code": "conversion",
        "words": words,
        "implied": str(implied),
        "average": str(average),
        "year": year,
        "factor": off,
    }


def _short(rate: Decimal) -> str:
    return f"{rate:.3g}" if rate < 1 else f"{rate:,.2f}"
