"""Chunks: the ranges of keys by which derived data is written."""

from __future__ import annotations

from collections.abc import Iterator

from pyroaring import BitMap

CHUNK_BITS = 16
CHUNK = 1 << CHUNK_BITS
"""Keys of a chunk: as many as one container of a roaring bitmap spans."""


def bounds(number: int) -> tuple[int, int]:
    """The first key of a chunk, and the first one after it."""
    return number << CHUNK_BITS, (number + 1) << CHUNK_BITS


def span(number: int) -> BitMap:
    """All keys of a chunk."""
    return BitMap(range(*bounds(number)))


def numbers_in(rows: BitMap) -> Iterator[int]:
    """The chunks that have any of these rows, ascending."""
    at = 0
    while (found := next(iter(rows.iter_equal_or_larger(at)), None)) is not None:
        yield found >> CHUNK_BITS
        _, at = bounds(found >> CHUNK_BITS)
