"""What is asked for again is answered by what is so now."""

from __future__ import annotations

import pytest

from archive import finding, search
from archive.bitmaps.chunks import CHUNK
from archive.changes import changed
from archive.finding import frequent, refreshing
from archive.models import Chunk, TermChunk, WordCounts
from districts.models import DistrictAlias
from tests.factories import make_article, make_district, make_figure, mention_district

pytestmark = pytest.mark.django_db


def stories():
    return finding.articles(None, {}, flagged=False).total


def figures(*, flagged=False):
    return finding.figures(None, {}, flagged=flagged).total


def test_all_figures_are_there_after_somebody_asked_for_flagged_ones():
    article = make_article("Of 12 mills 7 are new.")
    make_figure(article, "12", 12, flagged=True)
    make_figure(article, "7", 7)
    assert [figures(), figures(flagged=True), figures()] == [2, 1, 2]


def test_a_search_for_a_name_follows_the_names():
    for name in ("Putuo", "Yangpu"):
        mention_district(make_article(f"{name} grew."), make_district(name))
    DistrictAlias.objects.create(district=make_district("Putuo"), name="West Side")
    query = search.parse('district:"west side"')
    assert finding.articles(query, {}, flagged=False).total == 1
    DistrictAlias.objects.create(district=make_district("Yangpu"), name="West Side")
    assert finding.articles(query, {}, flagged=False).total == 2


def test_a_figure_that_came_and_went_between_two_refreshes_is_gone():
    """No chunk ever had it: the log alone told of it, and the log was cut."""
    make_figure(make_article("Of 12 mills none closed."), "12", 12)
    refreshing.refresh()
    figure = make_figure(make_article("Of 30 ships none sailed."), "30", 30)
    assert figures() == 2
    article = figure.article_id
    figure.delete()
    changed([article])
    refreshing.refresh()
    assert figures() == 1


def test_nothing_is_kept_of_a_range_whose_stories_are_gone(monkeypatch):
    monkeypatch.setattr(frequent, "FREQUENT", 1)
    make_article("The harbour grew.")
    gone = make_article("The quicksand sank.", pk=3 * CHUNK + 5)
    refreshing.refresh()
    kept = [set(WordCounts.objects.values_list("chunk", flat=True))]
    search.remove([gone.pk])
    changed([gone.pk])
    gone.delete()
    refreshing.refresh(everything=True)
    for rows, column in (
        (WordCounts, "chunk"),
        (TermChunk, "number"),
        (Chunk, "number"),
    ):
        kept.append(set(rows.objects.values_list(column, flat=True)))
    assert kept == [{0, 3}, {0}, {0}, {0}]


def test_stories_that_went_without_a_word_are_gone_once_all_is_written_anew():
    make_article("The harbour grew.")
    gone = make_article("The quicksand sank.", pk=3 * CHUNK + 5)
    refreshing.refresh()
    assert stories() == 2
    search.remove([gone.pk])
    gone.delete()
    refreshing.refresh(everything=True, advance=lambda *_: stories())
    assert stories() == 1
