"""Who looks at what: an item is given to one reviewer at a time, for a while."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from archive.models import Lease, PutOff
from archive.queue.kinds import Kind, Place

LEASED_FOR = timedelta(minutes=15)
PUT_OFF_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Item:
    """An open item in a reviewer's hands."""

    kind: Kind
    place: Place
    row: Any


def take(reviewer: AbstractBaseUser, kinds: Sequence[Kind]) -> Item | None:
    """The next item of these kinds for a reviewer, theirs alone from now on.

    First what they hold already and have not decided on. Nobody else is given it for
    LEASED_FOR; what they put off they are not given. None where nothing is open.
    """
    if held := _held(reviewer, kinds):
        return held

    free = free_for(reviewer)
    for kind in kinds:
        while place := kind.next(free):
            if item := hold(reviewer, kind, place):
                return item
    return None


def free_for(reviewer: AbstractBaseUser) -> Callable[[str, QuerySet], QuerySet]:
    """Leaves, of a model's rows, those out that others hold or the reviewer put off."""

    def free(about: str, rows: QuerySet) -> QuerySet:
        now = timezone.now()
        leases = Lease.objects.filter(about=about, until__gt=now)
        leased = leases.exclude(reviewer=reviewer).values("key")
        put_off = PutOff.objects.filter(
            about=about, reviewer=reviewer, until__gt=now
        ).values("key")
        return rows.exclude(pk__in=leased).exclude(pk__in=put_off)

    return free


def hold(reviewer: AbstractBaseUser, kind: Kind, place: Place) -> Item | None:
    """This item for this reviewer; None where another has it, or it is decided."""
    if not _lease(reviewer, kind, place):
        return None
    row = kind.load(place) if kind.has(place) else None
    if row is None:
        release(place)
        return None
    return Item(kind, place, row)


def renew(reviewer: AbstractBaseUser, place: Place) -> bool:
    """The reviewer is still at it; False where it is not theirs any more."""
    mine = Lease.objects.filter(reviewer=reviewer, about=place.about, key=place.key)
    return bool(mine.update(until=timezone.now() + LEASED_FOR))


def release(place: Place) -> None:
    """Nobody is at it: it is decided, or put off."""
    Lease.objects.filter(about=place.about, key=place.key).delete()


@transaction.atomic
def put_off(reviewer: AbstractBaseUser, kind: Kind, place: Place) -> None:
    """Not now: the reviewer is not given it again for PUT_OFF_FOR."""
    now = timezone.now()
    PutOff.objects.filter(reviewer=reviewer, until__lte=now).delete()
    PutOff.objects.update_or_create(
        reviewer=reviewer,
        about=place.about,
        key=place.key,
        kind=kind.name,
        defaults={"until": now + PUT_OFF_FOR},
    )
    renewed = Lease.objects.filter(reviewer=reviewer, about=place.about, key=place.key)
    renewed.delete()


def take_up(reviewer: AbstractBaseUser, place: Place) -> None:
    """What was put off may be given again."""
    PutOff.objects.filter(reviewer=reviewer, about=place.about, key=place.key).delete()


def _held(reviewer: AbstractBaseUser, kinds: Sequence[Kind]) -> Item | None:
    """What the reviewer was given last and has not decided on."""
    by_name = {str(kind.name): kind for kind in kinds}
    leases = Lease.objects.filter(
        reviewer=reviewer, kind__in=by_name, until__gt=timezone.now()
    )
    for lease in leases.order_by("-until"):
        kind, place = by_name[lease.kind], Place(lease.about, lease.key)
        if item := hold(reviewer, kind, place):
            return item
    return None


def _lease(reviewer: AbstractBaseUser, kind: Kind, place: Place) -> bool:
    """Whether it is the reviewer's now. Who comes first is the database's word."""
    now = timezone.now()
    given = {"reviewer": reviewer, "kind": kind.name, "until": now + LEASED_FOR}
    leases = Lease.objects.filter(about=place.about, key=place.key)
    free = leases.filter(Q(reviewer=reviewer) | Q(until__lte=now))
    if free.update(**given):
        return True
    try:
        with transaction.atomic():
            Lease.objects.create(about=place.about, key=place.key, **given)
    except IntegrityError:
        return False  # another reviewer was given it
    return True
