"""The queue decides on what is open, for those who may, and on what they have seen."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model

from archive import decisions
from archive.models import Article, Decision, Figure, PieceMove
from tests.archive.admin.pages import told
from tests.archive.admin.queue_pages import (
    PAGE,
    RENEW,
    open_queue,
    place,
    row_of,
    say,
    user_with,
    words,
)
from tests.archive.queue.items import (
    Kinds,
    dated_story,
    doubted_document,
    doubtful_figure,
    flagged_figure,
)
from tests.factories import mention_district

pytestmark = pytest.mark.django_db


def somebody_else() -> Any:
    return get_user_model().objects.create_user("cid")


def moved_piece(**fields: Any) -> PieceMove:
    piece = {"raw_ranges": [[0, 3]], "raw_start": 0, "to_raw_start": 9, "quote": "Doc"}
    return PieceMove.objects.create(document=dated_story().document, **piece, **fields)


def rejection(row: Any) -> dict[str, Any]:
    """What the page would send of a row, were it a decision without a place."""
    about = {"about": row._meta.model_name, "key": row.pk, "verb": "reject"}
    return {"of_kind": Kinds.UNPLACED, "seen": getattr(row, "version", ""), **about}


# What is open


@pytest.mark.parametrize("make", [dated_story, doubtful_figure, moved_piece])
def test_what_is_not_open_is_not_decided_on(desk, make):
    row = make()
    page = desk.post(PAGE, rejection(row))
    assert "It is not open any more" in words(page)
    again = type(row).objects.get(pk=row.pk)
    assert getattr(again, "status", "") == getattr(row, "status", "")


def test_what_is_not_open_is_not_put_right(desk):
    figure = doubtful_figure(0.9)
    sent = {**rejection(figure), "of_kind": Kinds.DOUBTFUL, "verb": "fix", "value": "5"}
    page = desk.post(PAGE, {**sent, "unit": "CNY", "kind": "level"})
    assert "It is not open any more" in words(page)
    figure.refresh_from_db()
    assert figure.status == "extracted"


# Who may


@pytest.mark.parametrize(
    "make", [lambda: dated_story(status="confirmed", placed=False), moved_piece]
)
def test_who_may_not_do_it_on_the_desk_may_not_do_it_in_the_queue(db, make):
    row = make()
    type(row).objects.update(placed=False)
    client = user_with("change_figure", "delete_figure", "change_article")
    page = open_queue(client, Kinds.UNPLACED)
    assert row_of(page) == row
    assert page.context["verbs"] == []
    assert client.post(PAGE, rejection(row)).status_code == 403
    assert not Article.objects.filter(status="rejected").exists()


def test_who_may_not_change_a_row_is_given_no_way_to(db):
    mention = mention_district(dated_story("Putuo grew."), confidence=0.4)
    client = user_with("change_figure")
    page = open_queue(client, Kinds.DOUBTFUL)
    assert row_of(page) == mention
    assert (page.context["verbs"], page.context["fix"]) == ([], None)
    for verb in ("confirm", "reject", "fix"):
        assert client.post(PAGE, {**place(page), "verb": verb}).status_code == 403


# What was seen


def test_undo_leaves_what_somebody_else_decided_since(desk):
    figure = flagged_figure()
    say(desk, open_queue(desk), "note-1")
    decisions.correct(figure, {"value": 5}, somebody_else())
    page = desk.post(PAGE, {"verb": "undo"}, follow=True)
    assert "Somebody else has decided on it since" in words(page)
    figure.refresh_from_db()
    assert (figure.value, figure.status) == (5, "corrected")


def test_an_undo_that_was_refused_does_not_take_back_an_older_act_next(desk):
    first, second = flagged_figure(), flagged_figure()
    for _ in range(2):
        say(desk, open_queue(desk), "note-1")
    last = Decision.objects.first().target_id
    decisions.correct(Figure.objects.get(pk=last), {"value": 5}, somebody_else())
    for _ in range(2):
        page = desk.post(PAGE, {"verb": "undo"}, follow=True)
        assert "Somebody else has decided on it since" in words(page)
    older = first if last == second.pk else second
    older.refresh_from_db()
    assert older.status == "confirmed"


def test_undo_takes_back_what_the_same_reviewer_decided_twice(desk, editor):
    figure = doubtful_figure()
    say(desk, open_queue(desk), "confirm")
    decisions.correct(figure, {"value": 5}, editor)
    page = desk.post(PAGE, {"verb": "undo"}, follow=True)
    assert words(page) == "Taken back: 9.78 billion yuan"
    figure.refresh_from_db()
    assert figure.status == "extracted"


@pytest.mark.parametrize("verb", ["answer", "answer-1", "answer-2"])
def test_doubts_that_came_or_went_are_not_answered_unseen(desk, verb):
    document = doubted_document("The order is unsure.", "A caption is loose.")
    page = open_queue(desk, Kinds.ORDER)
    decisions.answer_remark(document, "The order is unsure.", somebody_else())
    page = say(desk, page, verb)
    assert "It was changed in the meantime" in words(page)
    document.refresh_from_db()
    assert document.open_remarks == ["A caption is loose."]

    document.remarks.append("A page is damaged.")
    document.save()
    page = say(desk, page, "answer")
    assert row_of(page) == document
    assert "<li>A page is damaged.</li>" in told(page)


# What is kept of it


def test_a_session_keeps_no_words(desk):
    flagged_figure()
    said = {"verb": "confirm", "note": "All the yuan of the town."}
    desk.post(PAGE, {**place(open_queue(desk)), **said})
    doubted_document("The yuan is unsure.", "A caption is loose.")
    desk.post(PAGE, {**place(open_queue(desk)), "verb": "answer-1"})
    kept = str(dict(desk.session))
    assert "'figure'" in kept
    assert "yuan" not in kept


def test_nuls_in_what_is_sent_are_left_out(desk):
    figure = doubtful_figure()
    page = say(desk, open_queue(desk), "reject", note="A phone\0 number.\0")
    assert words(page) == "Rejected: 9.78 billion yuan"
    assert figure.document.decisions.get().reason == "A phone number."
    sent = {"about": "figure\0", "key": str(figure.pk)}
    assert desk.post(RENEW, sent).status_code == 410
