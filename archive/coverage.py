"""How much is in the archive: counts of stories and figures by what they are about.

A story counts once for each thing it is about, however often it is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import ExtractYear

from archive.facets import FACETS
from archive.models import (
    Article,
    CompanyMention,
    DistrictMention,
    Document,
    Figure,
    Mention,
)
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


def shown_figures() -> QuerySet[Figure]:
    """Visible figures of the stories that lists show, with what a line needs."""
    return (
        Figure.objects.visible()
        .filter(article__in=Article.objects.leading())
        .select_related("article", "indicator", "subject_district", "subject_company")
        .defer("article__maps", "article__raw_ranges", "article__pieces")
    )


def totals() -> Totals:
    years = ExtractYear("published_on")
    articles = Article.objects.leading().aggregate(
        articles=Count("pk"),
        undated=Count("pk", filter=Q(published_on__isnull=True)),
        first_year=Min(years),
        last_year=Max(years),
    )
    documents = Document.objects.aggregate(
        documents=Count("pk"),
        refused=Count("pk", filter=Q(verdict=Document.Verdict.REFUSED)),
    )
    figures = shown_figures().aggregate(
        figures=Count("pk"),
        flagged=Count("pk", filter=Q(flagged=True)),
        unconfirmed=Count("pk", filter=Q(status="extracted")),
    )
    return Totals(**articles, **documents, **figures)


def stories_of(
    mentions: type[Mention], articles: QuerySet[Article] | None = None
) -> QuerySet[Any, dict[str, int]]:
    """Rows of the entity's id and its number of `stories`."""
    articles = Article.objects.leading() if articles is None else articles
    return (
        mentions.objects.visible()
        .filter(article__in=articles)
        .order_by()
        .values(entity_id=F(mentions.ENTITY))
        .annotate(stories=Count("article", distinct=True))
    )


def districts(of: Iterable[District]) -> list[Covered]:
    """Districts with their stories, shaded by those that are about them.

    The darkest is its region's most written about: a map tells its own districts
    apart, however many stories another region has.
    """
    role = DistrictMention.Role
    rows = stories_of(DistrictMention)
    about = {row["entity_id"]: row["stories"] for row in rows.filter(role=role.ABOUT)}
    named = {row["entity_id"]: row["stories"] for row in rows}
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


def companies(
    articles: QuerySet[Article] | None = None, most: int | None = None
) -> list[Covered]:
    """Companies that are named, the most written about first; at most so many."""
    shown = Q(company__standing__in=(Company.Standing.KNOWN, Company.Standing.FOUND))
    rows = stories_of(CompanyMention, articles).filter(shown)
    rows = list(rows.order_by("-stories", "company__name", "company__slug")[:most])
    known = Company.objects.in_bulk([row["entity_id"] for row in rows])
    return [Covered(known[row["entity_id"]], row["stories"]) for row in rows]


def industries(articles: QuerySet[Article] | None = None) -> list[Covered]:
    """Industries with their stories, those of all industries under them included."""
    articles = Article.objects.leading() if articles is None else articles
    found = FACET["industry"].counts(articles, ())
    named = Industry.objects.select_related("parent").order_by("name")
    covered = (Covered(industry, found.get(industry.slug, 0)) for industry in named)
    return sorted(covered, key=lambda covered: -covered.about)


def years(articles: QuerySet[Article] | None = None) -> list[Year]:
    """Stories by year, without gaps from the first to the last; undated ones last."""
    articles = Article.objects.leading() if articles is None else articles
    found = dict(
        articles.order_by()
        .annotate(year=ExtractYear("published_on"))
        .values_list("year")
        .annotate(stories=Count("pk"))
    )
    undated = found.pop(None, 0)
    most = max([*found.values(), undated], default=0)
    span = range(min(found), max(found) + 1) if found else ()
    if len(span) > LONGEST:
        span = sorted(found)
    counted: Iterable[tuple[int | None, int]] = [
        *((year, found.get(year, 0)) for year in span),
        *([(None, undated)] if undated else []),
    ]
    return [Year(year, n, steps(n, most, TALLEST)) for year, n in counted]


def districts_by_year() -> dict[int, dict[int | None, int]]:
    """Stories about a district, by its id and then by year (None: undated)."""
    rows = (
        DistrictMention.objects.visible()
        .filter(article__in=Article.objects.leading(), role=DistrictMention.Role.ABOUT)
        .order_by()
        .annotate(year=ExtractYear("article__published_on"))
        .values_list("district_id", "year")
        .annotate(stories=Count("article", distinct=True))
    )
    table: dict[int, dict[int | None, int]] = {}
    for district, year, stories in rows:
        table.setdefault(district, {})[year] = stories
    return table


def steps(count: int, most: int, highest: int) -> int:
    """A count as one of the steps 0 to `highest`; only nothing is 0."""
    if not count:
        return 0
    return max(1, (count * highest + most - 1) // most)
