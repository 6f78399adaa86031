"""A quantity: what a number measures and over which words it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

AREAS = ("m2", "km2", "ha", "mu")
EXTENTS = ("m", "km", "m3", *AREAS)
"""Units of lengths, areas and volumes."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Unit and extent, as inclusive tokens, of one quantity.

    `noun` is the head of what is counted, `noun_first`..`noun_last` its phrase
    (-1 where there is none); `is_level` for sizes such as "10 billion-level";
    `elided` where the counted noun has to be taken from what came before; `scale` is
    what one of the printed unit is in `unit`;
    `gapped` where the number says of another what the one before it says.
    """

    unit: str
    first: int
    last: int
    hedge: str = ""
    hedge_first: int = -1
    noun: str = ""
    noun_first: int = -1
    noun_last: int = -1
    is_level: bool = False
    elided: bool = False
    gapped: bool = False
    scale: Decimal = Decimal(1)

    @property
    def start(self) -> int:
        return self.hedge_first if self.hedge_first >= 0 else self.first


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracketed second currency over the tokens first..last."""

    first: int
    last: int
    value: Decimal
    unit: str
    unit_stated: bool


def is_money(unit: str) -> bool:
    """Whether the unit is a currency."""
    return len(unit) == 3 and unit.isupper()
