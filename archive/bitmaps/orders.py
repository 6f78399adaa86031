"""Orders of rows: any page of any choice of rows, without sorting them all.

Rows are dealt to buckets by what they are ordered by. A page is found by counting
through the buckets; only the rows of those it lies in are sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from pyroaring import BitMap

from archive.bitmaps.facts import bitmap, keys_of

IN_BUCKET = 2_000
"""About so many rows of equal or neighbouring places make a bucket."""
MOST_BUCKETS = 1_024
IN_GROUP = 32
"""Buckets that are counted through at once."""
SAMPLE = 50_000
"""Rows by which the bounds of the buckets are chosen."""
WORN = 32
"""All are dealt anew once one more for so many of them was added, and not just few."""

Places = Callable[[np.ndarray], np.ndarray]
"""Gives the places of rows."""
Sort = Callable[[np.ndarray, bool], np.ndarray]
"""Puts rows in their exact order, or the other way round."""


class Order:
    """Rows in buckets, ascending; those without a place stand last both ways."""

    def __init__(
        self,
        edges: np.ndarray,
        buckets: Sequence[BitMap],
        missing: BitMap,
        dealt: int,
        added: int = 0,
    ) -> None:
        """Bucket n holds places from `edges[n - 1]` on and below `edges[n]`.

        `dealt` rows were dealt when these edges were chosen; since then the buckets
        that grew grew by `added`.
        """
        self.edges = edges
        self.buckets = tuple(buckets)
        self.missing = missing
        self.dealt = dealt
        self.added = added
        self.total = sum(map(len, self.buckets)) + len(missing)
        self.groups = [
            BitMap().union(BitMap(), *self.buckets[n : n + IN_GROUP])
            for n in range(0, len(self.buckets), IN_GROUP)
        ]

    @classmethod
    def of(cls, keys: np.ndarray, places: Places, none: float | None) -> Order:
        """Deal rows to buckets; `none` is the place of a row that has none."""
        at = places(keys)
        missing = _missing(at, none)
        kept, at = keys[~missing], at[~missing]
        edges = _edges(at)
        numbers = np.searchsorted(edges, at, side="right").astype(np.uint16)
        order = np.argsort(numbers, kind="stable")
        bounds = np.searchsorted(numbers[order], np.arange(1, len(edges) + 1))
        kept = kept[order]
        ends = pairwise([0, *bounds.tolist(), len(kept)])
        buckets = [bitmap(kept[start:stop]) for start, stop in ends]
        return cls(edges, buckets, bitmap(keys[missing]), len(kept))

    def changed(
        self, gone: BitMap, keys: np.ndarray, places: Places, none: float | None
    ) -> Order:
        """With some rows put in anew; all of these are in `gone`.

        After very many all rows are dealt anew.
        """
        at = places(keys)
        missing = _missing(at, none)
        buckets = [
            rows - gone if rows.intersect(gone) else rows for rows in self.buckets
        ]
        numbers = np.searchsorted(self.edges, at[~missing], side="right")
        kept = keys[~missing]
        for number in np.unique(numbers):
            buckets[number] = buckets[number] | bitmap(kept[numbers == number])
        ends = self.missing - gone | bitmap(keys[missing])
        added = self.added + sum(
            max(len(now) - len(before), 0)
            for before, now in zip(self.buckets, buckets, strict=True)
            if now is not before
        )
        if added > max(8 * IN_BUCKET, self.dealt // WORN):
            return Order.of(keys_of(ends.union(*buckets)), places, none)
        return Order(self.edges, buckets, ends, self.dealt, added)

    def between(self, low: float, high: float, places: Places) -> BitMap:
        """The rows with a place from `low` to `high`."""
        first, last = np.searchsorted(self.edges, (low, high), side="right").tolist()
        found = BitMap().union(BitMap(), *self.buckets[first + 1 : last])
        for number in {first, last} if low <= high else ():
            keys = keys_of(self.buckets[number])
            at = places(keys)
            found |= bitmap(keys[(at >= low) & (at <= high)])
        return found

    def page(
        self, rows: BitMap, start: int, stop: int, *, down: bool, sort: Sort
    ) -> list[int]:
        """The rows from one place to another, the largest first or the smallest.

        `rows` are some of those that were dealt, or all.
        """
        if len(rows) <= IN_BUCKET:
            ends = rows & self.missing
            placed, last = sort(keys_of(rows - ends), down), sort(keys_of(ends), down)
            return np.concatenate((placed, last))[start:stop].tolist()
        found: list[int] = []
        passed = 0
        every = len(rows) == self.total
        for bucket in self._buckets(rows, start, down, every):
            if isinstance(bucket, int):
                passed += bucket
                continue
            inside = bucket if every else rows & bucket
            if inside and passed + len(inside) > start:
                ids = sort(keys_of(inside), down)
                found += ids[max(start - passed, 0) : stop - passed].tolist()
            passed += len(inside)
            if passed >= stop:
                break
        return found

    def _buckets(
        self, rows: BitMap, start: int, down: bool, every: bool
    ) -> Iterator[int | BitMap]:
        """Buckets in order; of a group before the start only how many rows it has.

        A group with no more of the rows than a bucket holds is one bucket.
        """
        passed = 0
        numbers = range(len(self.groups))
        for number in reversed(numbers) if down else numbers:
            group = self.groups[number]
            inside = len(group) if every else rows.intersection_cardinality(group)
            if passed + inside <= start:
                yield inside
            elif inside <= IN_BUCKET:
                yield group
            else:
                buckets = self.buckets[number * IN_GROUP : (number + 1) * IN_GROUP]
                yield from reversed(buckets) if down else buckets
            passed += inside
        yield self.missing


def _missing(places: np.ndarray, none: float | None) -> np.ndarray:
    """Which of the places are none."""
    return np.zeros(len(places), bool) if none is None else places == none


def _edges(places: np.ndarray) -> np.ndarray:
    """Bounds that part the places in about equal numbers; equal ones stay together."""
    count = min(MOST_BUCKETS, len(places) // IN_BUCKET)
    if count < 2:
        return places[:0]
    step = max(1, len(places) // SAMPLE)
    some = np.sort(places[::step])
    return np.unique(some[np.arange(1, count) * len(some) // count])
