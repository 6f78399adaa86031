"""Pages of what the stories are about: districts, companies, industries, years."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from pyroaring import BitMap

from archive import bitmaps, coverage, finding
from archive.conditional import conditional
from archive.rows import FigureRow
from archive.views.articles import gone
from archive.views.lists import forms_of
from archive.views.parameters import takes
from archive.views.stories import newest_figures, newest_rows
from districts.models import Company, District, DistrictAlias, Indicator, Industry

LATEST = 10
FIGURES = 60
"""Figures on the page of a thing; the figures table has them all."""
LISTED = 1_000
"""Companies on their own page, those most written about."""
BESIDES = 20
"""Companies or industries named on the page of another thing."""


@require_safe
@takes()
@conditional
def district_list(request: HttpRequest) -> HttpResponse:
    districts = District.objects.select_related("region").order_by(
        "region__name", "name"
    )
    covered = coverage.districts(districts)
    regions = [
        (region, list(rows))
        for region, rows in groupby(covered, key=lambda row: row.entity.region)
    ]
    # A reader came for districts that are written about: those with none come last.
    regions.sort(key=lambda listed: -sum(row.stories for row in listed[1]))
    context = {"regions": regions, "forms": forms_of("district-list")}
    return render(request, "archive/district_list.html", context)


@require_safe
@takes()
@conditional
def district_detail(request: HttpRequest, slug: str) -> HttpResponse:
    district = get_object_or_404(District.objects.select_related("region"), slug=slug)
    stories = coverage.stories()
    about = stories.having("about", district.pk)
    passing = stories.having("district", district.pk) - about
    context = {
        "district": district,
        "aliases": district.aliases.filter(role__in=DistrictAlias.NAMES),
        "passing": newest_rows(passing, LATEST),
        "passing_count": len(passing),
        "companies": coverage.companies(about, BESIDES),
        "industries": _named_industries(about),
        **_stories_context(about),
        **_figures_context("district", district.pk),
    }
    return render(request, "archive/district_detail.html", context)


@require_safe
@takes()
@conditional
def company_list(request: HttpRequest) -> HttpResponse:
    covered = coverage.companies(most=LISTED + 1)
    has_more = len(covered) > LISTED
    covered = sorted(covered[:LISTED], key=lambda row: _place(row.entity.name))
    letters = [
        (letter, list(rows))
        for letter, rows in groupby(covered, key=lambda row: _initial(row.entity.name))
    ]
    context = {
        "letters": letters,
        "listed": LISTED if has_more else 0,
        "forms": forms_of("company-list"),
    }
    return render(request, "archive/company_list.html", context)


@require_safe
@takes()
@conditional
def company_detail(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_object_or_404(Company, slug=slug)
    if company.is_rejected:
        return gone(request)
    if company.is_merged:
        return redirect(company.canonical, permanent=True)
    stories = coverage.stories().having("company", company.pk)
    context = {
        "company": company,
        "aliases": company.aliases.all(),
        "districts": coverage.districts_of(stories, BESIDES),
        "industries": _named_industries(stories),
        **_stories_context(stories),
        **_figures_context("company", company.pk),
    }
    return render(request, "archive/company_detail.html", context)


@require_safe
@takes()
@conditional
def industry_list(request: HttpRequest) -> HttpResponse:
    context = {
        "tree": _tree(coverage.industries()),
        "forms": forms_of("industry-list"),
    }
    return render(request, "archive/industry_list.html", context)


@require_safe
@takes()
@conditional
def industry_detail(request: HttpRequest, slug: str) -> HttpResponse:
    industry = get_object_or_404(Industry.objects.select_related("parent"), slug=slug)
    every = coverage.stories()
    stories = coverage.FACET["industry"].narrow(every, (industry.slug,))
    context = {
        "industry": industry,
        "keywords": industry.keywords.all(),
        "children": industry.children.all(),
        "districts": coverage.districts_of(stories, BESIDES),
        "companies": coverage.companies(stories, BESIDES),
        **_stories_context(stories),
    }
    return render(request, "archive/industry_detail.html", context)


@require_safe
@takes()
@conditional
def indicator_detail(request: HttpRequest, slug: str) -> HttpResponse:
    indicator = get_object_or_404(Indicator, slug=slug)
    context = {
        "indicator": indicator,
        "aliases": indicator.aliases.all(),
        **_figures_context("indicator", indicator.pk),
    }
    return render(request, "archive/indicator_detail.html", context)


@require_safe
@takes()
@conditional
def year_detail(request: HttpRequest, year: int) -> HttpResponse:
    if year not in coverage.stories().values["year"]:
        raise Http404
    stories = coverage.stories().having("year", year)
    context = {
        "year": year,
        "year_slug": str(year),
        "districts": coverage.districts_of(stories, BESIDES),
        "industries": _named_industries(stories),
        "companies": coverage.companies(stories, BESIDES),
        "all_years": coverage.years(),
        **_stories_context(stories),
        **_shown_figures(finding.figures_of(stories)),
    }
    return render(request, "archive/year_detail.html", context)


def _stories_context(stories: BitMap) -> dict[str, Any]:
    return {
        "stories": newest_rows(stories, LATEST),
        "story_count": len(stories),
        "years": coverage.years(stories),
    }


def _figures_context(facet: str, thing: int) -> dict[str, Any]:
    """The figures of a thing."""
    return _shown_figures(bitmaps.current().figures.having(facet, thing))


def _shown_figures(figures: BitMap) -> dict[str, Any]:
    """The newest of some figures, by indicator; those without one stand last."""
    shown = sorted(newest_figures(figures, FIGURES), key=_reading)
    groups: dict[str, list[FigureRow]] = {}
    for figure in shown:
        groups.setdefault(figure.indicator, []).append(figure)
    last = {None: groups.pop(None)} if None in groups else {}
    return {"figure_groups": {**groups, **last}, "figure_count": len(figures)}


def _reading(figure: FigureRow) -> tuple:
    """Where a figure stands among those of a page: by indicator, then by period."""
    name = figure.indicator.name if figure.indicator else ""
    ends = figure.period_end or date.max, figure.period_start or date.max
    return name, *ends, figure.public_id


def _named_industries(stories: BitMap) -> list[coverage.Covered]:
    return [row for row in coverage.industries(stories) if row.about][:BESIDES]


def _tree(covered: list[coverage.Covered]) -> list[tuple]:
    """Industries by name, each with those under it; a circle hangs at its first."""
    by_name = sorted(covered, key=lambda row: row.entity.name)
    under: dict[int | None, list[coverage.Covered]] = {}
    for row in by_name:
        under.setdefault(row.entity.parent_id, []).append(row)
    hung: set[int] = set()

    def branch(row: coverage.Covered) -> tuple:
        hung.add(row.entity.pk)
        below = [
            one for one in under.get(row.entity.pk, ()) if one.entity.pk not in hung
        ]
        return row, [branch(one) for one in below]

    tops = [branch(row) for row in under.get(None, ())]
    return tops + [branch(row) for row in by_name if row.entity.pk not in hung]


def _initial(name: str) -> str:
    """The letter under which a name stands; digits and signs share one."""
    first = name[:1].upper()
    return first if first.isalpha() else "0–9"


def _place(name: str) -> tuple[bool, str]:
    """Where a name stands in an index: those that begin with a digit come first."""
    return name[:1].isalpha(), name.casefold()
