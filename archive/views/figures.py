"""Figures: the table, and the way from a figure to its sentence."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from archive import addresses, listing
from archive.conditional import conditional
from archive.did_you_mean import better
from archive.filters import FigureFilter
from archive.listing import FIGURE_ORDERS
from archive.models import Figure
from archive.portions import place_address
from archive.views.articles import gone
from archive.views.lists import MOST_ROWS, list_context, list_page
from archive.views.parameters import bad_request, takes, without_tracking


@require_safe
@without_tracking
@conditional
def figure_list(request: HttpRequest) -> HttpResponse:
    asked = FigureFilter(request.GET)
    if problems := asked.problems:
        return bad_request(request, problems)
    per_page = asked.per_page(settings.ARCHIVE_PAGE_SIZE, MOST_ROWS)
    found = listing.find_figures(asked.selection(), page=asked.page, per_page=per_page)
    nouns = ("figure", "figures")
    context = list_context(found, "figure-list", "Figures", nouns, FIGURE_ORDERS)
    context["did_you_mean"] = better(found, listing.figure_total)
    return list_page(request, "archive/figure_list.html", context)


@require_safe
@takes()
@conditional
def figure_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Straight to the sentence that says the figure."""
    heavy = ("maps", "pieces", "raw_ranges", "extracted")
    figures = Figure.objects.select_related("article")
    figures = figures.defer(*(f"article__{name}" for name in heavy))
    try:
        figure, article = addresses.figure_at(public_id, figures)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    if figure and figure.public_id != public_id:
        return redirect("figure-detail", figure.public_id, permanent=True)
    if not addresses.is_open_figure(figure):
        heir = addresses.heir_of(article)
        return gone(request, heir if addresses.is_open(heir) else None)
    return redirect(place_address(article, figure.part, figure.start, figure.anchor))
