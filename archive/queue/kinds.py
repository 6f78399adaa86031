"""What a kind of item is: what of it is open, in which order, and what is asked.

Every question to the database is one that an index answers: what is open is held by
partial indexes in the order in which it is given out, and no more than a few rows are
looked at.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q, QuerySet

from archive.models import QueueKind, Status

MOST_COUNTED = 1_000
"""Open items of a model are counted up to here; "more than so many" is enough."""

AT_ONCE = 20
"""Rows looked at together where the database cannot tell whether they are open."""


class Place(NamedTuple):
    """Which row: its model's name and its key."""

    about: str
    key: int


class Said(NamedTuple):
    """What a reviewer says of an item: the version they saw, a note, and values."""

    by: AbstractBaseUser
    seen: int | None = None
    note: str = ""
    values: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Verb:
    """What can be done with an item: by a key, under a name, said in few words.

    `act` does it and returns what was done, in no words of the record: a session keeps
    it. It raises decisions.Refused where it can't be. `needs` is a permission besides
    that of the kind.
    """

    name: str
    key: str
    label: str
    act: Callable[[Any, Said], str]
    needs: str = ""


class Kind(ABC):
    """One kind of open items."""

    name: QueueKind
    permission = "archive.change_figure"
    models: tuple[str, ...]

    @property
    def label(self) -> str:
        return str(self.name.label)

    @abstractmethod
    def open(self) -> dict[str, QuerySet]:
        """What is open, by the model's name, each in the order of its usefulness."""

    @abstractmethod
    def load(self, place: Place) -> Any:
        """The row with all that its page shows; None where it is gone."""

    @abstractmethod
    def verbs(self, row: Any) -> Iterable[Verb]:
        """What can be done with this row, the commonest first."""

    def version(self, row: Any) -> int | None:
        """Tells whether a row is as it was seen, where anything does."""
        return getattr(row, "version", None)

    def is_open(self, row: Any) -> bool:
        """What the database cannot tell by an index."""
        return True

    def ask_again(self, place: Place) -> None:
        """It was decided on, and that was taken back. Most rows say so themselves."""
        return None

    def first(self, about: str, rows: QuerySet) -> Any:
        """The first open row; `rows` are those of a model that may be given out."""
        at, size = 0, 1
        while found := list(rows[at : at + size]):
            for row in found:
                if self.is_open(row):
                    return row
            at, size = at + size, AT_ONCE
        return None

    def next(self, free: Callable[[str, QuerySet], QuerySet]) -> Place | None:
        """The most useful one that `free` lets through."""
        for about, rows in self.open().items():
            row = self.first(about, free(about, rows))
            if row is not None:
                return Place(about, row.pk)
        return None

    def has(self, place: Place) -> bool:
        """Whether this one is open still."""
        rows = self.open().get(place.about)
        row = rows.filter(pk=place.key).first() if rows is not None else None
        return row is not None and self.is_open(row)

    def count(self) -> int:
        """How many are open, MOST_COUNTED + 1 for any more than MOST_COUNTED."""
        left = MOST_COUNTED + 1
        for rows in self.open().values():
            left -= rows[:left].count()
            if not left:
                break
        return MOST_COUNTED + 1 - left


def of_leading_stories(rows: QuerySet) -> QuerySet:
    """Rows of stories that lists show.

    Of near-identical stories only the one that lists show is worked on: what readers
    see is right by that, and a decision on a copy would put the copy in its place.
    """
    return rows.filter(article__placed=True, article__duplicate__isnull=True).exclude(
        article__status=Status.REJECTED
    )


def by_name(*kinds: type[models.Model]) -> dict[str, type[models.Model]]:
    return {model._meta.model_name: model for model in kinds}


UNDECIDED = Q(status=Status.EXTRACTED, placed=True)
"""The machine's word, at a place."""
