"""Places that no gazetteer knows, by the words they end in: "Sample Science Park"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.extraction.indicators.cues import ING_NOUNS, OPENERS
from archive.extraction.numbers import MONTHS
from archive.extraction.sentences import Sentence
from archive.extraction.subjects.cues import (
    ADJECTIVES,
    FIELDS,
    FULL_ONLY,
    HEADS,
    LOW_HEADS,
    NO_STEM,
)
from archive.extraction.subjects.names import Name, Sort, Subject
from archive.extraction.vocabulary import words as word_set

_LONGEST = 12
_NO_FIRST = word_set(
    "the a an this its their in at as with from for on by and our his her these those "
    "when while since under after before during among to of near that meanwhile "
    "currently located but if through within across between both all each every"
)
_BY_TRADE = word_set("base zone park area hub village complex")
"""They may also stand behind one small word: "the Sample drone base"."""
_TELLS_SORT = HEADS | LOW_HEADS | FIELDS | NO_STEM
"""What a short form leaves out."""
_ONE_WORD = re.compile(r"\b[A-Z][A-Za-z]{1,20}?(PARK|[Pp]ark|HUB|[Hh]ub)\b")
_NO_PLACE = word_set("ballpark carpark github")
_NO_NAME = NO_STEM | {"-", "pacific", "asia", "europe", "global", "regional"}
"""Words that make no name of a head in small letters."""
_ACTIVE = ("tion", "ment", "ship", "logy", "nics", "ture", "arch")
"""Endings of words for what is done or made in a place."""
_PEOPLES = ("ese", "ish", "ean", "ian")
"""Endings of words for what is a people's."""
_CALLED = 6
"""Tokens before a nickname within which it is said to be one."""
_CALLING = word_set("called dubbed nicknamed known hailed billed touted reputation")
_BEFORE_NICKNAME = frozenset(["the", "a", '"', "“", "”", "‘", "'"])
_OF_ANY = word_set(
    "central municipal provincial district state federal city county town national "
    "party china"
)
"""Before "government" they tell its rank."""
_MOST_WORDS = 4
"""With an article: so many words before "and" are hardly one place and another."""
_YEAR = 4
"""Digits of a year, as in "Sample 1919"."""
_STREETS = word_set("road street avenue")
_COMPASS = word_set("n e s w")


def may_end_name(sentence: Sentence, head: int) -> bool:
    """Whether a capital or one of the small words of names stands before the head."""
    if not head:
        return False
    before = sentence.tokens[head - 1]
    if before.is_capital or before.low in FIELDS or before.low == "-":
        return True
    return _is_of_trade(sentence, head)


def _is_of_trade(sentence: Sentence, head: int) -> bool:
    """ "the Sample drone base": one small word between a name and its head."""
    if head < 3 or sentence.low(head) not in _BY_TRADE:
        return False
    name = sentence.tokens[head - 2]
    return (
        name.is_capital
        and sentence.low(head - 3) == "the"
        and sentence.low(head - 1).isalpha()
        and not name.text.endswith(("'s", "’s"))
        and name.low not in NO_STEM
        and name.low not in ADJECTIVES
        and not name.low.endswith(_PEOPLES)
    )


def read_place(sentence: Sentence, end: int) -> Name | None:
    """The place whose name ends at a token; None where it is only a common word."""
    token = sentence.tokens[end]
    low = token.low
    if low not in (HEADS if token.is_capital else LOW_HEADS):
        return None
    first = _first_of_name(sentence, end)
    if first == end:
        return None
    needed = FULL_ONLY.get(low)
    if needed and needed.isdisjoint(sentence.lows(first, end)):
        return _district_elsewhere(sentence, end) if first == end - 1 else None
    if not token.is_capital and _NO_NAME.issuperset(sentence.lows(first, end)):
        return None  # "the central area", "the Asia-Pacific hub"
    last = end
    if low in _STREETS and sentence.low(end + 1) in _COMPASS:
        last += 1 + (sentence.low(end + 2) == ".")  # "Sample Road W."
    words = _text(sentence, first, last)
    head = "cbd" if low == "district" else low
    return Name(first, last, Subject(words=words), Sort.AREA, head)


def _district_elsewhere(sentence: Sentence, head: int) -> Name | None:
    """ "Orvela's Sample district": one of another city, with the city before it."""
    first = head - 1
    low = sentence.low(first)
    common = low in NO_STEM or low in ADJECTIVES or low in FIELDS
    if sentence.low(head) != "district" or common or low.endswith(_PEOPLES[:2]):
        return None
    words = _text(sentence, first, head)
    owner = sentence.tokens[first - 1] if first else sentence.tokens[head]
    first -= owner.is_capital and owner.text.endswith(("'s", "’s"))
    return Name(first, head, Subject(words=words), Sort.AREA, "district")


def read_governed(sentence: Sentence, head: int) -> Name | None:
    """ "The Sample government": the place, unless the word is no name of one."""
    first = head - 1
    if first < 1 or sentence.low(first - 1) != "the":
        return None
    token = sentence.tokens[first]
    low = token.low
    if not token.is_capital or token.text.isupper() or not low.isalpha():
        return None
    if low in _OF_ANY or low in ADJECTIVES or low.endswith(_PEOPLES[:2]):
        return None
    return Name(first, head, Subject(words=token.text), Sort.AREA, "city")


