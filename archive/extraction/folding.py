"""Letters made comparable without moving any of them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SIGNS = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u0060": "'",
    "\u00b4": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\n": " ",
    "\t": " ",
    "\r": " ",
    **dict.fromkeys("●○▪■□◆◇▶►◦✓", "•"),
}
"""Signs that mean the same; bullets are one as well."""


def fold(text: str) -> str:
    """The text in lower case with plain quotes, dashes, blanks and letters.

    One character stays one character, so an offset in the folded text is the same
    offset in the text.
    """
    return _fold_long(text) if len(text) > _LONG else _fold(text)


_LONG = 200
"""Characters. What is longer is most often a part of a story, which is folded by one
reader after the other; the last few are kept.
"""


def _fold(text: str) -> str:
    if not text.isascii():
        # A dot in the middle is a bullet too where a blank stands behind it.
        text = text.replace("· ", "• ")
        return _SPECIAL.sub(_fold_match, text).lower()
    folded = text.lower()
    if folded.isprintable() and "`" not in folded:
        return folded
    for sign in "`\n\t\r":
        folded = folded.replace(sign, _SIGNS[sign])
    return folded


_fold_long = lru_cache(maxsize=8)(_fold)


# Printable ASCII but for the grave accent, and Chinese, stay or need only lower case.
_SPECIAL = re.compile("[^ -_a-~\u3400-\u9fff]")


def _fold_match(match: re.Match[str]) -> str:
    return _fold_character(match[0])


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    # "é" decomposes into "e" and an accent; "ﬁ" into two letters, so it stays.
    parts = unicodedata.normalize("NFKD", character)
    base = [part for part in parts if not unicodedata.combining(part)]
    plain = base[0] if len(base) == 1 else character
    lowered = plain.lower()
    return lowered if len(lowered) == 1 else plain
