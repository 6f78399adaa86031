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


def wrong_counts(
    facet: str, listed: Mapping[str, int], every: Mapping[str, int]
) -> str:
    """What is wrong with the counts that a list shows, where all are known; or "".

    Each has to be right, zeros too, and none may be left out: of a facet that lists
    the most frequent values, none that is more frequent than those.
    """
    if odd := {v: n for v, n in listed.items() if n != every.get(v, 0)}:
        return ", ".join(f"{v} {n}, by SQL {every.get(v, 0)}" for v, n in odd.items())
    wanted = _most_frequent(every) if facet in FREQUENT else every
    shown = _most_frequent(listed) if facet in FREQUENT else listed
    is_left_out = NONE in every and NONE not in listed
    if is_left_out or sorted(wanted.values()) != sorted(filter(None, shown.values())):
        return f"some are left out: {sorted(every.items() - listed.items())[:6]}"
    return ""


def _most_frequent(counts: Mapping[str, int]) -> dict[str, int]:
    stated = {value: n for value, n in counts.items() if value != NONE and n}
    return dict(sorted(stated.items(), key=lambda one: -one[1])[:MOST])
