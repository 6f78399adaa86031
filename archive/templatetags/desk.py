"""What the desk's own pages say."""

from __future__ import annotations

from django import template

from archive.decisions import attention

register = template.Library()


@register.simple_tag
def documents_worth_a_look() -> int:
    """How many documents a machine could not settle alone."""
    return attention.documents().count()
