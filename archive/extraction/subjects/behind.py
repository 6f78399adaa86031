"""Names that stand behind a figure, or behind "is", and are whom it is about."""

from __future__ import annotations

from collections.abc import Sequence

from archive.extraction.indicators.cues import OPENERS
from archive.extraction.sentences import Sentence
from archive.extraction.subjects.asides import list_before
from archive.extraction.subjects.clauses import is_compared, leads, owns, start_of
from archive.extraction.subjects.cues import (
    ATTRIBUTING,
    EVENTS,
    LOCATIVE,
    OFFICERS,
    PRONOUNS,
    SUPERLATIVES,
)
from archive.extraction.subjects.names import Figure, Name, Sort
from archive.extraction.vocabulary import QUOTES
from archive.extraction.vocabulary import words as word_set

_BEHIND = 20
"""Tokens behind a figure within which "in the park" says where it belongs."""
_COPULAS = word_set("is was comes came belongs belonged goes went")
_FLAT = word_set("bund riverside waterfront island")
"""Places that one is on, not in."""
_PARTING = word_set("while but whereas ;")
_GOING = word_set("go goes went come comes came move moves moved")
_TYING = word_set("pertaining related linked close next devoted adjacent")
_WITH = word_set("with home host")
_OWNING = word_set("of from by to")
_WHOLES = word_set("total overall count")
_NEXT = 3
"""Tokens from a figure to the end of a short name right behind it."""
_STAFF = word_set(
    "employees workers couriers drivers engineers researchers staff clerks people"
)
_EMPLOYING = word_set("with at of from work worked working")
_SPEAKERS = word_set("he she")
_LYING = word_set("in on at near along")
_BASED = word_set("based located headquartered situated registered clustered")
_BASED_OR_IN = _BASED | word_set("are is were")
_AMOUNTS = word_set("percent % points yuan rmb dollars")
"""How figures end that measure something, and neither count nor rank."""


def speaker(sentence: Sentence, behind: Sequence[Name]) -> Name | None:
    """ ""We spent 5 million," said the head of Sample Foods": whose head it is."""
    for name in behind:
        led = owns(sentence, name) and sentence.low(name.last + 1) in OFFICERS
        if led or sentence.low(name.first - 1) in ("of", "at"):
            return name if name.sort is not Sort.CITY else None
    return None


def counted_in(
    sentence: Sentence, behind: Sequence[Name], figure: Figure
) -> Name | None:
    """ "10 towns in the city", "90 workers with Sample Foods": what stands behind.

    Also "90 shops opened across the city".
    """
    if not behind or not figure.noun:
        return None
    name, tie = behind[0], sentence.low(figure.last + 1)
    if name.sort is Sort.CITY and _is_all_over(sentence, name):
        return None if _begins_clause(sentence.lows(figure.last, name.first)) else name
    near = name.first - figure.last <= _NEXT
    employed = figure.noun in _STAFF and tie in _EMPLOYING
    tied = tie in LOCATIVE or (tie == "of" and name.sort is Sort.AREA)
    tied = employed if name.sort is Sort.COMPANY else tied
    return name if near and tied else None


def _is_all_over(sentence: Sentence, name: Name) -> bool:
    """ "90 shops opened across the city", but not "90 firms from across the city"."""
    start = start_of(sentence, name)
    tie = sentence.low(start - 1)
    return tie in ("across", "throughout") and sentence.low(start - 2) != "from"


def amounts_in(
    sentence: Sentence, behind: Sequence[Name], figure: Figure
) -> Name | None:
    """ "Sales rose 5 percent in the town and 6 percent in the park": each its own."""
    if not behind or sentence.low(figure.last) not in _AMOUNTS:
        return None
    name = behind[0]
    near = sentence.low(figure.last + 1) == "in"
    near = near and start_of(sentence, name) == figure.last + 2
    placed = name.sort in (Sort.AREA, Sort.DISTRICT) and name.head not in EVENTS
    return name if near and placed and not owns(sentence, name) else None


def based_in(sentence: Sentence, behind: Sequence[Name], figure: Figure) -> Name | None:
    """ "90 percent of the city's firms are based in the park": the park."""
    for name in behind:
        start = start_of(sentence, name)
        if _is_inserted(sentence, behind, start - 3):
            continue
        told = _BASED if sentence.low(figure.last) != "which" else _BASED_OR_IN
        if sentence.low(start - 1) in LOCATIVE and sentence.low(start - 2) in told:
            parted = _begins_clause(sentence.lows(figure.last + 1, start))
            return None if parted or name.sort is Sort.CITY else name
    return None


def _is_inserted(sentence: Sentence, behind: Sequence[Name], comma: int) -> bool:
    """ "Firms came to Sample Park, located in": it is the park that is there."""
    return sentence.low(comma) == "," and any(each.last == comma - 1 for each in behind)


