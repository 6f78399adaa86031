"""Two people change one row: what it was, theirs and yours, side by side."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from archive import decisions
from archive.admin import telling
from archive.admin.showing import as_column
from archive.models import Decision, Reviewed
from archive.models.review import says_the_same, snapshot_value


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
    """Refuse the form, show both versions, and let the form have the best of them.

    `names` are the fields that were filled in otherwise than the row stands now. What
    the editor left as it was when they opened the page is taken from the row; the rest
    stays as they filled it in, and the next save puts it in the other's place.
    """
    row: Reviewed = form.instance
    opened = decisions.state_at(row, seen)
    before = opened["fields"] if opened else {}
    form.data = form.data.copy()
    form.data[form.add_prefix("seen")] = str(row.version)
    clashes = []
    for name in names:
        column = _column(row, name)
        if column is None:
            continue
        yours, theirs = form.cleaned_data.get(name), getattr(row, name)
        is_theirs = name in before and says_the_same(before[name], yours)
        if is_theirs:
            _fill_in(form, name)
        clashes.append(
            Clash(
                str(form[name].label),
                as_column(column, before[name]) if name in before else "",
                as_column(column, _readable(theirs)),
                as_column(column, _readable(yours)),
                is_theirs,
            )
        )
    form.add_error(None, _page_of(row, clashes))


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


def _page_of(row: Reviewed, clashes: list[Clash]) -> SafeString:
    last = _last(row)
    context = {"row": row, "last": last, "clashes": clashes}
    context["done"] = telling.done(last) if last else ""
    return render_to_string("admin/archive/_conflict.html", context)


def _column(row: Reviewed, name: str) -> models.Field | None:
    return next((f for f in row._meta.concrete_fields if f.name == name), None)


def _readable(value: Any) -> Any:
    return snapshot_value(value) if not isinstance(value, models.Model) else value


def _fill_in(form: forms.ModelForm, name: str) -> None:
    """Let a field of the bound form show what the row has now."""
    value = form[name].initial
    shown = form.fields[name].prepare_value(value)
    key = form.add_prefix(name)
    if shown is False:
        form.data.pop(key, None)
    else:
        form.data[key] = "" if shown is None else str(shown)
