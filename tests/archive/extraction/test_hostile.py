"""The time that extraction takes grows with a text's length, and no faster."""

from __future__ import annotations

import pytest

from archive.extraction import extract
from tests.archive.extraction.gazetteers import small_gazetteer, story
from tests.growth import growth

GAZETTEER = small_gazetteer()
REPEATED = {
    "keywords in one paragraph": "tourism finance biotech, ",
    "amounts without an end": "$5 ",
    "amounts with their bracket": "5 million yuan (US$3 million) ",
    "names": "Alibaba and Putuo, ",
    "the company": "Alibaba said the company ",
    "months": "from January to ",
    "clauses": "built at yards which follow 3 firms' plans, falling 5 percent, ",
    "open brackets": "(",
    "digits": "1",
    "commas": "a, ",
}


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_four_times_the_text_takes_no_more_than_its_share(unit: str) -> None:
    def text(count: int) -> object:
        # The figure at the end asks for all that was named before it.
        return story(f"Some plain words. {unit * count}. It hired 50 clerks.")

    assert growth(lambda read: extract(read, GAZETTEER), text) < 9
