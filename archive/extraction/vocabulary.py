"""Word lists, written as one text so that they can be read and compared."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of the text as a set."""
    return frozenset(text.split())


def listed(text: str) -> list[str]:
    """The words of the text in their order."""
    return text.split()
