"""The archive as lists see it, in the memory of this process, and how it follows.

It is loaded from the chunks and brought up to date by the log of changes. What is
read within one snapshot of the database is of one version.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from threading import RLock
from weakref import ref

import numpy as np
from django.db import connection
from django.db.backends.utils import CursorWrapper
from pyroaring import BitMap

from archive import changes
from archive.bitmaps.chunks import CHUNK_BITS, bounds, span
from archive.bitmaps.facts import (
    Facts,
    Keys,
    article_facts,
    bitmap,
    figure_facts,
    keys_of,
)
from archive.bitmaps.packing import OtherForm, unpack
from archive.bitmaps.universe import Numbers, Universe, universe
from archive.models import Change, Chunk

ARTICLES, FIGURES = Chunk.Universe.ARTICLES.value, Chunk.Universe.FIGURES.value
NONE = Keys(named=frozenset())

Entry = tuple[int, int, int | None]
"""A row of the log: its key, its mark, and the article or None."""


_ENTRIES = f"SELECT id, mark, article FROM {Change._meta.db_table}"


@dataclass(frozen=True, slots=True)
class Log:
    """What the database says changed: rows of the log, and versions of the chunks."""

    version: str
    entries: frozenset[Entry]
    chunks: Mapping[tuple[str, int], int]

    @classmethod
    def read(cls, before: Log | None = None) -> Log:
        """What it says now; of an earlier reading only what came since is read."""
        version = changes.version()
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT universe, number, version FROM {Chunk._meta.db_table}"
            )
            chunks = {(name, number): at for name, number, at in cursor.fetchall()}
            entries = before._since(cursor) if before and before.entries else None
            if entries is None:
                cursor.execute(_ENTRIES)
                entries = frozenset(cursor.fetchall())
        return cls(version, entries, chunks)

    def _since(self, cursor: CursorWrapper) -> frozenset[Entry] | None:
        """The rows of the log by what was added; None where others are not as before.

        Rows may be gone, or undone with their keys given again, and on PostgreSQL one
        may be committed after another with a higher key.
        """
        last = max(self.entries)
        cursor.execute(f"{_ENTRIES} WHERE id >= %s", [last[0]])
        found = frozenset(cursor.fetchall())
        cursor.execute(f"SELECT count(*) FROM {Change._meta.db_table}")
        entries = self.entries | found
        as_before = last in found and cursor.fetchone() == (len(entries),)
        return entries if as_before else None

    @property
    def world(self) -> str:
        """A name for the names of the world as they are."""
        told = sorted(mark for _, mark, article in self.entries if article is None)
        latest = max(self.chunks.values(), default=0)
        return f"{latest:x}-{len(told)}-{hash(tuple(told)):x}"

    def written(self, name: str) -> dict[int, int]:
        """Versions of a universe's chunks."""
        return {n: at for (of, n), at in self.chunks.items() if of == name}


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles, those that may be read, and whom lists show for a copy."""

    universe: Universe
    published: BitMap
    leading: Mapping[int, int]

    def leading_for(self, copies: BitMap) -> BitMap:
        """The articles that stand for some that lists do not show."""
        known, leads = self.universe.once("leading", self._pairs)
        keys = keys_of(copies)
        at = np.minimum(np.searchsorted(known, keys), max(len(known) - 1, 0))
        if not len(known):
            return BitMap()
        return bitmap(leads[at[known[at] == keys]])

    def _pairs(self) -> tuple[np.ndarray, np.ndarray]:
        known = np.fromiter(self.leading, np.uint32, len(self.leading))
        leads = np.fromiter(self.leading.values(), np.uint32, len(self.leading))
        order = np.argsort(known)
        return known[order], leads[order]

    def changed(self, gone: BitMap, facts: Facts) -> Articles:
        leading = self.leading
        # Articles that may be read but are not shown are those others stand for.
        copies = self.published - self.universe.shown
        if facts.leading or copies.intersect(gone):
            kept = {copy: lead for copy, lead in leading.items() if copy not in gone}
            leading = kept | facts.leading
        return Articles(
            self.universe.changed(gone, facts, _times),
            self.published - gone | facts.published,
            leading,
        )


@dataclass(slots=True, weakref_slot=True, eq=False)
class State:
    """All of it as of one version. `late` are the articles that the log names.

    `line` and `step` tell which states follow from which: those of one line, by step.
    """

    version: str
    log: Log
    articles: Articles
    line: object
    step: int = 0
    _figures: Universe | None = field(default=None, repr=False)
    _before: State | None = field(default=None, repr=False)
    _making: RLock = field(default_factory=RLock, repr=False)

    @property
    def late(self) -> BitMap:
        return BitMap(a for _, _, a in self.log.entries if a is not None)

    @property
    def figures(self) -> Universe:
        """The figures; read when they are first asked for, in the same snapshot."""
        with self._making:  # Not by the lock of all: lists of articles go on meanwhile.
            if self._figures is None:
                self._figures = replace(self._made(), world=self.log.world)
                self._before = None
            return self._figures

    def _made(self) -> Universe:
        """From the state before; where it has none, all are read, once at a time."""
        global _last_read
        if (before := self._before) and before.settled():
            return _figures(self, before)
        with _reading:
            last = _last_read() if _last_read else None
            follows = last and last.line is self.line and last.step < self.step
            if follows and last.settled():
                return _figures(self, last)
            read = _figures(self, None)
            # Not before: who waits for one that must still be read holds `_reading`.
            _last_read = ref(self)
            return read

    def settled(self) -> bool:
        """Whether it has its figures; if they are being read, that is waited for."""
        with self._making:
            return self._figures is not None

    def sort_articles(self, keys: np.ndarray, down: bool) -> np.ndarray:
        """By time, the latest first; of equal ones by public id. Or all reversed."""
        numbers = self.articles.universe.numbers
        order = np.lexsort((numbers["name"][keys], -numbers["when"][keys]))
        return keys[order if down else order[::-1]]

    def sort_figures(self, keys: np.ndarray, down: bool) -> np.ndarray:
        """As their articles; those of one article as they are printed."""
        numbers = self.figures.numbers
        articles, which = np.unique(numbers["article"][keys], return_inverse=True)
        ordered = self.sort_articles(articles, down)
        rank = np.empty(len(articles), dtype=np.int64)
        rank[np.searchsorted(articles, ordered)] = np.arange(len(articles))
        return keys[np.lexsort((keys, numbers["place"][keys], rank[which]))]

    def sort_by_value(self, keys: np.ndarray, down: bool) -> np.ndarray:
        numbers = self.figures.numbers
        values = numbers["value"][keys]
        return keys[np.lexsort((numbers["name"][keys], -values if down else values))]


_lock = RLock()
_present: State | None = None
_reading = RLock()
_last_read: ref[State] | None = None
"""The state whose figures were last read all, as long as anybody holds it."""


def current() -> State:
    """The state of this moment. Called within a snapshot, it is that snapshot's."""
    global _present
    with _lock:
        if _present is None or _present.version != changes.version():
            log = Log.read(_present.log if _present else None)
            _present = _followed(_present, log) if _present else _loaded(log)
        return _present


