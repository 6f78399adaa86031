"""Values of facets that have very many, kept by row: companies, publishers.

A bitmap for each of fifty thousand companies would be mostly empty. Here each chunk
holds the values of its rows one after the other, and counting goes through the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from threading import Lock

import numpy as np
from pyroaring import BitMap

from archive.bitmaps.chunks import CHUNK, CHUNK_BITS, numbers_in, span
from archive.bitmaps.facts import Pairs, Value, bitmap, by_value, keys_of

MOST_KEPT = 200
"""Values whose rows are kept once they were asked for."""
FREQUENT = 400
"""Values whose rows are kept as bitmaps: those that most rows have."""
MANY = 10
"""Where one row in so many is chosen, the frequent values are counted by bitmaps."""
OFTEN = 5
"""Once a column was asked so often, its parts are joined: that is quicker to ask."""


class Words:
    """Numbers for words, for as long as the process lives."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.codes: dict[str, int] = {}
        self._adding = Lock()

    def code(self, word: str) -> int:
        code = self.codes.get(word)
        if code is None:
            with self._adding:  # Two versions may be made at once, with the same words.
                code = self.codes.get(word)
                if code is None:
                    code = len(self.words)
                    self.words.append(word)
                    self.codes[word] = code
        return code


@dataclass(frozen=True, slots=True)
class Part:
    """A chunk's values, or all: those of row n are from `offsets[n]` to the next."""

    offsets: np.ndarray
    codes: np.ndarray

    @classmethod
    def of(cls, keys: np.ndarray, codes: np.ndarray) -> Part:
        """From rows, by their places in the chunk, and the code of each."""
        order = np.argsort(keys, kind="stable")
        counts = np.bincount(keys, minlength=CHUNK)
        offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        return cls(offsets, codes[order].astype(np.int32))

    @property
    def keys(self) -> np.ndarray:
        """The row of each code, by its place in the chunk."""
        return np.repeat(np.arange(CHUNK), np.diff(self.offsets))

    def rows(self, code: int) -> np.ndarray:
        """The rows of a code, by their places in the chunk."""
        places = np.flatnonzero(self.codes == code)
        return np.searchsorted(self.offsets, places, side="right") - 1

    def gathered(self, rows: np.ndarray) -> np.ndarray:
        """The codes of some rows, by their places in the chunk."""
        starts = self.offsets[rows]
        lengths = self.offsets[rows + 1] - starts
        ends = np.cumsum(lengths)
        if not len(ends) or not ends[-1]:
            return self.codes[:0]
        places = np.repeat(starts - ends + lengths, lengths) + np.arange(ends[-1])
        return self.codes[places]

    def without(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Rows and codes of all but some rows."""
        gone = np.zeros(CHUNK, dtype=bool)
        gone[rows] = True
        keys = self.keys
        kept = ~gone[keys]
        return keys[kept], self.codes[kept]


_NOTHING = Part(np.zeros(CHUNK + 1, dtype=np.int32), np.zeros(0, dtype=np.int32))


class Column:
    """The values of one facet; a changed column is another one that shares parts.

    `words` numbers the values where they are words; else they are keys themselves.
    `frequent` are the rows of the values that were the most frequent when the column
    was read.
    """

    def __init__(
        self,
        words: Words | None,
        parts: Mapping[int, Part],
        totals: np.ndarray,
        frequent: Mapping[int, BitMap],
    ) -> None:
        self.words = words
        self.parts = dict(parts)
        self.totals = totals
        self.frequent = frequent
        self._rows: dict[int, BitMap] = {}
        self._stated: BitMap | None = None
        self._asked = 0
        self._joined: Part | None = None

    @classmethod
    def empty(cls, *, of_words: bool) -> Column:
        return cls(Words() if of_words else None, {}, np.zeros(0, dtype=np.int64), {})

    def with_frequent(self) -> Column:
        """With the rows of its most frequent values as bitmaps."""
        if not self.totals.any():
            return self
        top = np.argsort(-self.totals, kind="stable")[:FREQUENT]
        rank = np.full(len(self.totals), len(top), dtype=np.uint16)
        rank[top] = np.arange(len(top))
        places, ranks = [], []
        for number, part in self.parts.items():
            ranked = rank[part.codes]
            kept = ranked < len(top)
            places.append((part.keys[kept] + number * CHUNK).astype(np.uint32))
            ranks.append(ranked[kept])
        rows = by_value(np.concatenate(places), np.concatenate(ranks))
        frequent = {int(top[number]): held for number, held in rows.items()}
        return Column(self.words, self.parts, self.totals, frequent)

    def changed(self, gone: BitMap, pairs: Pairs) -> Column:
        """With the values of some rows anew; all of these are in `gone`."""
        keys, codes = pairs.keys, self._coded(pairs)
        parts, totals = dict(self.parts), self.totals
        chunks = keys >> CHUNK_BITS
        for number in numbers_in(gone):
            mine = chunks == number
            rows = keys_of(gone & span(number)) & (CHUNK - 1)
            before = parts.get(number, _NOTHING)
            fresh = keys[mine] & (CHUNK - 1), codes[mine]
            totals = _added(totals, before.gathered(rows), -1)
            totals = _added(totals, fresh[1], 1)
            kept = before.without(rows)
            parts[number] = Part.of(
                *(np.concatenate(both) for both in zip(kept, fresh, strict=True))
            )
        frequent = dict(self.frequent)
        fresh = by_value(keys, codes) if frequent else {}
        for code, rows in self.frequent.items():
            if rows.intersect(gone):
                frequent[code] = rows - gone
        for code in fresh.keys() & frequent.keys():
            frequent[code] = frequent[code] | fresh[code]
        return Column(self.words, parts, totals, frequent)

    @property
    def stated(self) -> BitMap:
        """The rows with any value."""
        if self._stated is None:
            self._stated = self._where(
                lambda part: np.flatnonzero(np.diff(part.offsets))
            )
        return self._stated

    def rows(self, value: Value) -> BitMap:
        """The rows with a value."""
        code = self.words.codes.get(value) if self.words else value
        if code is None:
            return BitMap()
        found = self._rows.get(code)
        if found is None:
            if len(self._rows) >= MOST_KEPT:
                self._rows.clear()
            found = self._where(lambda part: part.rows(code))
            self._rows[code] = found
        return found

    def top(self, rows: BitMap, shown: BitMap, most: int) -> dict[Value, int]:
        """The values that most of the rows have; `shown` are all rows there are.

        Of values equally frequent the first by key comes first, or as words go.
        """
        if len(rows) == len(shown):
            return self._most(self.totals, most)
        if len(rows) * MANY >= len(shown) and (
            found := self._top_of_frequent(rows, most)
        ):
            return found
        return self._most(self._counts(rows), most)

    def count(self, rows: BitMap, value: Value) -> int:
        """How many of the rows have a value."""
        return rows.intersection_cardinality(self.rows(value))

    def total(self, value: Value) -> int:
        """How many rows have a value."""
        code = self.words.codes.get(value, -1) if self.words else int(value)
        return int(self.totals[code]) if 0 <= code < len(self.totals) else 0

    def latest(self) -> dict[Value, int]:
        """For each value the last row that has it."""
        last = np.full(len(self.totals), -1, dtype=np.int64)
        for number in sorted(self.parts):
            part = self.parts[number]
            # Rows ascend, and of equal codes the last one is what stays.
            last[part.codes] = part.keys + number * CHUNK
        known = np.flatnonzero(last >= 0)
        return {self._value(int(code)): int(last[code]) for code in known}

    def _top_of_frequent(self, rows: BitMap, most: int) -> dict[Value, int] | None:
        """The same by bitmaps; None where a value that has none may be among them."""
        counts = np.zeros(len(self.totals), dtype=np.int64)
        best: list[int] = []
        for code in sorted(self.frequent, key=lambda code: -self.totals[code]):
            # Those behind it have no more rows at all than the last one has of these.
            if len(best) == most and self.totals[code] < best[0]:
                break
            number = rows.intersection_cardinality(self.frequent[code])
            counts[code] = number
            heappush(best, number)
            if len(best) > most:
                heappop(best)
        others = self.totals.copy()
        others[list(self.frequent)] = 0
        if len(best) < most or others.max(initial=0) >= best[0]:
            return None
        return self._most(counts, most)

    def _counts(self, rows: BitMap) -> np.ndarray:
        """How many of the rows have each code."""
        keys = keys_of(rows)
        if joined := self._whole():
            return np.bincount(joined.gathered(keys), minlength=len(self.totals))
        chunks = keys >> CHUNK_BITS
        starts = [0, *(np.flatnonzero(np.diff(chunks)) + 1).tolist(), len(keys)]
        places = keys & (CHUNK - 1)
        codes = [
            part.gathered(places[low:high])
            for low, high in pairwise(starts)
            if low < high and (part := self.parts.get(int(chunks[low])))
        ]
        found = np.concatenate(codes) if codes else _NOTHING.codes
        return np.bincount(found, minlength=len(self.totals))

    def _whole(self) -> Part | None:
        """All parts as one; None while it is not worth the while."""
        self._asked += 1
        if self._joined is None and self._asked > OFTEN:
            last = max(self.parts, default=-1)
            parts = [self.parts.get(n, _NOTHING) for n in range(last + 1)]
            before = np.cumsum([0, *(len(part.codes) for part in parts)])
            offsets = [
                part.offsets[:-1] + at for part, at in zip(parts, before, strict=False)
            ]
            self._joined = Part(
                np.concatenate([*offsets, before[-1:]]).astype(np.int32),
                np.concatenate([_NOTHING.codes, *(part.codes for part in parts)]),
            )
        return self._joined

    def _most(self, counts: np.ndarray, most: int) -> dict[Value, int]:
        some = np.flatnonzero(counts)
        if len(some) > most:
            least = np.partition(counts[some], len(some) - most)[len(some) - most]
            some = some[counts[some] >= least]
        ranked = sorted((-int(counts[code]), self._value(int(code))) for code in some)
        return {value: -count for count, value in ranked[:most]}

    def _where(self, places: Callable[[Part], np.ndarray]) -> BitMap:
        """Rows by their places in each part."""
        found = BitMap()
        for number, part in self.parts.items():
            found |= bitmap(places(part) + number * CHUNK)
        return found

    def _coded(self, pairs: Pairs) -> np.ndarray:
        if self.words is None:
            return pairs.codes
        codes = [self.words.code(word) for word in pairs.words or ()]
        return np.array(codes, dtype=np.int32)[pairs.codes]

    def _value(self, code: int) -> Value:
        return self.words.words[code] if self.words else code


def _added(totals: np.ndarray, codes: np.ndarray, sign: int) -> np.ndarray:
    counts = np.bincount(codes, minlength=len(totals)) * sign
    counts[: len(totals)] += totals
    return counts
