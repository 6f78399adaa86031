"""How alike two texts are, as the public article-extraction benchmark counts it.

Its measure: the words of both texts in overlapping fours; of the fours, how many of
the found ones are right (precision), how many of the right ones are found (recall).
The mean F1 of a set is that of its mean precision and its mean recall.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_SIZE = 4


def precision_and_recall(right: str, found: str) -> tuple[float, float]:
    """Each 0 to 1; both are 1 where both texts are empty."""
    rights, finds = _shingles(right), _shingles(found)
    both = (rights & finds).total()
    missed, wrong = (rights - finds).total(), (finds - rights).total()
    if not missed and not wrong:
        return 1.0, 1.0
    if not both:
        return 0.0, 0.0
    return both / (both + wrong), both / (both + missed)


def mean_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """Of pairs of a right and a found text."""
    scores = [precision_and_recall(right, found) for right, found in pairs]
    precision = sum(score[0] for score in scores) / len(scores)
    recall = sum(score[1] for score in scores) / len(scores)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    last = max(1, len(words) - _SIZE + 1)
    return Counter(tuple(words[at : at + _SIZE]) for at in range(last) if words)
