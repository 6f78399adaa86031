"""Which names of a sentence are meant: not those that tell where another is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.extraction.sentences import Sentence
from archive.extraction.subjects.clauses import leads, owns, start_of
from archive.extraction.subjects.cues import (
    EXAMPLES,
    FIRMS,
    LOW_HEADS,
    PREMISES,
    RELATIONS,
)
from archive.extraction.subjects.names import Name, Sort
from archive.extraction.vocabulary import words as word_set

_LISTING = frozenset([",", "and", "or", "&", "the"])
_LOCATING = frozenset(["in", "of", "at", "on", "near", ",", "the", "("])
_THAT_OF = word_set("that those of the")
"""Between "including" and an example."""
_LYING = word_set(
    "suburban downtown central outlying coastal southern northern eastern western "
    "northeastern northwestern southeastern southwestern southernmost northernmost"
)
"""How a place lies in the city."""
_RELATED = RELATIONS | FIRMS
_WHERE = word_set("in of at on near")
_BESIDE = 3
"""Tokens behind a place among which a company's plant is named."""


def meant_names(sentence: Sentence, names: Sequence[Name]) -> list[Name]:
    """The names without owners, whereabouts and examples of others."""
    kept: list[Name] = []
    example = -1
    for name in names:
        if kept and _is_owned(sentence, kept[-1], name):
            if kept[-1].sort is Sort.COMPANY and _is_site(sentence, name):
                continue
            name = replace(name, first=kept.pop().first)
        if _is_example(sentence, name, example):
            example = name.last
            continue
        if sentence.low(name.last + 1) == "-" and sentence.tokens[name.last + 1].glued:
            continue  # "Sample-based"
        if kept and _is_whereabouts(sentence, kept[-1], name):
            kept[-1] = replace(kept[-1], last=name.last)
            continue
        kept.append(name)
    return kept


def _is_owned(sentence: Sentence, owner: Name, name: Name) -> bool:
    """ "Sample's Orvela", "Sample's rival Orvela", "the city's suburban Sample"."""
    between = sentence.lows(owner.last + 1, start_of(sentence, name))
    related = len(between) == 1 and between[0] in _RELATED
    lying = owner.sort is Sort.CITY and _LYING.issuperset(between)
    return owns(sentence, owner) and (not between or related or lying)


def _is_site(sentence: Sentence, name: Name) -> bool:
    """ "Orvela's Sample Town plant": the place only tells which plant."""
    placed = name.sort in (Sort.DISTRICT, Sort.CITY)
    behind = sentence.lows(name.last + 1, name.last + 1 + _BESIDE)
    return placed or not PREMISES.isdisjoint(behind)


def _is_example(sentence: Sentence, name: Name, example: int) -> bool:
    """ "such as A, B and C": none of them is spoken of."""
    index = name.first - 1
    while sentence.low(index) in _THAT_OF:
        index -= 1
    before = sentence.low(index)
    if before in EXAMPLES and (before != "as" or sentence.low(index - 1) == "such"):
        return True
    if example < 0:
        return False
    between = sentence.lows(example + 1, name.first)
    if between == [","] and _ends_list(sentence, example):
        return False
    return bool(between) and _LISTING.issuperset(between)


def _ends_list(sentence: Sentence, last: int) -> bool:
    """ "such as A, B and C, Orvela sold": whether "and" stands before the last."""
    while last > 0 and sentence.tokens[last].is_capital:
        last -= 1
    return sentence.low(last) == "and"


def _is_whereabouts(sentence: Sentence, earlier: Name, name: Name) -> bool:
    """ "Sample Town, in Sample District": the second tells where the first is."""
    between = sentence.lows(earlier.last + 1, name.first)
    if between[:1] and between[0] in LOW_HEADS and earlier.sort is Sort.AREA:
        del between[0]  # "the Sample area of Sample District"
    if not between or not _LOCATING.issuperset(between):
        return False
    if between == [","]:
        placed = earlier.sort in (Sort.AREA, Sort.DISTRICT)
        if placed and name.sort is Sort.CITY and not owns(sentence, name):
            # "Sample Park, Sample City has", but not "In Sample Park, Sample City has".
            place = start_of(sentence, earlier) - 1
            return place > 0 or sentence.low(place) not in _WHERE
        # "Sample Park, Sample District's hub," is the park.
        return owns(sentence, name) and leads(sentence, earlier)
    if earlier.sort is Sort.DISTRICT:
        return name.sort is Sort.CITY
    return not _WHERE.isdisjoint(between)
