"""What an editor saves is what stands there, whatever was changed in the text."""

from __future__ import annotations

import random

import pytest

from archive import parsing
from archive.decisions.rewording import laid_over, replacements
from archive.models import BodyRepair
from archive.spans import MappedText

WORDS = ["tax", "\n\n", " ", "3.5", "billion", "(US$4)", "–", "é", "\n", ", ", "Putuo"]


def edited(text: str, dice: random.Random) -> str:
    """The text with words put in, taken out, turned, joined or split somewhere."""
    for _ in range(dice.randint(1, 5)):
        start = dice.randrange(len(text) + 1)
        end = min(len(text), start + dice.choice([0, 1, 3, 20, 200]))
        words = "".join(dice.choices(WORDS, k=dice.randint(1, 4)))
        text = dice.choice(
            [
                text[:start] + words + text[start:],
                text[:start] + text[end:],
                words + text,
                text + words,
                text[end:],
                text[: max(start, len(text) // 2)],
                text[:start] + text[start:end][::-1] + text[end:],
                text.replace("\n\n", " ", 1),
                text[:start] + "\n\n" + text[start:],
            ]
        )
    return text


def repairs_of(machine: MappedText, words: str) -> list[BodyRepair]:
    return [
        BodyRepair(
            raw_ranges=[list(span) for span in machine.raw_ranges(start, end)],
            quote=machine.text[start:end],
            replacement=replacement,
        )
        for start, end, replacement in replacements(machine, words)
    ]


@pytest.fixture(scope="module")
def bodies(documents) -> list[tuple[str, MappedText]]:
    parsed = [parsing.parse(path.read_bytes(), path.name) for path in documents]
    return [(read.text, story.body) for read in parsed for story in read.articles]


def test_the_machine_s_body_with_its_repairs_is_what_the_editor_saved(
    bodies, pytestconfig
):
    dice = random.Random(11)
    for _ in range(80 * pytestconfig.getoption("rounds")):
        raw, body = dice.choice(bodies)
        words = edited(body.text, dice).strip("\n")
        repairs = repairs_of(body, words)
        starts = [repair.raw_ranges[0][0] for repair in repairs]
        assert len(set(starts)) == len(starts)
        assert laid_over(body, repairs, raw).text == words
        repairs.sort(key=lambda repair: repair.raw_ranges[0][0])
        assert laid_over(body, repairs, raw).text == words


@pytest.mark.parametrize("words", ["", "Nothing is left.", "\n\n"])
def test_all_of_a_body_can_be_taken_out(bodies, words):
    for raw, body in bodies:
        assert laid_over(body, repairs_of(body, words), raw).text == words


@pytest.mark.parametrize("words", ["the end", "Quite the start", "Q", "Quite. So"])
def test_characters_of_ours_at_the_ends_of_a_body_can_be_changed(words):
    raw = "uite the end"
    body = MappedText.join(
        [MappedText("Q", ()), MappedText.cut(raw, 0, 12), MappedText(".", ())], ""
    )

    assert laid_over(body, repairs_of(body, words), raw).text == words


def test_what_stays_of_a_replaced_word_keeps_its_place():
    raw = "firms in Putuo"
    text = MappedText.cut(raw, 0, len(raw)).replace(9, 14, "the new Putuo")

    assert text.text == "firms in the new Putuo"
    assert text.raw_ranges(17, 22) == ((9, 14),)
    assert text.raw_ranges(9, 17) == ()