def forget() -> None:
    """Hold nothing any more; the next one who asks loads it."""
    global _present
    with _lock:
        _present = None


def _loaded(log: Log) -> State:
    facts = [*_chunks(ARTICLES, log.written(ARTICLES)).values()] or [
        article_facts(NONE)
    ]
    held = Articles(
        universe(facts, _times),
        BitMap().union(BitMap(), *(one.published for one in facts)),
        {copy: lead for one in facts for copy, lead in one.leading.items()},
    )
    return _state(log, _told(held, _named(log.entries)))


def _state(log: Log, held: Articles, before: State | None = None) -> State:
    """The state of these articles, the next of the line of the one before, if any."""
    articles = replace(held, universe=replace(held.universe, world=log.world))
    if before is None:
        return State(log.version, log, articles, line=object())
    return State(log.version, log, articles, before.line, before.step + 1)


def _followed(before: State, log: Log) -> State:
    """The state of the log, from one before it."""
    written, held = log.written(ARTICLES), before.log.written(ARTICLES)
    anew = {n: at for n, at in written.items() if held.get(n) != at}
    lost = before.log.entries - log.entries
    if held.keys() - written.keys() or any(
        article is not None and article >> CHUNK_BITS not in anew
        for _, _, article in lost
    ):
        return _loaded(log)  # What was seen has been undone, or all was made anew.
    articles = before.articles
    for number, facts in _chunks(ARTICLES, anew).items():
        gone = articles.published & span(number) | facts.published
        articles = articles.changed(gone, facts)
    told = _named(log.entries - before.log.entries)
    told |= {a for a in _named(log.entries) if a >> CHUNK_BITS in anew}
    state = _state(log, _told(articles, told), before)
    earlier = before._before  # Read first: it goes once `before` has figures itself.
    # The first of its line may be reading them just now.
    is_made = before._figures is not None or earlier is None
    state._before = before if is_made else earlier
    return state


