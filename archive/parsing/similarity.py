"""How alike two printed passages are, by their words."""

from __future__ import annotations

from collections import Counter

from archive.parsing.lines import words_of
from archive.parsing.vocabulary import word_set

_SMALL = word_set(
    """
    a an the of in on at to for from by with and or as is are was were be its it
    this that has have will into
    """
)


def normal(text: str) -> str:
    """The words of a passage, small, one blank between them."""
    return " ".join(words_of(text))


def alike(left: str, right: str) -> float:
    """Share of the shorter passage's telling words found in the longer one, 0 to 1.

    Words count as often as they stand there. A passage much shorter than the other
    is a part, not a repeat: the share is then weighed by the lengths.
    """
    ours, theirs = _telling(left), _telling(right)
    if not ours or not theirs:
        return 0.0
    shared = (Counter(ours) & Counter(theirs)).total()
    short, long = sorted((len(ours), len(theirs)))
    return shared / short * min(1.0, 2.5 * short / long)


def _telling(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in _SMALL]
