"""Interleaved columns are taken apart: measured on layers whose answer is known."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from archive.parsing import parse
from archive.parsing.columns import is_column_layer, is_initial
from archive.parsing.joining import Vocabulary
from tests.archive.parsing.column_layers import Layer, Setting, make_layer

SEEDS = range(24)


def verdict(layer: Layer) -> str:
    """Whether the stories came out whole: "right", or what is wrong."""
    articles = parse(layer.text.encode(), "page.txt").articles
    if len(articles) != len(layer.expected):
        return "number of stories"
    bodies = {paragraphs: headline for headline, paragraphs, _ in layer.expected}
    for article in articles:
        headline = bodies.get(tuple(article.body.text.split("\n\n")))
        if headline is None:
            return "paragraphs"
        if article.headline is None or article.headline.text != headline:
            return "headline"
    captions = {
        (headline, caption) for headline, _, caption in layer.expected if caption
    }
    found = {
        (article.headline.text, caption.text)
        for article in articles
        for caption in article.captions
    }
    return "right" if found == captions else "captions"


# The least number of layers out of 24 that come out whole, word for word. What is
# missing is mostly a cut in mid-sentence where several continuations make sense.
@pytest.mark.parametrize(
    ("setting", "fewest"),
    [
        (Setting(), 20),
        (Setting(initials=False), 19),
        (Setting(hyphens=False), 19),
        (Setting(headlines="before", initials=False), 19),
        (Setting(mid_sentence=False), 23),
        (Setting(same_width=True), 17),
        (Setting(mid_sentence=False, same_width=True), 14),
        (Setting(trailing=False), 14),
        (Setting(stories=3), 20),
        (Setting(stories=1), 23),
    ],
    ids=str,
)
def test_it_takes_interleaved_stories_apart(setting, fewest):
    verdicts = Counter(verdict(make_layer(seed, setting)) for seed in SEEDS)
    assert verdicts["right"] >= fewest, verdicts


@pytest.mark.parametrize("seed", SEEDS)
def test_no_word_is_lost_or_told_twice(seed):
    layer = make_layer(seed, Setting(stories=3, same_width=True, initials=False))
    document = parse(layer.text.encode(), "page.txt")
    places: Counter[int] = Counter()
    for article in document.articles:
        parts = [article.body, *article.captions]
        parts += [article.headline] if article.headline else []
        for part in parts:
            for start, end in part.all_raw_ranges():
                places.update(range(start, end))
    assert not [place for place, count in places.items() if count > 1]
    spare = [remark for remark in document.remarks if "looks like a headline" in remark]
    missing = {
        char
        for place, char in enumerate(document.text)
        if place not in places and not char.isspace()
    }
    assert missing <= {"-"} or spare


def test_a_page_taken_apart_wrongly_mostly_says_that_it_is_in_doubt():
    wrong = doubted = 0
    for setting in (Setting(), Setting(trailing=False), Setting(same_width=True)):
        for seed in range(100, 130):
            layer = make_layer(seed, setting)
            if verdict(layer) != "right":
                wrong += 1
                doubted += bool(parse(layer.text.encode(), "page.txt").remarks)
    # Measured: 13 of 19 here; a floor that may only rise.
    assert wrong == 0 or doubted / wrong >= 0.65


def test_a_page_in_paragraphs_is_no_column_layer():
    text = "The port office will widen the quay by nine meters, it said.\n\n" * 30
    assert not is_column_layer(text)


def test_a_page_with_a_date_line_is_read_as_a_page():
    layer = make_layer(3, Setting(stories=1))
    assert is_column_layer(layer.text)
    assert not is_column_layer("07:05 UTC+8, 2022-03-08\n" + layer.text)


def test_a_menu_is_no_column_layer():
    assert not is_column_layer("News\n\nBiz\n\nVideo\n\nOpinion\n\n" * 20)


@pytest.mark.parametrize(
    ("left", "right", "text", "joined"),
    [
        ("P", "ort workers", "", True),
        ("T", "he harbor", "", True),
        ("A", "fter the fair", "", True),
        ("A", "harbor town", "the harbor", False),
        ("I", "nvestors came", "", True),
        ("A", "The harbor", "", False),
        ("12", "cranes", "", False),
    ],
)
def test_it_joins_a_drop_capital_to_its_word(left, right, text, joined):
    assert is_initial(left, right, Vocabulary([text, right])) is joined


def test_a_piece_without_a_fit_is_reported():
    layer = make_layer(2, Setting(stories=1))
    lines = layer.text.split("\n")
    cut = next(at for at, line in enumerate(lines) if line[:1].islower() and at > 5)
    document = parse("\n".join(["", *lines[cut:]]).encode(), "page.txt")
    assert any("begins inside a sentence" in remark for remark in document.remarks)


def calls(text: str) -> int:
    """How many Python functions a parse calls."""
    count = 0

    def counting(frame, event, arg):
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        parse(text.encode(), "page.txt")
    finally:
        sys.setprofile(before)
    return count


def test_the_work_grows_with_the_length_alone():
    layer = make_layer(1, Setting(initials=False)).text
    assert calls(layer * 8) < 3 * 8 / 2 * calls(layer * 2)
