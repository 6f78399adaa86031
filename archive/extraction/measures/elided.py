"""Numbers whose unit stands with another: "A has 30 shops, B 12 and C's park nine"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from archive.extraction.measures.hedges import hedge_before
from archive.extraction.measures.quantities import EXTENTS, Measure
from archive.extraction.measures.reading import hedged
from archive.extraction.nouns import STOPS
from archive.extraction.numbers import MONTHS, Number
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

_DESCRIBING = words("with without in from at on abroad overseas outside")
"""Behind a part: "9,300 people, 2,100 with a degree"."""
_TAKING = words(
    "add adds added adding open opens opened opening build builds built building sign "
    "signs signed signing order orders ordered buy buys bought plan plans planned hire "
    "hires hired close closes closed have"
)
_STATING = words(
    "says said reports reported expects expected forecasts targets targeted plans sees "
    "saw has had posts posted"
)
_JOINERS = (",", ";", "and", "while")
_OF_THEM = ("which", "them", "these", "those")
_GOING_ON = ("and", "or", "to")
_ENDS = ("", ".", ",", ";", "and", ")", "respectively")
_LONGEST_NAME = 4
_LONGEST_CLAUSE = 8
_FAR = 16
_MANY = 10
_ALIKE, _STILL_ALIKE = 10, 50
"""How many times the other one of two numbers told together may be, at most: where
only a name stands between them, and where the verb is said again.
"""


class Told(Protocol):
    """A figure already read: what it measures, how much, and its last token."""

    @property
    def measure(self) -> Measure: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def last(self) -> int: ...


def part_of_extent(sentence: Sentence, number: Number, told: Told) -> Measure | None:
    """ "26 square kilometers, 15 of which": the part in the unit of the whole."""
    of_which = sentence.low(number.last + 1) == "of"
    of_which = of_which and sentence.low(number.last + 2) in _OF_THEM
    if not of_which or number.is_fraction or told.measure.unit not in EXTENTS:
        return None
    apart = sentence.low(_start(sentence, number) - 1) == ","
    if not apart or number.value * told.measure.scale >= told.value:
        return None
    return _like(sentence, told.measure, number, number.last)


def part(sentence: Sentence, number: Number, told: Told) -> Measure | None:
    """Some of what was counted before, or more: "90 men, 20 with ...", "will add 9"."""
    if number.is_fraction or not told.measure.noun:
        return None
    start, after = _start(sentence, number), sentence.low(number.last + 1)
    if told.measure.elided and sentence.lows(told.last + 1, start) == ["and"]:
        described = after in _ENDS  # "bringing their totals to 20 and 45"
    elif sentence.lows(told.last + 1, start) == [","]:
        described = after in _DESCRIBING and number.value < told.value
    else:
        ends = after in _ENDS[:4] or (after in STOPS and after not in _GOING_ON)
        described = sentence.low(start - 1) in _TAKING and ends and number.value > 1
    return _like(sentence, told.measure, number, number.last) if described else None


def gapped(sentence: Sentence, number: Number, told: Told) -> Measure | None:
    """The same of another: "A kept 310 workers; B kept 240 and C 85"."""
    start = _start(sentence, number)
    joint = next(
        (
            index
            for index in range(start - 1, max(told.last, start - _FAR), -1)
            if sentence.low(index) in _JOINERS
        ),
        -1,
    )
    if joint < 0:
        return None
    if _is_name(sentence, joint + 1, start) and _names_another(sentence, start, told):
        limit = _ALIKE
    elif _repeats_verb(sentence, joint + 1, start, told):
        limit = _STILL_ALIKE
    else:
        return None
    if not _can_stand_alone(sentence, number, told, limit):
        return None
    return replace(_like(sentence, told.measure, number, number.last), gapped=True)


def answering(sentence: Sentence, number: Number, told: Told) -> Measure | None:
    """After a sentence of percentages or counts: "Minhang says 5.5", "Lan has 20"."""
    verb = _start(sentence, number) - 1
    said = sentence.low(verb)
    if told.measure.noun:
        stated = said in ("has", "had") and number.value >= _MANY
    else:
        stated = said in _STATING and told.measure.unit == "percent"
    if not stated:
        return None
    opening = sentence.folded.index(",") + 1 if "," in sentence.folded[:verb] else 0
    named = _is_name(sentence, opening, verb)
    if not (named and _can_stand_alone(sentence, number, told, _ALIKE)):
        return None
    return replace(_like(sentence, told.measure, number, number.last), gapped=True)


def _start(sentence: Sentence, number: Number) -> int:
    hedge, first = hedge_before(sentence, number.first)
    return first if hedge else number.first


def _like(sentence: Sentence, told: Measure, number: Number, last: int) -> Measure:
    """The number in the unit told before, with its own hedge."""
    read = Measure(told.unit, number.first, last, noun=told.noun, scale=told.scale)
    return hedged(sentence, read)


def _can_stand_alone(
    sentence: Sentence, number: Number, told: Told, limit: int
) -> bool:
    """Whether nothing follows the number, and it is of the other's size."""
    if number.is_fraction or sentence.low(number.last + 1) not in _ENDS:
        return False
    if not (told.measure.noun or told.measure.unit == "percent"):
        return False
    value = number.value * told.measure.scale
    return told.value <= value * limit and value <= told.value * limit


def _is_name(sentence: Sentence, first: int, end: int) -> bool:
    """Whether nothing but one name stands there."""
    run = sentence.tokens[first:end]
    return 0 < len(run) <= _LONGEST_NAME and all(
        token.is_capital and token.low not in MONTHS for token in run
    )


def _names_another(sentence: Sentence, start: int, told: Told) -> bool:
    """Whether a name has the figure before it too, so that the next is no model's."""
    if sentence.text(start - 1).endswith(("'s", "’s")):
        return True
    return any(
        token.is_capital and token.low not in STOPS and token.low != "its"
        for token in sentence.tokens[: told.measure.start]
    )


def _repeats_verb(sentence: Sentence, first: int, end: int, told: Told) -> bool:
    """Whether the word before both numbers is the same and no small one."""
    verb = sentence.low(end - 1)
    return (
        1 < end - first <= _LONGEST_CLAUSE
        and verb.isalpha()
        and verb not in STOPS
        and sentence.low(told.measure.start - 1) == verb
    )
