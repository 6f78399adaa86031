"""The chunks in the database: writing them anew, so that the log can be cut."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max
from pyroaring import BitMap

from archive.bitmaps.chunks import CHUNK_BITS
from archive.bitmaps.facts import Facts, bitmap, slices
from archive.bitmaps.packing import OtherForm, pack, unpack
from archive.bitmaps.state import ARTICLES, FIGURES, Entry, Log
from archive.models import Article, Change, Chunk, Figure

_LOCK = 7_264_120_951
"""A number of our own, by which PostgreSQL's writers of chunks wait for each other."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be written anew: chunks by universe, and the rows of the log."""

    log: Log
    articles: tuple[int, ...]
    figures: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.articles) + len(self.figures)


def work(*, everything: bool = False) -> Work:
    """The chunks that the log makes out of date, or all there should be."""
    log = Log.read()
    if everything:
        articles, figures = (range(_last_chunk(m) + 1) for m in (Article, Figure))
        return Work(log, tuple(articles), tuple(figures))
    named = {article for _, _, article in log.entries if article is not None}
    articles = {article >> CHUNK_BITS for article in named}
    figures = {*_now(named), *_before(BitMap(named))} if named else set()
    return Work(log, tuple(sorted(articles)), tuple(sorted(figures)))


def write(
    log: Log, name: str, number: int, facts: Facts, also: Callable[[], None]
) -> bool:
    """Write a chunk as its rows were when the log was read, and what belongs to it.

    False where somebody else wrote it since: theirs stands, and so must the log.
    """
    with transaction.atomic():
        _wait()
        held = Chunk.objects.filter(universe=name, number=number)
        version = held.values_list("version", flat=True).first()
        if version != log.chunks.get((name, number)):
            return False
        articles = (
            facts.published if name == ARTICLES else bitmap(facts.numbers["article"])
        )
        Chunk.objects.update_or_create(
            universe=name,
            number=number,
            defaults={
                "version": _next_version(),
                "low": articles.min() if articles else 0,
                "high": articles.max() if articles else 0,
                "packed": pack(facts),
            },
        )
        also()
    return True


def cut(entries: Collection[Entry], *, wrote: bool) -> None:
    """Take rows off the log whose articles' chunks were written.

    Where none was, the last chunk gets another version: no version of the data may
    ever come back.
    """
    with transaction.atomic():
        _wait()
        if not wrote and not _renew(_next_version()):
            return
        for some in slices(key for key, _, _ in entries):
            Change.objects.filter(pk__in=some).delete()


def drop_lost(also: Callable[[int], None]) -> None:
    """Drop the chunks above the last rows: what stood there is gone.

    `also` drops what belongs to those of articles; it is told the last that stays.
    """
    with transaction.atomic():
        _wait()
        version, dropped = _next_version(), 0
        last = {ARTICLES: _last_chunk(Article), FIGURES: _last_chunk(Figure)}
        for name, number in last.items():
            lost = Chunk.objects.filter(universe=name, number__gt=number)
            dropped += lost.delete()[0]
        if dropped:
            _renew(version)
        also(last[ARTICLES])


def _wait() -> None:
    """One writer of chunks at a time; SQLite has but one writer of anything."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _next_version() -> int:
    latest = Chunk.objects.aggregate(latest=Max("version"))["latest"] or 0
    return max(latest + 1, time.time_ns() // 1_000)


def _renew(version: int) -> bool:
    """Give the last chunk of articles another version; False where there is none."""
    chunks = Chunk.objects.filter(universe=ARTICLES).order_by("-number")
    last = chunks.values_list("pk", flat=True).first()
    return Chunk.objects.filter(pk=last).update(version=version) > 0


def _last_chunk(model: type[Article | Figure]) -> int:
    """The chunk of the last row; -1 where there is no row."""
    last = model.objects.aggregate(last=Max("pk"))["last"]
    return -1 if last is None else last >> CHUNK_BITS


def _now(articles: Collection[int]) -> Iterator[int]:
    """Chunks of the figures that stand in these articles."""
    for some in slices(articles):
        rows = Figure.objects.filter(article__in=some).order_by()
        for key in rows.values_list("pk", flat=True).iterator():
            yield key >> CHUNK_BITS


def _before(articles: BitMap) -> Iterator[int]:
    """Chunks that were written with figures of these articles."""
    near = Chunk.objects.filter(
        universe=FIGURES, low__lte=articles.max(), high__gte=articles.min()
    )
    for number, packed in near.values_list("number", "packed").iterator(1):
        try:
            touched = bitmap(unpack(packed).numbers["article"]).intersect(articles)
        except OtherForm:
            touched = True
        if touched:
            yield number
