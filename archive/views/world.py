"""Pages of what the stories are about: districts, companies, industries, years."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive import coverage
from archive.models import (
    Article,
    CompanyMention,
    DistrictMention,
    Figure,
    IndustryMention,
)
from archive.naming import with_descendants
from archive.passages import with_sentences
from archive.views.articles import gone
from archive.views.lists import forms_of
from archive.views.parameters import takes
from archive.views.stories import newest_rows
from districts.models import Company, District, DistrictAlias, Indicator, Industry

LATEST = 10
FIGURES = 60
"""Figures on the page of a thing; the figures table has them all."""
LISTED = 2_000
"""Companies on their own page, those most written about."""
BESIDES = 20
"""Companies or industries named on the page of another thing."""


@require_safe
@takes()
def district_list(request: HttpRequest) -> HttpResponse:
    districts = District.objects.select_related("region").order_by(
        "region__name", "name"
    )
    covered = coverage.districts(districts)
    regions = [
        (region, list(rows))
        for region, rows in groupby(covered, key=lambda row: row.entity.region)
    ]
    context = {"regions": regions, "forms": forms_of("district-list")}
    return render(request, "archive/district_list.html", context)


@require_safe
@takes()
def district_detail(request: HttpRequest, slug: str) -> HttpResponse:
    district = get_object_or_404(District.objects.select_related("region"), slug=slug)
    role = DistrictMention.Role
    mentions = DistrictMention.objects.visible().filter(district=district)
    about = _stories(mentions.filter(role=role.ABOUT))
    passing = _stories(mentions).exclude(pk__in=about.values("pk"))
    context = {
        "district": district,
        "aliases": district.aliases.filter(role__in=DistrictAlias.NAMES),
        "passing": newest_rows(passing, LATEST),
        "passing_count": passing.count(),
        "companies": coverage.companies(about, BESIDES),
        "industries": _named_industries(about),
        **_stories_context(about),
        **_figures_context(Q(subject_district=district)),
    }
    return render(request, "archive/district_detail.html", context)


@require_safe
@takes()
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
def company_detail(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_object_or_404(Company, slug=slug)
    if company.is_rejected:
        return gone(request)
    stories = _stories(CompanyMention.objects.visible().filter(company=company))
    context = {
        "company": company,
        "aliases": company.aliases.all(),
        "districts": _districts_of(stories),
        "industries": _named_industries(stories),
        **_stories_context(stories),
        **_figures_context(Q(subject_company=company)),
    }
    return render(request, "archive/company_detail.html", context)


@require_safe
@takes()
def industry_list(request: HttpRequest) -> HttpResponse:
    context = {
        "tree": _tree(coverage.industries()),
        "forms": forms_of("industry-list"),
    }
    return render(request, "archive/industry_list.html", context)


@require_safe
@takes()
def industry_detail(request: HttpRequest, slug: str) -> HttpResponse:
    industry = get_object_or_404(Industry.objects.select_related("parent"), slug=slug)
    family = with_descendants([industry])
    mentions = IndustryMention.objects.visible().filter(industry__in=family)
    stories = _stories(mentions)
    context = {
        "industry": industry,
        "keywords": industry.keywords.all(),
        "children": industry.children.all(),
        "districts": _districts_of(stories),
        "companies": coverage.companies(stories, BESIDES),
        **_stories_context(stories),
    }
    return render(request, "archive/industry_detail.html", context)


@require_safe
@takes()
def indicator_detail(request: HttpRequest, slug: str) -> HttpResponse:
    indicator = get_object_or_404(Indicator, slug=slug)
    context = {
        "indicator": indicator,
        "aliases": indicator.aliases.all(),
        **_figures_context(Q(indicator=indicator)),
    }
    return render(request, "archive/indicator_detail.html", context)


@require_safe
@takes()
def year_detail(request: HttpRequest, year: int) -> HttpResponse:
    if not MINYEAR <= year <= MAXYEAR:
        raise Http404
    stories = Article.objects.leading().filter(published_on__year=year)
    context = {
        "year": year,
        "year_slug": str(year),
        "districts": _districts_of(stories),
        "industries": _named_industries(stories),
        "companies": coverage.companies(stories, BESIDES),
        "all_years": coverage.years(),
        **_stories_context(stories),
        **_figures_context(Q(article__in=stories)),
    }
    if not context["story_count"]:
        raise Http404
    return render(request, "archive/year_detail.html", context)


def _stories(mentions: QuerySet) -> QuerySet[Article]:
    return Article.objects.leading().filter(pk__in=mentions.values("article"))


def _stories_context(stories: QuerySet[Article]) -> dict[str, Any]:
    return {
        "stories": newest_rows(stories, LATEST),
        "story_count": stories.count(),
        "years": coverage.years(stories),
    }


def _figures_context(about: Q) -> dict[str, Any]:
    """The figures, by indicator; those without one stand last."""
    figures = coverage.shown_figures().filter(about)
    ordered = figures.order_by(
        *("indicator__name", "period_end", "period_start", "public_id")
    )
    shown = with_sentences(ordered[:FIGURES])
    groups: dict[Indicator | None, list[Figure]] = {}
    for figure in shown:
        groups.setdefault(figure.indicator, []).append(figure)
    last = {None: groups.pop(None)} if None in groups else {}
    return {"figure_groups": {**groups, **last}, "figure_count": figures.count()}


def _districts_of(stories: QuerySet[Article]) -> list[coverage.Covered]:
    rows = coverage.stories_of(DistrictMention, stories)
    found = {row["entity_id"]: row["stories"] for row in rows}
    districts = District.objects.filter(pk__in=found)
    covered = [coverage.Covered(entity, found[entity.pk]) for entity in districts]
    return sorted(covered, key=lambda row: -row.about)[:BESIDES]


def _named_industries(stories: QuerySet[Article]) -> list[coverage.Covered]:
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
