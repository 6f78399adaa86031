"""Periods: the time a figure speaks of, never a guess."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.extraction import Period, extract
from tests.archive.extraction.gazetteers import small_gazetteer, story

CASES = Path(__file__).parents[2] / "cases" / "extraction" / "periods.json"
GAZETTEER = small_gazetteer()


def _period(body: str, published: str = "") -> Period | None:
    return extract(story(body, published), GAZETTEER).figures[-1].period


def _cases() -> list:
    rows = json.loads(CASES.read_text(encoding="utf-8"))
    return [pytest.param(*row, id=f"{row[-1]} ({row[1] or 'undated'})") for row in rows]


@pytest.mark.parametrize(
    ("text", "published", "start", "end", "symbol", "why"), _cases()
)
def test_it_dates_a_figure(
    text: str, published: str, start: str, end: str, symbol: str, why: str
) -> None:
    period = _period(text, published)
    if symbol == "none":
        assert period is None, why
        return
    assert period is not None, why
    assert (period.start and period.start.isoformat()) == (start or None), why
    assert (period.end and period.end.isoformat()) == (end or None), why
    if symbol:
        assert period.symbol == symbol, why
        assert period.basis == "publication"


def test_a_later_figure_of_the_sentence_keeps_the_period() -> None:
    body = "In 2020 it earned 3 million yuan, up 4 percent from 2019."
    found = extract(story(body), GAZETTEER).figures
    assert [figure.period.start.year for figure in found] == [2020, 2020]
    assert found[1].comparison == "from 2019"


def test_a_sentence_without_a_period_takes_that_of_the_one_before() -> None:
    period = _period("In 2020 it earned 3 million yuan. Taxes were 2 million yuan.")
    assert period is not None
    assert (period.start.year, period.basis) == (2020, "context")


def test_a_period_is_lent_to_four_sentences_and_no_more() -> None:
    told = "In 2020 it earned 3 million yuan. "
    last = "Taxes were 2 million yuan."
    near = _period(told + "The harbor is old. " * 3 + last)
    assert near is not None
    assert (near.start.year, near.basis) == (2020, "context")
    assert _period(told + "The harbor is old. " * 4 + last) is None


def test_a_period_without_a_figure_is_lent_within_its_paragraph_only() -> None:
    told = "The harbor opened in 2020."
    near = _period(f"{told} Taxes were 2 million yuan.")
    assert near is not None
    assert near.start.year == 2020
    assert _period(f"{told}\n\nTaxes were 2 million yuan.") is None


def test_a_plan_does_not_take_the_period_of_the_past() -> None:
    assert (
        _period("In 2020 it earned 3 million yuan. It will earn 2 million yuan.")
        is None
    )


def test_what_is_so_now_does_not_take_the_period_of_the_past() -> None:
    body = "In 2020 it earned 3 million yuan. There are 40 firms in the park now."
    assert _period(body) is None


def test_two_amounts_with_a_year_each_keep_their_own() -> None:
    body = "It went from 9 million yuan in 2011 to 12 million yuan in 2021."
    found = extract(story(body), GAZETTEER).figures
    assert [figure.period.start.year for figure in found] == [2011, 2021]


def test_the_year_in_the_name_of_an_award_is_no_period() -> None:
    assert _period("The 2023 Harbor Prize went to 40 firms.", "2024-01-01") is None


def test_the_words_of_a_period_are_kept() -> None:
    period = _period("In the first half of 2023 it earned 3 million yuan.")
    assert period is not None
    assert period.words == "In the first half of 2023"
