"""A decision is taken back: its object stands as before it, and no other is touched."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from archive import decisions, originals
from archive.models import Article, BodyRepair, CompanyMention, Decision, Figure
from tests.archive.one_story import taken_in
from tests.factories import make_company, make_district, make_region

pytestmark = pytest.mark.django_db

STORY = """Port of Putuo opens a new quay

2023-08-19

Putuo district took in 9.8 billion yuan of revenue in 2022, up 4 percent.

Harbour Batteries will invest 300 million yuan in Putuo.
"""


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ada")


@pytest.fixture
def story(tmp_path) -> Article:
    return taken_in(tmp_path, STORY)


def revenue() -> Figure:
    return Figure.objects.get(surface__startswith="9.8 billion")


def said(row) -> dict:
    """All that a reader or an editor sees of a row; its version is no part of it."""
    row.refresh_from_db()
    return {
        field.name: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in ("version", "extracted")
    }


def last() -> Decision:
    return Decision.objects.order_by("-id").first()


VERBS = {
    "confirm": lambda row, by: decisions.confirm(row, by),
    "correct": lambda row, by: decisions.correct(row, {"hedge": "over"}, by),
    "correct_two": lambda row, by: decisions.correct(
        row, {"value": Decimal(7), "unit": "USD", "indicator_words": "income"}, by
    ),
    "reject": lambda row, by: decisions.reject(row, by),
}


@pytest.mark.parametrize("verb", VERBS)
def test_the_row_stands_as_before_and_its_neighbour_stays(story, editor, verb):
    other = Figure.objects.get(surface__startswith="300 million")
    before, figure = said(revenue()), revenue()
    VERBS[verb](figure, editor)
    entry = last()
    decisions.correct(other, {"hedge": "nearly"}, editor)
    neighbour = said(other)

    decisions.revert(entry, editor, "It was a slip.")

    assert said(figure) == before
    assert said(other) == neighbour
    line = last()
    assert (line.action, line.reason, line.made_by) == (
        "revert",
        "It was a slip.",
        editor,
    )
    # The taking back is a decision as well, and can itself be taken back.
    decisions.revert(line, editor)
    assert said(figure) != before


def test_an_earlier_decision_takes_the_later_ones_on_its_object_with_it(story, editor):
    figure = revenue()
    decisions.correct(figure, {"hedge": "over"}, editor)
    first = last()
    decisions.correct(figure, {"kind": "target"}, editor)
    decisions.confirm(figure, editor)
    assert decisions.later_on_the_same(first).count() == 2
    decisions.revert(first, editor)
    figure.refresh_from_db()
    assert (figure.status, figure.hedge, figure.kind) == ("extracted", "", "level")
    assert figure.version == 5


def test_what_was_the_machines_is_the_machines_again(story, editor):
    figure = revenue()
    decisions.correct(figure, {"hedge": "over"}, editor)
    decisions.revert(last(), editor)
    figure.refresh_from_db()
    assert figure.take_machine_values({"hedge": "about"}) == ["hedge"]


def test_a_row_made_by_hand_is_out_of_sight_again(story, editor):
    row = CompanyMention(article=story, company=make_company("Quay Works"))
    decisions.add(row, "new quay", editor)
    decisions.revert(last(), editor)
    row.refresh_from_db()
    assert row.status == "rejected"


def test_headline_date_and_body_come_back_as_the_source_has_them(story, editor):
    before = said(story)
    decisions.correct(story, {"headline": "Putuo has a quay"}, editor)
    first = last()
    body = story.body.replace("took in", "collected")
    decisions.repair_body(story, body, editor)
    story.refresh_from_db()
    assert (story.headline, "collected" in story.body) == ("Putuo has a quay", True)

    decisions.revert(last(), editor)
    story.refresh_from_db()
    assert "took in" in story.body
    assert story.headline == "Putuo has a quay"
    assert not BodyRepair.objects.exists()

    decisions.revert(first, editor)
    assert said(story) == before


def test_a_withdrawn_story_is_shown_again(story, editor):
    decisions.reject(story, editor)
    decisions.revert(last(), editor)
    assert Article.objects.published().get() == story


def test_a_region_that_was_stated_is_unsaid(story, editor):
    document = story.document
    decisions.state_region(document, make_region("Suzhou"), editor)
    decisions.revert(last(), editor)
    document.refresh_from_db()
    assert document.region.name == "Shanghai"


def test_what_kept_no_state_can_not_be_taken_back(story, editor):
    figure = revenue()
    decisions.correct(figure, {"hedge": "over"}, editor)
    entry = last()
    entry.state = {}
    assert not decisions.is_revertible(entry)
    with pytest.raises(decisions.Refused):
        decisions.revert(entry, editor)
    assert Decision.objects.count() == 1


def test_a_line_of_the_book_is_only_ever_added(story, editor):
    decisions.confirm(revenue(), editor)
    line = last()
    line.reason = "Another."
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()
    with pytest.raises(TypeError):
        Decision.objects.update(reason="Another.")
    with pytest.raises(TypeError):
        Decision.objects.all().delete()


def test_the_page_shows_what_would_be_otherwise_then_does_it(story, editor, client):
    editor.is_staff = editor.is_superuser = True
    editor.save()
    client.force_login(editor)
    figure = revenue()
    decisions.correct(figure, {"hedge": "over"}, editor)
    history = client.get(f"/admin/archive/figure/{figure.pk}/history/")
    address = f"/admin/archive/decision/{last().pk}/revert/"
    assert address in history.content.decode()
    page = client.get(address).content.decode()
    assert "<del>over</del>" in page
    assert "<ins>nothing</ins>" in page
    answer = client.post(address, {"reason": "A slip.", "later": "0"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/admin/archive/figure/{figure.pk}/change/"
    figure.refresh_from_db()
    assert figure.hedge == ""
    assert last().reason == "A slip."


def test_who_may_not_change_the_object_may_not_take_back(story, editor, client):
    editor.is_staff = True
    editor.save()
    client.force_login(editor)
    decisions.confirm(revenue(), editor)
    address = f"/admin/archive/decision/{last().pk}/revert/"
    assert client.post(address).status_code == 403
    assert revenue().status == "confirmed"


def test_what_was_decided_since_the_page_was_opened_is_not_taken_back(
    story, editor, client
):
    editor.is_staff = editor.is_superuser = True
    editor.save()
    client.force_login(editor)
    figure = revenue()
    decisions.confirm(figure, editor)
    address = f"/admin/archive/decision/{last().pk}/revert/"
    decisions.correct(figure, {"hedge": "over"}, None)
    for later in ({}, {"later": "0"}):
        answer = client.post(address, later)
        assert answer.status_code == 409
        assert "decided on in the meantime" in answer.content.decode()
    figure.refresh_from_db()
    assert figure.hedge == "over"


def test_a_reviewer_does_not_withdraw_a_story_by_taking_its_return_back(
    story, editor, client
):
    editor.is_staff = True
    editor.save()
    editor.groups.set(Group.objects.filter(name="Reviewers"))
    client.force_login(editor)
    decisions.reject(story, None)
    decisions.restore(story, None)
    address = f"/admin/archive/decision/{last().pk}/revert/"
    assert client.post(address, {"later": "0"}).status_code == 403
    story.refresh_from_db()
    assert story.is_shown


def test_one_answer_is_taken_back_and_given_again(story, editor):
    document = story.document
    document.remarks = ["First doubt.", "Second doubt."]
    document.save()
    decisions.answer_remark(document, "First doubt.", editor)
    first = last()
    decisions.answer_remark(document, "Second doubt.", editor)
    for _ in range(2):
        decisions.revert(first, editor)
        document.refresh_from_db()
        assert document.answered == ["Second doubt."]
        decisions.revert(last(), editor)
        document.refresh_from_db()
        assert set(document.answered) == {"First doubt.", "Second doubt."}


def test_what_stands_in_the_way_is_told(story, editor):
    """Words repaired in two stories, pieces moved twice, bytes that are missing."""
    piece = story.pieces[-1]
    half = ((piece[0], piece[0] + 40),)
    own = decisions.move_piece(story.document, half, None, editor)
    move = last()
    decisions.move_piece(story.document, half, own, editor, part="headline")
    with pytest.raises(decisions.Refused):
        decisions.revert(move, editor)
    originals.remove(story.document.sha256)
    with pytest.raises(decisions.Refused, match="raw bytes cannot be read"):
        decisions.revert(last(), editor)
    there = Article.objects.filter(placed=True).first()
    with pytest.raises(decisions.Refused, match="raw bytes cannot be read"):
        decisions.move_piece(story.document, half, there, editor)


def test_another_thing_that_has_its_name_by_now_is_not_touched(editor):
    putuo = make_district("Putuo")
    before = decisions.things.state_of(putuo)
    putuo.name_zh = "普陀"
    putuo.save()
    decisions.things.record("correct", putuo, before, editor)
    entry = last()
    putuo.delete()
    other = make_district("Putuo", name_zh="别的")
    with pytest.raises(decisions.Refused):
        decisions.revert(entry, editor)
    other.refresh_from_db()
    assert other.name_zh == "别的"
