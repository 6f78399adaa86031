"""Milliseconds of what is run again and again."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

Variant = TypeVar("Variant")
ROUNDS = 20
"""Most rounds over all variants."""


@dataclass(frozen=True)
class Times:
    """Milliseconds: of the first answers to each variant, and of all repeats."""

    first: tuple[float, ...]
    again: tuple[float, ...]

    def as_row(self) -> dict[str, float]:
        """The medians; where nothing was repeated the first answers stand for both."""
        first = median(self.first)
        again = median(self.again) if self.again else first
        return {"first": round(first, 3), "again": round(again, 3)}


def measure(
    variants: Sequence[Variant], run: Callable[[Variant], object], seconds: float
) -> Times:
    """Run each variant once, then all of them again while time is left."""
    begun = time.perf_counter()
    first = tuple(clocked(lambda one=one: run(one)) for one in variants)
    again: list[float] = []
    for _ in range(ROUNDS):
        for one in variants:
            if time.perf_counter() - begun > seconds:
                return Times(first, tuple(again))
            again.append(clocked(lambda one=one: run(one)))
    return Times(first, tuple(again))


def clocked(run: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000
