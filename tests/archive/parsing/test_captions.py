"""A caption is told from a paragraph of the story by its grammar."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.parsing.captions import caption_score, is_certain_credit, is_credit

CASES = json.loads(
    (Path(__file__).parents[2] / "cases/parsing/captions.json").read_text("utf-8")
)
STORY = "The district has drawn 40 companies since spring, said its director."


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_it_tells_a_caption_from_a_paragraph(case):
    assert (caption_score(case["text"]) >= 1) is case["caption"], case["why"]


@pytest.mark.parametrize(
    "line",
    [
        "Photo by Bao Renshu",
        "Photo: Yue Shanlan",
        "Bao Renshu / SHINE",
        "Imaginechina",
        "Provided to Lindeng Daily",
        "Courtesy of the port office",
        "[Photo/Xinhua]",
        "Xinhua",
    ],
)
def test_it_knows_a_credit_that_says_what_it_is(line):
    assert is_certain_credit(line)


@pytest.mark.parametrize(
    "line", ["Photo fair opens in Wenqiao", "Smart City", "and/or", "Public works"]
)
def test_it_does_not_take_a_title_for_a_certain_credit(line):
    assert not is_certain_credit(line)


def test_a_name_is_a_credit_where_something_else_speaks_for_it():
    assert is_credit("Gan Zhifei", STORY, repeated=False, attached=False)
    assert is_credit("Mary Poole", STORY, repeated=True, attached=False)
    assert is_credit("Mary Poole", STORY, repeated=False, attached=True)
    caption = "A view of the ferry pier at dusk."
    assert is_credit("Mary Poole", caption, repeated=False, attached=False)


def test_a_lone_subhead_in_capitals_is_not_a_credit():
    assert not is_credit("Green Finance", STORY, repeated=False, attached=False)
