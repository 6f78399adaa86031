"""Known things: what was changed of them is in the book, and one is put back alone."""

from __future__ import annotations

import datetime

import pytest

from archive import decisions
from archive.decisions import things
from archive.ingest import World, reextract
from archive.models import CompanyMention, Decision, IndustryMention
from districts.models import Company, District, Industry
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
    make_industry,
    make_region,
    mention_company,
    mention_industry,
)

pytestmark = pytest.mark.django_db
Action = Decision.Action


def record(action: str, thing, before: dict, reason: str = "") -> Decision | None:
    things.record(Action(action), thing, before, None, reason)
    return Decision.objects.order_by("-id").first()


def test_a_state_has_all_that_an_editor_sets_and_names_others_by_slug():
    district = make_district(
        "Putuo", aliases=("Potou",), valid_from=datetime.date(1945, 1, 1)
    )
    state = things.state_of(district)
    assert (state["region"], state["valid_from"]) == ("shanghai", "1945-01-01")
    assert [name["name"] for name in state["aliases"]] == ["Potou"]
    parent = make_industry("Biology")
    child = make_industry("Genes", parent=parent, keywords=("gene",))
    child.refresh_from_db()
    assert things.state_of(child) == {
        "slug": "genes",
        "name": "Genes",
        "parent": "biology",
        "keywords": [{"word": "gene", "weight": "1.00", "language": "en"}],
    }


@pytest.mark.parametrize(
    "make", [make_region, make_district, make_company, make_industry, make_indicator]
)
def test_every_kind_is_renamed_and_put_back(make):
    thing = make()
    before, name = things.state_of(thing), thing.name
    thing.name = "Another"
    thing.save()
    entry = record("correct", thing, before, "they say so")
    assert (entry.values, entry.previous) == ({"name": "Another"}, {"name": name})
    assert (entry.state, entry.target_slug) == (before, thing.slug)

    decisions.revert(entry, None)

    thing.refresh_from_db()
    assert thing.name == name
    assert things.entries_of(thing)[0].action == "revert"


def test_what_was_not_changed_is_not_in_the_book():
    thing = make_industry("Biology")
    assert record("correct", thing, things.state_of(thing)) is None


def test_a_keyword_is_put_back_and_what_it_finds_with_it():
    industry = make_industry("Biology", keywords=("enzymes", "genes"))
    kept = industry.keywords.get(word="genes").pk
    article = make_article("The makers of enzymes came to the harbour.")
    before = things.state_of(industry)
    industry.keywords.get(word="enzymes").delete()
    entry = record("correct", industry, before)

    things.set_back(entry, None)

    assert things.state_of(industry) == before
    assert industry.keywords.get(word="genes").pk == kept
    assert {row.article for row in IndustryMention.objects.all()} == {article}


def test_only_that_thing_is_put_back():
    one, other = make_industry("Biology"), make_industry("Steel")
    entries = []
    for thing in (one, other):
        before = things.state_of(thing)
        thing.name += " and more"
        thing.save()
        entries.append(record("correct", thing, before))

    things.set_back(entries[0], None)

    names = Industry.objects.order_by("slug").values_list("name", flat=True)
    assert list(names) == ["Biology", "Steel and more"]


def test_what_was_deleted_is_made_again_under_its_own_key():
    industry = make_industry(
        "Biology", parent=make_industry("Science"), keywords=("enzymes",)
    )
    before, key = things.state_of(industry), industry.pk
    things.delete(industry, None, "not needed")
    assert not Industry.objects.filter(slug="biology").exists()
    (entry,) = things.deletions(Industry)
    assert (entry.target_slug, entry.reason) == ("biology", "not needed")

    things.set_back(entry, None)

    again = Industry.objects.get(slug="biology")
    assert (again.pk, things.state_of(again)) == (key, before)
    assert things.deletions(Industry) == []


def test_what_was_added_goes_again_and_can_be_made_again():
    industry = make_industry("Biology")
    entry = record("add", industry, {})

    things.set_back(entry, None)

    assert not Industry.objects.exists()
    things.set_back(things.deletions(Industry)[0], None)
    assert Industry.objects.get().slug == "biology"


@pytest.mark.parametrize("way", ["delete", "set back"])
def test_what_stories_speak_of_does_not_go(way):
    industry = make_industry("Biology")
    entry = record("add", industry, {})
    mention_industry(make_article("The enzymes."), industry, "enzymes")
    with pytest.raises(decisions.Refused, match="Stories speak of it"):
        if way == "delete":
            things.delete(industry, None)
        else:
            things.set_back(entry, None)
    assert Industry.objects.exists()
    assert Decision.objects.count() == 1


