"""Lines of the book from another archive, added where they are not there yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model

from archive.decision_files.lines import Line
from archive.decisions.thing_states import KINDS
from archive.models import Decision, Document

if TYPE_CHECKING:
    from archive.decision_files.taking import Taken

SAME = ("target", "action", "raw_start", "quote", "values", "previous", "reason")


def add(
    lines: list[Line],
    document: Document | None,
    keys: Mapping[tuple, int],
    taken: Taken,
) -> None:
    """Add lines to the book of a document, or to that of the world's things.

    `keys` has the rows that are there, by their names.
    """
    present = Decision.objects.filter(document=document)
    known = {_sign(_line(entry)) for entry in present} if lines else set()
    people = _people(lines)
    fresh = [line for line in lines if _sign(line) not in known]
    Decision.objects.bulk_create(
        (
            Decision(
                document=document,
                target=line["target"],
                target_id=_key_of(line, document, keys),
                target_slug=line["slug"],
                action=line["action"],
                raw_ranges=line["raw_ranges"],
                raw_start=line["raw_start"],
                quote=line["quote"],
                before=line["before"],
                after=line["after"],
                values=line["values"],
                previous=line["previous"],
                state=line["state"],
                reason=line["reason"],
                made_by=people.get(line["by"]),
                made_by_name=line["by"],
                made_at=datetime.fromisoformat(line["at"]),
            )
            for line in fresh
        ),
        batch_size=500,
    )
    taken.new["entry"] += len(fresh)
    taken.known["entry"] += len(lines) - len(fresh)


def of_here(lines: list[Line], document: Document | None) -> list[Decision]:
    """What the book has here on a document, or on things, that these lines lack."""
    told = {_sign(line) for line in lines}
    present = Decision.objects.filter(document=document)
    return [entry for entry in present if _sign(_line(entry)) not in told]


def _line(entry: Decision) -> Line:
    own = {name: getattr(entry, name) for name in SAME}
    return {**own, "slug": entry.target_slug, "at": entry.made_at.isoformat()}


def _sign(line: Line) -> tuple[str, ...]:
    """By what a line is known to be the same: what was said of what, and when."""
    # Databases keep the keys of a value in orders of their own.
    return tuple(
        json.dumps(line[name], sort_keys=True) for name in (*SAME, "slug", "at")
    )


def _people(lines: list[Line]) -> dict:
    names = {line["by"] for line in lines if line["by"]}
    accounts = get_user_model().objects
    name = get_user_model().USERNAME_FIELD
    found = accounts.filter(**{f"{name}__in": names})
    return {user.get_username(): user for user in found}


def _key_of(
    line: Line, document: Document | None, keys: Mapping[tuple, int]
) -> int | None:
    """The key that the row, document or thing has here."""
    if line["row"] is not None:
        return keys.get(tuple(line["row"]))
    if line["target"] == Decision.Target.DOCUMENT:
        return document.pk if document else None
    if line["slug"] and line["target"] in KINDS:
        thing = KINDS[line["target"]].objects.filter(slug=line["slug"]).first()
        return thing.pk if thing else None
    return None
