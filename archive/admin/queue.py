"""The review queue's page: one item, what can be said of it, and the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from archive import decisions, queue
from archive.admin import queue_acts
from archive.admin.conflicts import in_short
from archive.admin.fields import clean_number, clean_text
from archive.admin.queue_cards import card
from archive.admin.queue_forms import PutRight, fix_for
from archive.models import QueueKind, Reviewed

PERMISSION = "archive.change_figure"
LATER, FIX, UNDO = "later", "fix", "undo"
NOT_OPEN = "It is not open any more; nothing of yours was saved."
CHANGED = "It was changed in the meantime; nothing of yours was saved."


class Call(NamedTuple):
    """What a button of the page sends: a verb, on an item in the version seen."""

    verb: str
    kind: queue.Kind
    place: queue.Place
    said: queue.Said

    @classmethod
    def of(cls, request: HttpRequest) -> Call:
        """Raises BadRequest where no button of ours says that."""
        sent = request.POST
        kind = _by_name(request, sent.get("of_kind", ""))
        place = _place(request)
        if kind is None or place.about not in kind.models:
            raise BadRequest("No such item.")
        note = clean_text(sent.get("note"))
        version = clean_number(sent.get("seen"))
        said = queue.Said(request.user, version, note)
        return cls(sent.get("verb", ""), kind, place, said)


@require_http_methods(["GET", "HEAD", "POST"])
def queue_page(request: HttpRequest) -> HttpResponse:
    """The next item for this reviewer; by POST what they say of one, then the next."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, told=queue_acts.told(request))
    if request.POST.get("verb") == UNDO:
        return _undo(request)
    call = Call.of(request)
    row = call.kind.load(call.place)
    if row is None:
        return _not_done(request, "It is gone: the document was read again.")
    item = queue.Item(call.kind, call.place, row)
    if call.verb == LATER:
        queue.put_off(request.user, call.kind, call.place)
        return _done(request, call, "Put off for a day", [])
    return _fix(request, call, item) if call.verb == FIX else _act(request, call, item)


@require_POST
def renew_page(request: HttpRequest) -> HttpResponse:
    """The reviewer is still at the item."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    is_theirs = queue.renew(request.user, _place(request))
    return HttpResponse(status=204 if is_theirs else 410)


def _fix(request: HttpRequest, call: Call, item: queue.Item) -> HttpResponse:
    """Put the item right; a form that is wrong comes back."""
    fix = fix_for(item)
    if fix is None:
        raise BadRequest("This is not put right here.")
    if not _may_fix(request, item):
        raise PermissionDenied
    if why := _outdated(request, call, item):
        return _not_done(request, why)
    form = fix.form(item.row, request.POST)
    if form.is_valid():
        said = call.said._replace(values=form.values())
        return _decide(request, call._replace(said=said), item, fix.act)
    held = queue.hold(request.user, call.kind, call.place)
    return _page(request, held, form) if held else _next(request)


def _act(request: HttpRequest, call: Call, item: queue.Item) -> HttpResponse:
    """Do what one of the item's verbs says."""
    if why := _outdated(request, call, item):
        return _not_done(request, why)
    for verb in item.kind.verbs(item.row):
        if verb.name == call.verb:
            if verb.needs and not request.user.has_perm(verb.needs):
                raise PermissionDenied
            return _decide(request, call, item, verb.act)
    raise BadRequest("No such decision.")


def _outdated(request: HttpRequest, call: Call, item: queue.Item) -> str:
    """Why nothing is decided on the item as it was seen; "" where it may be."""
    version, seen = item.kind.version(item.row), call.said.seen
    if seen is None and version is not None:
        raise BadRequest("Which version was seen is missing.")
    if version not in (None, seen):
        was_decided = isinstance(item.row, Reviewed)
        return in_short(item.row, request.user) if was_decided else CHANGED
    return "" if item.kind.has(item.place) else NOT_OPEN


def _decide(
    request: HttpRequest,
    call: Call,
    item: queue.Item,
    act: Callable[[Any, queue.Said], str],
) -> HttpResponse:
    line = queue.last_line()
    try:
        said = act(item.row, call.said)
    except decisions.Conflict as refusal:
        return _not_done(request, in_short(refusal.row, request.user))
    except decisions.Refused as refusal:
        return _not_done(request, f"Nothing was saved. {refusal}")
    queue.release(call.place)
    return _done(request, call, said, queue.lines_since(line, request.user))


