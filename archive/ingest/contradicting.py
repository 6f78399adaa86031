"""Where the machine comes to say otherwise than a person who decided on a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from archive.models import Contradiction, Reviewed, Status
from archive.models.review import says_the_same

PERIOD = ("period_start", "period_end", "period_basis", "period_symbol")
"""Derived from a period's words and the article's date, so renewed on any row."""


def contradictions(row: Reviewed) -> dict[str, Any]:
    """What the machine says last of fields that a person answers for, and otherwise.

    Of a rejected row nothing: whatever it says, it is not shown.
    """
    if row.status == Status.REJECTED:
        return {}
    said = row.extracted.get("fields", {})
    return {
        name: said[name]
        for name in sorted(answered_for(row) & said.keys())
        if says_otherwise(row, name, said[name])
    }


def confirmed_fields(row: Reviewed) -> set[str]:
    """The fields a person answers for who confirmed the row.

    Of a figure's period these are the words: what they mean follows from the
    article's date.
    """
    return set(row.MACHINE_FIELDS) - {"rule", "confidence", *PERIOD}


def answered_for(row: Reviewed) -> set[str]:
    """The fields of a decided row that a person answers for."""
    fields = set(row.person_fields)
    if row.status in (Status.CONFIRMED, Status.ADDED):
        fields |= confirmed_fields(row)
    return fields


def note(rows: Iterable[Reviewed], before: Mapping[int, Mapping[str, Any]]) -> None:
    """Keep which of these rows the machine has come to contradict.

    `before` has by key what each row had as `extracted` until now. That both differed
    when the person decided is no news.
    """
    for row in rows:
        if not row.is_decided:
            continue
        said, earlier = (
            each.get("fields", {}) for each in (row.extracted, before[row.pk])
        )
        place = {"about": row._meta.model_name, "key": row.pk}
        found = contradictions(row)
        if any(said[name] != earlier.get(name) for name in found):
            Contradiction.objects.get_or_create(**place)
        elif not found:
            Contradiction.objects.filter(**place).delete()


def says_otherwise(row: Reviewed, name: str, said: Any) -> bool:
    """Whether what the machine says of a field is another thing than the row has."""
    return not (says_the_same(said, getattr(row, name)) or _same(row, name, said))


def _same(row: Reviewed, name: str, said: Any) -> bool:
    """Whether two ways to write a value are the same: 5 and 5.000000, one moment."""
    column = row._meta.get_field(name)
    if said and said == getattr(row, "merged_from", ""):
        return True  # it was merged into the one that is shown
    if said is None or isinstance(column, models.ForeignKey | models.JSONField):
        return False
    try:
        return column.to_python(said) == getattr(row, name)
    except ValidationError:
        return False
