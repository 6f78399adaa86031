"""The time that a plain text takes grows with its length, and no faster."""

from __future__ import annotations

import time

import pytest

from archive.parsing.columns import is_column_layer, parse_columns
from archive.parsing.text import parse_text

REPEATED = {
    "one long line": "Prices rose a little in the district. ",
    "open brackets": "(",
    "lines of one letter": "a\n",
    "names": "Li Na\n\n",
    "paragraphs": "The harbor has grown by a third since the bridge was opened.\n\n",
    "wrapped lines": "some words stand on this line here and it goes on further on\n",
    "broken words": "a short line that ends in a wor-\n",
    "credits without an end": "[Photo by ",
}


def _read(text: str) -> None:
    if is_column_layer(text):
        parse_columns(text)
    else:
        parse_text(text)


def _seconds(unit: str, length: int) -> float:
    text = "Some plain words.\n" + unit * (length // len(unit))
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        _read(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_four_times_the_text_takes_no_more_than_its_share(unit: str) -> None:
    # Four times as long when it is linear, sixteen times when it is quadratic.
    assert _seconds(unit, 40_000) < 9 * max(_seconds(unit, 10_000), 0.005)
