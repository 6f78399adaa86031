"""Stories: the list, the story itself, and how to cite it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive import addresses, citations, duplicates, listing, rights, search
from archive.conditional import conditional
from archive.did_you_mean import better
from archive.filters import ArticleFilter
from archive.listing import ORDERS
from archive.models import Article
from archive.portions import Portions
from archive.prepared import Prepared
from archive.views.lists import MOST_ROWS, list_context, list_page
from archive.views.parameters import (
    bad_request,
    takes,
    without_tracking,
)
from archive.views.reading import Reading

CITATIONS = {
    "bib": (citations.bibtex, "application/x-bibtex"),
    "ris": (citations.ris, "application/x-research-info-systems"),
}


@require_safe
@without_tracking
@conditional
def article_list(request: HttpRequest) -> HttpResponse:
    asked = ArticleFilter(request.GET)
    if problems := asked.problems:
        return bad_request(request, problems)
    per_page = asked.per_page(settings.ARCHIVE_PAGE_SIZE, MOST_ROWS)
    found = listing.find(asked.selection(), page=asked.page, per_page=per_page)
    nouns = ("story", "stories")
    context = list_context(found, "article-list", "Stories", nouns, ORDERS)
    context["did_you_mean"] = better(found, listing.article_total)
    return list_page(request, "archive/article_list.html", context)


@require_safe
@takes("q", "part")
@conditional
def article_detail(
    request: HttpRequest, public_id: str, slug: str = ""
) -> HttpResponse:
    article = standing_article(public_id)
    if article is None:
        return gone(request)
    if (article.public_id, article.slug) != (public_id, slug):
        query = request.META.get("QUERY_STRING", "")
        address = article.get_absolute_url() + (f"?{query}" if query else "")
        return HttpResponsePermanentRedirect(address)
    whole = rights.reads_whole(request)
    portion = Portions.of(article).asked(request.GET.get("part"))
    if portion is None:
        raise Http404("This story has no such part.")
    number = portion.number
    reading = Reading.of(article, _searched(request), whole=whole, number=number)
    address = request.build_absolute_uri(article.get_absolute_url())
    group = duplicates.group_of(article)
    canonical = request.build_absolute_uri(group.leading.get_absolute_url())
    part = f"?part={number}" if whole and number > 1 else ""
    context = {
        "article": article,
        "reading": reading,
        "group": group,
        "address": address,
        "canonical": canonical + (part if group.leading == article else ""),
        "json_address": reverse("article-json", args=[article.public_id]) + part,
        "citation": citations.in_words(article, address),
        "bibtex": citations.bibtex(article, address),
        "json_ld": reading.json_ld,
    }
    page = render(request, "archive/article_detail.html", context)
    return rights.kept_apart(request, page)


@require_safe
@takes()
@conditional
def article_cite(request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    if form not in CITATIONS:
        raise Http404
    article = standing_article(public_id)
    if article is None:
        return gone(request)
    write, media_type = CITATIONS[form]
    address = request.build_absolute_uri(article.get_absolute_url())
    name = f"{article.public_id}.{form}"
    return HttpResponse(
        write(article, address),
        content_type=f"{media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def standing_article(public_id: str) -> Article | None:
    """The story that answers to this id today; None where it is gone, else 404."""
    found = _BY_ID([public_id])
    try:
        if found:
            article = addresses.heir_of(found[0], _read())
        else:
            article = addresses.article_at(public_id, _read())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return article if addresses.is_open(article) else None


def _read() -> QuerySet[Article]:
    """Stories with what a page shows of them."""
    return Article.objects.select_related("document", "duplicate__leading").defer(
        *("maps", "pieces", "extracted", "document__text", "document__pages")
    )


_BY_ID = Prepared(lambda ids: _read().filter(public_id__in=ids).order_by(), of=str)


def _searched(request: HttpRequest) -> search.Query | None:
    """What the reader searched before coming here; nonsense marks nothing."""
    try:
        return search.parse(request.GET.get("q", ""))
    except search.BrokenQuery:
        return None


def gone(request: HttpRequest, article: Article | None = None) -> HttpResponse:
    """What stood here was withdrawn: say so, and do not pretend it never was.

    Where the story is still there that once held it, the page leads to it.
    """
    return render(request, "410.html", {"article": article}, status=410)
