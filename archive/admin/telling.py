"""Lines of the book of decisions in words: what was done, and what it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db import models

from archive import decisions
from archive.admin.showing import as_column, in_words
from archive.models import Decision, Status

Action = Decision.Action

FIRST_WORDS = 80
"""Characters of a piece by which an editor knows it."""

_DONE = {
    Action.MOVE: "piece moved",
    Action.REPAIR: "body repaired",
    Action.DISMISS: "check dismissed",
    Action.VOUCH: "vouched for in part",
    Action.ANSWER: "remark answered",
}
"""What was done to it, where the book's own word says what somebody did."""


class Change(NamedTuple):
    """A field with what it was and what it became; or, of words alone, a sentence.

    `old` is None where the book does not say it, `new` where nothing took its place.
    """

    words: str
    old: str | None = None
    new: str | None = None


class Told(NamedTuple):
    """A line of the book as a page shows it."""

    entry: Decision
    done: str
    changes: list[Change]


def told(entries: Iterable[Decision]) -> list[Told]:
    return [Told(entry, done(entry), changes(entry)) for entry in entries]


def done(entry: Decision) -> str:
    """What was done, as it is said of an object: "corrected", "check dismissed"."""
    if entry.action == Action.DISMISS and entry.target_slug:
        return "told apart"
    return _DONE.get(entry.action, entry.get_action_display())


def changes(entry: Decision) -> list[Change]:
    """What a line changed; of one whose words a purge took nothing is told."""
    if not (entry.values or entry.previous or entry.state):
        return []
    if "moved" in entry.state:
        return [Change(f"{_quoted(entry)} back to where it was")]
    return _TOLD.get(entry.action, _fields)(entry)


def labels(entry: Decision, names: Iterable[str]) -> dict[str, str]:
    """The names of fields of the line's object, each as a person reads it."""
    columns = _columns(entry)
    return {
        name: str(columns[name].verbose_name)
        if name in columns
        else name.replace("_", " ")
        for name in sorted(names)
    }


def shown(entry: Decision, name: str, value: Any) -> str:
    """A field's value as the book has it, as a person reads it."""
    if name == "repairs":
        return "; ".join(f"“{old}” → “{new}”" for _, old, new in value or ()) or "none"
    if name == "status" and value in Status.values:
        return Status(value).label
    if isinstance(value, dict):
        return "; ".join(f"{key}: {words}" for key, words in value.items()) or "none"
    column = _columns(entry).get(name)
    return in_words(value) if column is None else as_column(column, value)


def _columns(entry: Decision) -> dict[str, models.Field]:
    model = decisions.model_of(entry)
    return {f.name: f for f in model._meta.concrete_fields} if model else {}


def _fields(entry: Decision) -> list[Change]:
    """Fields with what they were, where that is told, and what they became."""
    old, new = entry.previous, entry.values
    found = []
    for name, label in labels(entry, {*old, *new}).items():
        was = shown(entry, name, old[name]) if name in old else None
        now = shown(entry, name, new[name]) if name in new else None
        if was != now:
            found.append(Change(label, was, now))
    return found


def _added(entry: Decision) -> list[Change]:
    values = {name: v for name, v in entry.values.items() if v not in (None, "", [])}
    names = labels(entry, values).items()
    return [
        Change(label, None, shown(entry, name, values[name])) for name, label in names
    ]


def _repaired(entry: Decision) -> list[Change]:
    repairs = entry.values.get("repairs", [])
    found = [Change("", old, new or "nothing") for _, old, new in repairs]
    return found or [Change("back to the source’s words")]


def _dismissed(entry: Decision) -> list[Change]:
    values = entry.values
    if "not" in values:
        return [Change(f"not the same as {values['not']}")]
    return [Change(f"check “{values['check']}”")] if "check" in values else []


def _vouched(entry: Decision) -> list[Change]:
    return [Change(f"{words}: {new}") for words, _, new in _added(entry)]


def _moved(entry: Decision) -> list[Change]:
    if entry.values.get("is_new"):
        return [Change(f"{_quoted(entry)}: a story of its own")]
    part = entry.values.get("to_part", "body")
    as_its = "" if part == "body" else f", as its {part}"
    return [Change(f"{_quoted(entry)} to this story{as_its}")]


def _answered(entry: Decision) -> list[Change]:
    return [Change(f"right as it is: {_quoted(entry)}")]


def _rejected(entry: Decision) -> list[Change]:
    if "status" not in entry.previous:
        return _fields(entry)
    return [Change(f"was {shown(entry, 'status', entry.previous['status'])}")]


def _merged(entry: Decision) -> list[Change]:
    between = "into" if entry.action == Action.MERGE else "out of"
    return [Change(f"{entry.target_slug} {between} {entry.values.get('into', '')}")]


def _deleted(entry: Decision) -> list[Change]:
    name = entry.previous.get("name", entry.target_slug)
    return [Change(f"“{name}” is gone; how it stood is kept")]


def _reverted(entry: Decision) -> list[Change]:
    if "not" in entry.previous:
        return [Change(f"likely the same as {entry.previous['not']} again")]
    if entry.target_slug and not entry.values:
        return _deleted(entry)
    return _fields(entry)


def _quoted(entry: Decision) -> str:
    words = " ".join(entry.quote.split())
    cut = words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS] + " …"
    return f"“{cut}”"


_TOLD: dict[str, Callable[[Decision], list[Change]]] = {
    Action.ADD: _added,
    Action.REPAIR: _repaired,
    Action.DISMISS: _dismissed,
    Action.VOUCH: _vouched,
    Action.MOVE: _moved,
    Action.ANSWER: _answered,
    Action.REJECT: _rejected,
    Action.MERGE: _merged,
    Action.UNMERGE: _merged,
    Action.DELETE: _deleted,
    Action.REVERT: _reverted,
}