def test_a_slug_that_another_has_now_and_a_region_that_is_gone_are_refused():
    district = make_district("Putuo", region=make_region("Zhoushan"))
    state = things.state_of(district)
    things.delete(district, None)
    (entry,) = things.deletions(District)
    entry.state = {**state, "region": "atlantis"}
    with pytest.raises(decisions.Refused, match="“atlantis”"):
        things.set_back(entry, None)

    industry = make_industry("Biology")
    before = things.state_of(industry)
    Industry.objects.filter(pk=industry.pk).update(slug="life")
    industry.refresh_from_db()
    entry = record("correct", industry, before)
    make_industry("Other", slug="biology")
    with pytest.raises(decisions.Refused, match="already exists"):
        things.set_back(entry, None)


def test_what_stands_so_already_is_not_set_back_again():
    industry = make_industry("Biology")
    before = things.state_of(industry)
    Industry.objects.update(name="Life")
    industry.refresh_from_db()
    entry = record("correct", industry, before)
    things.set_back(entry, None)
    with pytest.raises(decisions.Refused, match="already"):
        things.set_back(entry, None)


def test_a_name_that_was_confirmed_or_rejected_is_found_again():
    article = make_article("Kelvo Motors Co Ltd hires. The carmaker is new.")
    reextract(article.document, World())
    company = Company.objects.get(slug="kelvo-motors")
    found = things.state_of(company)

    decisions.confirm_name(company, None)
    decisions.revert(Decision.objects.get(action="confirm"), None)
    assert things.state_of(Company.objects.get()) == found

    decisions.reject_name(company, None)
    assert not article.company_mentions.exists()
    decisions.revert(Decision.objects.get(action="reject"), None)
    assert things.state_of(Company.objects.get()) == found
    assert article.company_mentions.exists()


def test_a_name_into_which_another_was_merged_stays_known():
    make_article("Nothing.")
    company, other = make_company("Kelvo", standing="found"), make_company("Kelvo Co")
    decisions.merge(other, company, None)
    entry = Decision.objects.get(action="confirm")
    with pytest.raises(decisions.Refused, match="take these apart"):
        decisions.revert(entry, None)


def test_an_industry_that_others_belong_to_is_not_deleted():
    parent = make_industry("Biology")
    child = make_industry("Genes", parent=parent)
    with pytest.raises(decisions.Refused, match="belongs to it"):
        things.delete(parent, None)
    child.refresh_from_db()
    assert child.parent == parent
    assert not Decision.objects.exists()


def test_a_merged_company_is_taken_apart_before_it_is_deleted():
    loser, into = make_company("Kelvo"), make_company("Qingteng")
    decisions.merge(loser, into, None)
    loser.refresh_from_db()
    with pytest.raises(decisions.Refused, match="take it apart first"):
        things.delete(loser, None)
    decisions.unmerge(loser, None)
    loser.refresh_from_db()
    things.delete(loser, None)
    assert not Company.objects.filter(slug="kelvo").exists()


@pytest.fixture
def rejected_name() -> Company:
    return make_company("Kelvo", standing=Company.Standing.REJECTED)


def test_no_mention_of_a_rejected_name_is_shown_again(rejected_name):
    mention = mention_company(make_article("Kelvo grew."), rejected_name)
    CompanyMention.objects.update(status="rejected")
    with pytest.raises(decisions.Refused, match="confirm it first"):
        decisions.restore(mention, None)
    mention.refresh_from_db()
    assert mention.status == "rejected"


def test_no_figure_is_given_a_rejected_name_and_no_mention_added(rejected_name):
    article = make_article("Kelvo grew 9.78 billion yuan.")
    with pytest.raises(decisions.Refused, match="confirm it first"):
        decisions.correct(
            make_figure(article), {"subject_company": rejected_name}, None
        )
    with pytest.raises(decisions.Refused, match="confirm it first"):
        mention = CompanyMention(article=article, company=rejected_name)
        decisions.add(mention, "Kelvo", None)


def test_a_line_of_before_does_not_bring_a_rejected_name_back():
    kelvo, other = make_company("Kelvo"), make_company("Qingteng")
    mention = mention_company(make_article("Kelvo grew."), kelvo)
    decisions.correct(mention, {"company": other}, None)
    Company.objects.filter(pk=kelvo.pk).update(standing="rejected")
    with pytest.raises(decisions.Refused, match="confirm it first"):
        decisions.revert(Decision.objects.get(), None)
    mention.refresh_from_db()
    assert mention.company == other
