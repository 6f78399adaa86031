"""Words that differ from a given one by few keystrokes, among very many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters of a word that is corrected: fewer have too many neighbours."""
TWO_EDITS_FROM = 6
"""Letters from which on two keystrokes may be wrong."""
LONGEST = 40


def edits_allowed(word: str) -> int:
    """How many letters may be wrong, missing, too many or swapped with the next."""
    if not SHORTEST <= len(word) <= LONGEST:
        return 0
    return 2 if len(word) >= TWO_EDITS_FROM else 1


class Neighbours:
    """Finds the words near to another one.

    One keystroke adds at most one letter to those that a word has, and takes at most
    one away. With letters as the bits of a number, that is asked of all words at once;
    the few that are left are compared letter by letter.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._lengths, self._letters = _shapes(words)

    def within(self, word: str, edits: int) -> Iterator[tuple[str, int]]:
        """Other words at most so many edits away, and how many."""
        (length,), (letters,) = _shapes([word])
        near = np.abs(self._lengths - length) <= edits
        near &= np.bitwise_count(self._letters & ~letters) <= edits
        near &= np.bitwise_count(letters & ~self._letters) <= edits
        found = [self.words[place] for place in np.flatnonzero(near)]
        if not found:
            return
        (distances,) = process.cdist(
            [word], found, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8
        )
        for place in np.flatnonzero((distances > 0) & (distances <= edits)):
            yield found[place], int(distances[place])


def _shapes(words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Of each word, none of them empty, its length and the set of its letters.

    A letter that a word has a second time is another one in this set.
    """
    lengths = np.fromiter(map(len, words), np.int16, len(words))
    if not len(words):
        return lengths, np.zeros(0, np.uint64)
    signs = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    # Numbers that sort by word, and within a word by letter: equal ones come together.
    owners = np.repeat(np.arange(len(words), dtype=np.uint64), lengths)
    letters = np.sort(owners << 5 | signs & 31)
    bits = letters & 31
    bits[1:] += (letters[1:] == letters[:-1]) * np.uint64(32)
    ends = np.cumsum(lengths, dtype=np.int64)
    return lengths, np.bitwise_or.reduceat(np.uint64(1) << bits, ends - lengths)
