"""What the desk's own pages say."""

from __future__ import annotations

from typing import Any

from django import template

from archive import queue
from archive.decisions import attention

register = template.Library()


@register.simple_tag
def documents_worth_a_look() -> int:
    """How many documents a machine could not settle alone."""
    return attention.how_many()


@register.simple_tag(takes_context=True)
def open_items(context: dict[str, Any]) -> str:
    """How many items of the review queue this user may decide on; many are "1,000+"."""
    may = context["user"].has_perm
    counts = [kind.count() for kind in queue.KINDS if may(kind.permission)]
    most = queue.MOST_COUNTED
    return f"{most:,}+" if sum(counts) > most else f"{sum(counts):,}"
