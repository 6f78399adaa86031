"""What holds for every document: the map, one owner per character, no surprise."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.parsing import ParsedDocument, UnreadableDocument, parse
from tests.archive.parsing.column_layers import Setting, make_layer
from tests.effort import examples

ROOT = Path(__file__).parents[3]
FILES = [
    *sorted((ROOT / "seeds/documents").glob("*.txt")),
    *sorted((ROOT / "tests/documents").glob("page_*.txt")),
]


def check(document: ParsedDocument) -> None:
    """The invariants of a parsed document."""
    owners: Counter[int] = Counter()
    assert document.articles
    for article in document.articles:
        assert article.body.text.strip()
        parts = [article.body, *article.captions, *article.notes]
        parts += [part for part in (article.headline, article.standfirst) if part]
        for part in parts:
            assert part.text
            reached = 0
            for run in part.runs:
                assert run.start >= reached
                assert run.length > 0
                reached = run.end
                printed = document.text[run.raw_start : run.raw_end]
                assert part.text[run.start : run.end].lower() == printed.lower()
            assert reached <= len(part.text)
        for start, end in article.body.all_raw_ranges():
            owners.update(range(start, end))
        for start, end in article.pieces:
            assert 0 <= start < end <= len(document.text)
        inside = article.body.all_raw_ranges()
        assert all(
            any(low <= start and end <= high for low, high in article.pieces)
            for start, end in inside
        )
    assert not [place for place, count in owners.items() if count > 1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_documents_hold_the_invariants(path):
    data = path.read_bytes()
    document = parse(data, path.name)
    check(document)
    assert parse(data, path.name) == document


@pytest.mark.parametrize("seed", range(12))
def test_column_layers_hold_the_invariants(seed):
    check(parse(make_layer(seed, Setting(stories=3)).text.encode(), "page.txt"))


LINES = st.sampled_from(
    [
        "",
        " ",
        "Gan Zhifei",
        "By Mary Poole",
        "News / Metro",
        " date 2022-03-09 ",
        "07:05 UTC+8, 2022-03-08   0",
        "Editor's note:",
        "Source: Lindeng Daily   Editor: Gan Zhifei",
        "Special Reports",
        "Copyright 2022 © Lindeng Daily",
        "Lindeng widens its quay",
        "The port office will widen the quay by nine meters, it said on Monday.",
        "Workers load barges at the northern lock on Friday.",
        "which will be finished in the com-",
        "ing year, as the hI-TECh office",
        "[Photo/Xinhua]",
        "P",
        "ort officials",
        "它将增长。",
        "•",
        "\t\u00a0\u3000",
        "\u2028",
    ]
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(LINES, max_size=60), st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
def test_any_order_of_lines_holds_the_invariants(lines, end):
    data = end.join(lines).encode()
    try:
        check(parse(data, "page.txt"))
    except UnreadableDocument as refused:
        assert refused.code in ("empty", "no_text")


@settings(max_examples=examples(200), deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_code(data):
    try:
        check(parse(data, "bytes"))
    except UnreadableDocument as refused:
        assert refused.code and refused.reason


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "a " * 150_000,
        "A " * 150_000,
        ". " * 100_000 + "a",
        "-\n" * 50_000 + "a",
        "Source: " * 30_000,
        "Editor's note:\n" * 5_000 + "a story of the port.",
        "Gan Zhifei\n" * 5_000,
        "date 2022-01-01 " * 5_000,
        "2022-01-01 " * 5_000,
        "(" * 100_000 + "a",
        "/ News " * 20_000,
        "\u00a0" * 100_000 + "a",
        '"' * 50_000 + "said a",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_are_read_or_refused(text):
    try:
        check(parse(text.encode(), "hostile.txt"))
    except UnreadableDocument as refused:
        assert refused.code == "no_text"
