"""The day of an undated story: bounds that the text shows, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from archive.extraction import FigureFind, extract, infer_date
from tests.archive.extraction.cases import listed
from tests.archive.extraction.gazetteers import small_gazetteer, story

GAZETTEER = small_gazetteer()


@pytest.mark.parametrize(
    ("headline", "body", "year", "words", "why"), listed("inferred_years", shown=2)
)
def test_it_infers_the_year_where_the_words_fit_one_alone(
    headline: str, body: str, year: int | None, words: str, why: str
) -> None:
    inferred = infer_date(story(body, headline=headline))
    if year is None:
        bounds = (inferred.earliest, inferred.latest) if inferred else (None, None)
        assert None in bounds or bounds[0].year != bounds[1].year, why
        return
    assert inferred is not None, why
    assert (inferred.earliest.year, inferred.latest.year) == (year, year), why
    assert f'"{words}"' in inferred.reason, why


def _last(body: str, published: str = "", headline: str = "") -> FigureFind:
    return extract(story(body, published, headline), GAZETTEER).figures[-1]


def test_a_period_of_an_inferred_year_says_so_and_is_trusted_less() -> None:
    body = "In 2016 and 2017, taxes rose. Last year, they were 3 million yuan."
    figure = _last(body)
    assert figure.period.basis == "inferred"
    assert (figure.period.start, figure.period.end) == (
        date(2018, 1, 1),
        date(2018, 12, 31),
    )
    known = _last(body, "2019-04-03")
    assert (known.period.start, known.period.end) == (
        figure.period.start,
        figure.period.end,
    )
    assert known.period.words == figure.period.words
    assert known.period.basis == "publication"
    assert figure.confidence < known.confidence


def test_what_a_headline_dates_is_as_unsure_as_the_year_inferred() -> None:
    figure = _last(
        "This year (2019) is a good one.\n\nIt drew 40 firms.",
        headline="Harbor Town's sales in the first half",
    )
    assert figure.period.basis == "inferred"
    assert (figure.period.start, figure.period.end) == (
        date(2019, 1, 1),
        date(2019, 6, 30),
    )
    assert figure.confidence <= 0.6


def test_months_without_a_year_take_the_year_inferred() -> None:
    figure = _last(
        "In January and February, taxes were 3 million yuan, according to figures "
        "released by the city on March 14, 2012."
    )
    assert figure.period.start == date(2012, 1, 1)
    assert figure.period.basis == "inferred"


def test_the_end_of_the_year_is_that_of_the_year_inferred() -> None:
    figure = _last(
        "In the first five months of 2023, it drew 40 firms. A mill will open by the "
        "end of 2023. By the year-end, it expects to have 90 firms."
    )
    assert (figure.period.start, figure.period.end) == (None, date(2023, 12, 31))
    assert figure.period.basis == "inferred"


def test_a_late_month_without_a_year_stays_open() -> None:
    figure = _last(
        "In 2016 and 2017, taxes rose. Last year, they fell. In November, they were "
        "3 million yuan."
    )
    assert figure.period.start is None
    assert figure.period.symbol == "year?:11-11"


def test_the_days_an_editor_gives_tell_the_year() -> None:
    read = story("Last year taxes were 3 million yuan.")
    between = (date(2019, 1, 20), date(2019, 3, 31))
    (figure,) = extract(replace(read, published_between=between), GAZETTEER).figures
    assert figure.period.start == date(2018, 1, 1)
    assert figure.period.basis == "inferred"
    wide = (date(2019, 1, 20), date(2020, 3, 31))
    (figure,) = extract(replace(read, published_between=wide), GAZETTEER).figures
    assert figure.period.start is None


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
        (
            "It will have 40 firms by 2025. It will have 90 by 2030.",
            None,
            date(2025, 12, 31),
            "by 2025",
        ),
        (
            "By 2030, output is expected to have doubled since 2027.",
            None,
            date(2030, 12, 31),
            "By 2030",
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
