"""A fact that several parts of a story tell is one figure, however it is rounded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from archive.extraction.model import FigureFind

_ROUNDED = Decimal("0.03")
_HEDGED = Decimal("0.1")
"""How far a rounded number may lie from the exact one, as a share of it."""
_HALF = Decimal("0.5")


class Told:
    """The figures told so far, by unit. Counts of whatever things are one unit."""

    def __init__(self) -> None:
        self._values: dict[str, set[Decimal]] = defaultdict(set)

    def add(self, figures: Iterable[FigureFind]) -> None:
        """Remember the figures."""
        for figure in figures:
            self._values[_family(figure.unit)].add(abs(figure.value))

    def has(self, figure: FigureFind) -> bool:
        """Whether the same was told, as precisely or more so."""
        value = abs(figure.value)
        told = self._values[_family(figure.unit)]
        return value in told or any(_rounds(figure, value, exact) for exact in told)


def _family(unit: str) -> str:
    return unit.partition(":")[0]


def _rounds(figure: FigureFind, value: Decimal, exact: Decimal) -> bool:
    """Whether "5%" or "over 200 billion" tells 5.1 percent or 204.53 billion."""
    if not _digits(value) < _digits(exact):
        return False
    if figure.unit in ("percent", "percentage_points"):
        return abs(value - exact) <= _HALF.scaleb(value.as_tuple().exponent)
    share = _HEDGED if figure.hedge else _ROUNDED
    return abs(value - exact) <= exact * share


def _digits(value: Decimal) -> int:
    """How many digits say something: one of 300, four of 204.5."""
    return len(value.normalize().as_tuple().digits)
