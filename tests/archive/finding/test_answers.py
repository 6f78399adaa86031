"""Searches by chance get the answer that reading every story gives.

Both databases are held to the same answers, so they give the same ones. On each change
it is 400 searches; `pytest --rounds 20` asks 8,000, and `make torture` does.
"""

from __future__ import annotations

import random

import pytest
from django.db import transaction

from archive import bitmaps, finding, search
from archive.finding import BEST, NEWEST, OLDEST, frequent, refreshing
from archive.models import Change, TermChunk
from tests.archive.finding.invented import Invented, Search, search_of, typed
from tests.archive.finding.reading import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    """A handful of stories is enough for a term to be kept with the chunks."""
    monkeypatch.setattr(frequent, "FREQUENT", 5)


def test_random_searches_find_what_reading_every_story_finds(pytestconfig):
    for seed in range(pytestconfig.getoption("rounds")):
        with transaction.atomic():
            play(random.Random(seed))
            transaction.set_rollback(True)
        bitmaps.forget()


def play(dice: random.Random) -> None:
    """Searches while stories come and change, and their chunks are written."""
    invented = Invented(dice)
    invented.add(50, chunk=0)
    check(dice, 40)  # from the log alone

    invented.add(45, chunk=1)
    refreshing.refresh()
    assert TermChunk.objects.count() > 50
    invented.change(25)
    invented.add(25, chunk=2)
    assert Change.objects.exists()
    check(dice, 160)  # from the chunks and the log
    bitmaps.forget()
    check(dice, 80)  # in a process that has just begun

    refreshing.refresh(everything=True)
    invented.change(5)
    check(dice, 80)
    refreshing.refresh()
    assert not Change.objects.exists()
    check(dice, 40)  # from the chunks alone


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
