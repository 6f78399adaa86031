"""Near words are found exactly, however many there are."""

from __future__ import annotations

import random

import pytest
from rapidfuzz.distance import OSA

from archive.vocabulary.nearness import Neighbours, edits_allowed


def test_it_finds_all_and_only_the_words_that_are_near():
    chance = random.Random(5)
    words = ["".join(chance.choices("abcdé陀", k=n % 8 + 1)) for n in range(3_000)]
    near = Neighbours(words)
    for word in words[:60]:
        for edits in (1, 2):
            distances = ((other, OSA.distance(word, other)) for other in words)
            expected = [(w, d) for w, d in distances if 0 < d <= edits]
            assert list(near.within(word, edits)) == expected


def test_among_no_words_none_is_near():
    assert list(Neighbours([]).within("harbour", 2)) == []


@pytest.mark.parametrize(
    ("word", "edits"),
    [("tax", 0), ("port", 1), ("ports", 1), ("harbor", 2), ("h" * 41, 0)],
)
def test_short_words_may_differ_less_and_the_shortest_not_at_all(word, edits):
    assert edits_allowed(word) == edits
