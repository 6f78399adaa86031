"""A phrase without what is no part of it: whose, where, when, and loose words."""

from __future__ import annotations

from archive.extraction.folding import fold
from archive.extraction.indicators.cues import (
    BARE,
    ECONOMIC,
    EDGES,
    ORDERING,
    PLACE_WORDS,
    PREPOSITIONS,
    TAILS,
    TIMES,
    UNDERTAKINGS,
)
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import QUOTES
from archive.extraction.vocabulary import words as word_set

_ABSTRACT = (
    *("tion", "tions", "ment", "ments", "ancy", "ency", "cies", "ties", "sidies"),
    *("ness", "ances", "ences", "ents", "ings", "ages", "ures", "fall"),
)
"""Endings of words for a state, a sum or many things, which hardly a name has."""
_PEOPLE = word_set("people women men children")
_OWNER_REACH = 5
"""Words of an owner's name: "Sample New Area's"."""
_BEFORE_TIME = frozenset(["for", "of", "on", "between"])
_FEW = word_set("two three four five six seven eight nine ten eleven few")
_WHOLE = word_set("every each full whole entire calendar")
"""They belong to the time behind them: "for the full year", "output every month"."""
_OUTLYING = word_set(
    "suburban downtown rural central north northern south southern east eastern west "
    "western the outlying neighboring"
)
"""Before a place they tell where it lies."""
_PLACING = word_set("in of at")
_LIMITS = (["to", "the", "end"], ["by", "the", "end"])
_POINTING = word_set(
    "it they there this that these those we he she total sum figure number amount "
    "value now also one ones all some former latter average"
)
_LEFT_OUT = QUOTES | {")"}


def is_span_name(sentence: Sentence, index: int) -> bool:
    """ "H1" and "Q3": a letter with its number, a time."""
    if sentence.low(index) not in ("h", "q") or index + 1 >= len(sentence.tokens):
        return False
    following = sentence.tokens[index + 1]
    return following.is_number and following.glued


def is_spelled_with_number(sentence: Sentence, index: int) -> bool:
    """ "3D printing", "5G": a number that begins a name, unlike "1H 2024"."""
    behind = sentence.tokens[index + 1 : index + 2]
    if not sentence.tokens[index].is_number or not behind:
        return False
    return behind[0].glued and behind[0].is_capital and behind[0].low not in ("h", "q")


def plain(sentence: Sentence, first: int, last: int) -> str:
    """The words between two tokens without periods, places and edge words."""
    if sentence.low(last - 1) == "whole" and sentence.low(last - 3) == "as":
        last -= 3  # "the nation as a whole"
    first, last, gap = _without_place(sentence, first, last)
    while last > first and is_edge(sentence, last - 1, at_end=True):
        last -= 1
    while first < last and is_edge(sentence, first, at_end=False):
        first = _behind_compound(sentence, first)
    return _printed(sentence, first, last, gap)


def _printed(sentence: Sentence, first: int, last: int, gap: range) -> str:
    """The words as printed, but for the gap, for brackets and for quotes."""
    words: list[str] = []
    depth, before = 0, -1
    for index in range(first, last):
        if index in gap:
            continue
        token = sentence.tokens[index]
        depth += (token.low == "(") - (token.low == ")")
        if depth or token.low in _LEFT_OUT:
            continue
        if words and token.glued and before == index - 1:
            words[-1] += token.text
        else:
            words.append(token.text)
        before = index
    return " ".join(words)


def _behind_compound(sentence: Sentence, index: int) -> int:
    """The token behind an edge word: behind all of "year-end", of "(SPG)"."""
    if sentence.low(index) == "(" and sentence.low(index + 2) == ")":
        return index + 3
    index += 1
    while sentence.low(index) == "-" and sentence.tokens[index].glued:
        index += 2
    return index


def _without_place(sentence: Sentence, first: int, last: int) -> tuple[int, int, range]:
    """Where the words begin and end without place and time, and the gap they leave."""
    first = _behind_owner(sentence, first, last)
    gap = range(0)
    folded = sentence.folded
    for index in range(first + 1, last):
        word = folded[index]
        if word in ("up", "by") and _is_limit(sentence, index):
            last = index
            break
        if word not in PLACE_WORDS and word not in _BEFORE_TIME:
            continue
        if not _ends_phrase(sentence, index + 1, last, word in PLACE_WORDS):
            continue
        following = _resumes(sentence, index + 1, last)
        if following < 0:
            last = index
            break
        gap = range(index, following)
    return first, _before_name(sentence, first, last), gap


def _is_limit(sentence: Sentence, index: int) -> bool:
    """ "up to the end of July", "by the end of 2020": until when."""
    behind = index + 1 + (sentence.low(index) == "up")
    return sentence.lows(behind - 1, behind + 2) in _LIMITS