def settled_in(
    sentence: Sentence, behind: Sequence[Name], figure: Figure
) -> Name | None:
    """ "22 projects signed to settle in the park": the place told behind."""
    for name in behind:
        if is_compared(sentence, name) or name.head in EVENTS:
            continue
        between = sentence.lows(figure.last + 1, name.first)
        told = len(between) - len(list_before(sentence, name.first))
        if told >= _BEHIND or _begins_clause(between):
            break
        before = sentence.low(start_of(sentence, name) - 1)
        flat = before == "on" and name.head in _FLAT
        if before == "to" and sentence.low(start_of(sentence, name) - 2) in _TYING:
            continue  # "pertaining to Sample Avenue"
        if name.sort is Sort.AREA and (flat or before in LOCATIVE and before != "at"):
            return name
        went = sentence.low(start_of(sentence, name) - 2) in _GOING
        if name.sort is Sort.DISTRICT and before == "to" and went:
            return name
    return None


def _begins_clause(words: Sequence[str]) -> bool:
    """Whether another clause begins among the words: ", and makers in Sample Town"."""
    if not _PARTING.isdisjoint(words):
        return True
    return "," in words and "and" in words[words.index(",") + 1 :][:1]


def whole_of(sentence: Sentence, behind: Sequence[Name], figure: Figure) -> Name | None:
    """ "6 percent of the company's revenue": whose the whole is."""
    if not behind or sentence.low(figure.last + 1) != "of":
        return None
    name = behind[0]
    near = start_of(sentence, name) == figure.last + 2 and owns(sentence, name)
    told = PRONOUNS.isdisjoint(sentence.lows(0, figure.first))
    told = told and not is_whole(sentence, name)
    return name if near and told and name.sort is not Sort.CITY else None


def is_whole(sentence: Sentence, name: Name) -> bool:
    """ "The district's total": what others are a share of."""
    return sentence.low(name.last + 1) in _WHOLES


def reporting(
    sentence: Sentence, behind: Sequence[Name], figure: Figure
) -> Name | None:
    """ "It will cost 5 yuan, said the head of Sample Foods": for whom one speaks."""
    for name in behind:
        words = sentence.lows(figure.last + 1, name.first)
        if name.sort is Sort.COMPANY and words[-1:] in (["of"], ["at"]):
            spoken = words[-2:-1] and words[-2] in OFFICERS
            said = not ATTRIBUTING.isdisjoint(words)
            return name if spoken and said and QUOTES.isdisjoint(words) else None
    return None


def says_on(sentence: Sentence, before: Sentence) -> bool:
    """Whether who spoke before speaks on: nobody is named, or "he said", "Li said"."""
    for index, low in enumerate(sentence.folded):
        if low in ATTRIBUTING:
            near = (index - 1, index + 1)
            return any(_is_same(sentence, place, before) for place in near)
    return True


def _is_same(sentence: Sentence, index: int, before: Sentence) -> bool:
    """Whether a word is "he", or a name of the sentence before."""
    low = sentence.low(index)
    return low in _SPEAKERS or sentence.text(index).istitle() and low in before.folded


def spoken_for(sentence: Sentence, names: Sequence[Name]) -> Name | None:
    """ ""We grow," said Li, head of Sample Foods.": whose head speaks."""
    if ATTRIBUTING.isdisjoint(sentence.folded):
        return None
    for name in names:
        start = start_of(sentence, name)
        behind = sentence.lows(name.last + 1, name.last + 1 + _NEXT)
        led = owns(sentence, name) and not OFFICERS.isdisjoint(behind)
        if sentence.low(start - 1) in ("of", "at"):
            led = sentence.low(start - 2) in OFFICERS
        if led and name.sort is Sort.COMPANY:
            return name
    return None


def opens_for(sentence: Sentence, behind: Sequence[Name]) -> bool:
    """ "Covering 5 hectares, Sample Park has", "With 5 firms, Sample Park is"."""
    first = sentence.low(0)
    if not (first in _WITH or first.endswith(("ing", "ed")) and first not in OPENERS):
        return False
    if not behind or sentence.low(start_of(sentence, behind[0]) - 1) != ",":
        return False
    if owns(sentence, behind[0]):
        return False
    # "the project on the Sample waterfront has"
    return leads(sentence, behind[0]) or sentence.low(behind[0].last + 1) in _LYING


def is_one_of_those(sentence: Sentence) -> bool:
    """ "The largest is a plant of Sample Foods": who it is stands behind "is"."""
    return (
        sentence.low(0) == "the"
        and sentence.low(1) in SUPERLATIVES
        and (sentence.low(2) in ("", ",", "of") or sentence.low(2) in _COPULAS)
    )


def predicated(sentence: Sentence, behind: Sequence[Name]) -> Name | None:
    for name in behind:
        before = sentence.low(start_of(sentence, name) - 1)
        if name.sort is Sort.COMPANY and (before in _OWNING or owns(sentence, name)):
            return name
    return None
