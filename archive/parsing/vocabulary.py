"""Word lists written as running text."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a list written with blanks and line ends between them."""
    return frozenset(text.split())
