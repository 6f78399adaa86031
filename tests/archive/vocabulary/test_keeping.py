"""What is kept in memory is neither out of date nor read all the time."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from archive.vocabulary.keeping import Kept


@pytest.fixture
def clock(monkeypatch) -> SimpleNamespace:
    clock = SimpleNamespace(now=0.0)
    clock.monotonic = lambda: clock.now
    monkeypatch.setattr("archive.vocabulary.keeping.time", clock)
    return clock


class Table:
    """Something to read, which takes so many seconds."""

    def __init__(self, clock: SimpleNamespace, seconds: float = 0) -> None:
        self.clock, self.seconds = clock, seconds
        self.version = 1
        self.readings = 0

    def read(self) -> int:
        self.clock.now += self.seconds
        self.readings += 1
        return self.version

    def state(self) -> int:
        return self.version


def test_it_is_read_again_when_it_changed_and_not_before(clock):
    table = Table(clock)
    kept = Kept(table.read, table.state)
    assert [kept.value(), kept.value(), table.readings] == [1, 1, 1]
    table.version = 2
    assert [kept.value(), kept.value(), table.readings] == [2, 2, 2]
    kept.forget()
    assert [kept.value(), table.readings] == [2, 3]


def test_nobody_looks_for_a_change_until_the_pause_is_over(clock):
    table = Table(clock)
    kept = Kept(table.read, table.state, pause=10)
    kept.value()
    table.version = 2
    clock.now = 9
    assert kept.value() == 1
    clock.now = 11
    assert kept.value() == 2


def test_what_takes_long_to_read_is_read_seldom(clock):
    table = Table(clock, seconds=0.5)
    kept = Kept(table.read, table.state)
    kept.value()
    table.version = 2
    clock.now = 49
    assert kept.value() == 1
    clock.now = 51
    assert kept.value() == 2
