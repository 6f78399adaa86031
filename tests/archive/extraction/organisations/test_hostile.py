"""The time that names take grows with a text's length, and no faster."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from archive.extraction import Story
from archive.extraction.organisations import find_companies
from tests.archive.extraction.organisations.reading import PLACES
from tests.growth import growth

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re")
WORDS = ["".join(parts).capitalize() for parts in product(SYLLABLES, repeat=4)]
REPEATED: dict[str, Callable[[str], str]] = {
    "firms, each another": lambda word: f"Firms such as {word} came. ",
    "a list without an end": lambda word: f"{word}, ",
    "capitals without an end": lambda word: f"{word} ",
    "names tied": lambda word: f"Bank of {word} and ",
    "one beginning for all": lambda word: f"Kelvo {word} Foods grew. ",
    "acronyms": lambda word: f"{word.upper()} (ABC) ",
    "a known name": lambda word: "Northwind and ",
    "joined letters": lambda word: "aA'A-A&",
    "quotes that stay open": lambda word: f"“{word} ",
}


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_four_times_the_names_take_no_more_than_their_share(unit) -> None:
    def text(count: int) -> Story:
        body = "".join(unit(WORDS[number % len(WORDS)]) for number in range(count))
        return Story("", "", f"Some plain words. {body}")

    assert growth(lambda story: find_companies(story, PLACES), text) < 9
