"""New rules against all decisions: what they would lose, and what they have learnt."""

from __future__ import annotations

import json

import pytest

from archive import decisions
from archive.ingest import World, reextract
from archive.models import Article, CompanyMention, DistrictMention, Figure
from districts.models import CompanyAlias, DistrictAlias, IndicatorAlias
from tests.commands import run_well
from tests.factories import make_article, make_company, make_district, make_indicator

pytestmark = pytest.mark.django_db

TEXT = "Taopu is in Putuo. Harbour Cells grew. Ferry trips reached 400 million yuan."


@pytest.fixture
def article() -> Article:
    """A story in which the machine knows Putuo, by two names, and one figure."""
    make_district("Putuo", aliases=("Taopu",))
    make_company("Tidal Works")
    make_indicator("Ferry turnover")
    story = make_article(TEXT)
    reextract(story.document, World())
    return story


def rehearsed(*options: object) -> str:
    """What the command tells of decisions, and that it changes nothing."""
    before = list(DistrictMention.objects.values()) + list(Figure.objects.values())
    said = run_well("reextract", "--dry-run", *options)
    after = list(DistrictMention.objects.values()) + list(Figure.objects.values())
    assert after == before
    return said


def test_without_new_rules_nothing_is_lost_or_learnt(article):
    decisions.confirm(DistrictMention.objects.get(surface="Taopu"), None)
    decisions.correct(Figure.objects.get(), {"hedge": "over"}, None)
    said = rehearsed()
    assert "0 lost, 0 learnt" in said


def test_a_confirmed_mention_that_is_not_found_any_more_would_be_lost(article):
    decisions.confirm(DistrictMention.objects.get(surface="Taopu"), None)
    DistrictAlias.objects.all().delete()
    words = "district mention “Taopu”: confirmed, and not found any more"
    assert f"lost: {words}" in rehearsed()
    # It stands all the same, and is no news the second time.
    assert f"lost: {words}" in run_well("reextract")
    mention = DistrictMention.objects.get(surface="Taopu")
    assert (mention.status, mention.placed) == ("confirmed", True)
    assert "0 lost" in run_well("reextract")
    DistrictAlias.objects.create(district=mention.district, name="Taopu")
    assert "learnt: district mention “Taopu”: confirmed, and found now" in rehearsed()


def test_a_correction_that_the_machine_now_makes_itself_was_learnt(article):
    figure, ferry = Figure.objects.get(), make_indicator("Ferry turnover")
    assert figure.indicator != ferry
    decisions.correct(figure, {"indicator": ferry}, None)
    IndicatorAlias.objects.create(indicator=ferry, name="ferry trips")
    said = rehearsed()
    assert "learnt: figure “400 million yuan”: indicator" in said
    assert "→ ferry-turnover, here it is Ferry turnover" in said


def test_what_was_rejected_and_is_not_said_any_more_was_learnt(article):
    decisions.reject(DistrictMention.objects.get(surface="Taopu"), None)
    DistrictAlias.objects.all().delete()
    said = rehearsed()
    assert "“Taopu”: what was rejected is not said any more" in said
    assert "0 lost, 1 learnt" in said


def test_what_was_added_by_hand_and_is_found_now_was_learnt(article):
    works = make_company("Tidal Works")
    row = CompanyMention(article=article, company=works)
    decisions.add(row, "Harbour Cells", None)
    CompanyAlias.objects.create(company=works, name="Harbour Cells")
    said = rehearsed()
    assert "learnt: company mention “Harbour Cells”: added, and found now" in said


def test_the_report_has_both_by_document(article, tmp_path):
    decisions.confirm(DistrictMention.objects.get(surface="Taopu"), None)
    DistrictAlias.objects.all().delete()
    report = tmp_path / "report.jsonl"
    rehearsed("--report", report)
    line = json.loads(report.read_text())
    assert line["sha256"] == article.document.sha256
    assert len(line["lost"]) == 1
    assert line["learnt"] == []
