"""The review queue's page: one item, what can be said of it, and the next."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from archive import decisions, queue
from archive.admin.queue_cards import card, conflict, words_of
from archive.admin.queue_forms import PutRight, fix_for
from archive.models import QueueKind

PERMISSION = "archive.change_figure"
MOST_LETTERS = 2000
"""Of a note."""
MOST_UNDONE = 20
"""Acts of a session that can be taken back, the last first."""
DONE, TOLD = "queue-done", "queue-told"
"""What the session holds: acts that can be taken back, and what is to be told."""
LATER, FIX, UNDO = "later", "fix", "undo"


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
        seen = sent.get("seen", "")
        note = sent.get("note", "").strip()[:MOST_LETTERS]
        version = int(seen) if seen.isdecimal() and len(seen) < 10 else None
        said = queue.Said(request.user, version, note)
        return cls(sent.get("verb", ""), kind, place, said)


@require_http_methods(["GET", "HEAD", "POST"])
def queue_page(request: HttpRequest) -> HttpResponse:
    """The next item for this reviewer; by POST what they say of one, then the next."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, queue.take(request.user, _chosen(request)))
    if request.POST.get("verb") == UNDO:
        _undo(request)
        return _next(request)
    call = Call.of(request)
    row = call.kind.load(call.place)
    if row is None:
        _tell(request, "It is gone: the document was read again.", is_done=False)
        return _next(request)
    if call.verb == LATER:
        queue.put_off(request.user, call.kind, call.place)
        _done(request, call, f"Put off for a day: {words_of(row)}", [])
        return _next(request)
    form = _decide(request, call, row)
    if form is None:
        return _next(request)
    item = queue.hold(request.user, call.kind, call.place)
    return _page(request, item, form) if item else _next(request)


@require_POST
def renew_page(request: HttpRequest) -> HttpResponse:
    """The reviewer is still at the item."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    is_theirs = queue.renew(request.user, _place(request))
    return HttpResponse(status=204 if is_theirs else 410)


def _decide(request: HttpRequest, call: Call, row: Any) -> PutRight | None:
    """Do what the button says; a form that is not right comes back, else None."""
    if call.said.seen is None and hasattr(row, "version"):
        raise BadRequest("Which version was seen is missing.")
    item, said = queue.Item(call.kind, call.place, row), call.said
    if call.verb == FIX:
        fix = fix_for(item)
        form = fix.form(row, request.POST) if fix else None
        if form is None:
            raise BadRequest("This is not put right here.")
        if not form.is_valid():
            return form
        act, said = fix.act, said._replace(values=form.values())
    else:
        act = _act(request, item, call.verb)
    words, line = words_of(row), queue.last_line()
    try:
        done = act(row, said)
    except decisions.Conflict as refusal:
        _tell(request, conflict(refusal.row, request.user), is_done=False)
    except decisions.Refused as refusal:
        _tell(request, f"Nothing was saved. {refusal}", is_done=False)
    else:
        queue.release(call.place)
        lines = queue.lines_since(line, request.user)
        _done(request, call, f"{done}: {words}", lines)
    return None


def _act(request: HttpRequest, item: queue.Item, name: str) -> Any:
    for verb in item.kind.verbs(item.row):
        if verb.name == name:
            if verb.needs and not request.user.has_perm(verb.needs):
                raise PermissionDenied
            return verb.act
    raise BadRequest("No such decision.")


def _undo(request: HttpRequest) -> None:
    """Take back the last act of this session, and show its item again."""
    done = request.session.get(DONE, [])
    if not done:
        _tell(request, "Nothing is left to take back here.", is_done=False)
        return
    last = done[-1]
    request.session[DONE] = done[:-1]
    place, kind = queue.Place(*last["place"]), _by_name(request, last["kind"])
    try:
        queue.undo(last["lines"], request.user)
    except decisions.Refused as refusal:
        _tell(request, f"It could not be taken back. {refusal}", is_done=False)
        return
    queue.take_up(request.user, place)
    if kind is not None:
        kind.ask_again(place)
        queue.hold(request.user, kind, place)
    _tell(request, f"Taken back: {last['words']}")


def _page(
    request: HttpRequest, item: queue.Item | None, form: PutRight | None = None
) -> HttpResponse:
    kinds = _kinds(request)
    mine, everyone = queue.done_today(request.user)
    fix = fix_for(item) if item else None
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
        "told": request.session.pop(TOLD, None),
        "can_undo": bool(request.session.get(DONE)),
    }
    return TemplateResponse(request, "admin/archive/queue/page.html", context)


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
    key = request.POST.get("key", "")
    if not key.isdecimal() or len(key) > 18:
        raise BadRequest("No such item.")
    return queue.Place(request.POST.get("about", ""), int(key))


def _next(request: HttpRequest) -> HttpResponse:
    """On to the next item, of the same kinds."""
    query = request.GET.urlencode()
    return HttpResponseRedirect(reverse("desk-queue") + (f"?{query}" if query else ""))


def _done(request: HttpRequest, call: Call, words: str, lines: list[int]) -> None:
    act = {
        "kind": str(call.kind.name),
        "place": list(call.place),
        "lines": lines,
        "words": words,
    }
    request.session[DONE] = [*request.session.get(DONE, []), act][-MOST_UNDONE:]
    _tell(request, words)


def _tell(request: HttpRequest, words: str, *, is_done: bool = True) -> None:
    """Tell it on the next page, however that is reached."""
    request.session[TOLD] = {"words": words, "is_done": is_done}
