"""Names of companies that texts brought, and nobody has looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from archive import bitmaps, decisions
from archive.decisions import things
from archive.ingest import families, retagging
from archive.likely_companies import suggest
from archive.models import Decision, QueueKind
from archive.queue.kinds import Kind, Place, Said, Verb
from districts.models import Company

SUGGESTED = 3
"""Companies that a name may be another one of."""
RANKED_AT_ONCE = 500
"""Companies looked up together in the order of their stories."""


class Found(Kind):
    """New names, those of most stories first."""

    name = QueueKind.COMPANY
    models = ("company",)
    permission = "districts.change_company"

    def open(self) -> dict[str, QuerySet]:
        return {"company": Company.objects.found().order_by("id")}

    def next(self, free: Callable[[str, QuerySet], QuerySet]) -> Place | None:
        """Stories are counted as lists count them, not by asking all mentions."""
        rows = free("company", self.open()["company"])
        for keys in _most_named():
            found = set(rows.filter(pk__in=keys).values_list("pk", flat=True))
            if first := next((key for key in keys if key in found), None):
                return Place("company", first)
        return super().next(free)

    def load(self, place: Place) -> Company | None:
        return Company.objects.filter(pk=place.key).first()

    def verbs(self, row: Company) -> Iterator[Verb]:
        """Last and only if need be those for which other names are looked through."""
        yield Verb("confirm", "c", "A name: accept it", _accept)
        yield Verb("reject", "x", "No name: reject it", _reject)
        for number, likely in enumerate(suggest(row, SUGGESTED), 1):
            other = likely.company
            yield Verb(
                f"merge-{other.pk}",
                str(number),
                f"The same as {other}: {likely.reason.words}",
                partial(_merge, other),
            )


def stories_of(company: Company) -> int:
    """How many stories that lists show name the company."""
    return bitmaps.current().articles.universe.total("company", company.pk)


def _most_named() -> Iterator[list[int]]:
    """Keys of companies that stories name, those of most stories first."""
    universe = bitmaps.current().articles.universe
    totals = universe.columns["company"].totals

    def ranked() -> np.ndarray:
        order = np.argsort(-totals, kind="stable")
        return order[: np.count_nonzero(totals)]

    keys = universe.once("companies by their stories", ranked)
    for at in range(0, len(keys), RANKED_AT_ONCE):
        yield keys[at : at + RANKED_AT_ONCE].tolist()


@transaction.atomic
def accept_as(company: Company, said: Said) -> str:
    """A name, and of another kind than the text lets one think."""
    present = _still_found(company)
    before = things.state_of(present)
    present.kind = said.values["kind"]
    present.save(update_fields=["kind"])
    action = Decision.Action.CORRECT
    things.record(action, present, before, said.by, said.note)
    read = decisions.confirm_name(present, said.by, said.note)
    return _told(read, f"Accepted, {present.get_kind_display()}")


@transaction.atomic
def _accept(company: Company, said: Said) -> str:
    present = _still_found(company)
    return _told(decisions.confirm_name(present, said.by, said.note), "Accepted")


@transaction.atomic
def _reject(company: Company, said: Said) -> str:
    present = _still_found(company)
    return _told(decisions.reject_name(present, said.by, said.note), "Rejected")


@transaction.atomic
def _merge(into: Company, company: Company, said: Said) -> str:
    moved = decisions.merge(_still_found(company), into, said.by, said.note)
    return _told(moved.read, f"Merged into {into}")


def _still_found(company: Company) -> Company:
    """The company as it stands, if nobody has decided on it; held as such."""
    families.alone()
    present = Company.objects.filter(pk=company.pk).first()
    if present is None:
        raise decisions.NotFound("No text names it any more.")
    if not present.is_found:
        raise decisions.Refused(f"It is {present.get_standing_display()} by now.")
    return present


def _told(read: retagging.Retagged, done: str) -> str:
    if not read.left:
        return done
    return (
        f"{done}; {read.left:,} documents are too many to read again now, "
        "`manage.py reextract` does"
    )
