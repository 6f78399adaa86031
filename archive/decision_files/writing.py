"""Decisions as lines, in an order that does not depend on keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from archive.decision_files import world
from archive.decision_files.lines import (
    FORM,
    Line,
    decided,
    name_of,
    place_of,
    words_at,
    written,
)
from archive.decisions.layers import move_of
from archive.decisions.states import ROWS, decided_names, repair_of, state_of
from archive.models import (
    Article,
    BodyRepair,
    Decision,
    Document,
    PieceMove,
)

IN_TIME = ("made_at", "id")


def lines() -> Iterator[str]:
    """The whole file, line by line."""
    yield written({"line": "head", "form": FORM})
    for line in world.lines():
        yield written(line)
    for entry in Decision.objects.filter(document=None).order_by(*IN_TIME):
        yield written(_entry(entry))
    for document in _decided_documents():
        for line in _of_document(document):
            yield written({**line, "document": document.sha256})


def _decided_documents() -> Iterator[Document]:
    """Documents on which, or on whose rows, a person decided."""
    wanted = Q(Exists(Decision.objects.filter(document=OuterRef("pk"))))
    for model in (PieceMove, BodyRepair):
        wanted |= Q(Exists(model.objects.filter(document=OuterRef("pk"))))
    for model in ROWS.values():
        rows = decided(model).filter(document=OuterRef("pk"))
        wanted |= Q(Exists(rows))
    found = Document.objects.filter(wanted | ~Q(answered=[])).order_by("sha256")
    yield from found.iterator(chunk_size=20)


def _of_document(document: Document) -> Iterator[Line]:
    yield _layers(document)
    for model in ROWS.values():
        rows = list(_with_all(decided(model).filter(document=document)))
        for row in rows:
            row.document = document
        for row in sorted(rows, key=lambda row: (name_of(row), row.pk)):
            yield {
                "line": "row",
                "kind": model._meta.model_name,
                "name": name_of(row),
                "placed": row.placed,
                "place": place_of(row),
                "state": state_of(row),
            }
    names = _names(document)
    for entry in document.decisions.order_by(*IN_TIME):
        yield _entry(entry, names.get((entry.target, entry.target_id)))


def _with_all(rows: models.QuerySet) -> models.QuerySet:
    """The rows with the things they name, and stories with their repairs."""
    if rows.model is Article:
        return rows.prefetch_related("body_repairs")
    columns = map(rows.model._meta.get_field, decided_names(rows.model))
    return rows.select_related(*(c.name for c in columns if c.is_relation))


def _layers(document: Document) -> Line:
    """What lies over the document as a whole."""
    moves = document.piece_moves.order_by("id")
    repairs = document.body_repairs.order_by("raw_start", "id")
    text = document.text
    return {
        "line": "layers",
        "purged": document.reason if document.is_purged else None,
        "answered": document.answered,
        "moves": [
            {**move_of(m), "words": words_at(text, list(m.ranges))} for m in moves
        ],
        "repairs": [
            {"repair": repair_of(r), "words": words_at(text, list(r.ranges))}
            for r in repairs
        ],
    }


def _names(document: Document) -> dict[tuple[str, int], list[Any]]:
    """How the rows that lines of the book are about are named."""
    wanted: dict[str, set[int]] = {}
    targets = document.decisions.exclude(target_id=None).order_by()
    for target, key in targets.values_list("target", "target_id"):
        wanted.setdefault(target, set()).add(key)
    return {
        (target, row.pk): name_of(row)
        for target, keys in wanted.items()
        if target in ROWS
        for row in _with_all(ROWS[target].objects.filter(pk__in=keys))
    }


def _entry(entry: Decision, name: list[Any] | None = None) -> Line:
    """A line of the book; `name` is of the row it is about."""
    return {
        "line": "entry",
        "target": entry.target,
        "slug": entry.target_slug,
        "row": name,
        "action": entry.action,
        "raw_ranges": entry.raw_ranges,
        "raw_start": entry.raw_start,
        "quote": entry.quote,
        "before": entry.before,
        "after": entry.after,
        "values": entry.values,
        "previous": entry.previous,
        "state": entry.state,
        "reason": entry.reason,
        "by": entry.made_by_name,
        "at": entry.made_at.isoformat(),
    }
