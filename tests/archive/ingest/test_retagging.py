"""Which documents a change of names touches, and that they are read again."""

from __future__ import annotations

import pytest

from archive.ingest import retagging
from archive.models import Figure, IndustryMention
from districts.models import IndustryKeyword
from tests.factories import (
    make_article,
    make_company,
    make_figure,
    make_industry,
    mention_industry,
)

pytestmark = pytest.mark.django_db


def test_documents_with_the_word_or_with_a_row_are_touched_and_no_others():
    industry = make_industry("Biology")
    with_word = make_article("New enzymes were found.")
    with_row = make_article("A park opened.")
    mention_industry(with_row, industry, "park", status="rejected")
    make_article("Nothing of the kind.")
    found = retagging.touched(industry, ["enzymes"])
    assert set(found) == {with_word.document, with_row.document}


def test_figures_of_a_company_are_touched_by_its_names():
    company = make_company()
    figure = make_figure(subject_company=company)
    assert list(retagging.touched(company, [])) == [figure.document]


def test_touched_documents_are_read_again_with_the_names_of_now():
    industry = make_industry("Biology")
    make_article("New enzymes were found, and enzymes sell.")
    before = retagging.names_of(industry)
    IndustryKeyword.objects.create(industry=industry, word="enzymes")
    came = {name.form for name in before ^ retagging.names_of(industry)}
    assert came == {"enzymes"}
    assert retagging.retag(industry, came).articles == 1
    assert IndustryMention.objects.get(industry=industry, start=4).surface == "enzymes"


def test_names_that_no_search_can_ask_for_touch_nothing():
    make_article()
    assert not retagging.touched(make_industry("Biology"), ["", "!?", '"'])
    assert not Figure.objects.exists()
