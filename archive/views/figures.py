"""Figures: the table, and the way from a figure to its sentence."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from archive.filters import FigureFilter
from archive.listing import FIGURE_ORDERS, find_figures
from archive.models import Figure, FormerAddress
from archive.portions import place_address
from archive.views.articles import gone, standing
from archive.views.lists import MOST_ROWS, list_context
from archive.views.parameters import bad_request, takes, without_tracking


@require_safe
@without_tracking
def figure_list(request: HttpRequest) -> HttpResponse:
    asked = FigureFilter(request.GET)
    if problems := asked.problems:
        return bad_request(request, problems)
    per_page = asked.per_page(settings.ARCHIVE_PAGE_SIZE, MOST_ROWS)
    listing = find_figures(asked.selection(), page=asked.page, per_page=per_page)
    nouns = ("figure", "figures")
    context = list_context(listing, "figure-list", "Figures", nouns, FIGURE_ORDERS)
    return render(request, "archive/figure_list.html", context)


@require_safe
@takes()
def figure_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Straight to the sentence that says the figure."""
    heavy = ("maps", "pieces", "raw_ranges", "extracted")
    figures = Figure.objects.select_related("article")
    figures = figures.defer(*(f"article__{name}" for name in heavy))
    figure = figures.filter(public_id=public_id).first()
    if figure is None:
        former = get_object_or_404(FormerAddress, public_id=public_id)
        figure = figures.filter(pk=former.figure_id).first()
        if figure is None:
            return gone(request, standing(former.article))
        return redirect("figure-detail", figure.public_id, permanent=True)
    article = figure.article
    if not (figure.is_shown and figure.placed and article.is_shown and article.placed):
        return gone(request, standing(article))
    return redirect(place_address(article, figure.part, figure.start, figure.anchor))
