"""Writing the chunks anew: bitmaps, frequent terms and the vocabulary together.

Web pages follow the log of changes; the longer it is, the more a process that starts
has to read. Ingest shortens it as it goes, `manage.py refresh` at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.bitmaps import writing
from archive.bitmaps.state import ARTICLES, FIGURES, facts_of
from archive.bitmaps.writing import Work
from archive.finding.frequent import ChunkWords, forget_above
from archive.models import Article, Change
from archive.snapshots import snapshot

DUE = 20_000
"""Rows of the log from which on it is worth the while."""
SMALL = 20_000
"""Articles of an archive whose chunks are written in no time."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many chunks were written; those that others wrote meanwhile were not."""

    written: int
    left: int

    def __bool__(self) -> bool:
        return self.written > 0


def is_due(*, at_end: bool = False) -> bool:
    """Whether the log has grown so long that it should be cut."""
    length = Change.objects.count()
    if at_end and length:
        last = Article.objects.order_by("-pk").values_list("pk", flat=True).first()
        return length >= DUE or (last or 0) < SMALL
    return length >= DUE


def refresh(
    *, everything: bool = False, advance: Callable[[int, int], None] | None = None
) -> Refreshed:
    """Write the chunks that the log makes out of date, or all, and cut the log.

    `advance` is told how many are done, and of how many.
    """
    with snapshot():
        work = writing.work(everything=everything)
    numbers = [(ARTICLES, n) for n in work.articles]
    numbers += [(FIGURES, n) for n in work.figures]
    written = 0
    for done, (name, number) in enumerate(numbers, 1):
        written += _write(work, name, number)
        if advance:
            advance(done, work.size)
    if everything:
        writing.drop_lost(forget_above)
    if written == len(numbers) and work.log.entries:
        writing.cut(work.log.entries, wrote=written > 0)
    return Refreshed(written, len(numbers) - written)


def _write(work: Work, name: str, number: int) -> bool:
    """Write one chunk, from what one moment says of it.

    That moment may be later than the log's: what came in between stays on the log and
    is told twice, which does no harm.
    """
    with snapshot():
        facts = facts_of(name, number)
        words = ChunkWords.of(number) if name == ARTICLES else None
    return writing.write(
        work.log, name, number, facts, words.write if words else lambda: None
    )
