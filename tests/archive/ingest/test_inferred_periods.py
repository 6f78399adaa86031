"""Periods of undated stories: stored with their basis, resolved when a day is known."""

from __future__ import annotations

from datetime import date

import pytest

from archive import decisions, gold
from archive.models import Article, Document, Figure
from tests.archive.ingest.directly import take_directly

RUN = """In 2016 and 2017, taxes in Putuo District rose by 30 percent each year.

Last year, firms in Putuo District paid taxes of 565 million yuan.
"""
SILENT = """Last year, firms in Putuo District paid taxes of 565 million yuan.

The firms are pleased, and so is Putuo District.
"""


@pytest.fixture
def taken(world, tmp_path):
    """Takes a text in; gives the figure of last year's taxes."""

    def take(text: str) -> Figure:
        path = tmp_path / "taxes.txt"
        path.write_text(text, encoding="utf-8")
        (outcome,) = take_directly([path], world)
        assert not outcome.failed, outcome.reason
        return Figure.objects.get(value=565_000_000)

    return take


def test_it_stores_that_a_period_follows_from_an_inferred_date(taken):
    figure = taken(RUN)
    assert (figure.period_start, figure.period_end) == (
        date(2018, 1, 1),
        date(2018, 12, 31),
    )
    assert figure.period_basis == Figure.PeriodBasis.INFERRED
    assert figure.period_symbol == "year-1"
    assert (figure.article.date_basis, figure.article.published_on) == (
        "inferred",
        None,
    )
    assert "In 2016 and 2017 ... Last year" in figure.article.date_reason


def test_it_keeps_a_period_open_where_the_words_show_no_year(taken):
    figure = taken(SILENT)
    assert (figure.period_start, figure.period_end) == (None, None)
    assert figure.period_symbol == "year-1"


@pytest.mark.parametrize("text", [RUN, SILENT])
def test_a_day_that_is_entered_overrules_what_was_inferred(taken, text):
    figure = taken(text)
    decisions.correct(figure.article, {"published_on": date(2023, 5, 4)}, None)
    figure.refresh_from_db()
    assert figure.period_start == date(2022, 1, 1)
    assert figure.period_basis == Figure.PeriodBasis.PUBLICATION


def test_days_that_an_editor_gives_resolve_a_period(taken):
    figure = taken(SILENT)
    between = {
        "date_basis": Article.DateBasis.INFERRED,
        "date_earliest": date(2018, 1, 20),
        "date_latest": date(2018, 3, 31),
        "date_reason": "The rate of exchange fits no other month.",
    }
    decisions.correct(figure.article, between, None)
    figure.refresh_from_db()
    assert figure.period_start == date(2017, 1, 1)
    assert figure.period_basis == Figure.PeriodBasis.INFERRED


def test_the_export_gives_a_period_that_was_inferred(taken):
    taken(RUN)
    (document,) = gold.documents(Document.objects.all())
    (article,) = document["articles"]
    figure = next(f for f in article["figures"] if f["unit"] == "CNY")
    assert figure["period"] == {"start": "2018-01-01", "end": "2018-12-31"}
    assert article["published"] is None
    assert article["published_inferred"]["earliest"] == "2019-01-01"
