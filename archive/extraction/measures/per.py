"""What an amount is counted by: "each", "a year", "per square kilometer"."""

from __future__ import annotations

from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

_ALONE = ("each", "annually", "monthly", "daily")
_TIMES = words("year month week day quarter hour")
_UNITS = words(
    "capita person head household family resident employee worker student visitor "
    "hectare mu acre ton tonne kilogram unit piece set share store firm company "
    "project building"
)
_SQUARES = words("kilometer kilometre meter metre km m")


def per_words(sentence: Sentence, position: int) -> str:
    """The words at this place that say by what the amount before them is counted."""
    low, following = sentence.low(position), sentence.low(position + 1)
    if low in ("each", "every", "a", "per") and following in _TIMES:
        return f"{low} {following}"
    if low in _ALONE:
        return low
    if low not in ("per", "a"):
        return ""
    if following == "square" and sentence.low(position + 2) in _SQUARES:
        return f"{low} square {sentence.low(position + 2)}"
    return f"{low} {following}" if low == "per" and following in _UNITS else ""
