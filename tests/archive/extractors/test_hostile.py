"""Whatever is said of whatever text: the time it takes grows with their length."""

from __future__ import annotations

import pytest

from archive.extraction import Story
from archive.extraction.interface import LABELS
from archive.extractors.answers import Row
from archive.extractors.checking import LONGEST, Checker
from archive.extractors.places import Text
from tests.archive.extractors.told import RULES
from tests.growth import growth

TEXTS = {
    "figures": "In 2023, Putuo had 3,000 firms and 12.5 billion yuan. ",
    "numbers": "1 ",
    "names": "Putuo ",
    "blanks": "a   b\n",
    "letters": "a",
    "Chinese": "普陀",
}
SAID = {"value": "3", "indicator": "a a a", "subject": "firms", "name": "b " * 200}


def said_of(text: str) -> tuple[Story, list[Row]]:
    """A story, and an annotation for every few of its characters."""
    size = len(text)
    rows = [
        [LABELS[at % 4], "body", at, min(at + LONGEST - at % 290, size), SAID, 1]
        for at in range(0, size, 29)
    ]
    return Story("", "", text), rows


@pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)
def test_annotations_are_checked_in_time_that_grows_with_their_number(words):
    def check(case: tuple[Story, list[Row]]) -> None:
        told, rows = case
        own = RULES.extract(told)
        Checker(told, RULES, own).check(rows, "echo 1")

    assert growth(check, lambda size: said_of(words * (size // len(words) + 1))) < 9


@pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)
def test_words_are_looked_up_in_time_that_grows_with_the_text(words):
    def look(text: str) -> None:
        Text(text).places(words * 9)
        Text(text).places("zz")

    assert growth(look, lambda size: words * (size // len(words) + 1)) < 9
