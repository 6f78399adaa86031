"""Facets: what a list can be narrowed by, and how much each value would leave.

Values of one facet are OR, facets among each other AND. A facet is counted under all
other selections but not under its own, so a chosen value never empties its siblings.

- A row counts once for a value, however often an article names it.
- A district counts where an article names it, be it about the district or in passing.
- An industry stands for itself and all industries under it, in the filter and in its
  count; so do their keywords.
- Districts (of the regions that documents came from), industries and fixed choices are
  listed whole, zeros too. Of companies, publishers and the like the most frequent are,
  and those selected always.
- `none` stands for "not stated" and is a value like others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from archive.facets.kinds import (
    NOT_STATED,
    ChoiceFacet,
    Facet,
    FlagFacet,
    MentionFacet,
    RelationFacet,
    WordFacet,
    YearFacet,
    all_shown,
    unit_label,
    visible_figures,
)
from archive.models import (
    Article,
    CompanyMention,
    DistrictMention,
    Figure,
    IndustryMention,
    Status,
)
from districts.models import Company, District, Indicator, Industry

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
    "visible_figures",
]

Selected = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class FacetValue:
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


UNSEEN_OR_UNCONFIRMED = (Status.REJECTED, Status.EXTRACTED)

FACETS: tuple[Facet, ...] = (
    MentionFacet("district", "District", DistrictMention, District),
    MentionFacet("industry", "Industry", IndustryMention, Industry),
    YearFacet("year", "Year of publication", ("published_on",)),
    MentionFacet("company", "Company", CompanyMention, Company, whole=False),
    WordFacet("publisher", "Publisher", "publisher"),
    ChoiceFacet(
        "basis", "Date", "date_basis", tuple(map(tuple, Article.DateBasis.choices))
    ),
)

FIGURE_FACETS: tuple[Facet, ...] = (
    RelationFacet("district", "District", "subject_district", District),
    RelationFacet("indicator", "Indicator", "indicator", Indicator, whole=False),
    WordFacet("unit", "Unit", "unit"),
    ChoiceFacet("kind", "Kind", "kind", tuple(map(tuple, Figure.Kind.choices))),
    YearFacet("year", "Year the period ends in", ("period_end", "period_start")),
    RelationFacet("company", "Company", "subject_company", Company, whole=False),
    FlagFacet(
        "checks",
        "Checks",
        "flagged",
        (("flagged", "flagged"), ("clear", "nothing flagged")),
    ),
    ChoiceFacet(
        "status",
        "Reviewed",
        "status",
        (
            (Status.EXTRACTED.value, "not yet confirmed"),
            *((s.value, s.label) for s in Status if s not in UNSEEN_OR_UNCONFIRMED),
        ),
    ),
)


def narrow(
    rows: QuerySet, selected: Selected, facets: Iterable[Facet] = FACETS
) -> QuerySet:
    """The rows that fit every selection."""
    for facet in facets:
        if values := selected.get(facet.name):
            rows = rows.filter(facet.condition(values))
    return rows


def count(
    rows: QuerySet, selected: Selected, facets: Iterable[Facet] = FACETS
) -> list[FacetResult]:
    """Every facet with its counts under the selections of all others.

    `rows` are those that readers may see and, if there are words, that match them.
    """
    facets = tuple(facets)
    results = []
    for facet in facets:
        others = [other for other in facets if other is not facet]
        left = narrow(rows, selected, others)
        results.append(_result(facet, left, selected.get(facet.name, ())))
    return results


def _result(facet: Facet, rows: QuerySet, selected: Collection[str]) -> FacetResult:
    """Counts among the rows; the order of the values is that of the whole archive.

    So a value keeps its place whatever a reader chooses.
    """
    counts = facet.counts(rows, selected)
    stated = {*counts, *selected} - {NOT_STATED}
    labels = facet.labels(stated)
    listed = list(labels)
    if facet.by_count():
        standing = facet.counts(all_shown(rows), selected)
        listed.sort(key=lambda value: -standing.get(value, 0))
    if facet.has_not_stated() or NOT_STATED in selected:
        listed.append(NOT_STATED)
        labels[NOT_STATED] = "Not stated"
    values = (
        FacetValue(value, labels[value], counts.get(value, 0), value in selected)
        for value in listed
    )
    return FacetResult(facet.name, facet.label, tuple(values))
