"""The pieces of one story on one page put into reading order."""

from __future__ import annotations

from collections.abc import Sequence

from archive.parsing.lines import ends_sentence
from archive.parsing.pdf.chunks import Chunk

_TOUCH = 3.0
_DEEPEST = 40


def joins(before: Chunk, after: Chunk) -> float:
    """How well one piece reads on in another; above 0 well, below 0 badly."""
    end, start = before.lines[-1].text, after.lines[0].text
    if after.lines[0].initial is not None:
        return -2.0
    small = start[0].islower()
    if end.endswith(("-", "‐", "\u00ad")):
        return 3.0 if small else 0.5
    if ends_sentence(end):
        return -3.0 if small else 0.5
    return 2.0 if small else -0.25


def in_reading_order(chunks: Sequence[Chunk]) -> tuple[list[Chunk], bool]:
    """The chunks in reading order, and whether another order reads as well.

    Columns come one after another; where something spans them all they begin anew
    below it. Where the page can be cut both ways the words tell which way it reads.
    """
    down = _ordered(list(chunks), True, 0)
    across = _ordered(list(chunks), False, 0)
    if [id(chunk) for chunk in down] == [id(chunk) for chunk in across]:
        return down, False
    first, second = _reads(down), _reads(across)
    if second > first:
        return across, False
    return down, first - second < 0.5


def _reads(chunks: Sequence[Chunk]) -> float:
    return sum(
        joins(before, after) for before, after in zip(chunks, chunks[1:], strict=False)
    )


def _ordered(chunks: list[Chunk], columns_first: bool, depth: int) -> list[Chunk]:
    if len(chunks) < 2 or depth > _DEEPEST:
        return sorted(chunks, key=lambda chunk: (chunk.top, chunk.left))
    cuts = (_columns, _bands) if columns_first else (_bands, _columns)
    for cut in cuts:
        parts = cut(chunks)
        if len(parts) > 1:
            return [
                chunk
                for part in parts
                for chunk in _ordered(part, columns_first, depth + 1)
            ]
    return sorted(chunks, key=lambda chunk: (round(chunk.left / 20), chunk.top))


def _columns(chunks: list[Chunk]) -> list[list[Chunk]]:
    """The chunks parted where white runs down between them."""
    parts: list[list[Chunk]] = []
    edge = float("-inf")
    for chunk in sorted(chunks, key=lambda chunk: chunk.left):
        if chunk.left >= edge - _TOUCH:
            parts.append([])
        parts[-1].append(chunk)
        edge = max(edge, chunk.right)
    return parts


def _bands(chunks: list[Chunk]) -> list[list[Chunk]]:
    """The chunks parted where white runs across between them."""
    parts: list[list[Chunk]] = []
    edge = float("-inf")
    for chunk in sorted(chunks, key=lambda chunk: chunk.top):
        if chunk.top >= edge - _TOUCH:
            parts.append([])
        parts[-1].append(chunk)
        edge = max(edge, chunk.bottom)
    return parts
