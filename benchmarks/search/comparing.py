"""Whether two answers have the same counts."""

from __future__ import annotations

from collections.abc import Mapping

NONE = "none"
FREQUENT = ("company", "publisher", "indicator", "unit")
"""Facets of which the most frequent values are listed, and how many."""
MOST = 20


def alike(facet: str, one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Of values that are equally frequent at the list's end any may be listed."""
    if facet not in FREQUENT:
        return dict(one) == dict(other)
    if NONE in one and NONE in other and one[NONE] != other[NONE]:
        return False
    lists = [_most_frequent(counts) for counts in (one, other)]
    if sorted(lists[0].values()) != sorted(lists[1].values()):
        return False
    least = min(lists[0].values(), default=0)
    above = [{value: n for value, n in some.items() if n > least} for some in lists]
    return above[0] == above[1]


def _most_frequent(counts: Mapping[str, int]) -> dict[str, int]:
    stated = {value: n for value, n in counts.items() if value != NONE and n}
    return dict(sorted(stated.items(), key=lambda one: -one[1])[:MOST])
