"""Doubts about a document on its own page: which are answered, and by whom they may."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from archive.models import Decision, Document
from tests.archive.admin.pages import address, saved, told
from tests.factories import make_article

DOUBT = "The order is unsure."


@pytest.fixture
def document(db) -> Document:
    document = make_article().document
    document.remarks = [DOUBT]
    document.save()
    return document


def answer(client, document: Document, **sent: str):
    return client.post(address(document, "answer"), sent, follow=True)


def test_it_is_said_who_answered_and_the_answer_can_be_taken_back(desk, document):
    assert saved(answer(desk, document, remark=DOUBT, reason="Looked at."))

    page = told(desk.get(address(document)))
    assert "Answered: right as it is, by ada" in page
    assert "“Looked at.”" in page
    assert 'name="remark"' not in page
    entry = Decision.objects.get()
    page = told(desk.get(f"/admin/archive/decision/{entry.pk}/revert/"))
    assert f"<del>{DOUBT}</del>" in page
    desk.post(f"/admin/archive/decision/{entry.pk}/revert/", {"later": "0"})
    document.refresh_from_db()
    assert document.open_remarks == [DOUBT]


def test_what_was_answered_meanwhile_is_told(desk, document):
    answer(desk, document, remark=DOUBT)
    assert "answered already" in told(answer(desk, document, remark=DOUBT))
    assert Decision.objects.count() == 1


def test_from_the_page_of_pieces_it_leads_back_there(desk, document):
    story = document.articles.get()
    page = answer(desk, document, remark=DOUBT, story=str(story.pk))
    assert page.redirect_chain[-1][0] == address(story, "move")
    page = answer(desk, document, remark=DOUBT, story="9" * 30)
    assert page.redirect_chain[-1][0] == address(document)


def test_who_may_only_look_has_no_button(client, document):
    bob = get_user_model().objects.create_user("bob", is_staff=True)
    bob.user_permissions.add(Permission.objects.get(codename="view_document"))
    client.force_login(bob)
    page = told(client.get(address(document)))
    assert DOUBT in page
    assert 'name="remark"' not in page
    assert answer(client, document, remark=DOUBT).status_code == 403
    assert not Decision.objects.exists()


def test_a_document_without_a_doubt_says_nothing_of_them(desk):
    page = told(desk.get(address(make_article().document)))
    assert "Doubts about the document" not in page
