"""How rows, known things and layers can stand: the states that a file may tell of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from archive.decision_files.plain import (
    having,
    is_moment,
    is_stretch,
    is_truth,
    is_whole,
    many,
    one_of,
    text,
)
from archive.decisions.states import decided_names
from archive.decisions.thing_states import NAMES
from archive.ingest.claims import LARGEST
from archive.models import Article, PieceMove, Status

MOST_DIGITS = 15
"""Of a number: more of them not every database gives back as they were."""


def is_repair(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 3
        and many(is_stretch, 1)(value[0])
        and many(text())(value[1:])
    )


def is_move(value: Any) -> bool:
    return _MOVE(value) and value["raw_start"] == value["raw_ranges"][0][0]


_MOVE = having(
    raw_ranges=many(is_stretch, 1),
    raw_start=is_whole,
    to_raw_start=is_whole,
    is_new=is_truth,
    to_part=one_of(PieceMove.Part.values),
    quote=text(),
)


def fits(column: models.Field, value: Any) -> bool:
    """Whether the column takes the plain value; a known thing is given by its slug."""
    if value is None:
        return column.null
    if column.is_relation:
        return text(100, 0 if column.null else 1)(value)
    if isinstance(column, models.JSONField):
        return is_json(value, column.default)
    if isinstance(column, models.BooleanField):
        return is_truth(value)
    is_of_words = isinstance(column, models.CharField | models.TextField)
    if not isinstance(value, str if is_of_words else str | int):
        return False
    try:
        kept = column.clean(value, None)
    except (ValidationError, ValueError, ArithmeticError):
        return False
    if isinstance(kept, Decimal):
        return is_kept_exactly(kept)
    return not isinstance(column, models.DateTimeField) or is_moment(value)


def is_kept_exactly(number: Decimal) -> bool:
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    return len(digits) <= MOST_DIGITS and abs(number) < LARGEST


def is_json(value: Any, kind: type) -> bool:
    """Whether it is a list, or dictionary, of texts as the column begins with one."""
    if type(value) is not kind:
        return False
    return many(text())([*value.values()] if kind is dict else value)


def all_fit(columns: Iterable[models.Field], values: Any) -> bool:
    """Whether these are values of these columns, and none that must be is missing."""
    known = {column.name: column for column in columns}
    return (
        isinstance(values, dict)
        and values.keys() <= known.keys()
        and all(column.blank or name in values for name, column in known.items())
        and all(fits(known[name], value) for name, value in values.items())
    )


def is_row_state(model: type[models.Model], state: Any) -> bool:
    """As `archive.decisions.states.state_of` gives it."""
    columns = [model._meta.get_field(name) for name in decided_names(model)]
    if not _STATE(state) or not all_fit(columns, state["fields"]):
        return False
    named = {*state["fields"], *(("body",) if model is Article else ())}
    return (
        named.issuperset(state["person_fields"])
        and is_json(state.get("dismissed_checks", {}), dict)
        and (model is not Article or _has_layers(state))
    )


_STATE = having(
    status=one_of(Status.values),
    person_fields=many(text()),
    version=is_whole,
    fields=having(),
)


def _has_layers(state: Mapping[str, Any]) -> bool:
    if not having(repairs=many(is_repair))(state):
        return False
    maps = state.get("maps")
    return isinstance(maps, dict) and all(
        part in ("headline", "standfirst", "captions", "notes")
        and _is_map(runs, len(state["fields"].get(part, "")))
        for part, runs in maps.items()
    )


def _is_map(runs: Any, length: int) -> bool:
    """Whether the runs ascend in a text of that length; see `archive.spans`."""
    if not many(lambda run: many(is_whole)(run) and len(run) == 3)(runs):
        return False
    ends = [start + own for start, _, own in runs]
    starts = [start for start, _, _ in runs]
    return all(map(int.__le__, ends, [*starts[1:], length]))


def is_thing_state(model: type[models.Model], state: Any) -> bool:
    """As `archive.decisions.thing_states.state_of` gives it."""
    if not isinstance(state, dict):
        return False
    own, relation = dict(state), NAMES.get(model)
    names = own.pop(relation, []) if relation else []
    if not all_fit(_editable(model), own):
        return False
    if not relation:
        return True
    columns = _editable(getattr(model, relation).rel.related_model, relations=False)
    return many(lambda name: all_fit(columns, name))(names)


def _editable(model: type[models.Model], relations: bool = True) -> list[models.Field]:
    return [
        column
        for column in model._meta.concrete_fields
        if column.editable
        and not column.primary_key
        and (relations or not column.is_relation)
    ]