def _undo(request: HttpRequest) -> HttpResponse:
    """Take back the last act of this session, and show its item again."""
    act = queue_acts.last(request)
    if act is None:
        return _not_done(request, "Nothing is left to take back here.")
    try:
        queue.undo(act.lines, request.user)
    except decisions.Refused as refusal:
        return _not_done(request, f"It could not be taken back. {refusal}")
    queue_acts.let_go(request)
    queue.take_up(request.user, act.place)
    if act.kind in _kinds(request):
        act.kind.ask_again(act.place)
        queue.hold(request.user, act.kind, act.place)
    queue_acts.tell(request, "Taken back", act)
    return _next(request)


def _page(
    request: HttpRequest,
    item: queue.Item | None = None,
    form: PutRight | None = None,
    told: queue_acts.Told | None = None,
) -> HttpResponse:
    """The item's page, or that of the next one; the form if it was sent wrong."""
    item = item or queue.take(request.user, _chosen(request))
    kinds = _kinds(request)
    mine, everyone = queue.done_today(request.user)
    fix = fix_for(item) if item and _may_fix(request, item) else None
    context = {
        **admin.site.each_context(request),
        "title": "Review queue",
        "is_nav_sidebar_enabled": False,
        "item": item,
        "card": card(item) if item else None,
        "verbs": _verbs(request, item) if item else [],
        "needs_note": item is not None and item.kind.name == QueueKind.FIGURE,
        "fix": fix,
        "form": form or (fix.form(item.row) if fix else None),
        "is_wrong": form is not None,
        "kinds": [(kind, _counted(kind.count())) for kind in kinds],
        "chosen": request.GET.get("kind", ""),
        "mine": mine,
        "everyone": everyone,
        "told": told,
        "can_undo": queue_acts.can_undo(request),
    }
    return TemplateResponse(request, "admin/archive/queue/page.html", context)


def _may_fix(request: HttpRequest, item: queue.Item) -> bool:
    meta = item.row._meta
    return request.user.has_perm(f"{meta.app_label}.change_{meta.model_name}")


def _verbs(request: HttpRequest, item: queue.Item) -> list[queue.Verb]:
    """What this reviewer may do with the item."""
    may = request.user.has_perm
    verbs = item.kind.verbs(item.row)
    return [verb for verb in verbs if not verb.needs or may(verb.needs)]


def _counted(number: int) -> str:
    most = queue.MOST_COUNTED
    return f"{number:,}" if number <= most else f"more than {most:,}"


def _kinds(request: HttpRequest) -> list[queue.Kind]:
    """The kinds that this reviewer may decide on."""
    may = request.user.has_perm
    return [kind for kind in queue.KINDS if may(kind.permission)]


def _chosen(request: HttpRequest) -> list[queue.Kind]:
    """All of these, or the one that is named."""
    name = request.GET.get("kind", "")
    if not name:
        return _kinds(request)
    kind = _by_name(request, name)
    if kind is None:
        raise BadRequest("No such kind of items.")
    return [kind]


def _by_name(request: HttpRequest, name: str) -> queue.Kind | None:
    return next((kind for kind in _kinds(request) if kind.name == name), None)


def _place(request: HttpRequest) -> queue.Place:
    key = clean_number(request.POST.get("key"))
    if key is None:
        raise BadRequest("No such item.")
    return queue.Place(clean_text(request.POST.get("about")), key)


def _next(request: HttpRequest) -> HttpResponse:
    """On to the next item, of the same kinds."""
    query = request.GET.urlencode()
    return HttpResponseRedirect(reverse("desk-queue") + (f"?{query}" if query else ""))


def _done(
    request: HttpRequest, call: Call, said: str, lines: list[int]
) -> HttpResponse:
    """It can be taken back, and is told on the page of the next item."""
    act = queue_acts.Act(call.kind, call.place, lines)
    queue_acts.keep(request, act)
    queue_acts.tell(request, said, act)
    return _next(request)


def _not_done(request: HttpRequest, words: str) -> HttpResponse:
    """Say so at once, above the next item."""
    return _page(request, told=queue_acts.Told(words, is_done=False))
