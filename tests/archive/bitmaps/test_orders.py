"""Pages of a list cost no more in a process that has followed the archive for long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from archive import bitmaps, finding
from archive.bitmaps import orders
from archive.models import Article
from tests.factories import make_article, make_figure

pytestmark = pytest.mark.django_db

FIGURES = ("newest", "oldest", "value", "smallest")
IN_BUCKET = 4


def test_buckets_stay_small_where_ever_later_stories_with_larger_figures_come(
    monkeypatch,
):
    monkeypatch.setattr(orders, "IN_BUCKET", IN_BUCKET)
    largest = []
    for day in range(30):
        add(5, date(2023, 1, 1) + timedelta(days=day))
        state = bitmaps.current()
        rows = state.articles.universe.by_time, state.figures.by_time
        for order in (*rows, state.figures.by_value):
            assert sum(map(len, order.buckets)) == 5 * (day + 1)
            largest.append(max(map(len, order.buckets)))
    # As many as may be dealt to one of them, and as many as come before that is done.
    assert max(largest) <= 2 * IN_BUCKET + 8 * IN_BUCKET
    followed = lists()
    bitmaps.forget()
    assert followed == lists()
    newest = Article.objects.leading().newest()
    assert followed[0] == list(newest.values_list("pk", flat=True))


def add(count: int, day: date) -> None:
    """Stories of a day, each with a figure larger than all before it."""
    for hour in range(count):
        article = make_article(
            "Of 12 mills none closed.",
            published_on=day,
            published_at=f"{day}T{hour:02}:00:00+00:00",
            indexed=False,
        )
        make_figure(article, "12", article.pk)


def lists() -> list[list[int]]:
    """Articles from the newest on, and figures in all their orders, page by page."""
    articles = finding.articles(None, {}, flagged=False)
    figures = finding.figures(None, {}, flagged=False)
    asked = [(articles, "newest"), *((figures, order) for order in FIGURES)]
    return [
        [
            key
            for at in range(0, found.total, 7)
            for key in found.page(order, at, at + 7)
        ]
        for found, order in asked
    ]
