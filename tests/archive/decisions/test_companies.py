"""Companies that are one: merged, taken apart again, and every row where it belongs."""

from __future__ import annotations

from typing import Any

import pytest

from archive import decisions
from archive.ingest import World, reextract
from archive.likely_companies import told_apart
from archive.models import CompanyMention, Decision, Document, Figure
from archive.removal import purge
from districts.models import Company
from tests.archive.decisions.firms import (
    company,
    merge,
    misnamed,
    rows,
    shown,
    standings,
    unmerge,
    whole,
)
from tests.archive.ingest.directly import take_directly
from tests.factories import (
    make_article,
    make_company,
    make_figure,
    mention_company,
)


def test_what_names_either_is_shown_under_the_one_that_stays(region, known, paths):
    take_directly(paths, region)
    figure = Figure.objects.filter(subject_company__slug="qingteng").first()

    merge("qingteng", "qingteng-cloud-security", "one firm")

    assert shown("qingteng-cloud-security") == {
        ("Qingteng Cloud Security", ""),
        ("Qingteng", "qingteng"),
    }
    assert not shown("qingteng")
    moved = Figure.objects.get(pk=figure.pk)
    assert (moved.subject_company.slug, moved.merged_from) == (
        "qingteng-cloud-security",
        "qingteng",
    )
    assert moved.version == figure.version + 1
    entry = Decision.objects.get(action="merge")
    assert (entry.target, entry.target_slug) == ("company", "qingteng")
    assert entry.values == {"into": "qingteng-cloud-security"}
    assert (entry.state["standing"], entry.reason) == ("known", "one firm")
    assert whole()


def test_taken_apart_again_all_is_as_before(region, known, paths):
    take_directly(paths, region)
    before = rows(), standings()

    merge("qingteng", "qingteng-cloud-security")
    assert rows() != before[0]
    unmerge("qingteng")

    assert (rows(), standings()) == before
    assert Decision.objects.filter(action="unmerge", target_slug="qingteng").exists()


def test_a_merge_into_one_that_is_merged_on_keeps_the_way_there(region, known, paths):
    take_directly(paths, region)
    before = rows(), standings()
    merge("ailo", "qingteng")

    merge("qingteng", "qingteng-cloud-security")

    assert ("Ailo", "ailo") in shown("qingteng-cloud-security")
    assert company("ailo").merged_into.slug == "qingteng"
    assert company("ailo").canonical.slug == "qingteng-cloud-security"
    unmerge("qingteng")
    assert shown("qingteng") == {("Qingteng", ""), ("Ailo", "ailo")}
    unmerge("ailo")
    assert (rows(), standings()) == before


def test_one_of_two_merged_is_taken_out_alone(region, known, paths):
    take_directly(paths, region)
    merge("ailo", "qingteng")
    merge("qingteng", "qingteng-cloud-security")

    unmerge("ailo")

    assert "qingteng" in {named for _, named in shown("qingteng-cloud-security")}
    assert {words for words, _ in shown("ailo")} == {"Ailo"}
    assert whole()


def test_a_found_name_that_others_go_into_is_known_from_then_on(region, known, paths):
    take_directly(paths, region)

    merge("qingteng", "brandal-freight")
    unmerge("qingteng")

    assert company("brandal-freight").standing == "known"
    lines = Decision.objects.filter(target_slug="brandal-freight")
    assert [line.action for line in lines] == ["confirm"]


def test_a_found_name_of_which_nothing_is_left_leaves_when_taken_apart(
    region, known, paths
):
    take_directly(paths[:1], region)
    merge("brandal-freight", "qingteng")
    purge(Document.objects.get(), "asked", None)

    unmerge("brandal-freight")

    assert not Company.objects.filter(slug="brandal-freight").exists()
    assert not misnamed()


@pytest.mark.parametrize(
    ("loser", "into", "why"),
    [
        ("qingteng", "qingteng", "into itself"),
        ("qingteng", "hb-cells", "merged into Harbour Batteries already"),
        ("hb-cells", "qingteng", "merged into Harbour Batteries already"),
        ("qingteng", "no-firm", "rejected name"),
        ("no-firm", "qingteng", "rejected name"),
        ("harbour-batteries", "hb-cells", "already"),
    ],
)
def test_what_cannot_be_merged_is_refused(known, loser, into, why):
    make_company("No firm", standing="rejected")
    merge("hb-cells", "harbour-batteries")
    before = standings()

    with pytest.raises(decisions.Refused, match=why):
        merge(loser, into)

    assert standings() == before


def test_what_is_not_merged_is_not_taken_apart(known):
    with pytest.raises(decisions.Refused, match="not merged"):
        unmerge("qingteng")


