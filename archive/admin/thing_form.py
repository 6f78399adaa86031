"""The form of a known thing: which of two versions is saved, and why."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from django import forms

from archive.admin.conflicts import LEFT, Clash, merge, page_of
from archive.admin.showing import in_words
from archive.decisions import things
from archive.decisions.thing_states import NAMES, State, Thing

WHY = ("reason", "seen")
"""Fields of a thing's form that are none of its own."""


class ThingForm(forms.ModelForm):
    """A thing's own fields, and why they are changed.

    `seen` tells how the thing stood when the form was opened. Where somebody else has
    changed it since, both versions are shown and nothing is saved; sent again, the form
    is taken.
    """

    reason = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Kept in the book of decisions.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_there = self.instance.pk is not None
        self.before = things.state_of(self.instance) if is_there else {}
        self.initial["seen"] = mark(self.before)

    @property
    def changed_fields(self) -> list[str]:
        return [name for name in self.changed_data if name not in WHY]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opened = opened_as(self.instance, self.before, cleaned.get("seen", ""))
        if opened != self.before:
            self._tell_of_both(opened)
        return cleaned

    def _tell_of_both(self, opened: State) -> None:
        """What another editor has made of it, and what this one wants."""
        now, names = mark(self.before), NAMES.get(type(self.instance), "")
        clashes = merge(self, opened, self.changed_fields, now)
        note = ""
        if opened.get(names) != self.before.get(names):
            clashes.append(self._other_names(opened, names))
            note = f"The {names} below are theirs: what you changed of them, do again."
        last = things.entries_of(self.instance).first()
        self.add_error(None, page_of(clashes, last, note=note))

    def _other_names(self, opened: State, names: str) -> Clash:
        """The names that are shown as they are now, with what was made of them here."""
        word = re.compile(rf"({names}-[0-9]+-)(?:name|word)")
        found = [word.fullmatch(key) for key in self.data]
        kept = [key for key in found if key and f"{key[1]}DELETE" not in self.data]
        yours = sorted(self.data[key[0]] for key in kept if self.data[key[0]])
        was = _words(opened.get(names, []))
        return Clash(
            names.capitalize(),
            in_words(was) if opened else "",
            in_words(_words(self.before[names])),
            LEFT if yours == was else in_words(yours),
            is_theirs=True,
        )


def mark(state: State) -> str:
    """By what a page tells whether something stands as it showed it; "" for nothing."""
    words = json.dumps(state, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16] if state else ""


def _words(names: list[State]) -> list[str]:
    return sorted(name.get("name") or name["word"] for name in names)


def opened_as(thing: Thing, now: State, seen: str) -> State:
    """How a thing that stands so `now` stood on a page that has this mark.

    {} where no line of the book ended that. A page without a mark was just opened.
    """
    if seen in ("", mark(now)):
        return now
    states = things.entries_of(thing).values_list("state", flat=True)
    return next((state for state in states if mark(state) == seen), {})
