"""A piece of a document goes from one story to another, by an editor's hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from archive import decisions
from archive.admin.moving import pieces
from archive.ingest import take_files
from archive.models import Article, Decision, Document, PieceMove
from tests.archive.admin.pages import address, saved, seen_on, told
from tests.factories import make_article, make_document, make_region

DOCUMENTS = Path(__file__).parents[3] / "seeds" / "documents"


@pytest.fixture
def stories(db) -> list[Article]:
    """The document of two stories in interleaved columns."""
    list(take_files(sorted(DOCUMENTS.glob("*003*")), make_region()))
    return list(Article.objects.order_by("anchor"))


def test_a_paragraph_is_moved_to_the_other_story(desk, stories):
    first, second = stories
    assert 'href="' + address(first, "move") in told(desk.get(address(first)))
    page = desk.get(address(first, "move"))
    form = page.context["form"]
    bodies = [piece for piece in form.pieces.values() if piece.part == "body"]
    piece = next(piece for piece in bodies if piece.article == second)

    answer = desk.post(
        address(first, "move"),
        {
            "piece": [piece.key],
            "part": "body",
            "to": first.pk,
            "seen": seen_on(page),
            "reason": "It is of the other story.",
        },
        follow=True,
    )

    assert saved(answer)
    move = PieceMove.objects.get()
    assert move.placed
    first.refresh_from_db()
    start = piece.ranges[0][0]
    assert any(low <= start < high for low, high in first.raw_ranges)
    second.refresh_from_db()
    assert not any(low <= start < high for low, high in second.raw_ranges)
    entry = Decision.objects.get(action="move")
    assert entry.reason == "It is of the other story."


def test_a_piece_is_not_moved_to_where_it_is(desk, stories):
    page = desk.get(address(stories[0], "move"))
    piece = next(iter(page.context["form"].pieces.values()))
    answer = desk.post(
        address(stories[0], "move"),
        {"piece": [piece.key], "part": piece.part, "to": piece.article.pk},
    )
    assert "in this story already" in told(answer)
    answer = desk.post(
        address(stories[0], "move"), {"piece": ["1-1"], "part": "body", "to": "no"}
    )
    assert "Select a valid choice" in told(answer)
    assert not PieceMove.objects.exists()


def test_a_piece_that_can_not_be_moved_is_refused_and_nothing_is_kept(
    desk, stories, monkeypatch
):
    from archive.ingest import cutting

    monkeypatch.setattr(cutting, "move_piece", lambda *given: None)
    page = desk.get(address(stories[0], "move"))
    piece = next(
        p for p in page.context["form"].pieces.values() if p.article == stories[0]
    )
    answer = desk.post(
        address(stories[0], "move"),
        {
            "piece": [piece.key],
            "part": "body",
            "to": stories[1].pk,
            "seen": seen_on(page),
        },
    )
    assert "is not there any more" in told(answer)
    assert not PieceMove.objects.exists()
    assert not Decision.objects.exists()


def test_a_story_is_split_and_put_together_again(desk, stories):
    """Two paragraphs become a story of their own, the first of them its headline."""
    first, second = stories
    page = desk.get(address(second, "move"))
    bodies = [
        piece
        for piece in page.context["form"].pieces.values()
        if piece.article == second and piece.part == "body"
    ]
    words = second.body.split("\n\n")
    fields = {"piece": [piece.key for piece in bodies[-2:]], "part": "body"}
    fields["seen"] = seen_on(page)

    answer = desk.post(
        address(second, "move"), {**fields, "to": "new", "headed": "on"}, follow=True
    )

    assert saved(answer)
    own = Article.objects.exclude(pk__in=[first.pk, second.pk]).get()
    assert (own.headline, own.body) == (words[-2], words[-1])
    second.refresh_from_db()
    assert second.body.split("\n\n") == words[:-2]

    moves = list(Decision.objects.filter(action="move").order_by("-id"))
    assert [entry.target_id for entry in moves] == [own.pk, own.pk]
    for entry in moves:
        decisions.revert(entry, None)
    second.refresh_from_db()
    assert second.body.split("\n\n") == words
    assert Article.objects.filter(placed=True).count() == 2
    assert not PieceMove.objects.exists()
    # That it was taken back can be taken back as well.
    decisions.revert(Decision.objects.order_by("-id")[0], None)
    assert Article.objects.filter(placed=True).count() == 3


def test_who_has_not_seen_another_cut_looks_again_before_theirs_counts(desk, stories):
    first, second = stories
    page = desk.get(address(second, "move"))
    one, other = [
        piece
        for piece in page.context["form"].pieces.values()
        if piece.article == second and piece.part == "body"
    ][-2:]
    sent = {"piece": [other.key], "part": "body", "to": "new", "seen": seen_on(page)}
    decisions.move_piece(second.document, one.ranges, first, None)

    answer = desk.post(address(second, "move"), sent, follow=True)

    assert "changed since you opened this page" in told(answer)
    assert Article.objects.count() == 2
    sent["seen"] = seen_on(answer)
    assert saved(desk.post(address(second, "move"), sent, follow=True))
    assert Article.objects.count() == 3


def test_a_document_of_one_story_can_be_split(desk):
    article = make_article()
    assert address(article, "move") in told(desk.get(address(article)))


def test_the_pieces_are_shown_with_their_first_words(desk):
    document = make_document(
        "The port grew.\n\nThe park shrank.\n\nThe hub stood still."
    )
    one = make_article("The port grew.", document=document)
    make_article("The park shrank.\n\nThe hub stood still.", document=document)
    page = told(desk.get(address(one, "move")))
    for words in ("The port grew.", "The park shrank.", "The hub stood still."):
        assert f"body: {words}" in page
    assert Document.objects.count() == 1


def test_a_move_that_is_taken_back_is_in_the_documents_history(desk, stories):
    document = stories[0].document
    piece = next(p for p in pieces(document) if p.part == "body")
    decisions.move_piece(document, piece.ranges, None, None, "A story of its own")
    line = Decision.objects.get(action="move")
    take_back = reverse("admin:archive_decision_revert", args=[line.pk])
    sent = {"later": "0", "reason": "It was none"}

    answer = desk.post(take_back, sent, follow=True)

    assert answer.status_code == 200
    assert "Taken back: article, piece moved." in told(answer)
    history = told(desk.get(address(document, "history")))
    assert "A story of its own" in history
    assert "back to where it was" in history
    assert "It was none" in history


def test_what_was_decided_on_a_document_is_in_its_history(desk, stories):
    document = stories[0].document
    document.remarks = ["The order is unsure."]
    document.save()
    decisions.answer_remark(document, "The order is unsure.", None, "As on the page")
    history = told(desk.get(address(document, "history")))
    assert "remark answered" in history
    assert "right as it is: “The order is unsure.”" in history
