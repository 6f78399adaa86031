"""The vocabulary: written by range, read as one, never out of date."""

from __future__ import annotations

import pytest

from archive import vocabulary
from archive.models import WordCounts
from archive.vocabulary.lexicon import lexicon
from tests.archive.vocabulary import memory

pytestmark = pytest.mark.django_db


def words() -> dict[str, int]:
    memory.forget()
    known = lexicon()
    return dict(zip(known.words, known.counts.tolist(), strict=True))


def test_the_counts_of_all_ranges_add_up():
    vocabulary.replace(0, {"harbour": 3, "quay": 1})
    vocabulary.replace(7, {"harbour": 4, "ferry": 2})
    assert words() == {"ferry": 2, "harbour": 7, "quay": 1}
    assert lexicon().count("harbour") == 7
    assert lexicon().count("harb") == 0


def test_a_range_that_is_written_again_is_counted_once():
    vocabulary.replace(0, {"harbour": 3, "quay": 1})
    vocabulary.replace(0, {"harbour": 2})
    assert words() == {"harbour": 2}
    vocabulary.replace(0, {})
    assert words() == {}


def test_what_is_no_word_is_left_out():
    forms = {"harbour": 9, "5g": 9, "2023": 9, "ab": 9, "普": 9, "1.5": 9, "été": 2}
    vocabulary.replace(0, forms | {"h" * 41: 9})
    assert words() == {"harbour": 9, "été": 2}


def test_of_many_articles_more_than_one_must_have_a_word():
    vocabulary.replace(0, {"the": 60_000, "harbour": 4, "harbuor": 3})
    assert words() == {"harbour": 4, "the": 60_000}


def test_the_most_frequent_words_of_a_beginning_come_first():
    vocabulary.replace(0, {"quay": 5, "quayside": 9, "quaint": 1, "port": 90})
    assert lexicon().beginning("qua", 2) == [("quayside", 9), ("quay", 5)]
    assert lexicon().beginning("x", 2) == []


def test_a_process_keeps_no_more_than_the_most_frequent_words(monkeypatch):
    monkeypatch.setattr("archive.vocabulary.lexicon.MOST_WORDS", 2)
    vocabulary.replace(0, {"quay": 5, "quayside": 9, "quaint": 1, "port": 90})
    assert words() == {"port": 90, "quayside": 9}


def test_ranges_above_the_last_one_that_stays_are_forgotten():
    for chunk in range(3):
        vocabulary.replace(chunk, {"harbour": 3})
    vocabulary.forget_above(0)
    assert words() == {"harbour": 3}
    vocabulary.forget_above(-1)
    assert words() == {}
    assert not WordCounts.objects.exists()
