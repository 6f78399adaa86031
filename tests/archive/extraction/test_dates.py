"""The day of an undated story: bounds that the text shows, or nothing."""

from __future__ import annotations

from datetime import date

import pytest

from archive.extraction import infer_date
from tests.archive.extraction.gazetteers import story


@pytest.mark.parametrize(
    ("body", "earliest", "latest", "words"),
    [
        ("Since 2021, it has drawn 5 firms.", date(2021, 1, 1), None, "Since 2021"),
        (
            "In 2016 and 2017, revenue increased.",
            date(2017, 1, 1),
            None,
            "In 2016 and 2017",
        ),
        ("It opened in March 2017.", date(2017, 3, 1), None, "in March 2017"),
        (
            "It opened in 2017 and was renewed in 2019.",
            date(2019, 1, 1),
            None,
            "in 2019",
        ),
        (
            "It aims to draw 9 firms by the end of 2030.",
            None,
            date(2030, 12, 31),
            "by the end of 2030",
        ),
        (
            "It opened in 2020. It will have 9 parks by 2025.",
            date(2020, 1, 1),
            date(2025, 12, 31),
            "in 2020",
        ),
    ],
)
def test_it_infers_bounds_and_says_from_which_words(
    body: str, earliest: date | None, latest: date | None, words: str
) -> None:
    inferred = infer_date(story(body))
    assert inferred is not None
    assert (inferred.earliest, inferred.latest) == (earliest, latest)
    assert f'"{words}"' in inferred.reason


@pytest.mark.parametrize(
    "body",
    [
        "It signed on Tuesday.",
        "Last year it drew 5 firms.",
        "It signed on April 2.",
        "It will open in 2030.",
        "The 2035 plan was approved.",
        "",
    ],
)
def test_it_infers_nothing_where_the_text_shows_nothing(body: str) -> None:
    assert infer_date(story(body)) is None


def test_a_dated_story_needs_no_inference() -> None:
    assert infer_date(story("Since 2021 it grew.", "2023-08-19")) is None


def test_a_text_that_contradicts_itself_dates_nothing() -> None:
    assert infer_date(story("It opened in 2030. It will grow by 2025.")) is None
