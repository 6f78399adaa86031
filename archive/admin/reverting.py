"""The page on which a decision is taken back: what would be otherwise, then so."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from archive import decisions
from archive.admin import moving, remarks, telling
from archive.admin.fields import clean_text
from archive.models import Decision, Status


class Difference(NamedTuple):
    """What is otherwise once a decision is taken back."""

    label: str
    now: str
    then: str


def differences(entry: Decision) -> list[Difference]:
    """How the object of a line stands now, and how it stood before that line.

    Of fields that were the machine's it is the machine's word of then; it may have
    another by now.
    """
    now, then = decisions.present_state(entry), entry.state
    found = []
    for name, label in telling.labels(entry, {*_flat(now), *_flat(then)}).items():
        left, right = (
            telling.shown(entry, name, _flat(s).get(name)) for s in (now, then)
        )
        if left != right:
            found.append(Difference(label, left, right))
    return found


def revert_view(desk: admin.ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show what taking the decision back changes; by POST take it back."""
    entry = get_object_or_404(Decision.objects.select_related("document"), pk=pk)
    if not request.user.has_perms(_permissions(entry)):
        raise PermissionDenied
    refusal = ""
    if request.method == "POST":
        reason = clean_text(request.POST.get("reason"))
        try:
            decisions.revert(entry, request.user, reason, _seen(request))
        except decisions.Refused as refused:
            refusal = str(refused)
        else:
            what = f"{entry.get_target_display()}, {telling.done(entry)}"
            said = f"Taken back: {what}. It is in the history too."
            desk.message_user(request, said, messages.SUCCESS)
            return HttpResponseRedirect(_address_of(entry))
    context = {
        **desk.admin_site.each_context(request),
        "title": "Take a decision back",
        "opts": desk.opts,
        "entry": entry,
        "done": telling.done(entry),
        "changes": telling.changes(entry),
        "refusal": refusal,
        "is_revertible": decisions.is_revertible(entry),
        "differences": differences(entry),
        "later": decisions.later_on_the_same(entry).count(),
        "back": _address_of(entry),
        "media": desk.media,
    }
    status = 409 if refusal else 200
    page = "admin/archive/revert.html"
    return TemplateResponse(request, page, context, status=status)


def _permissions(entry: Decision) -> list[str]:
    """What one must be allowed, to take the line back: also to reject, if need be."""
    if entry.action == Decision.Action.MOVE or "moved" in entry.state:
        return [moving.PERMISSION]
    if "answered" in entry.state:
        return [remarks.PERMISSION]
    needed = [f"{_app(entry)}.change_{entry.target}"]
    now, then = decisions.present_state(entry), entry.state
    if Status.REJECTED in (now.get("status"), then.get("status")) or not then:
        needed.append(f"{_app(entry)}.delete_{entry.target}")
    return needed


def _seen(request: HttpRequest) -> int:
    """How many later decisions the page told of; none of ours tells -1."""
    seen = request.POST.get("later", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else -1


def _app(entry: Decision) -> str:
    return "districts" if entry.target_slug else "archive"


def _address_of(entry: Decision) -> str:
    """The page of what the line is about, or of the line."""
    model = decisions.model_of(entry)
    if model and not model.objects.filter(pk=entry.target_id).exists():
        return reverse("admin:archive_decision_change", args=[entry.pk])
    name = f"admin:{_app(entry)}_{entry.target}_change"
    return reverse(name, args=[entry.target_id])


def _flat(state: dict) -> dict:
    """A state's fields, status and the rest beside each other."""
    left_out = ("fields", "version", "person_fields", "maps", "moved", "overruled")
    rest = {name: value for name, value in state.items() if name not in left_out}
    return {**rest, **state.get("fields", {})}
