"""The book on known things: how they stand, and what an editor changed of them.

A thing is a region, district, company, industry or indicator. Its state is all that an
editor may set, its names included, as plain values; other things are given by slug.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from archive.models import Decision
from districts.models import Company, District, Indicator, Industry, Region

Thing = Region | District | Company | Industry | Indicator
State = dict[str, Any]
Action = Decision.Action

KINDS = {
    model._meta.model_name: model
    for model in (Region, District, Company, Industry, Indicator)
}
NAMES = {
    District: "aliases",
    Company: "aliases",
    Industry: "keywords",
    Indicator: "aliases",
}
"""The relation that has a thing's other names."""


def state_of(thing: Thing) -> State:
    """How the thing stands."""
    state = values_of(thing)
    if relation := NAMES.get(type(thing)):
        names = [values_of(name) for name in getattr(thing, relation).all()]
        state[relation] = sorted(names, key=json.dumps)
    return state


def find(entry: Decision) -> Thing | None:
    """The thing that a line is about, as it stands; None where it is gone.

    Another one that has its slug by now is not meant.
    """
    things = KINDS[entry.target].objects
    if entry.target_id is None:
        return things.filter(slug=entry.target_slug).first()
    return things.filter(pk=entry.target_id).first()


def record(
    action: Decision.Action,
    thing: Thing,
    before: State,
    by: AbstractBaseUser | None,
    reason: str = "",
    values: Mapping[str, Any] | None = None,
    previous: Mapping[str, Any] | None = None,
) -> None:
    """Add a line to the book: what differs from the state before, if anything does.

    `before` is {} for a thing that was added. `values`, and those `previous`, are told
    instead of what differs.
    """
    enter(action, thing, before, state_of(thing), by, reason, values, previous)


def enter(
    action: Decision.Action,
    thing: Thing,
    before: State,
    after: State,
    by: AbstractBaseUser | None,
    reason: str,
    values: Mapping[str, Any] | None = None,
    previous: Mapping[str, Any] | None = None,
) -> None:
    """Add a line on a thing that stood and stands so; {} where it is not there."""
    changed = [n for n in {**before, **after} if before.get(n) != after.get(n)]
    if values is None and not changed:
        return
    if values is None:
        values = {name: after[name] for name in changed if name in after}
        previous = {name: before[name] for name in changed if name in before}
    Decision.objects.enter(
        by,
        target=thing._meta.model_name,
        target_id=thing.pk,
        target_slug=(before or after)["slug"],
        action=action,
        values=values,
        previous=previous or {},
        state=before,
        reason=reason,
    )


def values_of(row: models.Model) -> State:
    """What an editor may set of a thing, or of one of its other names."""
    columns = [f for f in row._meta.concrete_fields if f.editable and not f.primary_key]
    if type(row) not in KINDS.values():
        columns = [column for column in columns if not column.is_relation]
    return {column.name: _plain(getattr(row, column.name)) for column in columns}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.slug
    return str(value) if isinstance(value, date | Decimal) else value
