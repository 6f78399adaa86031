"""What the words around a name make of it: leader, owner, aside, one of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from archive.extraction.indicators.cues import CHAIN, ECONOMIC, ORDERING, TIMES
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.sentences import Sentence
from archive.extraction.subjects.cues import (
    ASIDES,
    ATTRIBUTING,
    DETERMINERS,
    FIRMS,
    IT,
    OBLIQUE,
    OPENING,
)
from archive.extraction.subjects.names import Figure, Name, Sort
from archive.extraction.vocabulary import DASHES
from archive.extraction.vocabulary import words as word_set

_AFTER_FIRST = frozenset([",", "(", "and", "-", "in", "of", "at", "near", "on"])
"""What may part the first name of a sentence from its verb."""
_DESCRIBING = word_set(
    "new old famous renowned iconic booming bustling historic downtown suburban "
    "central planned whole entire"
)
"""Between an article and a name they tell what it is like."""
_SUBORDINATING = word_set("after before since because if once until though although")
"""Behind them a clause begins, if a verb follows."""
_SEATED = word_set("based listed headquartered registered")
"""Behind a place and a hyphen: "Sampleton-based Orvela"."""
_PLACING = word_set("in to at from on into with for by near")
_COMPARING = word_set("than unlike like behind after versus")
_COMPARED = word_set("only compared similar comparable next equal")
_PLACES = word_set("first second third fourth fifth sixth seventh eighth ninth tenth")
_JOINING = word_set("etc and or as but who that which where while respectively")
_STOPS = frozenset([",", ".", ""])
_ROW = ([","], ["and"], [",", "and"])
_YEAR = re.compile(r"(?:19|20)\d\d")
_AROUND_TIMES = word_set("in on by during since until of the two three four five")
_DATELINE = 8
"""Tokens behind a place within which a dash ends a dateline."""
_EXTENT = 7
"""Tokens of "with a total floor area of", and one more."""
_COVERING = word_set("covering spanning occupying")
_ANYONES = word_set("its their our his her district town park company firm group")
"""Words of a sentence that tells of another than the city."""
_MEASURED = ECONOMIC | word_set("number numbers goal target")
"""Of these one tells how it is in a place, or what a place aims at."""
_MORE = word_set("other others further another a some many more several dozens")
"""Behind "and" they tell of those that are left unnamed."""
_CROWD = 24
"""Tokens of the row before them, and one more."""
_MANY = 3
"""Districts in a row that are spoken of as parts of their city."""
_ASIDE = 24
"""Most tokens between the commas around an aside."""


def start_of(sentence: Sentence, name: Name) -> int:
    """Where a name begins, its article and "all of" included: "the new Sample"."""
    first = name.first
    if first and sentence.low(first - 1) in _DESCRIBING:
        first -= first == 1 or sentence.low(first - 2) in DETERMINERS
    while first and sentence.low(first - 1) in DETERMINERS:
        first -= 1
    if sentence.lows(first - 2, first) == ["all", "of"]:
        first -= 2
    return first


def owns(sentence: Sentence, name: Name) -> bool:
    """Whether the name stands before what is its own: "Sample's sales"."""
    if sentence.low(name.last) == "its":
        return True
    return sentence.text(name.last).endswith(("'s", "’s", "s'", "s’"))


def leads(sentence: Sentence, name: Name) -> bool:
    """Whether a clause begins with the name and says something of it."""
    if name.head in IT:
        return name.head == "its" or sentence.low(name.last + 1) not in _STOPS
    start = start_of(sentence, name)
    before = sentence.low(start - 1)
    if before == "of" and sentence.low(start - 2) in ECONOMIC:
        # "The output of Sample Park reached".
        return sentence.low(name.last + 1) in CHAIN or is_verb(sentence, name.last + 1)
    titled = name.sort is Sort.COMPANY and (before in FIRMS or before in _SEATED)
    if before in _SUBORDINATING:
        behind = name.last + 1
        return sentence.low(behind) in CHAIN or is_verb(sentence, behind)
    of_which = before == "which" and sentence.low(start - 2) in ("of", "among")
    opens = titled or of_which or before in OPENING or before in ATTRIBUTING
    if start and not (opens or _is_behind_time(sentence, start)):
        return False
    if owns(sentence, name):
        return True
    behind = name.last + 1
    if start == 0 and name.sort is Sort.CITY and _is_dateline(sentence, behind):
        return False
    if before == "and" and name.sort is Sort.CITY:
        # "X, Y and Sampleton trade town".
        return sentence.low(behind) in CHAIN or is_verb(sentence, behind)
    if _says(sentence, behind) or start == 0 and sentence.low(behind) in _AFTER_FIRST:
        return True
    if sentence.low(behind) == "with":
        # "In 2021, Sample Foods with its 40 shops, sold".
        rest = sentence.lows(behind, behind + _ASIDE)
        return "," in rest and is_verb(sentence, behind + rest.index(",") + 1)
    if sentence.low(behind) != "," and not _is_dash(sentence, behind):
        return False
    # "The district's biggest firm, Sample Foods, sold": then with an aside.
    end = aside_end(sentence, name) or behind
    return _says(sentence, end + 1)


def _is_behind_time(sentence: Sentence, start: int) -> bool:
    """ "Last year Sample Foods sold", "in 2020 Sample Foods sold": without a comma."""
    last = sentence.tokens[start - 1]
    if last.low in ORDERING:
        return False
    index = start
    while index and _is_of_time(sentence, index - 1):
        index -= 1
    begins = not index or sentence.low(index - 1) in OPENING
    dated = last.is_number and sentence.low(start - 2) in TIMES  # "on May 5"
    return begins and (dated or last.low in TIMES or bool(_YEAR.fullmatch(last.text)))


def _is_of_time(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.is_number or token.low in TIMES or token.low in _AROUND_TIMES


def _is_dateline(sentence: Sentence, behind: int) -> bool:
    """ "SAMPLE, Jan 6 - Firms sold": where and when it was written."""
    if sentence.low(behind) not in (",", "("):
        return False
    for index in range(behind, min(behind + _DATELINE, len(sentence.tokens))):
        if sentence.folded[index] in DASHES:
            return not sentence.tokens[index].glued
    return False


def _says(sentence: Sentence, index: int) -> bool:
    """Whether the words from a token on go on about what stands before it."""
    low = sentence.low(index)
    return low in CHAIN or is_verb(sentence, index) or _goes_on(sentence, index)


def _goes_on(sentence: Sentence, index: int) -> bool:
    """A small word that neither joins nor places: "hired", "workers"."""
    low = sentence.low(index)
    if not low.isalpha() or sentence.tokens[index].is_capital:
        return False
    if sentence.low(index + 1) == "of" and sentence.text(index + 2)[:1].isupper():
        return False  # "the Sample plant of Orvela"
    return low not in OBLIQUE and low not in _JOINING


def _is_dash(sentence: Sentence, index: int) -> bool:
    """A dash between words, no hyphen."""
    return sentence.low(index) in DASHES and not sentence.tokens[index].glued


def aside_end(sentence: Sentence, name: Name) -> int:
    """The comma that ends ", a maker of pens," behind a name; 0 without any.

    Or the dash that ends "- a maker of pens -".
    """
    comma = name.last + 1
    if _is_dash(sentence, comma):
        dashes = range(comma + 1, min(comma + _ASIDE, len(sentence.folded)))
        return next((index for index in dashes if _is_dash(sentence, index)), 0)
    opening = sentence.low(comma + 1)
    if sentence.low(comma) != "," or opening not in ASIDES:
        return 0
    before = sentence.low(start_of(sentence, name) - 1)
    if opening == "the" and (before in _PLACING or before == "and"):
        return 0  # "In Sample Town, the company", "near Sample Park and Hall, the"
    for index in range(comma + 2, min(comma + _ASIDE, len(sentence.folded))):
        if sentence.folded[index] == ",":
            return index
    return 0


def joined(sentence: Sentence, names: Sequence[Name]) -> set[int]:
    """First tokens of the companies that are spoken of together: "A, B and C said".

    What several do belongs to none of them alone. Nor what three districts do.
    """
    several: set[int] = set()
    if not names or "and" not in sentence.folded or "respectively" in sentence.folded:
        return several
    for index, name in enumerate(names):
        if sentence.low(name.first - 1) != "and":
            if name.sort is Sort.COMPANY and _begins_crowd(sentence, name):
                several.add(name.first)
            continue
        row = _row_to(sentence, names[: index + 1])
        together = name.sort is Sort.DISTRICT and len(row) >= _MANY
        if name.sort is Sort.COMPANY:
            together = len(row) > 1 or _is_joined_to_stranger(sentence, name)
        if together:
            several.update(row)
    return several


def _begins_crowd(sentence: Sentence, name: Name) -> bool:
    """ "Sample Foods, Orvela and 40 other firms have": only one of those told of."""
    row = sentence.tokens[name.last + 1 : name.last + _CROWD]
    for token, following in pairwise(row):
        if token.low == "and":
            told = following.is_number or following.low in _MORE
            return told and not owns(sentence, name)
        if token.text != "," and not token.is_capital:
            break
    return False


def _row_to(sentence: Sentence, names: Sequence[Name]) -> list[int]:
    """First tokens of the names in the row that ends with the last: "A, B and C"."""
    row = [names[-1].first]
    following = row[0] - 1
    following -= sentence.low(following - 1) == ","
    for name in reversed(names[:-1]):
        if name.last != following - 1:
            break
        row.append(name.first)
        following = name.first - 1
        if sentence.low(following) != ",":
            break
    return row


def aligned(sentence: Sentence, names: Sequence[Name], first: int) -> list[Name]:
    """The names in a row that "respectively" deals figures to, from a figure on.

    "A and B came second and third" does so without the word.
    """
    if "respectively" not in sentence.folded[first:] and not _is_run(sentence, first):
        return []
    row: list[Name] = []
    for name in reversed(names):
        if row and sentence.lows(name.last + 1, row[0].first) not in _ROW:
            break
        row.insert(0, name)
    return row if len(row) > 1 and not owns(sentence, row[-1]) else []


def _is_run(sentence: Sentence, ordinal: int) -> bool:
    """ "second and third": one place behind the other."""
    if sentence.low(ordinal) not in _PLACES:
        return False
    return any(
        sentence.low(ordinal + step) == "and"
        and sentence.low(ordinal + 2 * step) in _PLACES
        for step in (-1, 1)
    )


def _is_joined_to_stranger(sentence: Sentence, name: Name) -> bool:
    """ "the yards of Sample and Orvela", though nobody knows Sample."""
    index = first = name.first - 1 - (sentence.low(name.first - 2) == ",")
    while index and sentence.tokens[index - 1].is_capital:
        index -= 1
    return 0 < index < first and sentence.low(index - 1) not in _PLACING


def is_compared(sentence: Sentence, name: Name) -> bool:
    """ "Than Sample", "second only to Sample": only what another is measured by."""
    start = start_of(sentence, name)
    before = sentence.low(start - 1)
    return before in _COMPARING or (
        before in ("to", "with") and sentence.low(start - 2) in _COMPARED
    )


def has_extent(sentence: Sentence, name: Name, figure: Figure) -> bool:
    """ "covers Sample Town with an area of 5 hectares": the town's.

    Also "builds Sample Park, covering 5 hectares" and "the 5-hectare Sample Park".
    """
    if name.sort is not Sort.AREA:
        return False
    between = sentence.lows(name.last + 1, figure.first)
    if between[:1] == [","] and between[1:2] and between[1] in _COVERING:
        return between[2:] in ([], ["an", "area", "of"], ["a", "total", "of"])
    if between[:1] != ["with"]:
        return False
    return len(between) < _EXTENT and between[-2:] in (
        ["area", "of"],
        ["population", "of"],
    )


def is_measured_there(sentence: Sentence, name: Name) -> bool:
    """ "Retail sales in Sample reached 5 million yuan": the city's."""
    start, behind = start_of(sentence, name), name.last + 1
    if name.sort is not Sort.CITY or sentence.low(start - 1) not in ("in", "for"):
        return False
    if not (sentence.low(behind) in CHAIN or is_verb(sentence, behind)):
        return False
    opening = sentence.lows(0, start)
    words = set(opening[opening.index(",") :] if "," in opening else opening)
    return bool(words & _MEASURED) and words.isdisjoint(_ANYONES)
