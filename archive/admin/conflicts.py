"""Two people change one thing: what it was, theirs and yours, side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from archive import decisions
from archive.admin import telling
from archive.admin.showing import as_column, in_words
from archive.models import Decision, Reviewed
from archive.models.review import says_the_same, snapshot_value

LEFT = "left as it was"
"""What an editor wants who changed nothing there."""


class Clash(NamedTuple):
    """A field that differs: as the editor opened it, as it is now, as they want it.

    `was` is empty where no decision ended that version: the document was read again.
    Where only the others changed it, theirs stays.
    """

    label: str
    was: str
    theirs: str
    yours: str
    is_theirs: bool


def tell_of_both(form: forms.ModelForm, seen: int | None, names: list[str]) -> None:
    """Refuse the form of a row that was changed since, and show both versions."""
    row: Reviewed = form.instance
    opened = decisions.state_at(row, seen)
    before = form.as_opened(opened) if opened else {}
    clashes = merge(form, before, names, str(row.version), form.TOGETHER)
    form.add_error(None, page_of(clashes, _last(row), row.get_status_display()))


def merge(
    form: forms.ModelForm,
    before: Mapping[str, Any],
    names: Collection[str],
    seen: str,
    together: Collection[str] = (),
) -> list[Clash]:
    """Let a form have the best of two versions; returns where they differ.

    `before` is what its fields showed when it was opened, as plain values; `names` are
    those that were filled in otherwise than the row stands now, and `seen` tells how
    that is. What the editor left as it was is taken from the row; the rest stays as
    they filled it in, and the next save puts it in the other's place. Of fields that
    stand `together` all are left, or none.
    """
    form.data = form.data.copy()
    form.data[form.add_prefix("seen")] = seen
    left = {
        name
        for name, wanted in form.cleaned_data.items()
        if name in before and says_the_same(before[name], wanted)
    }
    if not left.issuperset(together):
        left -= set(together)
    for name in left.intersection(names):
        _fill_in(form, name)
    return [_clash(form, name, before, is_theirs=name in left) for name in names]


def _clash(
    form: forms.ModelForm, name: str, before: Mapping[str, Any], *, is_theirs: bool
) -> Clash:
    column = _column(form.instance, name)
    theirs = getattr(form.instance, name) if column else form[name].initial
    yours = form.cleaned_data.get(name)
    return Clash(
        str(form[name].label),
        _in_words(column, before[name]) if name in before else "",
        _in_words(column, theirs),
        LEFT if is_theirs else _in_words(column, yours),
        is_theirs,
    )


def page_of(
    clashes: list[Clash], last: Decision | None, now: str = "", note: str = ""
) -> SafeString:
    """Both versions side by side; `last` is who changed it, `now` how it stands."""
    done = telling.done(last) if last else ""
    context = {"last": last, "done": done, "clashes": clashes, "now": now, "note": note}
    return render_to_string("admin/archive/_conflict.html", context)


def in_short(row: Reviewed, by: AbstractBaseUser, wish: str = "") -> str:
    """What was last done to the row and how it stands, in a few words.

    `wish` is what this person wanted to do with it.
    """
    told = ["It was changed in the meantime; nothing was saved."]
    if last := _last(row):
        who = "you" if last.made_by_id == by.pk else last.made_by_name or "somebody"
        changed = "; ".join(
            f"{change.words}: “{change.old}” → “{change.new}”"
            for change in telling.changes(last)
            if None not in (change.old, change.new)
        )
        told.append(f"{who}: {telling.done(last)}{changed and f' ({changed})'}.")
    wanted = f"; you wanted to {wish}" if wish else ""
    told.append(f"It is {row.get_status_display()} now{wanted}.")
    return " ".join(told)


def _last(row: Reviewed) -> Decision | None:
    entries = Decision.objects.filter(target=row._meta.model_name, target_id=row.pk)
    return entries.first()


def _column(row: Reviewed, name: str) -> models.Field | None:
    return next((f for f in row._meta.concrete_fields if f.name == name), None)


def _in_words(column: models.Field | None, value: Any) -> str:
    if not isinstance(value, models.Model):
        value = snapshot_value(value)
    return as_column(column, value) if column else in_words(value)


def _fill_in(form: forms.ModelForm, name: str) -> None:
    """Let a field of the bound form show what the row has now."""
    value = form[name].initial
    shown = form.fields[name].prepare_value(value)
    key = form.add_prefix(name)
    if shown is False:
        form.data.pop(key, None)
    else:
        form.data[key] = "" if shown is None else str(shown)
