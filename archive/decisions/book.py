"""The book of decisions: a line for each, with the place and the words it is about."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from archive.decisions.states import State
from archive.models import Article, Decision, Document

CONTEXT = 60
"""Characters kept on either side of a decision's words."""


def enter(
    action: Decision.Action,
    row: Any,
    by: AbstractBaseUser | None,
    stood: State,
    values: dict[str, Any] | None = None,
    previous: dict[str, Any] | None = None,
    reason: str = "",
) -> Decision:
    """Add a line to the book of decisions; `stood` is the row's state before it."""
    document = row.document
    ranges = row.raw_ranges
    raw_start = row.anchor if isinstance(row, Article) else row.raw_start
    raw_end = max((end for _, end in ranges), default=raw_start)
    quote = row.title if isinstance(row, Article) else row.surface
    return Decision.objects.enter(
        by,
        document=document,
        target=row._meta.model_name,
        target_id=row.pk,
        action=action,
        raw_ranges=ranges,
        raw_start=raw_start,
        quote=quote,
        before=document.text[max(0, raw_start - CONTEXT) : raw_start],
        after=document.text[raw_end : raw_end + CONTEXT],
        values=values or {},
        previous=previous or {},
        state=stood,
        reason=reason,
    )


def enter_on_document(
    action: Decision.Action,
    document: Document,
    by: AbstractBaseUser | None,
    stood: State,
    values: dict[str, Any],
    previous: dict[str, Any] | None = None,
    quote: str = "",
    reason: str = "",
) -> Decision:
    """Add a line on a document as a whole; `stood` is what was decided of it before."""
    return Decision.objects.enter(
        by,
        document=document,
        target=Decision.Target.DOCUMENT,
        target_id=document.pk,
        action=action,
        quote=quote,
        values=values,
        previous=previous or {},
        state=stood,
        reason=reason,
    )
