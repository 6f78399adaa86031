"""Whether what the chunks hold is what the rows say, and of terms what texts say.

What the log names is left out: whoever reads the chunks reads these rows anew. One
range of keys after the other is looked at, so the memory that it takes does not grow
with the archive. Call it within a snapshot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from archive import search
from archive.bitmaps import bitmap, keys_of, writing
from archive.bitmaps.chunks import bounds
from archive.bitmaps.facts import Facts, Pairs, Value, article_facts, figure_facts
from archive.bitmaps.packing import unpack
from archive.bitmaps.state import ARTICLES, FIGURES, NONE, facts_of
from archive.finding.frequent import ChunkWords
from archive.models import Chunk, TermChunk
from archive.search import Term

UNREADABLE = (ValueError, KeyError, IndexError, TypeError)
"""What comes of bytes that are not those packed."""


@dataclass(frozen=True, slots=True)
class Miscount:
    """Lists hold something else of these rows than is so: of which facets and so on."""

    universe: str
    number: int
    of: tuple[str, ...]

    def __str__(self) -> str:
        low, high = bounds(self.number)
        rows = f"{self.universe} with keys from {low:,} to {high - 1:,}"
        return f"what lists hold of {rows} differs: {', '.join(self.of)}"


def miscounts() -> Iterator[tuple[int, int, Miscount | None]]:
    """How much is done, of how much, and what is wrong with the last of it."""
    work = writing.work(everything=True)
    late = BitMap(article for _, _, article in work.log.entries if article is not None)
    todo = [
        (name, number)
        for name, wanted in ((ARTICLES, work.articles), (FIGURES, work.figures))
        for number in sorted({*wanted, *work.log.written(name)})
    ]
    for done, (name, number) in enumerate(todo, 1):
        wrong = [*_of_rows(name, number, late)]
        if name == ARTICLES and not wrong:
            wrong = [*_of_terms(number, late)]
        fault = Miscount(name, number, tuple(wrong)) if wrong else None
        yield done, len(todo), fault


def _of_rows(name: str, number: int, late: BitMap) -> list[str]:
    """The facets, or numbers, of which a chunk holds something else than is so."""
    packed = Chunk.objects.filter(universe=name, number=number).values_list(
        "packed", flat=True
    )
    fresh = facts_of(name, number)
    nothing = article_facts(NONE) if name == ARTICLES else figure_facts(NONE)
    try:
        held = unpack(packed[0]) if packed else nothing
        if name == FIGURES:
            late = _standing_in(held, late) | _standing_in(fresh, late)
        one, other = _plain(held, late), _plain(fresh, late)
    except UNREADABLE:
        return ["can't be read"]
    return [of for of in one | other if one.get(of) != other.get(of)]


def _standing_in(figures: Facts, articles: BitMap) -> BitMap:
    where = figures.numbers["article"]
    return bitmap(figures.keys[np.isin(where, keys_of(articles))])


def _plain(facts: Facts, late: BitMap) -> dict[str, object]:
    """What can be compared, without some rows; in the order of how much it tells."""
    kept = ~np.isin(facts.keys, keys_of(late))
    leading = {copy: lead for copy, lead in facts.leading.items() if copy not in late}
    return {
        "which are shown": facts.shown - late,
        "which may be read": facts.published - late,
        "copies": leading,
        **{name: _without(values, late) for name, values in facts.values.items()},
        **{name: _pairs(pairs, late) for name, pairs in facts.pairs.items()},
        **{name: array[kept].tolist() for name, array in facts.numbers.items()},
    }


def _without(values: Mapping[Value, BitMap], late: BitMap) -> dict[Value, BitMap]:
    kept = ((value, rows - late) for value, rows in values.items())
    return {value: rows for value, rows in kept if rows}


def _pairs(pairs: Pairs, late: BitMap) -> list[tuple[int, Value]]:
    codes: list[Value] = pairs.codes.tolist()
    values = codes if pairs.words is None else [pairs.words[code] for code in codes]
    both = zip(pairs.keys.tolist(), values, strict=True)
    return sorted((key, value) for key, value in both if key not in late)


def _of_terms(number: int, late: BitMap) -> list[str]:
    """A term of a chunk of which other articles are held than the index has."""
    stored = TermChunk.objects.filter(number=number)
    if not stored.exists():
        return []
    known = {term.term: term for term in ChunkWords.of(number).terms}
    for held in stored.iterator(chunk_size=500):
        fresh = known.get(held.term) or _rare(held.term, number)
        try:
            if _bitmaps(held, late) == _bitmaps(fresh, late):
                continue
        except UNREADABLE:
            pass
        return [f"the term “{held.term}”"]
    return []


def _bitmaps(term: TermChunk, late: BitMap) -> list[BitMap]:
    packed = (term.anywhere, term.headline, term.standfirst)
    return [BitMap.deserialize(bytes(one)) - late for one in packed]


def _rare(word: str, number: int) -> TermChunk:
    """A term that is not frequent any more, as the index has it."""
    low, high = bounds(number)
    parts = {"anywhere": "", "headline": "headline", "standfirst": "standfirst"}
    return TermChunk(
        **{
            name: BitMap(search.having(Term((word,)), part, low, high)).serialize()
            for name, part in parts.items()
        }
    )
