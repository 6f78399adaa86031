"""The front page, the page about the archive, and what machines ask for first."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive import coverage
from archive.models import Article, Document
from archive.passages import with_sentences
from archive.views.parameters import takes
from archive.views.stories import newest_rows
from districts.models import Company, District, Industry, Region

LATEST = 5
WORTH_A_LOOK = 3
TOP = 12
SITEMAP_MOST = 50_000
"""Addresses in one sitemap: the protocol's limit."""


@require_safe
@takes()
def home(request: HttpRequest) -> HttpResponse:
    flagged = coverage.shown_figures().flagged().order_by("-article__published_on")
    return render(
        request,
        "archive/home.html",
        {
            "maps": coverage.maps(settings.ARCHIVE_REGION),
            "totals": coverage.totals(),
            "latest": newest_rows(Article.objects.leading(), LATEST),
            "flagged": with_sentences(flagged[:WORTH_A_LOOK]),
            "industries": [row for row in coverage.industries() if row.about][:TOP],
            "companies": coverage.companies(most=TOP),
            "years": coverage.years(),
        },
    )


@require_safe
@takes()
def about(request: HttpRequest) -> HttpResponse:
    years = [entry.year for entry in coverage.years()]
    context = {
        "totals": coverage.totals(),
        "years": years,
        "regions": _regions_by_year(years),
    }
    return render(request, "archive/about.html", context)


def _regions_by_year(years: list[int | None]) -> list[tuple[Region, list]]:
    """Of each region with stories, its districts with a cell for each year."""
    table = coverage.districts_by_year()
    regions: dict[Region, list] = {}
    for covered in coverage.districts(District.objects.select_related("region")):
        cells = [table.get(covered.entity.pk, {}).get(year, 0) for year in years]
        regions.setdefault(covered.entity.region, []).append((covered, cells))
    return [
        (region, rows)
        for region, rows in regions.items()
        if any(covered.stories for covered, _ in rows)
    ]


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers and holds the archive's tables, else 503."""
    try:
        Document.objects.exists()
    except DatabaseError:
        return HttpResponse("no database", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask for it unbidden."""
    return redirect(static("favicon.svg"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Lists with filters are endless; stories and figures are not."""
    lines = (
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*?",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    names = ("home", "article-list", "figure-list", "district-list", "about")
    things = (Article.objects.leading().newest()[:SITEMAP_MOST], *_entities())
    paths = [
        *(reverse(name) for name in names),
        *(thing.get_absolute_url() for rows in things for thing in rows),
    ]
    return render(
        request,
        "sitemap.xml",
        {"addresses": [request.build_absolute_uri(path) for path in paths]},
        content_type="application/xml",
    )


def _entities() -> Iterator[QuerySet]:
    yield District.objects.all()
    yield Company.objects.shown().order_by("-standing", "name")[:SITEMAP_MOST]
    yield Industry.objects.all()
