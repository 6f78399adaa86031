"""Where long texts are parted, and in which part a place stands."""

from __future__ import annotations

import random

import pytest

from archive.portions import SHORTER, Portions, place_address
from tests.factories import make_article, make_figure


def pieces(portions: Portions, texts: dict[str, str]) -> list[str]:
    """What each portion shows, its parts one after another."""
    return [
        "".join(
            texts[part][start:end]
            for part, (start, end) in portions[number].spans.items()
        )
        for number in range(1, portions.total + 1)
    ]


def hostile(seed: int) -> dict[str, str]:
    """Texts of random length, of words, breaks, neither, or nothing at all."""
    source = random.Random(seed)
    signs = source.choice(["a", "a b\n", "ab \n\n\n", "\n", " ", "é中 \n"])
    return {
        name: "".join(source.choices(signs, k=source.choice([0, 1, 30, 400, 1000])))
        for name in ("standfirst", "body", "captions", "notes")
    }


@pytest.mark.parametrize("seed", range(60))
def test_portions_hold_all_of_the_texts_once_and_in_order(seed):
    texts = hostile(seed)
    portions = Portions(texts, 100)
    shown = pieces(portions, texts)
    assert "".join(shown) == "".join(texts.values())
    assert all(len(piece) <= 100 + 100 // SHORTER for piece in shown)
    assert all(len(piece) >= 100 - 100 // SHORTER for piece in shown[:-1])


@pytest.mark.parametrize("seed", range(60))
def test_every_place_is_in_the_portion_that_is_named_for_it(seed):
    texts = hostile(seed)
    portions = Portions(texts, 100)
    for part, text in texts.items():
        for start in range(len(text)):
            low, high = portions[portions.number(part, start)].spans[part]
            assert low <= start < high


def test_a_text_of_usual_length_is_one_portion():
    portions = Portions({"standfirst": "", "body": "x" * 100}, 100)
    assert portions.total == 1
    assert portions[1].spans == {"body": (0, 100)}
    assert (portions[1].previous, portions[1].next) == (None, None)


def test_no_text_at_all_is_one_portion_of_nothing():
    portions = Portions({"body": ""}, 100)
    assert (portions.total, portions[1].spans) == (1, {})


@pytest.mark.parametrize(
    ("text", "end", "why"),
    [
        ("a" * 80 + "\n\n" + "b c\nd" * 60, 82, "a paragraph ends"),
        ("a" * 80 + "\n" + "b c" * 60, 81, "a line ends"),
        ("a" * 80 + " " + "b" * 200, 81, "a word ends"),
        ("a" * 300, 100, "there is nothing better"),
        ("a" * 50 + "\n\n" + "b" * 250, 100, "the paragraph ends too far before"),
    ],
)
def test_a_portion_ends_where(text, end, why):
    assert Portions({"body": text}, 100)[1].spans["body"] == (0, end), why


def test_a_short_part_is_not_cut_when_it_can_begin_the_next_portion():
    texts = {"body": "a" * 90, "captions": "two words", "notes": "b" * 40}
    portions = Portions(texts, 100)
    assert "notes" not in portions[1].spans
    assert portions[2].spans["notes"] == (0, 40)


@pytest.mark.parametrize("given", ["0", "4", "-1", "1.0", "", "x", "²", "9" * 7])
def test_a_portion_that_is_not_there_is_none(given):
    assert Portions({"body": "x" * 300}, 100).asked(given) is None


def test_a_portion_is_asked_for_by_its_number():
    portions = Portions({"body": "x" * 300}, 100)
    assert portions.asked("3").number == 3
    assert portions.asked(None).number == 1
    assert portions.asked(None, otherwise=2).number == 2


@pytest.mark.django_db
def test_the_address_of_a_place_names_the_part_only_where_it_must(settings):
    settings.ARCHIVE_ARTICLE_CHARACTERS = 100
    story = make_article("9 yuan first." + " Words." * 30 + " 8 yuan last.")
    first, last = make_figure(story, "9 yuan", 9), make_figure(story, "8 yuan", 8)
    page = story.get_absolute_url()
    for figure, query in ((first, ""), (last, "?part=3")):
        address = place_address(story, figure.part, figure.start, figure.anchor)
        assert address == f"{page}{query}#{figure.anchor}"
