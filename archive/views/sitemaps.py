"""What search engines are told of: all pages but lists that were narrowed.

A large archive has parts of a thousand addresses each, so that each is made at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive import coverage, finding, rows
from archive.conditional import conditional
from districts.models import Company, District, Industry

AT_ONCE = 1_000
"""Stories, or companies, of one part."""
NAMES = ("home", "article-list", "figure-list", "district-list", "about")


@require_safe
@conditional
def sitemap(request: HttpRequest) -> HttpResponse:
    """All of it where it is short, else where its parts are."""
    parts = _parts()
    if max(parts.values()) <= 1:
        return _answer(request, [*_pages(), *_stories(0), *_companies(0)])
    paths = [reverse("sitemap-part", args=["pages", 1])]
    paths += [
        reverse("sitemap-part", args=[kind, number])
        for kind, last in parts.items()
        for number in range(1, last + 1)
    ]
    return _answer(request, paths, "sitemap_parts.xml")


@require_safe
@conditional
def sitemap_part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    if not 1 <= number <= {"pages": 1, **_parts()}.get(kind, 0):
        raise Http404
    start = (number - 1) * AT_ONCE
    paths = {
        "pages": _pages,
        "stories": lambda: _stories(start),
        "companies": lambda: _companies(start),
    }[kind]()
    return _answer(request, list(paths))


def _pages() -> Iterator[str]:
    yield from map(reverse, NAMES)
    for things in (District.objects.all(), Industry.objects.all()):
        for thing in things:
            yield thing.get_absolute_url()


def _stories(start: int) -> Iterator[str]:
    """The newest first."""
    keys = finding.newest_articles(coverage.stories().shown, start + AT_ONCE, start)
    for article in rows.bare_articles(keys):
        yield article.get_absolute_url()


def _companies(start: int) -> Iterator[str]:
    companies = Company.objects.shown().order_by("-standing", "name", "slug")
    for company in companies[start : start + AT_ONCE]:
        yield company.get_absolute_url()


def _parts() -> dict[str, int]:
    """How many parts there are of stories and of companies."""
    counts = {
        "stories": len(coverage.stories().shown),
        "companies": Company.objects.shown().count(),
    }
    return {kind: -(-count // AT_ONCE) for kind, count in counts.items()}


def _answer(
    request: HttpRequest, paths: list[str], template: str = "sitemap.xml"
) -> HttpResponse:
    return render(
        request,
        template,
        {"addresses": [request.build_absolute_uri(path) for path in paths]},
        content_type="application/xml",
    )
