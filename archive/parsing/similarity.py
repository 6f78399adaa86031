"""How alike two printed passages are, by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from archive.parsing.vocabulary import word_set

_SMALL = word_set(
    """
    a an the of in on at to for from by with and or as is are was were be its it
    this that has have will into
    """
)


def alike(left: Iterable[str], right: Iterable[str]) -> float:
    """Share of the shorter passage's telling words found in the longer one, 0 to 1.

    A passage is given as its words, which count as often as they stand there. One
    much shorter than the other is a part, not a repeat: the share is then weighed by
    the lengths.
    """
    ours, theirs = _telling(left), _telling(right)
    if not ours or not theirs:
        return 0.0
    shared = (Counter(ours) & Counter(theirs)).total()
    short, long = sorted((len(ours), len(theirs)))
    return shared / short * min(1.0, 2.5 * short / long)


def _telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in _SMALL]
