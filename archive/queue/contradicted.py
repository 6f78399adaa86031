"""Decided rows of which the machine has come to say otherwise."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from archive import decisions
from archive.decisions.states import kept_values
from archive.ingest.contradicting import contradictions
from archive.models import Contradiction, QueueKind, Reviewed, Status
from archive.queue.kinds import AT_ONCE, Kind, Place, Said, Verb
from archive.queue.rows import ALL, load_row, needs


class Contradicted(Kind):
    """Where the machine said something new since a person decided.

    That the two differed when the person decided is no news, and not asked.
    """

    name = QueueKind.DISAGREEMENT
    models = tuple(ALL)

    def open(self) -> dict[str, QuerySet]:
        told = Contradiction.objects.order_by("id")
        names = list(told.values_list("about", flat=True).distinct().order_by("about"))
        return {
            about: ALL[about]
            .objects.filter(
                placed=True, pk__in=told.filter(about=about).order_by().values("key")
            )
            .exclude(status=Status.REJECTED)
            .order_by("id")
            for about in names
        }

    def is_open(self, row: Reviewed) -> bool:
        if contradictions(row):
            return True
        forget(row)  # they agree again, or somebody corrected it elsewhere
        return False

    def first(self, about: str, rows: QuerySet) -> Any:
        """Those that agree again are forgotten on the way, many at once."""
        known = _known_things(ALL[about])
        rows, after = rows.select_related(*known), 0
        while found := list(rows.filter(pk__gt=after)[:AT_ONCE]):
            row = next(filter(contradictions, found), None)
            forget(*(found if row is None else found[: found.index(row)]))
            if row is not None:
                return row
            after = found[-1].pk
        return None

    def load(self, place: Place) -> Any:
        return load_row(place)

    def ask_again(self, place: Place) -> None:
        Contradiction.objects.get_or_create(about=place.about, key=place.key)

    def verbs(self, row: Reviewed) -> list[Verb]:
        return [
            Verb("keep", "c", "Keep it as it is here", _keep, needs("change", row)),
            Verb(
                "take",
                "x",
                "Take what the machine now says",
                _take,
                needs("change", row),
            ),
        ]


@transaction.atomic
def _keep(row: Reviewed, said: Said) -> str:
    decisions.vouch(row, contradictions(row), said.by, said.seen, said.note)
    forget(row)
    return "Kept as it is"


@transaction.atomic
def _take(row: Reviewed, said: Said) -> str:
    fields = contradictions(row)
    now = {
        "status": Status.CORRECTED,
        "person_fields": sorted(fields),
        "fields": fields,
    }
    values = kept_values(row, now)
    values.pop("merged_from", None)
    decisions.correct(row, values, said.by, said.seen, said.note)
    forget(row)
    return "Corrected to what the machine says"


def forget(*rows: Reviewed) -> None:
    """Of these rows, all of one model, nobody need hear what the machine says now."""
    if rows:
        told = Contradiction.objects.filter(about=rows[0]._meta.model_name)
        told.filter(key__in=[row.pk for row in rows]).delete()


def _known_things(model: type[Reviewed]) -> list[str]:
    """The fields in which a row names known things."""
    names = model.MACHINE_FIELDS
    return [name for name in names if model._meta.get_field(name).is_relation]
