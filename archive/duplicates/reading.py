"""A text as the words by which copies of it are known."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 40_000
"""Of a longer text only the beginning is looked at: far more than a story has."""

_LIKE_A_WORD = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Possessive quantifiers: what is taken is never given back, so reading is linear.
_WORD = re.compile(
    r"[0-9]++(?:[.,][0-9]++){0,9}+"
    rf"|[{_LIKE_A_WORD}]"
    rf"|[^\W0-9_{_LIKE_A_WORD}]++"
)
# Conversions and explanations that one edition puts in and another leaves out.
_ASIDE = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def read_words(text: str) -> list[str]:
    """The words and numbers of a text in order, without case, signs and asides.

    Chinese and Japanese characters are words of their own.
    """
    text = text[:MOST_CHARACTERS]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return _WORD.findall(_ASIDE.sub(" ", text).casefold())
