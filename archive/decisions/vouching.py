"""A person answers for some fields of a row as they stand, and for no others."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.decisions.book import enter
from archive.decisions.fields import TOGETHER
from archive.decisions.holding import locked
from archive.decisions.states import said_in, state_of
from archive.models import Decision, Reviewed


@transaction.atomic
def vouch(
    row: Reviewed,
    fields: Iterable[str],
    by: AbstractBaseUser | None,
    version: int | None = None,
    reason: str = "",
) -> list[str]:
    """These fields are right as they stand: the machine changes none of them any more.

    Fields that make sense only together are answered for together. The row's status
    stays; nothing that readers see changes. Returns all fields that are vouched for.
    Raises Conflict where the row is not of that version any more, NotFound where it is
    gone.
    """
    row = locked(row, version)
    named, stood = set(fields), state_of(row)
    for group in TOGETHER.get(type(row), ()):
        if named & set(group):
            named |= set(group)
    row.person_fields = sorted({*row.person_fields, *named})
    row.version += 1
    row.save()
    values = {name: said_in(row, name) for name in sorted(named)}
    enter(Decision.Action.VOUCH, row, by, stood, values=values, reason=reason)
    return sorted(named)
