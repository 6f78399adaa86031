"""How much is in the archive: counts of stories and figures by what they are about.

A story counts once for each thing it is about, however often it is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from pyroaring import BitMap

from archive import bitmaps
from archive.bitmaps import Universe
from archive.facets import FACETS
from archive.models import Document
from districts.models import Company, District, Industry, Region

FACET = {facet.name: facet for facet in FACETS}
DARKEST = 5
"""Shades of the tile map, from 0 (no story) to this."""
TALLEST = 20
"""Heights of a bar, from 0 to this."""
LONGEST = 120
"""Years in a row that are shown with their gaps; of a longer span, only those found."""


@dataclass(frozen=True, slots=True)
class Totals:
    articles: int
    undated: int
    first_year: int | None
    last_year: int | None
    documents: int
    refused: int
    figures: int
    flagged: int
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class Covered:
    """Something the archive writes about, with its stories.

    `about` counts those whose subject it is, `passing` the others that name it.
    """

    entity: Any
    about: int
    passing: int = 0
    shade: int = 0

    @property
    def stories(self) -> int:
        return self.about + self.passing


@dataclass(frozen=True, slots=True)
class Year:
    """Stories of a year; `year` is None where the date is not known."""

    year: int | None
    stories: int
    height: int


def stories() -> Universe:
    """The stories that lists show."""
    return bitmaps.current().articles.universe


def totals() -> Totals:
    state = bitmaps.current()
    articles, figures = state.articles.universe, state.figures
    years = articles.values["year"]
    return Totals(
        articles=len(articles.shown),
        undated=len(articles.unstated("year")),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        **articles.once(("documents", articles.world), _documents),
        figures=len(figures.shown),
        flagged=len(figures.having("flagged", 1)),
        unconfirmed=len(figures.having("status", "extracted")),
    )


def _documents() -> dict[str, int]:
    """Counted by verdict and by nothing else: an index answers, not the rows."""
    verdicts = Document.objects.order_by().values_list("verdict")
    counts = dict(verdicts.annotate(found=Count("*")))
    return {
        "documents": sum(counts.values()),
        "refused": counts.get(Document.Verdict.REFUSED, 0),
    }


def districts(of: Iterable[District]) -> list[Covered]:
    """Districts with their stories, shaded by those that are about them.

    The darkest is its region's most written about: a map tells its own districts
    apart, however many stories another region has.
    """
    rows = stories()
    about = {key: len(found) for key, found in rows.values["about"].items()}
    named = {key: len(found) for key, found in rows.values["district"].items()}
    most: dict[int, int] = {}
    for district in (of := list(of)):
        known = most.get(district.region_id, 0)
        most[district.region_id] = max(known, about.get(district.pk, 0))
    return [
        Covered(
            district,
            (count := about.get(district.pk, 0)),
            named.get(district.pk, 0) - count,
            steps(count, most[district.region_id], DARKEST),
        )
        for district in of
    ]


def maps(own: str) -> list[tuple[Region, list[Covered]]]:
    """The tiles of each region with stories, that of the slug `own` first.

    While no region has any, its own map is shown with nothing on it.
    """
    placed = District.objects.exclude(tile_row=None).select_related("region")
    regions: dict[Region, list[Covered]] = {}
    for covered in districts(placed.order_by("region__name", "name")):
        regions.setdefault(covered.entity.region, []).append(covered)
    told = [r for r, tiles in regions.items() if any(t.stories for t in tiles)]
    shown = told or [region for region in regions if region.slug == own]
    return [(r, regions[r]) for r in sorted(shown, key=lambda r: r.slug != own)]


def companies(among: BitMap | None = None, most: int | None = None) -> list[Covered]:
    """Companies that are named, the most written about first; at most so many.

    `among` are the stories that count; all are where none are given.
    """
    rows = stories()
    column = rows.columns["company"]
    among = rows.shown if among is None else among
    found = column.top(among, rows.shown, most or len(column.totals))
    known = Company.objects.shown().in_bulk(list(found))
    covered = [Covered(known[key], n) for key, n in found.items() if key in known]
    return sorted(covered, key=lambda one: (-one.about, one.entity.name))


def industries(among: BitMap | None = None) -> list[Covered]:
    """Industries with their stories, those of all industries under them included."""
    rows = stories()
    found = FACET["industry"].counts(rows, rows.shown if among is None else among, ())
    named = Industry.objects.select_related("parent").order_by("name")
    covered = (Covered(industry, found.get(industry.slug, 0)) for industry in named)
    return sorted(covered, key=lambda covered: -covered.about)


def districts_of(among: BitMap, most: int) -> list[Covered]:
    """The districts that some stories name, the most frequent first."""
    rows = stories().values["district"]
    counted = {key: among.intersection_cardinality(rows[key]) for key in rows}
    found = sorted((key for key in rows if counted[key]), key=lambda k: -counted[k])
    known = District.objects.in_bulk(found[:most])
    return [Covered(known[key], counted[key]) for key in found[:most] if key in known]


def years(among: BitMap | None = None) -> list[Year]:
    """Stories by year, without gaps from the first to the last; undated ones last."""
    rows = stories()
    among = rows.shown if among is None else among
    counted = {
        year: among.intersection_cardinality(found)
        for year, found in rows.values["year"].items()
    }
    found = {year: number for year, number in counted.items() if number}
    undated = among.intersection_cardinality(rows.unstated("year"))
    most = max([*found.values(), undated], default=0)
    span = range(min(found), max(found) + 1) if found else ()
    if len(span) > LONGEST:
        span = sorted(found)
    listed: Iterable[tuple[int | None, int]] = [
        *((year, found.get(year, 0)) for year in span),
        *([(None, undated)] if undated else []),
    ]
    return [Year(year, n, steps(n, most, TALLEST)) for year, n in listed]


def districts_by_year() -> dict[int, dict[int | None, int]]:
    """Stories about a district, by its key and then by year (None: undated)."""
    rows = stories()
    by_year = {None: rows.unstated("year"), **rows.values["year"]}
    return {
        district: {
            year: number
            for year, found in by_year.items()
            if (number := about.intersection_cardinality(found))
        }
        for district, about in rows.values["about"].items()
    }


def steps(count: int, most: int, highest: int) -> int:
    """A count as one of the steps 0 to `highest`; only nothing is 0."""
    if not count:
        return 0
    return max(1, (count * highest + most - 1) // most)
