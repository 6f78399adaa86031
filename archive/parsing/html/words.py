"""The words of a text, as pages and what is taken from them are compared."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


def words(text: str) -> list[str]:
    """The words of a text in small letters; a Chinese character is one."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return _WORD.findall(_HAN.sub(r" \g<0> ", text.lower()))


def normal(text: str) -> str:
    """The words of a text, one blank between them."""
    return " ".join(words(text))
