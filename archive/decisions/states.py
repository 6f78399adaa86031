"""How all that is decided on a row stands, as plain values, and a row put into it.

It is what a line of the book keeps of the time before it, and what a file of decisions
carries to another archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from archive.decisions.fields import reworded_parts
from archive.decisions.refusals import NotFound
from archive.ingest import PERIOD
from archive.models import (
    FACTS,
    Article,
    BodyRepair,
    Decision,
    Figure,
    Reviewed,
    Status,
)
from archive.models.review import snapshot_value
from archive.spans import MappedText

State = dict[str, Any]

ROWS = {model._meta.model_name: model for model in (Article, *FACTS)}
"""Rows that decisions are about, by the name under which the book has them."""

OF_THE_MACHINE = ("rule", "confidence")
"""Fields of the machine's that say how it came to its word; nobody decides on them."""

FIXED = (Status.CONFIRMED, Status.REJECTED, Status.ADDED)
"""What the machine leaves alone whole, not by its fields."""


def decided_names(row: Reviewed) -> list[str]:
    """The fields of a row that a person may decide on."""
    return [name for name in row.MACHINE_FIELDS if name not in OF_THE_MACHINE]


def state_of(row: Reviewed) -> State:
    """The row's status, the fields a person set, and all values.

    A known thing is given by its slug: of a company that was merged into another by
    its own.
    """
    state: State = {
        "status": str(row.status),
        "person_fields": list(row.person_fields),
        "version": row.version,
        "fields": {name: said_in(row, name) for name in decided_names(row)},
    }
    if isinstance(row, Figure):
        state["dismissed_checks"] = dict(row.dismissed_checks)
    if isinstance(row, Article):
        state["repairs"] = [repair_of(each) for each in row.body_repairs.all()]
        # Where the words stand in the raw text that are not the machine's to set.
        parts = [p for p in row.maps if p != "body" and not row.machine_may_set(p)]
        state["maps"] = {part: row.maps[part] for part in sorted(parts)}
    return state


def repair_of(repair: BodyRepair) -> list[Any]:
    """A repair of a body as it is kept: where, the words, and those in their place."""
    return [repair.raw_ranges, repair.quote, repair.replacement]


def state_at(row: Reviewed, version: int | None) -> State | None:
    """How the row stood when it had that version, where a decision ended it."""
    entries = Decision.objects.filter(target=row._meta.model_name, target_id=row.pk)
    entry = entries.filter(state__version=version).order_by("id").first()
    return entry.state if entry else None


def kept_values(row: Reviewed, state: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a state that are a person's word, as the columns take them.

    Raises NotFound where a known thing that it names is there no more.
    """
    return dict(_values(row, said(state)["fields"]))


def said(state: Mapping[str, Any]) -> State:
    """What of a state is a person's word: the rest is the machine's to renew."""
    names = state["fields"] if state["status"] in FIXED else state["person_fields"]
    follows = state["status"] == Status.CONFIRMED and not any(
        name.startswith("period") for name in state["person_fields"]
    )
    return {
        "status": state["status"],
        "person_fields": state["person_fields"],
        "dismissed_checks": state.get("dismissed_checks", {}),
        "fields": {
            name: state["fields"][name]
            for name in names
            if name != "body" and not (follows and name in PERIOD)
        },
    }


def put(row: Reviewed, state: Mapping[str, Any]) -> None:
    """Let a mention or figure stand as it did; not saved.

    Fields that were the machine's are the machine's again: the next reading of the
    document renews them.
    """
    for name, value in _values(row, state["fields"]):
        setattr(row, name, value)
    row.status = Status(state["status"])
    row.person_fields = list(state["person_fields"])
    if isinstance(row, Figure):
        row.dismissed_checks = dict(state.get("dismissed_checks", {}))


def put_article(article: Article, state: Mapping[str, Any]) -> None:
    """Let an article have what a person said of it; not saved.

    It stands as the machine reads it, repairs of its body laid over it already.
    """
    values = kept_values(article, state)
    texts = reworded_parts(article, values)
    maps = state.get("maps", {})
    for name, value in values.items():
        if name in maps:
            article.set_mapped(name, MappedText.load(value, maps[name]))
        elif name in texts:
            article.set_mapped(name, texts[name])
        else:
            setattr(article, name, value)
    article.status = Status(state["status"])
    article.person_fields = list(state["person_fields"])


def said_in(row: Reviewed, name: str) -> Any:
    """The value of a field as the book has it; of a merged company its own slug."""
    if name in ("company", "subject_company") and row.merged_from:
        return row.merged_from
    return snapshot_value(getattr(row, name))


def _values(row: Reviewed, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in fields.items():
        column = row._meta.get_field(name)
        if not isinstance(column, models.ForeignKey):
            yield name, column.to_python(value)
            continue
        known = _known(column.related_model, value) if value else None
        if name in ("company", "subject_company"):
            merged = known is not None and known.merged_into is not None
            yield "merged_from", known.slug if merged else ""
            while known is not None and known.merged_into is not None:
                known = known.merged_into
        yield name, known


def _known(model: type[models.Model], slug: str) -> models.Model:
    try:
        return model.objects.get(slug=slug)
    except ObjectDoesNotExist:
        raise NotFound(
            f"The {model._meta.verbose_name} “{slug}” is not there any more."
        ) from None
