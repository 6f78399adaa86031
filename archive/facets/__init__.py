"""Facets: what a list can be narrowed by, and how much each value would leave.

Values of one facet are OR, facets among each other AND. A facet is counted under all
other selections but not under its own, so a chosen value never empties its siblings.

- A row counts once for a value, however often an article names it.
- A district counts where an article names it, be it about the district or in passing.
- An industry stands for itself and all industries under it, in the filter and in its
  count; so do their keywords.
- Districts (of the regions that documents came from), industries and fixed choices are
  listed whole, zeros too. Of companies, publishers, indicators and units the most
  frequent are, and those selected always.
- `none` stands for "not stated" and is a value like others.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from pyroaring import BitMap

from archive.bitmaps import Universe
from archive.facets.kinds import (
    NOT_STATED,
    ChoiceFacet,
    CompanyFacet,
    Counts,
    Facet,
    FlagFacet,
    IndicatorFacet,
    ThingFacet,
    UnitFacet,
    WordFacet,
    YearFacet,
    unit_label,
)
from archive.models import Article, Figure, Status
from districts.models import District, Industry

__all__ = [
    "FACETS",
    "FIGURE_FACETS",
    "NOT_STATED",
    "Facet",
    "FacetResult",
    "FacetValue",
    "count",
    "narrow",
    "unit_label",
]

Selected = Mapping[str, Sequence[str]]


class FacetValue(NamedTuple):
    """One value: how many rows it would leave. `query` is the address that toggles it.

    A zero is shown greyed; a selected value is shown always.
    """

    value: str
    label: str
    count: int
    selected: bool
    query: str = ""


@dataclass(frozen=True, slots=True)
class FacetResult:
    """A facet with its values in the order in which they are shown."""

    name: str
    label: str
    values: tuple[FacetValue, ...]

    @property
    def highest(self) -> int:
        """The largest count of a stated value: the full height of a histogram."""
        stated = (v.count for v in self.values if v.value != NOT_STATED)
        return max(stated, default=0)


MOST_KEPT = 2_000
"""Counts of facets that are kept for those who choose one value more."""
UNSEEN_OR_UNCONFIRMED = (Status.REJECTED, Status.EXTRACTED)

FACETS: tuple[Facet, ...] = (
    ThingFacet("district", "District", District),
    ThingFacet("industry", "Industry", Industry),
    YearFacet("year", "Year of publication"),
    CompanyFacet("company", "Company"),
    WordFacet("publisher", "Publisher"),
    IndicatorFacet("indicator", "Indicator"),
    ChoiceFacet("basis", "Date", tuple(map(tuple, Article.DateBasis.choices))),
)

FIGURE_FACETS: tuple[Facet, ...] = (
    ThingFacet("district", "District", District),
    IndicatorFacet("indicator", "Indicator"),
    UnitFacet("unit", "Unit"),
    ChoiceFacet("kind", "Kind", tuple(map(tuple, Figure.Kind.choices))),
    YearFacet("year", "Year the period ends in"),
    CompanyFacet("company", "Company"),
    FlagFacet(
        "checks", "Checks", (("flagged", "flagged"), ("clear", "nothing flagged"))
    ),
    ChoiceFacet(
        "status",
        "Reviewed",
        (
            (Status.EXTRACTED.value, "not yet confirmed"),
            *((s.value, s.label) for s in Status if s not in UNSEEN_OR_UNCONFIRMED),
        ),
    ),
)


def narrow(
    rows: Universe,
    chosen: BitMap,
    selected: Selected,
    facets: Iterable[Facet] = FACETS,
) -> BitMap:
    """Those of the chosen rows that fit every selection."""
    for facet in facets:
        if values := selected.get(facet.name):
            chosen = chosen & facet.narrow(rows, values)
    return chosen


def count(
    rows: Universe,
    chosen: BitMap,
    selected: Selected,
    facets: Iterable[Facet] = FACETS,
    name: Hashable = None,
) -> list[FacetResult]:
    """Every facet with its counts under the selections of all others.

    `chosen` are the rows that match the words, or all that readers may see. `name` is
    one for what these rows were chosen by: under it counts are kept, as a reader who
    chooses one more year asks again for the counts of all years.
    """
    facets = tuple(facets)
    stated = {
        facet.name: tuple(sorted(selected.get(facet.name, ()))) for facet in facets
    }
    lefts: dict[Hashable, BitMap] = {}
    results = []
    for facet in facets:
        under = {other: values for other, values in stated.items() if values}
        own = under.pop(facet.name, ())
        others = tuple(under.items())

        def left(others: tuple = others) -> BitMap:
            if others not in lefts:
                lefts[others] = narrow(rows, chosen, dict(others), facets)
            return lefts[others]

        key = None if name is None else (name, facet.name, others)
        counts = _counts(facet, rows, left, own, key)
        results.append(_result(facet, rows, counts, selected.get(facet.name, ())))
    return results


def _counts(
    facet: Facet,
    rows: Universe,
    left: Callable[[], BitMap],
    selected: Sequence[str],
    key: Hashable,
) -> Counts:
    """The counts among what is left, of all values listed and of those selected."""
    if key is None:
        return facet.counts(rows, left(), selected)
    kept = rows.once(("counts", rows.world, settings.ARCHIVE_FACET_VALUES), dict)
    counts = kept.get(key)
    if counts is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        counts = kept[key] = facet.counts(rows, left(), ())
    if all(value in counts for value in selected):
        return counts
    return facet.counts(rows, left(), selected)


def _result(
    facet: Facet, rows: Universe, counts: Counts, selected: Sequence[str]
) -> FacetResult:
    """Counts as they are shown; the order of the values is that of the whole archive.

    So a value keeps its place whatever a reader chooses.
    """
    if NOT_STATED in selected and NOT_STATED not in counts:
        counts = {**counts, NOT_STATED: 0}
    labels = facet.labels(rows, counts)
    values = (
        FacetValue(
            value,
            "Not stated" if value == NOT_STATED else labels.get(value, value),
            number,
            value in selected,
        )
        for value, number in counts.items()
    )
    return FacetResult(facet.name, facet.label, tuple(values))
