"""Rows as the database takes them, without a look into it.

What Django does for every field of every saved object is done here once per table:
which columns there are, their defaults, and how a value is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from functools import cache
from typing import Any

from django.db import connection, models

Row = Sequence[Any]
"""A row's values in the order of its table's columns: texts, numbers, truth values and
None, which also stands for keys that are still open."""

Prepare = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """A table without the key that the database gives.

    `places` tells where the value of an attribute stands; `prepare` holds, by place,
    what makes a value ready where the database does not take it as it is.
    """

    columns: tuple[str, ...]
    places: Mapping[str, int]
    defaults: Row
    prepare: Mapping[int, Prepare]


@cache
def shape_of(model: type[models.Model]) -> Shape:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    prepare = {
        place: ready for place, field in enumerate(fields) if (ready := _prepare(field))
    }
    defaults = [_plain(field.get_default()) for field in fields]
    for place, ready in prepare.items():
        defaults[place] = None if defaults[place] is None else ready(defaults[place])
    return Shape(
        tuple(field.column for field in fields),
        {field.attname: place for place, field in enumerate(fields)},
        tuple(defaults),
        prepare,
    )


def row_with(model: type[models.Model], values: Mapping[str, Any]) -> Row:
    """A row with these values, by attribute, and the defaults of all others."""
    row = [*shape_of(model).defaults, None]
    plan = _plan(model, tuple(values))
    for (place, ready), value in zip(plan, values.values(), strict=True):
        row[place] = ready(value) if ready and value is not None else value
    return tuple(row[:-1])


@cache
def _plan(
    model: type[models.Model], names: tuple[str, ...]
) -> tuple[tuple[int, Prepare | None], ...]:
    """Where values go and what makes them ready; those of no column go last."""
    shape = shape_of(model)
    places = [shape.places.get(name, -1) for name in names]
    return tuple((place, shape.prepare.get(place)) for place in places)


def row_of(instance: models.Model) -> Row:
    """The row of an object that is not stored yet."""
    return row_with(type(instance), vars(instance))


def _prepare(field: models.Field) -> Prepare | None:
    # Both databases read numbers, days and times as they are written.
    if isinstance(field, models.JSONField):
        return json.JSONEncoder().encode
    if isinstance(field, models.DecimalField):
        step = Decimal(1).scaleb(-field.decimal_places)
        return lambda value: f"{value.quantize(step, context=_WIDE):f}"
    if isinstance(field, models.DateTimeField):
        return lambda value: str(field.get_db_prep_value(value, connection))
    if isinstance(field, models.DateField):
        return date.isoformat
    return None


_WIDE = Context(prec=40)


def _plain(value: Any) -> Any:
    """A choice's plain word."""
    return str(value) if isinstance(value, str) else value
