"""Texts of very many lines: read in little memory, or refused for what they are."""

from __future__ import annotations

import tracemalloc

import pytest

from archive.parsing import UnreadableDocument, parse
from archive.parsing.lines import lines_of, printed_lines
from archive.parsing.text import MOST_LINES
from tests.growth import growth

FIRST = "The port of Lindeng grew by a third last year, its office said."
LAST = "It will grow again this year, and so will the town around it."


def spread(blanks: str) -> bytes:
    return f"{FIRST}\n{blanks}{LAST}".encode()


@pytest.mark.parametrize("blank", ["\n", "\r\n", " \t\n", "\x0c", "\u2028"])
def test_blank_lines_cost_neither_time_nor_memory(blank):
    data = spread(blank * 300_000)
    tracemalloc.start()
    document = parse(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert document.articles[0].body.text == f"{FIRST}\n\n{LAST}"
    assert peak < 12 * len(data)
    assert growth(parse, lambda count: spread(blank * count)) < 9


def test_blank_lines_below_one_another_are_one():
    text = "a\n\n \n\t\r\n  b \r\rc\x0b"

    assert [(line.start, line.text) for line in lines_of(text)] == [
        (0, "a"),
        (2, ""),
        (10, "b"),
        (13, ""),
        (14, "c"),
        (16, ""),
    ]
    assert printed_lines(text) == ["a", "b", "c"]
    assert printed_lines(text, 2) == ["a", "b"]


def test_a_text_of_too_many_lines_is_refused_at_once():
    with pytest.raises(UnreadableDocument) as refused:
        parse(b"a\n" * 3_000_000)

    assert refused.value.code == "no_text"
    assert f"more than {MOST_LINES:,} lines" in refused.value.reason
