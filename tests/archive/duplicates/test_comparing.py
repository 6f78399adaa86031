"""Copies are told from what only looks like them, over pairs whose answer is known."""

from __future__ import annotations

from collections import Counter

import pytest

from archive.duplicates.comparing import Print, alike
from archive.duplicates.sketching import FEWEST_SHARED, sketch
from tests.archive.duplicates import labelled as pairs
from tests.archive.duplicates.labelled import Pair, labelled
from tests.archive.duplicates.stories import (
    BOILERPLATE,
    BOILERPLATE_IN_NUMBERS,
    STORIES,
)

PRECISION, RECALL = 1.0, 0.98
"""Floors that only rise."""

LABELLED = labelled()
KINDS = sorted({(pair.same, pair.kind) for pair in LABELLED})


def is_grouped(pair: Pair) -> bool:
    shared = set(sketch(pair.one)) & set(sketch(pair.other))
    return len(shared) >= FEWEST_SHARED and are_alike(pair.one, pair.other)


def are_alike(one: str, other: str) -> bool:
    return alike(Print.of(one), Print.of(other))


def test_precision_and_recall_keep_their_floors():
    counts = Counter((pair.same, is_grouped(pair)) for pair in LABELLED)
    grouped = counts[True, True] + counts[False, True]
    assert counts[True, True] / grouped >= PRECISION
    assert counts[True, True] / (counts[True, True] + counts[True, False]) >= RECALL


@pytest.mark.parametrize(("same", "kind"), KINDS)
def test_most_pairs_of_each_kind_are_told_right(same, kind):
    told = [
        is_grouped(pair) == same
        for pair in LABELLED
        if (pair.same, pair.kind) == (same, kind)
    ]
    assert sum(told) >= 0.9 * len(told)


def test_the_answer_does_not_depend_on_which_text_comes_first():
    for pair in LABELLED[::7]:
        assert are_alike(pair.one, pair.other) == are_alike(pair.other, pair.one)


def test_one_corrected_number_leaves_it_the_same_story():
    story = STORIES[1]
    assert are_alike(story, story.replace("340 people", "430 people"))


def test_a_third_of_the_numbers_may_be_corrected_but_not_most():
    story = STORIES[9]
    numbers = [found[0] for found in pairs._NUMBER.finditer(story)]
    few, many = story, story
    for count, number in enumerate(numbers):
        many = many.replace(number, f"{int(number) + 3}", 1)
        if count % 5 == 0:
            few = few.replace(number, f"{int(number) + 3}", 1)
    assert are_alike(story, few)
    assert not are_alike(story, many)


def test_a_page_that_holds_two_stories_does_not_join_them():
    first, second = STORIES[2], STORIES[3]
    page = f"{first}\n\n{second}"
    assert not (are_alike(first, page) and are_alike(second, page))


@pytest.mark.parametrize("boilerplate", [BOILERPLATE, BOILERPLATE_IN_NUMBERS])
@pytest.mark.parametrize("paragraphs", [1, 2, 3])
def test_boilerplate_behind_the_news_joins_nothing(boilerplate, paragraphs):
    for one, other in zip(STORIES, STORIES[1:], strict=False):
        news = [" ".join(story.split("\n\n")[:paragraphs]) for story in (one, other)]
        assert not are_alike(*(f"{text}\n\n{boilerplate}" for text in news))


def test_an_item_of_a_few_lines_is_not_the_long_story_that_begins_with_it():
    story = STORIES[5]
    assert not are_alike(story[: len(story) // 4], story)


def test_tables_of_numbers_alone_are_never_taken_for_copies():
    rows = [" ".join(str(n * m % 97) for n in range(1, 9)) for m in range(1, 30)]
    assert not are_alike("\n".join(rows), "\n".join(row[::-1] for row in rows))


def test_texts_without_words_are_never_alike():
    assert not are_alike("", "")
    assert not are_alike("...", STORIES[0])
