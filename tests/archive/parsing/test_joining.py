"""Words broken at a line's end are joined by evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.parsing.joining import Vocabulary, join_lines, keeps_hyphen
from archive.parsing.lines import lines_of

CASES = json.loads(
    (Path(__file__).parents[2] / "cases/parsing/hyphens.json").read_text("utf-8")
)


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['left']}-{case['right']}"
)
def test_it_decides_on_the_hyphen_by_evidence(case):
    vocabulary = Vocabulary([case["text"]])
    kept = keeps_hyphen(case["left"], case["right"], vocabulary)
    assert kept is case["keep"], case["why"]


def test_halves_of_broken_words_are_no_evidence():
    vocabulary = Vocabulary(["a group of repre-", "", "sent atives came"])
    assert "repre" not in vocabulary
    assert "sent" not in vocabulary
    assert "came" in vocabulary


def test_joined_lines_lead_back_to_the_raw_text():
    raw = "The  dis-\ntrict \r\nkeeps long-\nterm   plans"
    lines = list(lines_of(raw))
    joined = join_lines(raw, lines, Vocabulary(line.text for line in lines))
    assert joined.text == "The district keeps long-term plans"
    for run in joined.runs:
        assert joined.text[run.start : run.end] == raw[run.raw_start : run.raw_end]
    start = joined.text.index("district")
    assert joined.raw_ranges(start, start + 8) == ((5, 8), (10, 15))
