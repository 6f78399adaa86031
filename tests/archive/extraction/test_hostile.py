"""The time that extraction takes grows with a text's length, and no faster."""

from __future__ import annotations

import time

import pytest

from archive.extraction import extract
from tests.archive.extraction.gazetteers import small_gazetteer, story

GAZETTEER = small_gazetteer()
REPEATED = {
    "keywords in one paragraph": "tourism finance biotech, ",
    "amounts without an end": "$5 ",
    "amounts with their bracket": "5 million yuan (US$3 million) ",
    "names": "Alibaba and Putuo, ",
    "the company": "Alibaba said the company ",
    "months": "from January to ",
    "open brackets": "(",
    "digits": "1",
    "commas": "a, ",
}


def _seconds(unit: str, length: int) -> float:
    read = story("Some plain words. " + unit * (length // len(unit)))
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        extract(read, GAZETTEER)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_four_times_the_text_takes_no_more_than_its_share(unit: str) -> None:
    # Four times as long when it is linear, sixteen times when it is quadratic.
    assert _seconds(unit, 60_000) < 9 * max(_seconds(unit, 15_000), 0.005)
