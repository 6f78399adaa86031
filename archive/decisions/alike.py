"""Rows that say the same of the same words elsewhere: decided on together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from archive.decisions.refusals import Refused
from archive.decisions.rows import confirm, correct, reject
from archive.ingest import PERIOD, hold_all
from archive.ingest.placing import is_wordless
from archive.models import Figure, Mention, Status

Row = Mention | Figure

MOST_AT_ONCE = 300
"""Rows that one decision on alike rows takes in: it keeps others from saving for about
three seconds, and they wait for five."""

CONFIRM, REJECT, CORRECT = "confirm", "reject", "correct"

_FIGURE = ("surface", "value", "unit", "kind", "indicator__slug")


@dataclass(frozen=True, slots=True)
class Spread:
    """What came of a decision on alike rows: `done` took it, `refused` could not,
    and `left` are those that are undecided still."""

    done: int
    refused: int
    left: int


def alike(row: Row) -> models.QuerySet:
    """The undecided rows anywhere that the machine reads as it read this one.

    They have the same words and name the same thing; figures have the same value,
    unit, kind and indicator. Of a row that a person corrected the machine's own word
    counts. A mention that no words make, but the file's name, is like none.
    """
    model = type(row)
    if is_wordless(row):
        return model.objects.none()
    rows = _undecided(model)
    for name, value in zip(_names(model), _reading(row), strict=True):
        if value is None:
            rows = rows.filter(**{f"{name}__isnull": True})
        else:
            rows = rows.filter(**{name: value})
    return rows.exclude(pk=row.pk).order_by("pk")


def counts(rows: Iterable[Row]) -> dict[Row, int]:
    """How many rows are alike to each, where there are any; one query for a kind."""
    by_model: dict[type[Row], dict[Row, tuple]] = defaultdict(dict)
    for row in rows:
        if not is_wordless(row):
            by_model[type(row)][row] = _reading(row)
    found = {}
    for model, readings in by_model.items():
        known = _counted(model, set(readings.values()))
        for row, reading in readings.items():
            itself = row.placed and row.status == Status.EXTRACTED
            if count := known.get(reading, 0) - itself:
                found[row] = count
    return found


def verb_for(row: Row) -> str:
    """What was decided on the row, as far as it can be on others; else ""."""
    verbs = {
        Status.CONFIRMED: CONFIRM,
        Status.REJECTED: REJECT,
        Status.CORRECTED: CORRECT if corrections(row) else "",
    }
    return verbs.get(Status(row.status), "")


def corrections(row: Row) -> dict[str, Any]:
    """What a person set in the row that may hold for its like.

    The days of a period do not: they follow from the date of each article.
    """
    names = [name for name in row.person_fields if name not in PERIOD]
    return {name: getattr(row, name) for name in names}


@transaction.atomic
def decide_alike(
    row: Row,
    verb: str,
    by: AbstractBaseUser | None,
    seen: Mapping[int, int],
    beyond: int | None = None,
    reason: str = "",
) -> Spread:
    """Decide on rows alike to this one in one transaction.

    `seen` are keys of rows with the versions that the editor saw; the row itself may be
    among them. With `beyond` those of higher keys come along. One that changed in the
    meantime is passed over.
    """
    rows = alike(row)
    chosen = list(rows.filter(pk__in=seen)[:MOST_AT_ONCE])
    if row.pk in seen:
        chosen.insert(0, row)
    if beyond is not None:
        chosen += rows.filter(pk__gt=beyond)[: MOST_AT_ONCE - len(chosen)]
    hold_all({one.document_id for one in chosen})
    done = 0
    for one in chosen:
        try:
            _decide(one, row, verb, by, seen.get(one.pk, one.version), reason)
        except Refused:
            continue
        done += 1
    return Spread(done, len(chosen) - done, alike(row).count())


def _decide(
    one: Row,
    like: Row,
    verb: str,
    by: AbstractBaseUser | None,
    version: int,
    reason: str,
) -> None:
    if verb == CONFIRM:
        confirm(one, by, version)
    elif verb == REJECT:
        reject(one, by, version, reason)
    else:
        correct(one, corrections(like), by, version, reason)


def _undecided(model: type[Row]) -> models.QuerySet:
    return model.objects.filter(status=Status.EXTRACTED, placed=True)


def _names(model: type[Row]) -> tuple[str, ...]:
    return _FIGURE if model is Figure else ("surface", f"{model.ENTITY}__slug")


def _reading(row: Row) -> tuple[Any, ...]:
    """How the machine reads the row: the values of `_names`."""
    said = row.extracted.get("fields", {})
    reading: list[Any] = []
    for name in _names(type(row)):
        column, _, is_known_thing = name.partition("__")
        value = getattr(row, column)
        if is_known_thing:
            value = value.slug if value else None
        if column in row.person_fields and column in said:
            value = said[column] or None if is_known_thing else said[column]
        reading.append(Decimal(value) if column == "value" else value)
    return tuple(reading)


def _counted(model: type[Row], readings: set[tuple[Any, ...]]) -> dict[tuple, int]:
    names = _names(model)
    rows = _undecided(model)
    for name, values in zip(names, zip(*readings, strict=True), strict=True):
        if None not in values:
            rows = rows.filter(**{f"{name}__in": set(values)})
    grouped = rows.order_by().values_list(*names).annotate(count=models.Count("pk"))
    return {tuple(reading): count for *reading, count in grouped}
