"""Which lines state a date of publication."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from archive.parsing.dates import date_line, edition_date, last_date

CASES = json.loads(
    (Path(__file__).parents[2] / "cases/parsing/date_lines.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["line"])
def test_it_reads_the_day_and_the_moment(case):
    found = date_line(case["line"])
    assert (found.on.isoformat() if found else None) == case["on"], case["why"]
    moment = found.at.isoformat() if found and found.at else None
    assert moment == case["at"], case["why"]


def test_an_edition_line_gives_its_day_and_the_place_of_its_rest():
    assert edition_date("date 2023-08-17") == (date(2023, 8, 17), 15)
    day, rest = edition_date("date 2024-02-03 The port grew.")
    assert (day, "date 2024-02-03 The port grew."[rest:]) == (
        date(2024, 2, 3),
        "The port grew.",
    )
    assert edition_date("update 2023-08-17") is None


def test_a_headline_may_end_with_the_day_of_its_event():
    assert last_date("Briefing of the district on July 14, 2020") == date(2020, 7, 14)
    assert last_date("Briefing of July 14, 2020 on harbors") is None
