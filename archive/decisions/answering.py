"""Doubts about a document that an editor has looked at: it is right as it is."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.decisions.refusals import NotFound
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
    Decision.objects.enter(
        by,
        document=document,
        target=Decision.Target.DOCUMENT,
        target_id=document.pk,
        action=Decision.Action.ANSWER,
        quote=remark,
        values={"answered": remark},
        state=before,
        reason=reason,
    )
