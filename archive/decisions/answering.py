"""Doubts about a document that an editor has looked at: it is right as it is."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.decisions.book import enter_on_document
from archive.decisions.refusals import NotFound, Refused
from archive.ingest import hold
from archive.models import Decision, Document


@transaction.atomic
def answer_remark(
    document: Document, remark: str, by: AbstractBaseUser | None, reason: str = ""
) -> None:
    """What the remark doubts is right as it is: nobody is asked about it again.

    The remark stays; should a later reading make the same one, it is answered. Raises
    NotFound where the document has no such remark, or has an answer to it.
    """
    document = hold(document)
    if remark not in document.open_remarks:
        raise NotFound("This doubt is there no more, or was answered already.")
    before = {"answered": document.answered}
    # In the order of the remarks, so that the database can tell whether one is open.
    answered = {*document.answered, remark}
    others = [each for each in document.answered if each not in document.remarks]
    document.answered = [r for r in document.remarks if r in answered] + others
    document.save(update_fields=["answered"])
    enter_on_document(
        Decision.Action.ANSWER,
        document,
        by,
        before,
        {"answered": remark},
        quote=remark,
        reason=reason,
    )


def turn_answer(entry: Decision, by: AbstractBaseUser | None, reason: str = "") -> None:
    """Take the one answer back that the line gave, or give it again.

    Raises Refused where it stands like that.
    """
    document = hold(entry.document)
    before = document.answered
    remark = entry.values.get("answered")
    if remark is not None:
        document.answered = [each for each in before if each != remark]
        values = {"unanswered": remark}
    else:
        remark = entry.values["unanswered"]
        document.answered = [*before, remark]
        values = {"answered": remark}
    if remark in before and remark in document.answered:
        raise Refused("It stands like that already.")
    document.save(update_fields=["answered"])
    enter_on_document(
        Decision.Action.REVERT,
        document,
        by,
        {"answered": before},
        values,
        quote=remark,
        reason=reason,
    )
