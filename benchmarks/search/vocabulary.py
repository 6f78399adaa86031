"""Invented words, the n-th of them about n times as seldom as the first."""

from __future__ import annotations

import random
from functools import cache, cached_property
from itertools import product

import numpy as np

MOST = 250_000
PER_ARTICLE = 50
"""Small archives have fewer words than MOST."""
PICKED = 7
"""Words of each kind that are searched for."""
PHRASES = 0.005
"""Of the articles, those that have a phrase."""
CONSONANTS = "bdfghjklmnprstvz"
ENDS = "klmnprtx"
VOWELS = "aeiou"
SHARES = {"common": 0.15, "medium": 0.01, "rare": 0.0001}
"""Of the articles, those that have the word that is searched for."""


@cache
def of(articles: int) -> Vocabulary:
    """The words of an archive of so many articles."""
    return Vocabulary(min(MOST, PER_ARTICLE * articles))


class Vocabulary:
    """So many words; they are known by their numbers, from 0, the frequent first."""

    def __init__(self, size: int) -> None:
        self.size = size

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words; the short ones are the frequent ones."""
        dice = random.Random("vocabulary")
        opens = ["".join(pair) for pair in product(CONSONANTS, VOWELS)]
        ends = ["".join(pair) for pair in product(opens, ENDS)]
        longer = ["".join(pair) for pair in product(opens, ends)]
        dice.shuffle(ends)
        dice.shuffle(longer)
        made = [*ends, *longer]
        numbers = dice.sample(range(len(opens) * len(longer)), MOST)
        places = (divmod(number, len(longer)) for number in numbers)
        made += [opens[first] + longer[rest] for first, rest in places]
        return tuple(made[: self.size])

    @cached_property
    def chances(self) -> np.ndarray:
        """How likely each word is, whenever one is written."""
        weights = 1 / np.arange(1, self.size + 1)
        return weights / weights.sum()

    @cached_property
    def _sums(self) -> np.ndarray:
        return np.cumsum(self.chances)

    def draw(self, dice: np.random.Generator, count: int) -> np.ndarray:
        """So many words in a row."""
        drawn = np.searchsorted(self._sums, dice.random(count))
        return np.minimum(drawn, self.size - 1)

    def phrases(self, length: int) -> list[tuple[int, int]]:
        """Pairs of common words for articles of this length, to stand side by side."""
        first = self._expected(0.13, length)
        return [(first + 2 * n, first + 2 * n + 1) for n in range(PICKED)]

    def _expected(self, share: float, length: int) -> int:
        """The word that is expected in this share of all articles of so many words."""
        found = 1 - (1 - self.chances) ** length
        return int(np.abs(found - share).argmin())

    @cached_property
    def terms(self) -> np.ndarray:
        """For each word the first one that the index keeps under the same term."""
        from archive.search.words import read_words

        first: dict[str, int] = {}
        found = (next(read_words(word)).term for word in self.words)
        return np.array([first.setdefault(term, n) for n, term in enumerate(found)])

    @cached_property
    def _alone(self) -> np.ndarray:
        """Whether a word has its term for itself, so that stems make no difference."""
        return np.bincount(self.terms, minlength=self.size)[self.terms] == 1

    def pick(
        self, held: np.ndarray, articles: int, length: int
    ) -> dict[str, list[str]]:
        """Common, medium and rare words, and the phrases.

        `held` says for each word how many articles have its term.
        """
        phrases = self.phrases(length)
        picked = {
            "phrase": [
                " ".join(self.words[number] for number in pair) for pair in phrases
            ]
        }
        for name, share in SHARES.items():
            usable = (held > 0) & self._alone
            off = np.abs(np.where(usable, held, np.inf) - share * articles)
            off[[number for pair in phrases for number in pair]] = np.inf
            nearest = np.argsort(off, kind="stable")[:PICKED]
            picked[name] = [self.words[number] for number in nearest.tolist()]
        return picked
