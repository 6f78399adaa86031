"""A sketch is the same everywhere, and copies share much of it."""

from __future__ import annotations

import time

import pytest

from archive.duplicates.reading import MOST_CHARACTERS, read_words
from archive.duplicates.sketching import FEWEST_WORDS, KEYS, sketch
from tests.archive.duplicates.stories import STORIES

CHINESE = (
    "普陀区今年前七个月完成地方财政收入九十七点八一亿元，同比增长百分之十二。"
    "区长表示，新能源汽车和机器人企业是主要动力，明年还将建成两个产业园区。"
)


def test_a_sketch_is_the_same_in_every_process_and_version():
    # Written down once: another value would make stored sketches worthless. Python's
    # own hashes of words differ from process to process.
    assert sketch(STORIES[0])[:3] == (212159206428903, 73281372828324, 80581549880740)
    assert all(0 <= key < 2**48 for key in sketch(STORIES[0]))


def test_a_story_has_as_many_keys_as_a_sketch_takes():
    assert len(sketch(STORIES[0])) == KEYS


@pytest.mark.parametrize("text", ["", "Too short.", "word " * (FEWEST_WORDS - 1)])
def test_a_very_short_text_has_no_sketch(text):
    assert sketch(text) == ()


def test_a_text_of_one_word_over_and_over_has_one_key():
    assert len(sketch("word " * 500)) == 1


def test_half_of_a_story_shares_about_half_of_its_keys():
    shared = [
        len(set(sketch(story)) & set(sketch(story[: len(story) // 2])))
        for story in STORIES
    ]
    assert KEYS * 0.35 <= sum(shared) / len(shared) <= KEYS * 0.65


def test_quotes_dashes_blanks_case_and_asides_do_not_matter():
    story = STORIES[0]
    other = story.replace("'", "’").replace('"', "”").replace(" ", "\u00a0 ").upper()
    other = other.replace("CROWNS", "CROWNS (38.1 MILLION DOLLARS)")
    assert sketch(other) == sketch(story)


def test_chinese_signs_are_words():
    assert len(sketch(CHINESE)) == KEYS
    shared = set(sketch(CHINESE)) & set(sketch(f"本报讯　{CHINESE}（记者　王敏）"))
    assert len(shared) >= KEYS - 2


def test_letters_that_no_encoding_knows_do_no_harm():
    assert sketch("\ud800 " + STORIES[0])


@pytest.mark.parametrize("sign", ["(", "[", "1.", "a(", "1,1,", "\u00ad(", "中("])
def test_reading_takes_a_time_that_grows_with_the_text_alone(sign):
    text = sign * MOST_CHARACTERS
    start = time.process_time()
    read_words(text)
    assert time.process_time() - start < 1


def test_what_stands_beyond_the_limit_is_not_looked_at():
    text = "x " * MOST_CHARACTERS
    assert sketch(text + STORIES[0]) == sketch(text + STORIES[1])
