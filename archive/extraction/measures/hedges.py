"""Words that leave a number open: "nearly", "no less than", "3,000-plus", "or more"."""

from __future__ import annotations

from archive.extraction.sentences import Sentence

_BEFORE = frozenset(
    tuple(words.split())
    for words in (
        "about",
        "around",
        "some",
        "roughly",
        "approximately",
        "nearly",
        "almost",
        "over",
        "above",
        "exceeding",
        "under",
        "below",
        "close to",
        "more than",
        "less than",
        "fewer than",
        "no less than",
        "not less than",
        "no fewer than",
        "no more than",
        "at least",
        "at most",
        "up to",
        "as much as",
        "as many as",
        "well over",
        "well above",
        "just over",
        "just under",
        "slightly more than",
        "slightly less than",
        "slightly over",
        "a little over",
        "in excess of",
        "in the region of",
        "upward of",
        "upwards of",
        "an estimated",
        "an average of",
    )
)
_BEFORE_ENDS = {hedge[-1] for hedge in _BEFORE}
_LONGEST = max(map(len, _BEFORE))
_SUMMING = {"add", "adds", "added", "adding"}
"""Before "up to": their amount is what it is."""
_BEHIND_UNIT = {"more", "above", "so", "less", "higher"}
"""After "or", behind the unit: "20 million yuan or more"."""


def hedge_before(sentence: Sentence, first: int) -> tuple[str, int]:
    """The longest hedge that ends before the token, and where it begins."""
    if sentence.low(first - 1) not in _BEFORE_ENDS:
        return "", -1
    for length in range(min(_LONGEST, first), 0, -1):
        words = tuple(sentence.lows(first - length, first))
        if words in _BEFORE:
            summed = words == ("up", "to") and sentence.low(first - 3) in _SUMMING
            return ("", -1) if summed else (" ".join(words), first - length)
    return "", -1


def hedge_behind(sentence: Sentence, last: int) -> tuple[str, int]:
    """ "or more" behind a unit or a number, and its last token; not "or more than"."""
    behind = sentence.low(last + 1) == "or" and sentence.low(last + 2) in _BEHIND_UNIT
    if behind and sentence.low(last + 3) != "than":
        return f"or {sentence.low(last + 2)}", last + 2
    return "", last


def open_end(sentence: Sentence, last: int) -> tuple[str, int]:
    """What hangs on a number, and its last token: "3,000+", "a dozen or so"."""
    sign = sentence.low(last + 1)
    if sign == "+" and sentence.tokens[last + 1].glued:
        return "+", last + 1
    if sign == "-" and sentence.low(last + 2) in ("plus", "odd"):
        return sentence.low(last + 2), last + 2
    if sign == "odd":
        return sign, last + 1
    if sign == "or" and sentence.low(last + 2) == "so":
        return "or so", last + 2
    return "", last
