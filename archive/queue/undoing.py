"""What a reviewer did last, taken back, and how much was done today."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Case, Count, Max, Sum, When
from django.utils import timezone

from archive import decisions
from archive.ingest import families, hold_all
from archive.models import Decision

ONE_BY_ONE = (Decision.Target.DOCUMENT,)
"""Objects of which taking back a line leaves the later ones."""


def last_line() -> int:
    """The key of the last line of the book."""
    return Decision.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def lines_since(line: int, by: AbstractBaseUser) -> list[int]:
    """The lines that a reviewer has added since then, in order."""
    lines = Decision.objects.filter(pk__gt=line, made_by=by).order_by("pk")
    return list(lines.values_list("pk", flat=True))


@transaction.atomic
def undo(lines: Collection[int], by: AbstractBaseUser) -> None:
    """Take lines of the book back that were one act.

    Raises decisions.Refused where that can't be, or where somebody else has decided
    on the same since: their decision would go with it.
    """
    entries = list(Decision.objects.filter(pk__in=lines, made_by=by).order_by("pk"))
    _hold(entries)
    seen = set()
    first = []
    for entry in entries:
        about = entry.target, entry.target_id, entry.target_slug
        if about not in seen or entry.target in ONE_BY_ONE:
            first.append(entry)
        seen.add(about)
    for entry in first:
        others = decisions.later_on_the_same(entry).exclude(made_by=by)
        if others.exists():
            raise decisions.Refused("Somebody else has decided on it since.")
    for entry in reversed(first):
        decisions.revert(entry, by)


def _hold(entries: Collection[Decision]) -> None:
    """Let nobody decide on what these lines are about until the transaction ends."""
    keys = {entry.document_id for entry in entries}
    if None in keys:
        families.alone()
    hold_all(keys - {None})


def done_today(by: AbstractBaseUser) -> tuple[int, int]:
    """On how many objects this reviewer decided today, and on how many all did.

    Asked in one go, so that the lines are found by their day, not by their writer.
    """
    start = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    today = Decision.objects.filter(made_at__gte=start)
    objects = (
        today.exclude(action=Decision.Action.REVERT)
        .order_by()
        .values("target", "target_id", "target_slug")
        .annotate(is_mine=Max(Case(When(made_by=by, then=1), default=0)))
    )
    found = objects.aggregate(mine=Sum("is_mine"), all=Count("is_mine"))
    return found["mine"] or 0, found["all"]