BOTH = "Qingteng sells. Qingteng hires."


def both_at_one_place(**fields: Any) -> tuple[CompanyMention, CompanyMention]:
    article = make_article(BOTH)
    return (
        mention_company(article, company("qingteng"), "Qingteng", **fields),
        mention_company(article, company("hb-cells"), "Qingteng", status="confirmed"),
    )


def test_where_both_stand_at_one_place_the_machines_row_of_the_merged_goes(known):
    one, other = both_at_one_place()
    merge("qingteng", "hb-cells")

    assert not CompanyMention.objects.filter(pk=one.pk).exists()
    assert CompanyMention.objects.filter(pk=other.pk).exists()
    unmerge("qingteng")
    assert shown("qingteng")
    assert not misnamed()


@pytest.mark.parametrize("status", ["confirmed", "rejected", "added"])
def test_where_both_stand_at_one_place_a_persons_word_stays_what_it_was(known, status):
    one, _ = both_at_one_place(status=status, person_fields=["company"])

    merge("qingteng", "hb-cells")
    reextract(one.document, World())

    one.refresh_from_db()
    assert (one.company.slug, one.merged_from, one.status) == ("qingteng", "", status)
    assert not misnamed()
    unmerge("qingteng")
    one.refresh_from_db()
    assert (one.company.slug, one.status) == ("qingteng", status)


def test_a_rejected_mention_stays_rejected_under_the_other_name(region, known, paths):
    take_directly(paths, region)
    mention = CompanyMention.objects.filter(company__slug="qingteng").first()
    decisions.reject(mention, None)

    merge("qingteng", "qingteng-cloud-security")
    for document in Document.objects.all():
        assert not reextract(document, World()).added

    mention.refresh_from_db()
    assert (mention.status, mention.merged_from) == ("rejected", "qingteng")


def test_a_name_that_both_have_is_no_name_of_two_companies(known, db):
    article = make_article("HB Cells opened a works in the east.")
    reextract(article.document, World())
    assert {m.confidence for m in article.company_mentions.all()} == {0.5}

    merge("hb-cells", "harbour-batteries")

    (mention,) = article.company_mentions.all()
    assert (mention.company.slug, mention.merged_from) == ("harbour-batteries", "")
    assert mention.confidence > 0.9
    unmerge("hb-cells")
    assert article.company_mentions.count() == 2


def test_a_person_who_names_a_merged_company_is_understood(known):
    """A form may have been opened before the merge."""
    article = make_article(BOTH)
    settled = {"status": "confirmed"}
    mention = mention_company(article, company("hb-cells"), "sells", **settled)
    figure = make_figure(article, "hires", 1, **settled)
    late = company("qingteng")
    merge("qingteng", "qingteng-cloud-security")

    decisions.correct(mention, {"company": late}, None)
    decisions.correct(figure, {"subject_company": late}, None)
    added = CompanyMention(article=article, company=late)
    decisions.add(added, "hires", None)

    for row, name in [
        (mention, "company"),
        (figure, "subject_company"),
        (added, "company"),
    ]:
        row.refresh_from_db()
        assert getattr(row, name).slug == "qingteng-cloud-security"
        assert row.merged_from == "qingteng"
    decisions.correct(mention, {"company": company("ailo")}, None)
    mention.refresh_from_db()
    assert (mention.company.slug, mention.merged_from) == ("ailo", "")


def test_a_name_is_confirmed_and_rejected_in_the_book(region, known, paths):
    take_directly(paths, region)

    decisions.confirm_name(company("kelvo-motors"), None, "a carmaker")
    decisions.reject_name(company("brandal-freight"), None)

    lines = Decision.objects.order_by("id").values_list("target_slug", "action")
    assert list(lines) == [("kelvo-motors", "confirm"), ("brandal-freight", "reject")]
    assert Decision.objects.first().state["standing"] == "found"
    assert not shown("brandal-freight")


def test_two_that_look_alike_are_told_apart_once_and_for_all(known):
    decisions.tell_apart(company("qingteng"), company("hb-cells"), None)
    assert told_apart() == {("hb-cells", "qingteng")}

    decisions.revert(Decision.objects.get(), None)

    assert told_apart() == set()


def test_a_merge_and_its_undoing_can_be_taken_back_from_the_book(region, known, paths):
    take_directly(paths, region)
    merge("qingteng", "qingteng-cloud-security")

    decisions.revert(Decision.objects.get(action="merge"), None)
    assert company("qingteng").standing == "known"

    decisions.revert(Decision.objects.get(action="unmerge"), None)
    assert company("qingteng").merged_into.slug == "qingteng-cloud-security"
