"""Doubts about a document: what was remarked, who answered it, and the answer."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from archive import decisions
from archive.admin.fields import clean_number, clean_text
from archive.models import Article, Decision, Document

PERMISSION = "archive.change_article"


class Remark(NamedTuple):
    """A doubt; `answer` is the line of the book that says it is right as it is."""

    words: str
    is_open: bool
    answer: Decision | None


def remarks_panel(
    document: Document, user: AbstractBaseUser, story: Article | None = None
) -> dict[str, Any]:
    """The document's remarks for its panel, {} where it has none.

    With a story the answers lead back to the page on which its pieces are moved.
    """
    if not document.remarks:
        return {}
    lines = document.decisions.filter(action=Decision.Action.ANSWER).order_by("id")
    answers = {line.quote: line for line in lines}
    still_open = document.open_remarks
    return {
        "remarks": [
            Remark(words, words in still_open, answers.get(words))
            for words in document.remarks
        ],
        "may_answer": user.has_perm(PERMISSION),
        "address": reverse("admin:archive_document_answer", args=[document.pk]),
        "story": story,
    }


def answer_view(
    desk: admin.ModelAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    """By POST: what a remark doubts is right as it is."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    remark = request.POST.get("remark", "").replace("\0", "")
    reason = clean_text(request.POST.get("reason"))
    try:
        decisions.answer_remark(document, remark, request.user, reason)
    except decisions.Refused as refusal:
        desk.message_user(request, str(refusal), messages.ERROR)
    else:
        said = f"Answered, right as it is: “{remark}”"
        desk.log_change(request, document, said)
        desk.message_user(request, said, messages.SUCCESS)
    story = clean_number(request.POST.get("story"))
    if document.articles.filter(pk=story).exists():
        return HttpResponseRedirect(reverse("admin:archive_article_move", args=[story]))
    return HttpResponseRedirect(
        reverse("admin:archive_document_change", args=[document.pk])
    )
