"""The page on which a decision is taken back: what would be otherwise, then so."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from archive import decisions
from archive.admin import moving
from archive.admin.showing import in_words
from archive.models import Decision, Status

LONGEST_REASON = 2000


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
    for name, label in _labels(entry, {*_flat(now), *_flat(then)}).items():
        left, right = _flat(now).get(name), _flat(then).get(name)
        if left != right:
            found.append(Difference(label, _shown(name, left), _shown(name, right)))
    return found


def revert_view(desk: admin.ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show what taking the decision back changes; by POST take it back."""
    entry = get_object_or_404(Decision.objects.select_related("document"), pk=pk)
    is_move = entry.action == Decision.Action.MOVE
    permission = f"{_app(entry)}.change_{entry.target}"
    if not request.user.has_perm(moving.PERMISSION if is_move else permission):
        raise PermissionDenied
    refusal = ""
    if request.method == "POST":
        reason = request.POST.get("reason", "")[:LONGEST_REASON]
        try:
            decisions.revert(entry, request.user, reason)
        except decisions.Refused as refused:
            refusal = str(refused)
        else:
            said = f"Taken back: {entry}. It is in the history too."
            desk.message_user(request, said, messages.SUCCESS)
            return HttpResponseRedirect(_address_of(entry))
    context = {
        **desk.admin_site.each_context(request),
        "title": "Take a decision back",
        "opts": desk.opts,
        "entry": entry,
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


def _app(entry: Decision) -> str:
    return "districts" if entry.target_slug else "archive"


def _address_of(entry: Decision) -> str:
    """The page of what the line is about, or of the line."""
    if entry.target_id is None:
        return reverse("admin:archive_decision_change", args=[entry.pk])
    name = f"admin:{_app(entry)}_{entry.target}_change"
    return reverse(name, args=[entry.target_id])


def _flat(state: dict) -> dict:
    """A state's fields, status and the rest beside each other."""
    left_out = ("fields", "version", "person_fields", "maps", "moved", "overruled")
    rest = {name: value for name, value in state.items() if name not in left_out}
    return {**rest, **state.get("fields", {})}


def _labels(entry: Decision, names: set[str]) -> dict[str, str]:
    model = decisions.model_of(entry)
    labels = {name: name.replace("_", " ") for name in sorted(names)}
    if model is not None:
        own: list[models.Field] = model._meta.get_fields()
        labels |= {
            f.name: str(f.verbose_name) for f in own if f.name in names and f.concrete
        }
    return labels


def _shown(name: str, value: object) -> str:
    if name == "status" and value in Status.values:
        return Status(value).label
    if name == "repairs":
        return "; ".join(f"“{old}” → “{new}”" for _, old, new in value or ()) or "none"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {words}" for key, words in value.items()) or "none"
    return in_words(value)
