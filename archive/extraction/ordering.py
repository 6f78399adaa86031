"""Finds in the order of the text."""

from __future__ import annotations

from archive.extraction.model import PARTS


def in_text_order(found: list) -> list:
    """Finds in text order, each place taken once by the longest."""
    rank = {part: index for index, part in enumerate(PARTS)}
    found.sort(key=lambda find: (rank[find.part], find.start, -find.end))
    kept: list = []
    for find in found:
        last = kept[-1] if kept else None
        same = last and (last.start, last.end) == (find.start, find.end)
        if last and last.part == find.part and find.start < last.end and not same:
            continue
        kept.append(find)
    return kept
