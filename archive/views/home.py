"""The front page, the page about the archive, and what machines ask for first."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive import bitmaps, coverage
from archive.conditional import conditional
from archive.models import Document
from archive.views.parameters import takes
from archive.views.stories import newest_figures, newest_rows
from districts.models import District, Region

LATEST = 5
WORTH_A_LOOK = 3
TOP = 12


@require_safe
@takes()
@conditional
def home(request: HttpRequest) -> HttpResponse:
    state = bitmaps.current()
    flagged = state.figures.having("flagged", 1)
    return render(
        request,
        "archive/home.html",
        {
            "maps": coverage.maps(settings.ARCHIVE_REGION),
            "totals": coverage.totals(),
            "latest": newest_rows(state.articles.universe.shown, LATEST),
            "flagged": newest_figures(flagged, WORTH_A_LOOK),
            "industries": [row for row in coverage.industries() if row.about][:TOP],
            "companies": coverage.companies(most=TOP),
            "years": coverage.years(),
        },
    )


@require_safe
@takes()
@conditional
def about(request: HttpRequest) -> HttpResponse:
    years = coverage.years()
    context = {
        "totals": coverage.totals(),
        "years": years,
        "regions": _regions_by_year([entry.year for entry in years]),
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
