"""Bare numbers that count what was counted before them."""

from __future__ import annotations

from archive.extraction.nouns import closes
from archive.extraction.numbers import Number, read_number
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import AUXILIARIES, words

_VERBS = AUXILIARIES | words("came come went that which who whom")
_NEEDING = words("need needs needed require requires required")
_BEHIND = words("in from at on for by last this")
_GATHERING = words(
    "bringing brought brings building taking took takes raising raised rising lifting "
    "lifted pushing pushed expand expanding"
)
_LISTED = 12
"""Tokens behind a number in which the next of a list is looked for."""
_MANY = 100
"""From here on "from 70,000 in May to 90,000" counts the same at both ends."""
_FIGURES = ("figure", "number", "total")
_MOVED = words("rose grew jumped climbed soared surged increased expanded fell dropped")
_DIFFERENCES = words("increase rise decrease drop fall gain decline")


def refers_back(sentence: Sentence, number: Number, start: int) -> bool:
    """Whether a bare number counts what was counted before it."""
    before, further = sentence.low(start - 1), sentence.low(start - 2)
    after = sentence.low(number.last + 1)
    verb = after in _VERBS or (
        after.endswith(("ed", "ing")) and len(after) > 4 and after.isalpha()
    )
    ends = closes(sentence, number.last + 1)
    if before in ("which", "whom"):
        return verb or ends
    if before == "reach" and ends:
        return _speaks_of_figure(sentence)
    if before == "including":
        return verb or ends
    if after in ("more", "fewer") and sentence.low(number.last + 2) == "than":
        return True
    if after in ("more", "fewer"):
        return after == "more" and closes(sentence, number.last + 2)
    if before == "with":
        if after == "to" and sentence.low(number.last + 2) == "be":
            return number.value > 1  # "will build 90 shops, with 20 to be opened"
        return (verb and after.endswith("ing")) or (further == "compared" and ends)
    if before in (",", ";", "and") and _is_parted(sentence, after):
        return number.is_words
    if before == "," and _is_listed(sentence, number):
        return True
    if before in ("up", "down", "and") and _is_respective(sentence, number):
        return True
    if before == "total" and further in ("the", "its", "their"):
        return ends and sentence.low(start - 3) in ("make", "makes", "making")
    if before == ";":
        return sentence.low(0) in ("of", "among")
    if before == ",":
        return sentence.low(0) in ("of", "among") or (verb and number.is_words)
    if before == "and":
        counted = any(token.is_number for token in sentence.tokens[: start - 1])
        return (counted or number.value > 9) and (verb or after in _BEHIND)
    if before == "them":
        return verb and sentence.low(0) in ("of", "among")
    if before in ("up", "down"):
        return after == "from"
    if before in ("after", "against"):
        return after in ("last", "the", "a") and number.value > 9
    if before == "or":
        return after == "per"
    if before in _NEEDING:
        return ends and number.value > 9
    if before == ":":
        return verb
    if before == "from":
        return ends and further in ("up", "down")
    if before == "to":
        if further in _MOVED and sentence.low(start - 3) in _FIGURES:
            return ends and sentence.low(start - 4) in ("the", "that", "this")
        near = set(sentence.lows(start - 8, start))
        moved = "from" in near and number.value >= _MANY
        return ends and (bool(_GATHERING & near) or moved or further == "compared")
    if before == "of":
        return ends and further in _DIFFERENCES
    return start == 0 and verb and number.is_words


def _is_listed(sentence: Sentence, number: Number) -> bool:
    """ "130 in banking, 227 in insurance and 91 in bonds": one between two others."""
    after = sentence.low(number.last + 1)
    if after not in _BEHIND:
        return False
    places = range(number.last + 2, min(number.last + _LISTED, len(sentence.tokens)))
    later = (read_number(sentence, index) for index in places)
    followed = any(one and sentence.low(one.last + 1) == after for one in later)
    earlier = sentence.tokens[: number.first]
    return followed and any(token.is_number for token in earlier)


def _is_respective(sentence: Sentence, number: Number) -> bool:
    """ "87 shops and 61 stores, up 21 and 30 respectively"."""
    after = number.last + 1
    if sentence.low(number.first - 1) == "and":
        start = number.first - 2
        moved = sentence.low(start - 1) in ("up", "down")
        return moved and sentence.low(after) == "respectively"
    second = read_number(sentence, after + 1) if sentence.low(after) == "and" else None
    return second is not None and sentence.low(second.last + 1) == "respectively"


def _speaks_of_figure(sentence: Sentence) -> bool:
    """ "The figure is expected to reach 10 million": what was told just before."""
    return sentence.low(0) in ("the", "this") and sentence.low(1) in _FIGURES


def _is_parted(sentence: Sentence, after: str) -> bool:
    """ "Seven are parks, six are shops, eight in farming": what was counted, parted."""
    verb = after in (*_BEHIND, "are", "were") or after.endswith("ed")
    if sentence.low(0) == "another":
        return verb and read_number(sentence, 1) is not None
    parting = sentence.low(1) in ("are", "were")
    return parting and verb and read_number(sentence, 0) is not None