def _behind_owner(sentence: Sentence, first: int, last: int) -> int:
    """ "Sample District's tax revenue": without whose it is."""
    for index in range(first, min(first + _OWNER_REACH, last)):
        token = sentence.tokens[index]
        if token.low in ("the", "and", "of") and index == first:
            continue
        if not token.is_capital:
            break
        if token.text.endswith(("'s", "’s")) and token.low not in _PEOPLE:
            return index + 1
    return first


def _before_name(sentence: Sentence, first: int, last: int) -> int:
    """ "the output of Sample Park": without "of" and the name."""
    index = last - 1
    named = False
    while index > first + 1 and _may_be_name(sentence, index):
        named = named or sentence.tokens[index].text.istitle()
        index -= 1
    named = named and sentence.tokens[index + 1].is_capital
    index -= sentence.low(index) == "the"
    return index if named and sentence.low(index) == "of" else last


def _may_be_name(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.low in ("district", "city", "and", "-", "town", "province", "county"):
        return True
    return token.is_capital


def _resumes(sentence: Sentence, first: int, last: int) -> int:
    """Where "and the investment" goes on behind "in the district"; -1 if it doesn't."""
    for index in range(first + 1, last - 1):
        if sentence.low(index) != "and":
            continue
        behind = index + 1 + (sentence.low(index + 1) in ("the", "its"))
        if behind >= last or sentence.tokens[behind].is_capital:
            return -1
        word = sentence.low(behind)
        return -1 if word in TIMES or word in BARE else index
    return -1


def _ends_phrase(sentence: Sentence, index: int, last: int, places: bool) -> bool:
    """Whether a time or a place begins here, which is no part of the indicator."""
    if sentence.low(index - 1) == "on" and "basis" in sentence.lows(index, index + 3):
        return True  # "on an annual basis"
    index += sentence.low(index) == "the"
    lying = sentence.tokens[index + 1 : min(index + 2, last)]
    if sentence.low(index) in _OUTLYING and lying and lying[0].is_capital:
        index += 1  # "in suburban Sample District"
    if index >= last:
        return False
    token = sentence.tokens[index]
    if is_spelled_with_number(sentence, index):
        return False  # "the output of 3D printers"
    if token.is_number or token.low in TIMES or is_span_name(sentence, index):
        return True
    if not places:
        return False
    if token.is_capital and not token.text.isupper():
        if sentence.low(last - 1) in UNDERTAKINGS:
            return False
        return _behind_owner(sentence, index, last) == index
    if token.text.endswith(("'s", "’s")) and index + 1 < last:
        return False  # "the output from the city's finance sector"
    return token.low in BARE and sentence.low(index - 1) == "the"


def is_edge(sentence: Sentence, index: int, at_end: bool) -> bool:
    """Whether a token at an edge of a phrase tells nothing of what is measured."""
    token = sentence.tokens[index]
    if not at_end and is_spelled_with_number(sentence, index):
        return False
    if token.is_number or not (token.is_word or token.low == ")"):
        return True
    if token.low == ")":
        return not at_end
    if token.low in EDGES:
        return True
    if token.low in TIMES:
        if at_end or token.low not in ORDERING:
            return True
        following = sentence.low(index + 1)
        return following in TIMES or following in _FEW
    if token.low in _FEW and not at_end:
        return sentence.low(index + 1) in TIMES
    if token.low == "total" and sentence.low(index + 1) == "of":
        return True
    if at_end and token.low in _WHOLE:
        return sentence.low(index + 1) in TIMES
    if not at_end and token.low in BARE and token.text.endswith(("'s", "’s")):
        return True
    return at_end and (token.low in PREPOSITIONS or token.low in TAILS)


def kept(words: str) -> str:
    """The words, or none where they only name someone or a time."""
    return "" if is_bare(words) else words


def thing(words: str) -> str:
    """The words, or none where they are only a name or point to something else."""
    parts = words.split()
    told = [
        part for part in parts if not _is_name(part) and fold(part) not in _POINTING
    ]
    return words if told else ""


def is_bare(words: str) -> bool:
    """Whether the words only name someone or a time: "Sample District", "it"."""
    parts = words.split()
    named = [part for part in parts if _is_name(part)]
    rest = [part for part in parts if part not in named and fold(part) not in BARE]
    if rest:
        return _is_whereabouts(parts, named)
    return len(parts) < 4 and (not named or len(named) == len(parts) or len(parts) < 3)


def _is_whereabouts(parts: list[str], named: list[str]) -> bool:
    """ "Sample Park in suburban Sample District": a name and where it is."""
    if parts[0] not in named or parts[-1] not in named:
        return False
    rest = {fold(part) for part in parts if part not in named}
    return rest <= _OUTLYING | _PLACING and bool(rest & _PLACING)


def _is_name(word: str) -> bool:
    if not word[0].isupper() or word.isupper():
        return False
    low = fold(word)
    return low not in ECONOMIC and not low.endswith(_ABSTRACT)
