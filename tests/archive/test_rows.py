"""Rows of lists say what the models' objects say, and read less."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from archive import rows, search
from archive.models import Article, Figure
from archive.passages import sentence_of
from archive.portions import in_portion, place_address
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
    mention_district,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """One with something in every column, and a figure in every part."""
    story = make_article(
        "Quay paid 9.78 billion yuan. It rained.\nPort paid 12 percent more.",
        headline="Quay's 5 ships & “more”",
        standfirst="About 7 ships came.",
        captions="A quay with 8 cranes.",
        publisher="The Gazette",
        address="https://gazette.example/1",
        published_on="2031-05-04",
        published_at="2031-05-04T01:00:00Z",
        published_offset=480,
    )
    quay = make_district("Quay")
    mention_district(story, quay)
    mention_district(story, quay, occurrence=0, surface="paid")
    things = {
        "indicator": make_indicator("Harbour dues"),
        "subject_district": quay,
        "subject_company": make_company("Crane Works"),
    }
    make_figure(story, "12 percent", 12, "percent", kind="growth", flagged=True)
    make_figure(
        story,
        "9.78 billion yuan",
        "9780000000.5",
        hedge="about",
        period_start="2030-01-01",
        checks=[{"code": "a", "words": "odd"}, {"code": "b", "words": "odder"}],
        dismissed_checks={"b": "no"},
        conversion_surface="1.2 dollars",
        conversion_value="1.25",
        **things,
    )
    for surface, part in (("5", "headline"), ("7", "standfirst"), ("8", "captions")):
        make_figure(story, surface, surface, "count:things", part=part)
    return Article.objects.select_related("document").get(pk=story.pk)


def test_a_row_of_a_story_says_what_the_story_says(story):
    (row,) = rows.articles([story.pk], None)
    for name in (*rows.ARTICLE_COLUMNS, "title", "slug", "raw_ranges", "body"):
        assert getattr(row, name) == getattr(story, name), name
    assert row.get_absolute_url() == story.get_absolute_url()
    assert row.document.sha256 == story.document.sha256
    assert row.document.received_at == story.document.received_at
    assert row.snippet == search.snippet(story, None)
    (district,) = row.districts_about
    assert (str(district), district.get_absolute_url()) == ("Quay", "/districts/quay/")
    first = Figure.objects.get(surface="5")
    assert row.first_figure.get_absolute_url() == first.get_absolute_url()
    assert (row.figure_count, row.flagged_count) == (5, 1)


def test_a_row_of_a_figure_says_what_the_figure_says(story):
    figures = list(Figure.objects.order_by("-pk"))
    found = rows.figures([figure.pk for figure in figures])
    assert [row.pk for row in found] == [figure.pk for figure in figures]
    for row, figure in zip(found, figures, strict=True):
        for name in (*rows.FIGURE_COLUMNS, "anchor", "subject", "standing_checks"):
            assert getattr(row, name) == getattr(figure, name), name
        assert row.get_absolute_url() == figure.get_absolute_url()
        assert row.get_kind_display() == figure.get_kind_display()
        assert row.passage == sentence_of(story, figure)
        for thing in rows.FIGURE_THINGS:
            named, known = getattr(row, thing), getattr(figure, thing)
            assert str(named) == str(known)
            if known:
                assert named.slug == known.slug
                assert named.get_absolute_url() == known.get_absolute_url()


@override_settings(ARCHIVE_ARTICLE_CHARACTERS=2000, ARCHIVE_SNIPPET_CHARACTERS=30_000)
def test_a_row_leads_to_the_right_part_of_a_long_story():
    stories = [make_article("It paid 12 yuan for oak. " * 1000) for _ in range(2)]
    figures = [
        make_figure(story, "12 yuan", 12, occurrence=place)
        for story in stories
        for place in (0, 500, 999)
    ]
    found = rows.figures([figure.pk for figure in figures])

    def address(figure, article):
        return place_address(article, figure.part, figure.start, figure.anchor)

    with CaptureQueriesContext(connection) as queries:
        led = [address(row, row.article) for row in found]
    assert led == [address(figure, figure.article) for figure in figures]
    assert "?part=" in led[-1]
    assert len(queries) == 1, "the long texts of a page are read together"
    for row in rows.articles([stories[0].pk], search.parse("oak")):
        assert in_portion(row, "body", 24_000) == in_portion(stories[0], "body", 24_000)


def test_rows_come_in_the_order_asked_for_and_none_that_is_gone(story):
    other = make_article("Another.")
    asked = [other.pk, 10**9, story.pk]
    assert [row.pk for row in rows.articles(asked, None)] == [other.pk, story.pk]
    assert rows.articles([], None) == rows.figures([]) == ()
