"""Known things on the desk: one deleted, or put back alone into a state of before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError, Q, QuerySet

from archive.decisions import companies
from archive.decisions.refusals import NotFound, Refused
from archive.decisions.thing_states import (
    KINDS,
    NAMES,
    Action,
    State,
    Thing,
    enter,
    find,
    record,
    state_of,
    values_of,
)
from archive.ingest import families, retagging
from archive.ingest.companies import let_go, spelling_of
from archive.models import Decision
from districts.models import Company, Form, Region

__all__ = [
    "KINDS",
    "deletions",
    "delete",
    "entries_of",
    "find",
    "record",
    "set_back",
    "state_of",
    "write",
]


def entries_of(thing: Thing) -> QuerySet[Decision]:
    """The lines of the book on a thing, the newest first."""
    mine = Q(target_id=thing.pk) | Q(target_slug=thing.slug)
    if isinstance(thing, Company):
        mine |= Q(action__in=[Action.MERGE, Action.UNMERGE], values__into=thing.slug)
    return Decision.objects.filter(mine, target=thing._meta.model_name)


def deletions(model: type[Thing]) -> list[Decision]:
    """The lines by which things went whose slugs are nobody's now, the newest first."""
    entries = Decision.objects.filter(target=model._meta.model_name)
    gone = entries.filter(values={}, action__in=[Action.DELETE, Action.REVERT])
    gone = gone.exclude(target_slug__in=model.objects.values("slug"))
    last = {e.target_slug: e for e in reversed(gone) if "slug" in e.previous}
    return sorted(last.values(), key=lambda entry: -entry.pk)


@transaction.atomic
def delete(
    thing: Thing,
    by: AbstractBaseUser | None,
    reason: str = "",
    action: Decision.Action = Action.DELETE,
) -> None:
    """Delete a thing of which nothing speaks; the book keeps how it stood.

    Raises Refused where a row names it, something belongs to it, or it is merged into
    another one.
    """
    refusal = Refused("Stories speak of it, or something belongs to it.")
    families.alone()
    if isinstance(thing, Company) and thing.is_merged:
        raise Refused(f"It is merged into {thing.merged_into}: take it apart first.")
    named = families.rows_naming(thing) if isinstance(thing, Company) else ()
    if any(rows.exists() for rows in (*named, *_belongings(thing))):
        raise refusal
    enter(action, thing, state_of(thing), {}, by, reason)
    try:
        with transaction.atomic():
            thing.delete()
    except ProtectedError as error:
        raise refusal from error


def _belongings(thing: Thing) -> Iterator[QuerySet]:
    """Other things that name this one; they would be otherwise without it."""
    for relation in thing._meta.related_objects:
        if relation.related_model in KINDS.values():
            yield relation.related_model.objects.filter(**{relation.field.name: thing})


@transaction.atomic
def set_back(
    entry: Decision, by: AbstractBaseUser | None, reason: str = ""
) -> retagging.Retagged:
    """Put the thing alone into the state before a line of the book.

    One that was deleted is made again, one that was added then is deleted; what was
    merged is taken apart, and the other way round. Articles that its names touch are
    read again. Raises Refused where that cannot be.
    """
    families.alone()
    thing = find(entry)
    if thing is None and (not entry.state or entry.action in companies.BETWEEN):
        raise NotFound("It is gone already.")
    if entry.action in companies.BETWEEN:
        return companies.take_back(thing, entry, by, reason)
    if not entry.state:
        delete(thing, by, reason, Action.REVERT)
        return retagging.Retagged(0)
    if thing and state_of(thing) == entry.state:
        raise Refused("It stands like that already.")
    return _put(thing, entry, by, reason)


def _put(
    thing: Thing | None, entry: Decision, by: AbstractBaseUser | None, reason: str
) -> retagging.Retagged:
    """Let the thing stand as the line's state says, and read what that touches."""
    model, state = KINDS[entry.target], entry.state
    before = state_of(thing) if thing else {}
    forms = _forms(thing) if thing else set()
    if thing is None:
        is_free = not model.objects.filter(pk=entry.target_id).exists()
        thing = model(pk=entry.target_id if is_free else None)
    write(thing, state)
    record(Action.REVERT, thing, before, by, reason)
    changed = forms ^ _forms(thing)
    if not changed and before.get("standing") == state.get("standing"):
        return retagging.Retagged(0)
    # What texts called it is looked for too: a name that was rejected is in no row.
    read = retagging.retag(thing, {thing.name, *(form.form for form in changed)})
    let_go([thing.pk] if isinstance(thing, Company) else [])
    return read


def write(thing: Thing, state: State) -> None:
    """Store the thing as a state says, its other names included; whether merged stays.

    Raises Refused where that cannot be.
    """
    state, relation = dict(state), NAMES.get(type(thing), "")
    names = state.pop(relation, [])
    standing = state.pop("standing", "")
    for name, value in state.items():
        setattr(thing, name, _read(thing._meta.get_field(name), value))
    if isinstance(thing, Company):
        _stand(thing, standing)
    try:
        thing.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    thing.save()
    if relation:
        _write_names(thing, relation, names)


def _stand(company: Company, standing: str) -> None:
    """Let a company be known, found or rejected; merging is a decision of its own."""
    merged = Company.Standing.MERGED
    if merged in (standing, company.standing) or standing == company.standing:
        return
    if standing != Company.Standing.KNOWN and company.merged_companies.exists():
        raise Refused("Others were merged into it: take these apart first.")
    if standing == Company.Standing.REJECTED and retagging.kept(company):
        raise Refused("A person kept mentions or figures of it.")
    is_known = standing == Company.Standing.KNOWN
    company.standing = standing
    company.spelling = "" if is_known else spelling_of(company.name)


def _forms(thing: Thing) -> set[Form]:
    return set() if isinstance(thing, Region) else retagging.names_of(thing)


def _read(column: models.Field, value: Any) -> Any:
    """A plain value as the column takes it. Raises Refused for a thing that is gone."""
    if not column.is_relation or value is None:
        return column.to_python(value)
    found = column.related_model.objects.filter(slug=value).first()
    if found is None:
        name = column.related_model._meta.verbose_name
        raise Refused(f"The {name} “{value}” that it belonged to is not there.")
    return found


def _write_names(thing: Thing, relation: str, wanted: list[State]) -> None:
    """Let a thing have these other names; those that it has stay the rows they are."""
    names = getattr(thing, relation)
    missing = list(wanted)
    for row in names.all():
        if values_of(row) in missing:
            missing.remove(values_of(row))
        else:
            row.delete()
    column = names.model._meta.get_field
    for state in missing:
        names.create(**{n: _read(column(n), value) for n, value in state.items()})