def _told(articles: Articles, changed: Collection[int]) -> Articles:
    """With the articles of these keys as their rows are now."""
    if not changed:
        return articles
    facts = article_facts(Keys(named=frozenset(changed)))
    return articles.changed(BitMap(changed), facts)


def _figures(state: State, before: State | None) -> Universe:
    """The figures of a state, from those of one before it, or from the chunks."""
    times = partial(_times_of_figures, state.articles.universe.numbers["when"])
    written = state.log.written(FIGURES)
    held = before.log.written(FIGURES) if before else {}
    if before is None or before._figures is None or held.keys() - written.keys():
        parts = [*_chunks(FIGURES, written).values()] or [figure_facts(NONE)]
        figures = universe(parts, times)
        told = _named(state.log.entries)
        known = told
    else:
        figures = before._figures
        anew = {n: at for n, at in written.items() if held.get(n) != at}
        for number, facts in _chunks(FIGURES, anew).items():
            gone = figures.shown & span(number) | facts.shown
            figures = figures.changed(gone, facts, times)
        since = () if anew else before.log.entries
        # What the log told of and tells no more may have gone before it was cut.
        lost = before.log.entries - state.log.entries
        told = _named(state.log.entries.difference(since) | lost)
        known = told if anew else before.articles.published.intersection(BitMap(told))
    if not told:
        return figures
    facts = figure_facts(Keys(named=frozenset(told)), "article_id")
    gone = _of_articles(figures, known) | facts.shown
    return figures.changed(gone, facts, times)


def _times(articles: Numbers, keys: np.ndarray) -> np.ndarray:
    return articles["when"][keys]


def _times_of_figures(
    when: np.ndarray, figures: Numbers, keys: np.ndarray
) -> np.ndarray:
    """Those of their articles; that of an article long gone is nothing."""
    articles = figures["article"][keys]
    times = np.zeros(len(articles), dtype=when.dtype)
    known = articles < len(when)
    times[known] = when[articles[known]]
    return times


def _of_articles(figures: Universe, articles: Collection[int]) -> BitMap:
    """The figures shown that stand in these articles."""
    if not articles:
        return BitMap()
    keys = keys_of(figures.shown)
    named = np.fromiter(articles, np.uint32, len(articles))
    return bitmap(keys[np.isin(figures.numbers["article"][keys], named)])


def _chunks(name: str, numbers: Mapping[int, int]) -> dict[int, Facts]:
    """The facts of a universe's chunks of these numbers, in order."""
    rows = Chunk.objects.filter(universe=name, number__in=numbers).order_by("number")
    found = rows.values_list("number", "packed")
    return {n: _facts(name, n, packed) for n, packed in found.iterator(4)}


def _facts(name: str, number: int, packed: bytes) -> Facts:
    """What a chunk says; one of another release is made anew from its rows."""
    try:
        return unpack(packed)
    except OtherForm:
        return facts_of(name, number)


def facts_of(name: str, number: int) -> Facts:
    """What the rows of a chunk's keys say now."""
    keys = Keys(*bounds(number))
    return article_facts(keys) if name == ARTICLES else figure_facts(keys)


def _named(entries: Collection[Entry]) -> set[int]:
    return {article for _, _, article in entries if article is not None}
