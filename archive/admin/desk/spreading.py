"""One decision for all rows that say the same of the same words, seen before."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from archive.admin.conflicts import in_short
from archive.admin.desk.listing import Line, Row, may
from archive.admin.desk.returning import way_back
from archive.admin.fields import clean_number, clean_text
from archive.admin.showing import in_words, sentence
from archive.decisions.alike import (
    CONFIRM,
    CORRECT,
    MOST_AT_ONCE,
    REJECT,
    Spread,
    alike,
    corrections,
    decide_alike,
    verb_for,
)
from archive.models import Status

LISTED = 100
"""Rows that are shown with their sentences."""

LABELS = {CONFIRM: "Confirm", REJECT: "Reject", CORRECT: "Correct"}
DONE = {CONFIRM: "confirmed", REJECT: "rejected, and kept", CORRECT: "corrected"}

_TICK = re.compile(r"([0-9]{1,15}):([0-9]{1,15})")


class Choice(NamedTuple):
    """A verb and the button that stands for it."""

    verb: str
    label: str


def alike_view(desk: admin.ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The rows alike to one, with their sentences; what is ticked is decided on."""
    row = get_object_or_404(desk.get_queryset(request), pk=pk)
    if not desk.has_view_or_change_permission(request, row):
        raise PermissionDenied
    if request.method == "POST":
        return _decided(desk, request, row)
    rows = alike(row).select_related(*desk.related)
    listed = list(rows.defer("article__maps", "article__raw_ranges")[:LISTED])
    total = alike(row).count()
    if row.status == Status.EXTRACTED:
        listed.insert(0, row)
    context = {
        **desk.admin_site.each_context(request),
        "title": "The same elsewhere",
        "opts": desk.opts,
        "original": row,
        "line": Line(row, "", "", may_decide=False, may_reject=False),
        "sentence": sentence(row),
        "listed": [(one, sentence(one)) for one in listed],
        "total": total,
        "beyond": _beyond(listed, total),
        "most": MOST_AT_ONCE,
        "choices": _choices(request, row),
        "corrections": _corrections(row),
        "back": _back(request, row),
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/archive/alike.html", context)


def _decided(desk: admin.ModelAdmin, request: HttpRequest, row: Row) -> HttpResponse:
    """Of another version of the row than was seen nothing is spread."""
    if clean_number(request.POST.get("seen")) != row.version:
        desk.message_user(request, in_short(row, request.user), messages.WARNING)
        return HttpResponseRedirect(request.get_full_path())
    verb = request.POST.get("verb", "")
    if verb not in {choice.verb for choice in _choices(request, row)}:
        raise PermissionDenied
    ticks = [_TICK.fullmatch(tick) for tick in request.POST.getlist("row")]
    if not all(ticks):
        raise BadRequest("No such rows.")
    seen = {int(tick[1]): int(tick[2]) for tick in ticks}
    spread = decide_alike(
        row,
        verb,
        request.user,
        seen,
        clean_number(request.POST.get("beyond")),
        clean_text(request.POST.get("reason")),
    )
    level = messages.SUCCESS if spread.done else messages.WARNING
    desk.message_user(request, _told(desk, verb, spread), level)
    return HttpResponseRedirect(_back(request, row))


def _told(desk: admin.ModelAdmin, verb: str, spread: Spread) -> str:
    opts = desk.opts
    name = opts.verbose_name if spread.done == 1 else opts.verbose_name_plural
    told = [f"{spread.done:,} {name} {DONE[verb]}."]
    if spread.refused:
        why = "changed in the meantime, or said there already"
        told.append(f"Left out: {spread.refused:,}, {why}.")
    if spread.left:
        told.append(f"Undecided still, with the same words: {spread.left:,}.")
    return " ".join(told)


def _choices(request: HttpRequest, row: Row) -> list[Choice]:
    """The verb that was used on the row; on an undecided row, either."""
    verbs = [verb_for(row)] if row.status != Status.EXTRACTED else [CONFIRM, REJECT]
    return [
        Choice(verb, LABELS[verb])
        for verb in verbs
        if verb and may(request.user, type(row), _right(verb))
    ]


def _right(verb: str) -> str:
    return "delete" if verb == REJECT else "change"


def _corrections(row: Row) -> list[tuple[str, Any]]:
    """What correcting the others sets in them, in words."""
    if verb_for(row) != CORRECT:
        return []
    return [
        (row._meta.get_field(name).verbose_name, in_words(value))
        for name, value in corrections(row).items()
    ]


def _beyond(listed: list[Row], total: int) -> dict[str, int] | None:
    """What is not listed: from which key on, and how many."""
    if total <= LISTED:
        return None
    return {"key": listed[-1].pk, "count": total - LISTED}


def _back(request: HttpRequest, row: Row) -> str:
    desk = reverse("admin:archive_article_change", args=[row.article_id])
    return way_back(request, row, desk)
