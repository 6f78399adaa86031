"""Reports of one form are no one story where they are filed apart."""

from __future__ import annotations

from datetime import date

import pytest

from archive.duplicates.labels import Labels, told_apart

BOSTON, CHICAGO = frozenset({1}), frozenset({2})
NOWHERE: frozenset[int] = frozenset()


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (Labels(None, False, BOSTON), Labels(None, False, CHICAGO), True),
        (Labels(None, False, BOSTON), Labels(None, False, NOWHERE), False),
        (Labels(date(1999, 3, 1), True, BOSTON), Labels(None, False, BOSTON), False),
        (
            Labels(date(1999, 3, 1), True, BOSTON),
            Labels(date(1999, 4, 1), True, BOSTON),
            True,
        ),
        (
            Labels(date(1999, 3, 1), True, NOWHERE),
            Labels(date(1999, 3, 30), False, NOWHERE),
            False,
        ),
        (
            Labels(date(2021, 3, 1), False, NOWHERE),
            Labels(date(2021, 3, 3), False, NOWHERE),
            False,
        ),
        (
            Labels(date(2021, 3, 1), False, NOWHERE),
            Labels(date(2021, 5, 1), False, NOWHERE),
            True,
        ),
    ],
)
def test_dates_and_districts_tell_stories_apart(one, other, apart):
    assert told_apart(one, other) is told_apart(other, one) is apart
