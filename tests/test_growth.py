"""The measure that tests of hostile input stand on tells a square from a line."""

from __future__ import annotations

import pytest

from tests import growth as measure
from tests.growth import growth


@pytest.fixture(autouse=True)
def small_sizes(monkeypatch):
    monkeypatch.setattr(measure, "LONG_ENOUGH", 0.004)


def test_a_reading_in_line_with_the_length_takes_its_share():
    assert 2 < growth(sum, range) < 9


def test_a_reading_that_looks_back_at_all_before_takes_more_than_its_share():
    def look_back(numbers: list[int]) -> int:
        return sum(numbers.index(number) for number in numbers)

    assert growth(look_back, lambda count: list(range(count))) > 9
