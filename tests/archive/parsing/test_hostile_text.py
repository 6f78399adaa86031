"""The time that a plain text takes grows with its length, and no faster."""

from __future__ import annotations

import pytest

from archive.parsing.columns import is_column_layer, parse_columns
from archive.parsing.text import parse_text
from tests.growth import growth

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


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_four_times_the_text_takes_no_more_than_its_share(unit: str) -> None:
    assert growth(_read, lambda count: "Some plain words.\n" + unit * count) < 9
