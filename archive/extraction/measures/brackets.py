"""The second currency in brackets behind an amount."""

from __future__ import annotations

from archive.extraction.measures.quantities import Bracket, Measure
from archive.extraction.measures.reading import money
from archive.extraction.numbers import read_number
from archive.extraction.sentences import Sentence

_OPENING = ("(", "（", "[")
_CLOSING = (")", "）", "]")
_REACH = 6
"""Tokens before the bracket's number, after it, and between amount and bracket."""


def bracket_of(sentence: Sentence, amount: Measure) -> Bracket | None:
    """The bracket that tells an amount in another currency.

    It stands right behind the amount, or a few words on: "3 million yuan of tax ($5)".
    """
    opening = amount.last + 1
    for opening in range(amount.last + 1, amount.last + 2 + _REACH):
        low = sentence.low(opening)
        if low in _OPENING:
            break
        if not low or not low[0].isalpha() and low != "-":
            return None
    bracket = read_bracket(sentence, opening)
    return bracket if bracket and bracket.unit != amount.unit else None


def read_bracket(sentence: Sentence, opening: int) -> Bracket | None:
    """ "(US$31.5 billion)", "(about 30 million U.S. dollars)", "(134.18 million)"."""
    if sentence.low(opening) not in _OPENING:
        return None
    for first in range(opening + 1, opening + _REACH):
        if first >= len(sentence.tokens) or sentence.low(first) in _CLOSING:
            return None
        number = read_number(sentence, first)
        if number is None or number.is_fraction:
            continue
        amount = money(sentence, number)
        closing = _closing(sentence, amount.last if amount else number.last)
        if amount and closing:
            return Bracket(opening, closing, number.value, amount.unit, True)
        alone = number.has_scale and first == opening + 1
        if alone and closing == number.last + 1:
            return Bracket(opening, closing, number.value, "USD", False)
        return None
    return None


def _closing(sentence: Sentence, last: int) -> int:
    """Where it closes, as in "(US$560 million at the time)"; 0 if a number follows."""
    for position in range(last + 1, last + 1 + _REACH):
        if sentence.low(position) in _CLOSING:
            return position
        if not sentence.low(position).isalpha():
            return 0
    return 0
