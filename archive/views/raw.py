"""The document that a story was cut out of, as it came: its text, its pages."""

from __future__ import annotations

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from archive import pictures, rights
from archive.highlighting import numbered_lines
from archive.models import Article, Figure
from archive.portions import Portion, Portions
from archive.views.articles import gone, standing_article
from archive.views.marking import MOST_STORY_MARKS, source_marks
from archive.views.parameters import takes
from archive.views.sheets import PDF, sheets_of

MOST_CHARACTERS = 500_000
"""Characters of a document's text that are shown at once."""
KEPT = "private, max-age=604800, immutable"
"""A picture never changes, but a purge must reach it: no shared cache holds it."""


@require_safe
@takes("figure", "page", "part")
def article_raw(request: HttpRequest, public_id: str) -> HttpResponse:
    """The document's stored text as it came, the story's words in it marked.

    Of a PDF its pages stand before it, with the places marked in their pictures. Of a
    very long text a part is shown: that of the figure, or where the story begins.
    """
    article = standing_article(public_id)
    if article is None:
        return gone(request)
    if not rights.reads_whole(request):
        return _for_staff(request, article)
    if article.public_id != public_id:
        return redirect("article-raw", article.public_id, permanent=True)
    figure = None
    if wanted := request.GET.get("figure"):
        figure = get_object_or_404(article.figures.visible(), public_id=wanted)
    document = article.document
    sheets = sheets_of(article, figure, _page_number(request))
    # The figure's place is on the page's picture, where there is one.
    prefix = "text-" if sheets.has_figure else ""
    anchor = f"{prefix}{figure.anchor}" if figure else ""
    portion = _portion(request, article, figure)
    span = portion.spans.get("text", (0, 0))
    marks, is_cut = source_marks(article, figure, anchor, span)
    context = {
        "article": article,
        "document": document,
        "deliveries": document.deliveries.select_related("region"),
        "figure": figure,
        "anchor": anchor,
        "sheets": sheets,
        "portion": portion,
        "first_line": document.text.count("\n", 0, span[0]) + 1,
        "lines": numbered_lines(document.text, marks, span),
        "most_marked": MOST_STORY_MARKS if is_cut else 0,
    }
    page = render(request, "archive/article_raw.html", context)
    return rights.kept_apart(request, page)


@require_safe
@takes()
def article_page(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The picture of a page of the PDF that a story stands in."""
    article = standing_article(public_id)
    if article is None:
        return gone(request)
    if not rights.reads_whole(request):
        return _for_staff(request, article)
    if article.public_id != public_id:
        return _moved(article, number)
    document = article.document
    if document.media_type != PDF or not 1 <= number <= len(document.pages):
        raise Http404
    etag = f'"{document.sha256[:32]}-{number}-{pictures.WIDTH}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            drawn = pictures.picture(document.sha256, number)
        except pictures.NoPicture as error:
            raise Http404(str(error)) from error
        except pictures.Busy:
            return HttpResponse(
                "Too many pages are being drawn. Try again in a moment.\n",
                content_type="text/plain; charset=utf-8",
                status=503,
                headers={"Retry-After": "5"},
            )
        response = HttpResponse(drawn, content_type="image/png")
    response.headers["ETag"] = etag
    if rights.is_open():
        response.headers["Cache-Control"] = KEPT
    return rights.kept_apart(request, response)


def _portion(request: HttpRequest, article: Article, figure: Figure | None) -> Portion:
    """The part of the document's text that is shown."""
    portions = Portions({"text": article.document.text}, MOST_CHARACTERS)
    start = figure.raw_start if figure else min(article.ranges, default=(0, 0))[0]
    asked = portions.asked(request.GET.get("part"), portions.number("text", start))
    if asked is None:
        raise Http404("This text has no such part.")
    return asked


def _for_staff(request: HttpRequest, article: Article) -> HttpResponse:
    """Why the document is not shown, and where the story can be read."""
    context = {"article": article, "publisher_page": rights.publisher_page(article)}
    page = render(request, "archive/article_kept.html", context, status=403)
    return rights.kept_apart(request, page)


def _page_number(request: HttpRequest) -> int:
    """The page that is to be shown first; 0 for none in particular."""
    given = request.GET.get("page", "")
    if not given:
        return 0
    if not (given.isascii() and given.isdecimal() and len(given) <= 6):
        raise Http404
    return int(given)


def _moved(article: Article, number: int) -> HttpResponseRedirect:
    return redirect("article-page", article.public_id, number, permanent=True)
