"""What docs/search.md shows can be typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive import search
from archive.search.query import FIELDS

DOCS = Path(__file__).parents[3] / "docs" / "search.md"
TABLE = DOCS.read_text(encoding="utf-8").partition("## What comes first")[0]
EXAMPLES = [
    example
    for row in re.findall(r"^\| (`[^|]+) \|", TABLE, re.MULTILINE)
    for example in re.findall("`([^`]+)`", row)
]


@pytest.mark.parametrize("words", EXAMPLES)
def test_an_example_of_the_docs_is_understood(words):
    assert search.parse(words).words == words


def test_every_field_has_an_example():
    terms = (term for words in EXAMPLES for term in search.parse(words).terms())
    assert {term.field for term in terms} == {"", *FIELDS}
