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
    parts = {
        "stories": _parts(len(coverage.stories().shown)),
        "companies": _parts(Company.objects.shown().count()),
    }
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
    start = (number - 1) * AT_ONCE
    kinds = {"pages": _pages, "stories": _stories, "companies": _companies}
    if kind not in kinds or number < 1 or (kind == "pages" and number > 1):
        raise Http404
    paths = list(_pages() if kind == "pages" else kinds[kind](start))
    if not paths:
        raise Http404
    return _answer(request, paths)


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


def _parts(count: int) -> int:
    return -(-count // AT_ONCE)


def _answer(
    request: HttpRequest, paths: list[str], template: str = "sitemap.xml"
) -> HttpResponse:
    return render(
        request,
        template,
        {"addresses": [request.build_absolute_uri(path) for path in paths]},
        content_type="application/xml",
    )