def is_nickname(sentence: Sentence, name: Name) -> bool:
    """ "also dubbed China's “Sample Valley”": no other place, but what it is called."""
    index = name.first - 1
    while index > max(name.first - _CALLED, 0) and (
        sentence.low(index) in _BEFORE_NICKNAME
        or sentence.text(index).endswith(("'s", "’s"))
    ):
        index -= 1
    if sentence.low(index) == "as":
        index -= 1
    return sentence.low(index) in _CALLING


def _first_of_name(sentence: Sentence, head: int) -> int:
    """Back over the capitalised words before the head."""
    tokens = sentence.tokens
    first = head - 2 if _is_of_trade(sentence, head) else head
    while first > 0 and head - first < _LONGEST:
        token = tokens[first - 1]
        if token.text.endswith(("'s", "’s")):
            break
        if (
            token.is_capital
            and token.low not in _NO_FIRST
            or _is_inside(sentence, first - 1, head)
        ):
            first -= 1
        elif _is_numbered(sentence, first - 1):
            first -= 2
        elif _is_bracketed(sentence, first - 1):
            first -= 4
        else:
            break
    if first == 0 and tokens[first].low in OPENERS:
        first = 1
    while first < head and not tokens[first].is_capital:
        first += 1
    if first > 1 and tokens[first - 1].is_number and tokens[first - 1].glued:
        first -= 1 + tokens[first - 2].is_capital  # "G60 Sample Corridor"
    return first


def _is_inside(sentence: Sentence, index: int, head: int) -> bool:
    """A small word or a hyphen that a capitalised word stands before."""
    low, before = sentence.low(index), sentence.tokens[max(index - 1, 0)]
    if low == "and":
        following = sentence.low(index + 1)
        both = _is_activity(before.low) and _is_activity(following)
        one = following in FIELDS or both or _is_one_name(sentence, index)
        return before.is_capital and one
    if low in FIELDS and not sentence.tokens[head].is_capital:
        return True
    if low == "." and before.low == "st":
        return True
    if low in ("-", "&") or (before.low == "-" and sentence.tokens[index].glued):
        return index + 1 <= head and index > 1
    if low != "of" or before.text.isupper():
        return False  # "GDP of Sample Town"
    return before.is_capital and 1 < index < head - 1


def _is_one_name(sentence: Sentence, joint: int) -> bool:
    """ "the Sample Hill and Lake Zone": one article, and no "Sample Park and"."""
    first = joint - 1
    while first and joint - first < _LONGEST and sentence.tokens[first].is_capital:
        first -= 1
    if joint - first < _MOST_WORDS or sentence.low(first) != "the":
        return False
    words = sentence.lows(first, joint)
    return HEADS.isdisjoint(words) and sentence.tokens[joint + 1].is_capital


def _is_numbered(sentence: Sentence, index: int) -> bool:
    """ "Sample 1919 Creative Park": a number between two capitals of a name."""
    number, before = sentence.tokens[index], sentence.tokens[max(index - 1, 0)]
    year = number.is_number and len(number.text) == _YEAR and number.text.isdigit()
    inside = index > 1 and before.is_capital and before.low not in MONTHS
    return year and inside and before.low not in _NO_FIRST


def _is_bracketed(sentence: Sentence, closing: int) -> bool:
    """ "Sampleland (Town) Pilot Zone": where, told within the name."""
    if closing < 3 or sentence.lows(closing - 2, closing + 1)[::2] != ["(", ")"]:
        return False
    around = sentence.tokens[closing - 3], sentence.tokens[closing - 1]
    return all(one.is_capital and not one.text.isupper() for one in around)


def _is_activity(word: str) -> bool:
    """ "Exhibition and Trading": no names that "and" parts, but what is done there."""
    return word in FIELDS or word in ING_NOUNS or word.endswith(_ACTIVE)


def _text(sentence: Sentence, first: int, last: int) -> str:
    words: list[str] = []
    for token in sentence.tokens[first : last + 1]:
        text = token.text.removesuffix("'s").removesuffix("’s")
        if words and token.glued:
            words[-1] += text
        else:
            words.append(text)
    return " ".join(words)


def stem_of(name: Name) -> str:
    """The one word that may stand for the name later: "Sample" of "Sample area"."""
    parts = name.subject.words.lower().split()
    while len(parts) > 1 and _TELLS_SORT.issuperset(parts[-1].split("-")):
        parts.pop()
    stem = parts[0] if len(parts) == 1 else ""
    return "" if stem in NO_STEM or "-" in stem else stem


def one_word_places(body: str) -> Iterator[Name]:
    """ "MEDIPARK", "BioHub": places whose names end in what they are."""
    for match in _ONE_WORD.finditer(body):
        word = match[0]
        if word.lower() not in _NO_PLACE:
            yield Name(0, 0, Subject(words=word), Sort.AREA, match[1].lower())


def initials_of(name: Name) -> Iterator[str]:
    """ "SIP" of "Sample Industrial Park", and of "Great Sample Industrial Park"."""
    letters = "".join(word[0] for word in name.subject.words.upper().split())
    for short in (letters, letters[1:]):
        if len(short) > 2 and short.isalpha():
            yield short


def short_of(sentence: Sentence, name: Name) -> str:
    """The letters in brackets behind a name: "Sample Business District (SBD)"."""
    short = sentence.text(name.last + 2)
    bracketed = sentence.lows(name.last + 1, name.last + 4)[::2] == ["(", ")"]
    return short.lower() if bracketed and short.isupper() and len(short) > 2 else ""
