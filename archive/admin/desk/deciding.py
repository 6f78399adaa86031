"""A decision on one row, made by a button of the article desk."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.text import Truncator

from archive import decisions
from archive.admin.conflicts import in_short
from archive.admin.desk.listing import KINDS, Desk, Line, Row, may
from archive.admin.fields import clean_number, clean_text
from archive.admin.showing import place_of
from archive.decisions.alike import alike
from archive.models import Article, Figure

DONE = {
    "confirm": "Confirmed",
    "reject": "Rejected, and kept",
    "restore": "Counts again",
    "dismiss": "Check dismissed",
}
_MODELS = {kind.name: kind.model for kind in KINDS}


class Call(NamedTuple):
    """What a button asks for: a verb, on a row in the version that the editor saw.

    `code` is that of the check to be dismissed, `note` why.
    """

    verb: str
    model: type[Row]
    key: int
    version: int
    code: str = ""
    note: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Call:
        """Raises BadRequest where no button of ours says that."""
        verb, _, rest = request.POST.get("decide", "").partition(" ")
        name, _, numbers = rest.partition(" ")
        key, _, version = numbers.partition(" ")
        if verb not in DONE or name not in _MODELS:
            raise BadRequest("No such decision.")
        if verb == "dismiss" and _MODELS[name] is not Figure:
            raise BadRequest("Only figures are checked.")
        row, seen = clean_number(key), clean_number(version)
        if row is None or seen is None:
            raise BadRequest("No such row.")
        code = clean_text(request.POST.get("check"))
        note = clean_text(request.POST.get("note"))
        return cls(verb, _MODELS[name], row, seen, code, note)

    def take(self, row: Row, by: Any) -> None:
        """Raises Refused."""
        if self.verb == "dismiss":
            if not self.note:
                raise decisions.Refused("Say why the check is dismissed.")
            decisions.dismiss_check(row, self.code, self.note, by, self.version)
        elif self.verb == "reject":
            decisions.reject(row, by, self.version, self.note)
        else:
            verb = decisions.confirm if self.verb == "confirm" else decisions.restore
            verb(row, by, self.version)

    @property
    def wish(self) -> str:
        """What the editor wanted, in words."""
        said = (
            f"{self.verb} the check “{self.code}”" if self.code else f"{self.verb} it"
        )
        return f"{said}: “{self.note}”" if self.note else said


def decide_view(
    desk_admin: admin.ModelAdmin, request: HttpRequest, pk: int
) -> HttpResponse:
    """Take the decision; answer with the desk at the row, or with the row alone."""
    article = get_object_or_404(Article, pk=pk)
    call = Call.of(request)
    if not may(request.user, call.model, _right(call)):
        raise PermissionDenied
    row = call.model.objects.filter(pk=call.key, article=article).first()
    trouble = _take(desk_admin, request, call, row)
    article.refresh_from_db()
    desk = Desk(article, request.user)
    line = desk.line(row) if row else None
    if line and trouble:
        line.trouble, line.note = trouble, call.note
    elif line and call.verb != "dismiss":
        line.alike = alike(line.row).count()
    said = _said(call, line, trouble)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return _answer(request, desk, line, said, trouble)
    level = messages.ERROR if trouble else messages.SUCCESS
    desk_admin.message_user(request, said, level)
    at = f"#{place_of(row)}" if row else ""
    return HttpResponseRedirect(desk.address + at)


def _take(
    desk_admin: admin.ModelAdmin, request: HttpRequest, call: Call, row: Row | None
) -> str:
    """Take the decision; returns why it could not be taken, "" where it was."""
    if row is None:
        return "Nothing was saved. The row is gone: the document was read again."
    try:
        with transaction.atomic():
            call.take(row, request.user)
            desk_admin.log_change(request, row, f"{DONE[call.verb]}.")
    except decisions.Conflict as conflict:
        return in_short(conflict.row, request.user, call.wish)
    except decisions.Refused as refusal:
        return f"Nothing was saved. {refusal}"
    return ""


def _said(call: Call, line: Line | None, trouble: str) -> str:
    """What is told of it; where others say the same, with the way to them."""
    if trouble or line is None:
        return trouble
    context = {
        "done": DONE[call.verb],
        "words": Truncator(line.words).chars(60),
        "line": line,
        "verb": call.verb,
    }
    return render_to_string("admin/archive/article/_said.html", context)


def _answer(
    request: HttpRequest, desk: Desk, line: Line | None, said: str, trouble: str
) -> HttpResponse:
    """The parts of the page that are others now."""
    context = {
        "desk": desk,
        "line": line,
        "said": said,
        "trouble": trouble,
        "decide_address": request.path,
    }
    template = "admin/archive/article/_answer.html"
    answer = render_to_string(template, context, request)
    return HttpResponse(answer, status=409 if trouble else 200)


def _right(call: Call) -> str:
    return "delete" if call.verb == "reject" else "change"
