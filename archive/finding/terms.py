"""The articles that have a term: from bitmaps where it is frequent, else by the index.

A term that many articles of a chunk have is kept as bitmaps with the chunk. What the
chunks don't answer, the index is asked for: rare terms, phrases, beginnings of words,
and articles that changed since their chunk was written.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyroaring import BitMap

from archive import search
from archive.bitmaps import State
from archive.bitmaps.chunks import bounds
from archive.models import TermChunk
from archive.search import Term

ANYWHERE, HEADLINE, STANDFIRST = "", "headline", "standfirst"
PARTS = (ANYWHERE, HEADLINE, STANDFIRST)
NEAR = 2_000
"""Changed articles no further apart are looked up by one question."""
MOST_RUNS = 40
"""Questions about changed articles; where they are more scattered, one about all."""
FEW = 200
"""Articles that are looked at one by one for a phrase."""
MOST_KEPT = 60
"""Terms whose articles are kept for those who ask again."""
NOTHING = BitMap()

Run = tuple[int, int]
"""Ids from one to below another."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the chunks hold of a term: its articles by part, and for which chunks."""

    rows: dict[str, BitMap]
    numbers: frozenset[int]


class Terms:
    """The articles of terms, as of one state of the archive.

    The index is asked for no article before `since`; what it is not asked for may
    still be known from bitmaps.
    """

    def __init__(self, state: State, since: int = 0) -> None:
        self.since = since
        self.late = state.late
        self.published = state.articles.published
        self.chunks = sorted(state.log.written("articles"))
        self._runs = _runs(self.late)
        self._stored: OrderedDict[str, Stored] = OrderedDict()
        self._found: OrderedDict[tuple[Term, str], BitMap] = OrderedDict()

    def rows(self, term: Term, part: str = ANYWHERE) -> BitMap:
        """The articles that have a term of text anywhere, or in one part."""
        part = HEADLINE if term.field == HEADLINE else part
        key = replace(term, field="", text=""), part
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._look(*key)
            if len(self._found) > MOST_KEPT:
                self._found.popitem(last=False)
        return found

    def _look(self, term: Term, part: str) -> BitMap:
        if term.prefix and part == STANDFIRST:
            return NOTHING  # The index does not know the beginnings of its words.
        if term.prefix:
            return BitMap(search.having(term, part, self.since))
        if len(term.words) > 1:
            return self._phrase(term, part)
        stored = self._of_chunks(term.words[0])
        found = stored.rows[part] - self.late
        for low, high in self._open(stored.numbers):
            if high > self.since:
                found |= BitMap(search.having(term, part, max(low, self.since), high))
        return found

    def _phrase(self, term: Term, part: str) -> BitMap:
        """The articles that have all of its words are known; few are looked at."""
        words = (self.rows(Term((word,)), part) for word in dict.fromkeys(term.words))
        both = BitMap.intersection(*sorted(words, key=len))
        if len(both) <= FEW:
            return BitMap(search.among(term, part, list(both))) if both else NOTHING
        return BitMap(search.having(term, part, self.since))

    def _of_chunks(self, word: str) -> Stored:
        stored = self._stored.get(word)
        if stored is None:
            rows = TermChunk.objects.filter(term=word).values_list(
                "number", "anywhere", "headline", "standfirst"
            )
            held = list(rows) if self.chunks else []
            stored = self._stored[word] = Stored(
                {
                    part: BitMap().union(
                        NOTHING, *(BitMap.deserialize(bytes(row[at])) for row in held)
                    )
                    for at, part in enumerate(PARTS, 1)
                },
                frozenset(row[0] for row in held),
            )
            if len(self._stored) > MOST_KEPT:
                self._stored.popitem(last=False)
        return stored

    def _open(self, answered: frozenset[int]) -> Iterator[Run]:
        """The ids that the index is to be asked for, in few runs.

        Those of chunks that don't hold the term, those above all chunks, and those
        that changed.
        """
        runs = [bounds(number) for number in self.chunks if number not in answered]
        above = bounds(self.chunks[-1])[1] if self.chunks else 0
        if self.published and self.published.max() >= above:
            runs.append((above, search.LAST))
        return _joined([*runs, *self._runs])


def _runs(changed: BitMap) -> list[Run]:
    """Changed articles as runs of ids, near ones together."""
    found: list[Run] = []
    for number in changed:
        if found and number - found[-1][1] < NEAR:
            found[-1] = found[-1][0], number + 1
        else:
            found.append((number, number + 1))
    if len(found) > MOST_RUNS:
        return [(found[0][0], found[-1][1])]
    return found


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """In order, those that touch as one."""
    present: Run | None = None
    for low, high in sorted(runs):
        if present and low <= present[1]:
            present = present[0], max(high, present[1])
            continue
        if present:
            yield present
        present = low, high
    if present:
        yield present
