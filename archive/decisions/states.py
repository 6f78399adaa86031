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
from archive.models import Article, BodyRepair, Decision, Figure, Reviewed, Status
from archive.models.review import snapshot_value

State = dict[str, Any]

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
        "fields": {name: _plain(row, name) for name in decided_names(row)},
    }
    if isinstance(row, Figure):
        state["dismissed_checks"] = dict(row.dismissed_checks)
    if isinstance(row, Article):
        state["repairs"] = [repair_of(each) for each in row.body_repairs.all()]
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
    names = state["fields"] if state["status"] in FIXED else state["person_fields"]
    return dict(_values(row, {n: state["fields"][n] for n in names if n != "body"}))


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
    for name, value in values.items():
        if name in texts:
            article.set_mapped(name, texts[name])
        else:
            setattr(article, name, value)
    article.status = Status(state["status"])
    article.person_fields = list(state["person_fields"])


def _plain(row: Reviewed, name: str) -> Any:
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
