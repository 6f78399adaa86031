"""A page of an older version changes nothing for those that read newer ones."""

from __future__ import annotations

from threading import Event, Thread
from time import sleep

import pytest
from django.db import OperationalError

from archive import bitmaps
from archive.bitmaps import state
from archive.bitmaps.columns import Words
from archive.bitmaps.state import State
from archive.changes import changed
from archive.finding import refreshing
from archive.models import Article, Figure
from tests.factories import make_article, make_figure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_held():
    bitmaps.forget()
    yield
    bitmaps.forget()


def correct(figure: Figure, value: int) -> None:
    Figure.objects.filter(pk=figure.pk).update(value=value)
    changed([figure.article_id])


def held(found: bitmaps.State, figure: Figure) -> int:
    return int(found.figures.numbers["value"][figure.pk])


def test_two_versions_that_follow_from_one_share_no_numbers() -> None:
    first = make_article("It earned 7 yuan.")
    make_figure(first, "7 yuan", "7", "CNY")
    story = make_article("It paid 5 yuan.")
    figure = make_figure(story, "5 yuan", "5", "CNY")
    Article.objects.filter(pk=story.pk).update(placed=False)
    changed([story.pk])
    refreshing.refresh()
    bitmaps.forget()
    assert figure.pk not in bitmaps.current().figures.shown

    Article.objects.filter(pk=story.pk).update(placed=True)
    changed([story.pk])
    slow = bitmaps.current()  # a page that asks for figures at its end
    correct(figure, 900)
    newer = bitmaps.current()
    assert held(newer, figure) == 900
    Figure.objects.filter(pk=figure.pk).update(value=5)  # as its snapshot shows it
    assert held(slow, figure) == 5
    assert held(newer, figure) == 900


def count_readings(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each time that figures are made: whether all were read."""
    made: list[bool] = []
    work = state._figures

    def counted(now: bitmaps.State, before: bitmaps.State | None):
        made.append(before is None)
        return work(now, before)

    monkeypatch.setattr(state, "_figures", counted)
    return made


def test_figures_are_read_once_and_then_followed(monkeypatch) -> None:
    made = count_readings(monkeypatch)
    story = make_article("It paid 5 yuan.")
    figure = make_figure(story, "5 yuan", "5", "CNY")
    bitmaps.current()
    versions = []
    for value in range(10, 14):  # nobody asks for figures meanwhile
        correct(figure, value)
        versions.append(bitmaps.current())
    assert held(versions[1], figure) == 13
    assert held(versions[3], figure) == 13
    assert made == [True, False]


def test_who_comes_while_they_are_read_waits_and_follows(monkeypatch) -> None:
    made = count_readings(monkeypatch)
    story = make_article("It paid 5 yuan.")
    figure = make_figure(story, "5 yuan", "5", "CNY")
    first = bitmaps.current()
    read = first.figures
    first._figures = None
    correct(figure, 6)
    second = bitmaps.current()
    begun = Event()

    def finish() -> None:
        """As a page does that is reading them: under the first state's lock."""
        with first._making:
            begun.set()
            sleep(0.2)
            first._figures = read

    reader = Thread(target=finish)
    reader.start()
    assert begun.wait(20)
    assert held(second, figure) == 6
    reader.join(20)
    assert made == [True, False]


def test_a_reading_that_failed_holds_up_nobody(monkeypatch) -> None:
    first = bitmaps.current()
    changed([make_article("It paid 5 yuan.").pk])
    second = bitmaps.current()

    def fail(*asked):
        raise OperationalError("statement timeout")

    monkeypatch.setattr(state, "_figures", fail)
    with pytest.raises(OperationalError):
        _ = first.figures
    monkeypatch.setattr(state, "_figures", lambda *asked: first.articles.universe)
    settled, is_asked, is_held, found = State.settled, Event(), Event(), []

    def asked(one: State) -> bool:
        answer = settled(one)
        is_asked.set()
        is_held.wait(20)
        return answer

    def read_first() -> None:
        is_asked.wait(20)
        with first._making:
            is_held.set()
            sleep(0.2)
            found.append(first.figures)

    monkeypatch.setattr(State, "settled", asked)
    works = read_first, lambda: found.append(second.figures)
    threads = [Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(found) == 2


def test_a_word_has_one_number_whoever_asks_for_it_first() -> None:
    for _ in range(200):
        words = Words()
        names = [f"unit {n}" for n in range(40)]
        found: list[list[int]] = []
        begin = Event()

        def ask(words=words, names=names, found=found, begin=begin) -> None:
            begin.wait(20)
            found.append([words.code(name) for name in names])

        threads = [Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        begin.set()
        for thread in threads:
            thread.join(20)
        assert found[0] == found[1]
        assert len(words.words) == len(names)
