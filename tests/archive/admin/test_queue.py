"""The page of the review queue: what it shows, and what its buttons do."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from archive import decisions
from archive.models import (
    BodyRepair,
    Contradiction,
    Decision,
    Document,
    Lease,
    PieceMove,
)
from districts.models import Company
from tests.archive.admin.pages import address, told
from tests.archive.admin.queue_pages import (
    PAGE,
    open_queue,
    place,
    read_seeds,
    row_of,
    say,
    words,
)
from tests.archive.queue.items import (
    DATED,
    Kinds,
    dated_story,
    doubted_document,
    doubtful_figure,
    flagged_figure,
    found_company,
    one_of_each,
    unplaced_figure,
)
from tests.factories import make_article, make_company, mention_company


@pytest.fixture
def seeds(db):
    read_seeds()


# What the page shows


def test_each_kind_has_its_page_and_its_count(desk):
    for kind, row in one_of_each().items():
        page = open_queue(desk, kind)
        assert row_of(page) == row
        assert page.context["item"].kind.name == kind
        assert f'<a href="?kind={kind}" aria-current="page">' in told(page)
    assert [count for _, count in page.context["kinds"]] == ["1"] * 7


def test_the_sentence_is_in_view_with_the_ways_to_its_source(desk):
    figure = flagged_figure()
    page = told(open_queue(desk))
    assert 'Revenue reached <mark class="mark-figure">9.78 billion yuan</mark>.' in page
    assert "The bracket is off by ten." in page
    assert "19 Aug 2023" in page
    assert address(figure.article) in page
    assert address(figure.document, "text") in page


def test_a_company_is_shown_with_sentences_of_several_stories(desk):
    company = found_company(stories=2)
    story = make_article("Kelvo Motors grew. Kelvo Motors hires.", **DATED)
    mention_company(story, company)
    mention_company(story, company, occurrence=1)
    page = told(open_queue(desk, Kinds.COMPANY))
    assert "3 stories" in page
    assert page.count("<blockquote>") == 3


def test_layers_and_stories_without_a_place_have_their_page(desk):
    story = dated_story("Doc of the harbour.")
    layer = {"document": story.document, "raw_ranges": [[0, 3]], "raw_start": 0}
    layer |= {"placed": False, "quote": "Doc"}
    repair = BodyRepair.objects.create(**layer, replacement="Dok")
    move = PieceMove.objects.create(**layer, to_raw_start=9)
    lost = dated_story(status="confirmed", placed=False)
    shown = {}
    for _ in range(3):
        page = open_queue(desk, Kinds.UNPLACED)
        shown[row_of(page)] = [verb.name for verb in page.context["verbs"]]
        say(desk, page, "later")
    assert shown == {lost: ["reject"], move: ["reject"], repair: []}


def test_a_story_of_which_the_machine_says_otherwise_has_its_page(desk):
    story = dated_story(headline="A year", status="corrected", person_fields=["editor"])
    story.extracted = {"version": "2", "fields": {"editor": "Cai Wenjun"}}
    story.save()
    Contradiction.objects.create(about="article", key=story.pk)
    page = open_queue(desk)
    assert "<td>Cai Wenjun</td>" in told(page)
    say(desk, page, "take")
    story.refresh_from_db()
    assert story.editor == "Cai Wenjun"


def test_a_move_without_a_place_is_taken_back_by_its_line_of_the_book(desk, seeds):
    document = Document.objects.first()
    place = {"document": document, "raw_ranges": [[0, 3]], "raw_start": 0}
    PieceMove.objects.create(**place, to_raw_start=9, placed=False, quote="Doc")
    page = say(desk, open_queue(desk, Kinds.UNPLACED), "reject")
    assert "The book has no line of this move" in words(page)
    Decision.objects.create(**place, target="article", action="move")
    page = say(desk, page, "reject")
    assert words(page).startswith("Taken back")
    assert not PieceMove.objects.exists()


def test_an_empty_queue_says_so(desk):
    page = told(open_queue(desk))
    assert "Nothing is open" in page
    assert "Decided today: <strong>0</strong> by you, <strong>0</strong> by all" in page


def test_it_counts_what_was_done_today(desk, editor):
    flagged_figure()
    decisions.confirm(doubtful_figure(), None)
    page = say(desk, open_queue(desk), "note-1")
    assert (page.context["mine"], page.context["everyone"]) == (1, 2)


def test_the_front_of_the_desk_leads_to_the_queue(desk):
    flagged_figure()
    doubtful_figure()
    page = told(desk.get(reverse("admin:index")))
    assert f'<a href="{PAGE}">Review queue (2 open)</a>' in page


def test_a_page_takes_few_queries(desk, django_assert_max_num_queries):
    one_of_each()
    open_queue(desk)
    with django_assert_max_num_queries(60):
        open_queue(desk)


# What its buttons do


def test_a_doubtful_row_is_confirmed_and_the_next_one_comes(desk, editor):
    second, first = doubtful_figure(0.5), doubtful_figure(0.3)
    page = say(desk, open_queue(desk), "confirm")
    first.refresh_from_db()
    assert first.status == "confirmed"
    assert words(page) == "Confirmed: 9.78 billion yuan"
    assert row_of(page) == second
    assert not Lease.objects.filter(key=first.pk).exists()


def test_a_row_is_rejected_with_a_note(desk):
    figure = doubtful_figure()
    say(desk, open_queue(desk), "reject", note="A phone number.")
    figure.refresh_from_db()
    assert figure.status == "rejected"
    assert Decision.objects.get().reason == "A phone number."


def test_a_row_is_put_right_in_place(desk):
    figure = doubtful_figure()
    page = open_queue(desk)
    page = say(desk, page, "fix", value="97.8", unit="percent", kind="growth")
    figure.refresh_from_db()
    assert (figure.value, figure.unit, figure.kind) == (
        Decimal("97.8"),
        "percent",
        "growth",
    )
    assert figure.status == "corrected"


def test_what_is_wrong_in_the_form_is_said_and_kept(desk):
    figure = doubtful_figure()
    page = say(desk, open_queue(desk), "fix", value="much", unit="CNY", kind="level")
    assert row_of(page) == figure
    assert "Enter a number." in told(page)
    assert 'value="much"' in told(page)
    assert not Decision.objects.exists()


def test_a_company_is_corrected_by_one_of_its_names(desk):
    right = make_company("Tidewater Oil", aliases=("TW Oil",))
    story = make_article("TW Oil grew.", published_on="2023-01-01")
    mention = mention_company(story, make_company("Oil"), "Oil", confidence=0.3)
    page = say(desk, open_queue(desk), "fix", company="Nobody")
    assert "No company has this name." in told(page)
    say(desk, page, "fix", company="tw oil")
    mention.refresh_from_db()
    assert mention.company == right


def test_a_name_is_accepted_as_another_kind(desk):
    company = found_company()
    say(desk, open_queue(desk, Kinds.COMPANY), "fix", kind="school")
    company.refresh_from_db()
    assert (company.kind, company.standing) == ("school", "known")


def test_a_name_is_rejected(desk):
    company = found_company()
    page = say(desk, open_queue(desk, Kinds.COMPANY), "reject")
    assert words(page) == "Rejected: Kelvo Motors"
    assert Company.objects.get(pk=company.pk).is_rejected


def test_a_name_is_merged_into_one_that_is_likely_the_same(desk):
    known = make_company("Kelvo Motors Group")
    company = found_company("Kelvo Motors")
    page = open_queue(desk, Kinds.COMPANY)
    verb = page.context["verbs"][-1]
    assert verb.key == "1"
    assert verb.label.startswith("The same as Kelvo Motors Group")
    page = say(desk, page, verb.name)
    assert words(page) == "Merged into Kelvo Motors Group: Kelvo Motors"
    company.refresh_from_db()
    assert company.merged_into == known
    page = desk.post(PAGE, {"verb": "undo"}, follow=True)
    company.refresh_from_db()
    assert company.is_found
    assert open_queue(desk, Kinds.COMPANY).context["item"].row == company


def test_later_is_not_today(desk):
    figure = doubtful_figure()
    page = say(desk, open_queue(desk), "later")
    assert row_of(page) is None
    assert words(page) == "Put off for a day: 9.78 billion yuan"
    page = desk.post(PAGE, {"verb": "undo"}, follow=True)
    assert row_of(page) == figure


def test_a_document_is_right_as_it_is(desk):
    document = doubted_document()
    page = open_queue(desk)
    assert address(document.articles.get(), "move") in told(page)
    say(desk, page, "answer")
    assert Document.objects.get(pk=document.pk).open_remarks == []


def test_a_decision_without_a_place_is_let_go(desk):
    figure = unplaced_figure()
    say(desk, open_queue(desk), "reject")
    figure.refresh_from_db()
    assert (figure.status, figure.placed) == ("rejected", False)


def test_who_saw_another_version_is_told_and_shown_the_item_again(desk):
    figure = doubtful_figure()
    page = open_queue(desk)
    decisions.vouch(figure, ["unit"], get_user_model().objects.create_user("bob"))
    page = say(desk, page, "reject")
    assert "It was changed in the meantime" in words(page)
    assert "bob: vouched for in part" in words(page)
    assert row_of(page) == figure
    figure.refresh_from_db()
    assert figure.status == "extracted"


def test_what_somebody_else_decided_meanwhile_is_told(desk):
    figure = doubtful_figure()
    page = open_queue(desk)
    decisions.confirm(figure, get_user_model().objects.create_user("bob"))
    page = say(desk, page, "reject")
    assert "bob: confirmed" in words(page)
    assert row_of(page) is None


def test_what_is_gone_is_told(desk):
    figure = doubtful_figure()
    page = open_queue(desk)
    figure.delete()
    assert "It is gone" in words(say(desk, page, "confirm"))


@pytest.mark.parametrize(
    "sent",
    [
        {"verb": "explode"},
        {"of_kind": "nothing"},
        {"about": "document"},
        {"key": "9" * 30},
        {"key": "-1"},
        {"seen": ""},
        {"verb": "fix", "of_kind": Kinds.UNPLACED},
    ],
)
def test_what_no_button_says_is_refused(desk, sent):
    doubtful_figure()
    sent = {**place(open_queue(desk)), "verb": "confirm", **sent}
    assert desk.post(PAGE, sent).status_code == 400
    assert desk.get(PAGE, {"kind": "nothing"}).status_code == 400
