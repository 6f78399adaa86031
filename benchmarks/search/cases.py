"""The kinds of pages that are measured, and what is asked for on each.

A kind has several variants, other words or other districts: what was answered before
may be remembered, so the first answer to each of them counts, and repeats apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlencode

Pairs = tuple[tuple[str, str], ...]

PER_PAGE = 25
VARIANTS = 7
WORDS = ("common", "medium", "rare", "phrase")


@dataclass(frozen=True)
class Case:
    """A kind of page: what it is called, and the parameters of its variants.

    With `depth` it is the page at this share of the list. It is a list of articles
    unless it is one of figures.
    """

    name: str
    label: str
    variants: tuple[Pairs, ...]
    depth: float = 0
    of_figures: bool = False

    @property
    def path(self) -> str:
        return "/figures/" if self.of_figures else "/articles/"

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(f"{self.path}?{urlencode(pairs)}" for pairs in self.variants)


ARTICLES = Case("articles", "articles", ())
"""Any list of articles."""
FIGURES = Case("figures", "figures", (), of_figures=True)
"""Any list of figures."""

Picks = Mapping[str, Sequence[str]]
"""Of an archive: common, medium and rare words, phrases, and its most frequent
districts and years."""


def cases(picks: Picks) -> tuple[Case, ...]:
    """All kinds for an archive; those that it has no words for are left out."""
    districts, years = picks["districts"], picks["years"]
    one = [
        (("district", district), ("year", year))
        for district, year in product(districts[:3], years[:3])
    ]
    several = [
        (
            *(("district", district) for district in districts[n : n + 3]),
            *(("year", year) for year in years[n : n + 4]),
        )
        for n in range(VARIANTS)
        if districts[n : n + 2] and years[n : n + 2]
    ]
    found = [
        Case("front", "(a) front page", ((),)),
        Case("one", "(b) district + year", tuple(one[:VARIANTS])),
        Case("several", "(b') several districts and years", tuple(several)),
    ]
    for name in WORDS:
        words = [f'"{one}"' if " " in one else one for one in picks.get(name, ())]
        label = name if name == "phrase" else f"{name} word"
        if words:
            variants = tuple((("q", one),) for one in words[:VARIANTS])
            found.append(Case(name, f"(c) {label}", variants))
    return (
        *found,
        Case("deep", "page at 90 % of all", ((),), depth=0.9),
        Case("figures", "all figures", ((),), of_figures=True),
        Case(
            "figures-one",
            "figures of a district + year",
            tuple(one[:VARIANTS]),
            of_figures=True,
        ),
    )


def page_at(total: int, depth: float) -> int:
    """The number of the page at a share of a list."""
    return max(1, int(total * depth) // PER_PAGE)
