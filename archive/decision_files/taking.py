"""A file of decisions taken into an archive: each finds its words, or is listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import BinaryIO

from django.db import DataError, IntegrityError, transaction

from archive.decision_files import documents, settling
from archive.decision_files.lines import BadFile, Line, read
from archive.ingest import World, reextract
from archive.models import Document

BEFORE = ""
"""The rules by which a document counts as read once names mean something else."""


@dataclass
class Taken:
    """What came of a file: how many lines of each kind were new, and what could not be.

    `left` has for each decision that was not taken in what it is about, and why: its
    words or its document are not here, or this archive has another decision there.
    """

    new: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    left: list[Line] = field(default_factory=list)

    def leave(self, line: Line, why: str) -> None:
        about = {n: line[n] for n in ("line", "kind", "slug", "name") if n in line}
        place = line.get("place", {})
        words = place.get("surface") or " ".join(place.get("words", ()))[:200]
        self.left.append(
            {"document": line.get("document"), **about, "words": words, "why": why}
        )


def take(file: BinaryIO) -> Iterator[Taken]:
    """Take decisions in, document by document; gives the same account after each.

    What is there already is left as it is, so that a file can be taken in twice, and a
    run that was stopped be completed. Where things of the world changed, by this run or
    by one that was stopped, all documents that were not read since are read again at
    the end. Raises BadFile; documents before it are taken in by then.
    """
    taken = Taken()
    ahead = 2
    for place, some in groupby(read(file), key=lambda line: line.get("document")):
        lines = list(some)
        try:
            with transaction.atomic():
                if place is None:
                    _take_world(lines, taken)
                else:
                    documents.take(place, lines, taken)
        except (IntegrityError, DataError) as error:
            span = f"{ahead} to {ahead + len(lines) - 1}"
            raise BadFile(f"Lines {span} cannot be kept together: {error}") from error
        ahead += len(lines)
        yield taken
    yield from _read_the_rest(taken)


def _take_world(lines: list[Line], taken: Taken) -> None:
    told = [line for line in lines if line["line"] == "thing"]
    entries = [line for line in lines if line["line"] == "entry"]
    if settling.take(told, entries, taken):
        Document.objects.accepted().update(extractor_version=BEFORE)


def _read_the_rest(taken: Taken) -> Iterator[Taken]:
    """What names mean is otherwise now, in documents that were not read since."""
    names, due = World(), Document.objects.accepted().filter(extractor_version=BEFORE)
    for key in list(due.order_by("pk").values_list("pk", flat=True)):
        reextract(Document.objects.get(pk=key), names)
        yield taken
