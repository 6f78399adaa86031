"""Where a name that is known begins and ends, and what stands before "company"."""

from __future__ import annotations

from archive.extraction.indicators.cues import OPENERS
from archive.extraction.sentences import Sentence, Token
from archive.extraction.subjects.cues import (
    ADJECTIVES,
    DETERMINERS,
    FIELDS,
    HEADS,
    PEOPLE,
)
from archive.extraction.subjects.names import Name, Sort, Subject
from archive.extraction.vocabulary import words as word_set

_LEGAL = word_set("co ltd inc corp company limited llc plc")
_ADJOINED = 5
"""Tokens before "company" in which its adjectives stand."""
_COMMON = 2
"""Common words between an article and "company"."""
_OF_PLACES = HEADS | FIELDS
_NO_BEGINNING = OPENERS | DETERMINERS | PEOPLE
_BESIDE_NAMES = DETERMINERS | word_set(
    "north south east west northeast northwest southeast southwest central downtown"
)
"""Before a name they make no other of it: "South Sample"."""
Place = tuple[int, int, Subject, Sort]
"""Start and end of a known name in the text, and whom it names."""


def again(sentence: Sentence, index: int, meant: Name) -> Name | None:
    """A name of a story, word by word once more."""
    words = meant.subject.words.replace("-", " - ").split()
    last = index + len(words) - 1
    if sentence.lows(index, last + 1) != [word.lower() for word in words]:
        return None
    if is_within_name(sentence, index, last):
        return None  # "Great Sample Valley" after "Sample Valley"
    return Name(index, last, meant.subject, meant.sort, meant.head)


def before_pointer(sentence: Sentence, index: int) -> tuple[int, list[str]]:
    """Where "the German drug trade company" has its article, and its common words."""
    first = index - 1
    while first > index - _ADJOINED and sentence.low(first - 1) == "-":
        first -= 2
    first -= first < index - 1  # "state-owned", "5-square-kilometer"
    while first > index - _ADJOINED and _is_adjective(sentence, first):
        first -= 1
    inner: list[str] = []
    while sentence.low(first) not in DETERMINERS and len(inner) < _COMMON:
        inner.append(sentence.low(first))
        first -= 1
    return first, inner


def _is_adjective(sentence: Sentence, index: int) -> bool:
    low = sentence.low(index)
    if low in ADJECTIVES or low in ("-", "based"):
        return True
    return low not in DETERMINERS and sentence.text(index)[:1].isupper()


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Whether a company's name goes on there: "Sample Co", "Sample Shanghai"."""
    if sentence.low(index) in _LEGAL:
        return True
    if index >= len(sentence.tokens) or sentence.low(index) in _OF_PLACES:
        return False
    owned = sentence.text(index - 1).endswith(("'s", "’s", "s'", "s’"))
    return not owned and _may_begin(sentence.tokens[index])


def _behind_legal(sentence: Sentence, last: int) -> int:
    """The last token with the full stop of "Co." behind it."""
    stopped = sentence.low(last) in _LEGAL and sentence.low(last + 1) == "."
    return last + stopped


def _may_begin(token: Token) -> bool:
    """Whether a longer name may begin with a word."""
    if not token.is_capital or token.low in _NO_BEGINNING:
        return False
    return not token.text.endswith(("'s", "’s"))


def is_within_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether further capitalised words make another name of it."""
    before = sentence.tokens[first - 1] if first else None
    if before and before.is_capital and before.low not in OPENERS:
        owns = before.text.endswith(("'s", "’s"))
        if not owns and before.low not in _BESIDE_NAMES:
            return True
    following = sentence.tokens[last + 1 : last + 2]
    owns = sentence.text(last).endswith(("'s", "’s"))
    return bool(following) and following[0].is_capital and not owns


def known(sentence: Sentence, index: int, place: Place, taken: int) -> Name:
    """A known name; a company's with the capitals before it: "Great Sample Foods"."""
    _, end, subject, sort = place
    tokens = sentence.tokens
    first = last = index
    while last + 1 < len(tokens) and tokens[last + 1].start < end:
        last += 1
    while sort is Sort.COMPANY and _goes_on(sentence, last + 1):
        last += 1
    last = _behind_legal(sentence, last)
    if sentence.low(last + 1) == "," and sentence.low(last + 2) in _LEGAL:
        last = _behind_legal(sentence, last + 2)  # "Sample Co., Ltd."
    while sort is Sort.COMPANY and first > taken + 1 and _may_begin(tokens[first - 1]):
        first -= 1
    points = sort is Sort.DISTRICT and tokens[index].low == "the"
    return Name(first, last, subject, sort, tokens[last].low, points)
