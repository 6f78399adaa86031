"""Searches by chance get the answer that reading every story gives.

Both databases are held to the same answers, so they give the same ones.
"""

from __future__ import annotations

import random

import pytest

from archive import bitmaps, finding, search
from archive.finding import BEST, NEWEST, OLDEST, frequent, refreshing
from archive.models import Change, TermChunk
from tests.archive.finding.invented import Invented, Search, search_of, typed
from tests.archive.finding.reading import Reader

pytestmark = pytest.mark.django_db

SEEDS = 2


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    """A handful of stories is enough for a term to be kept with the chunks."""
    monkeypatch.setattr(frequent, "FREQUENT", 5)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_searches_find_what_reading_every_story_finds(seed):
    dice = random.Random(seed)
    invented = Invented(dice)
    invented.add(50, chunk=0)
    check(dice, 80)  # from the log alone

    invented.add(45, chunk=1)
    refreshing.refresh()
    assert TermChunk.objects.count() > 50
    invented.change(25)
    invented.add(25, chunk=2)
    assert Change.objects.exists()
    check(dice, 320)  # from the chunks and the log
    bitmaps.forget()
    check(dice, 160)  # in a process that has just begun

    refreshing.refresh(everything=True)
    invented.change(5)
    check(dice, 160)
    refreshing.refresh()
    assert not Change.objects.exists()
    check(dice, 80)  # from the chunks alone


def check(dice: random.Random, count: int) -> None:
    reader = Reader()
    found = sum(compare(search_of(dice), reader, dice) for _ in range(count))
    assert found > 5 * count


def compare(asked: Search, reader: Reader, dice: random.Random) -> int:
    """How many stories were found, in three orders and on any page."""
    words = typed(asked, dice)
    expected = reader.answer(asked)
    query = search.parse(words)
    found = finding.articles(query, {}, flagged=False)
    start = dice.randrange(0, 40)
    for order in (BEST, NEWEST, OLDEST):
        rows = getattr(expected, order)
        assert found.page(order, 0, 1_000) == rows, (order, words)
        assert found.page(order, start, start + 7) == rows[start : start + 7], words
    assert found.total == len(expected.newest)
    figures = finding.figures(query, {}, flagged=False)
    assert set(figures.chosen) == expected.figures, words
    return found.total
