"""Places in an order and multiples said in one word: "ranking second", "doubled"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from archive.extraction.numbers import Number, read_number
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import listed, words

_ORDINALS = {
    word: place
    for place, word in enumerate(
        listed("first second third fourth fifth sixth seventh eighth ninth tenth"),
        start=1,
    )
}
_RANKING = words(
    "rank ranks ranked ranking place placed places placing stand stands stood standing "
    "came comes"
)
_FIELD = words(
    "in among citywide nationwide nationally globally of on across for , . ;"
)
_MULTIPLES = {
    "doubled": 2,
    "doubling": 2,
    "tripled": 3,
    "tripling": 3,
    "quadrupled": 4,
    "quadrupling": 4,
}
_CUES = {"top", *_RANKING, *_MULTIPLES}


@dataclass(frozen=True, slots=True)
class Place:
    """A rank or a multiple in words, over the tokens first..last."""

    first: int
    last: int
    value: Decimal
    unit: str
    surface_first: int


def find_places(sentence: Sentence) -> list[Place]:
    """The ranks and the multiples in one word, left to right."""
    found = []
    for index, token in enumerate(sentence.tokens):
        if token.low not in _CUES:
            continue
        place = None
        if token.low in _RANKING:
            place = _ranking(sentence, index)
        elif token.low == "top":
            place = _top(sentence, index)
        elif token.low in _MULTIPLES:
            place = Place(index, index, Decimal(_MULTIPLES[token.low]), "times", index)
        if place:
            found.append(place)
    return found


def _ranking(sentence: Sentence, verb: int) -> Place | None:
    """ "ranked among the first", "ranking second citywide", "ranks No. 3"."""
    for index in range(verb + 1, verb + 4):
        word = sentence.low(index)
        value = _ORDINALS.get(word)
        if value is None and index < len(sentence.tokens):
            value = _digits_ordinal(sentence, index)
        if value is not None:
            last = index + (1 if sentence.tokens[index].is_number else 0)
            if _ends_rank(sentence, last + 1):
                return Place(index, last, Decimal(value), "rank", index)
            return None
        if word not in ("the", "at", "as", "no", ".", "all", "both"):
            return None
    return None


def _digits_ordinal(sentence: Sentence, index: int) -> int | None:
    token = sentence.tokens[index]
    if not token.is_number or not token.text.isdigit() or len(token.text) > 3:
        return None
    if sentence.low(index + 1) in ("st", "nd", "rd", "th"):
        return int(token.text)
    return None


def _ends_rank(sentence: Sentence, index: int) -> bool:
    """ "ranked second in the city" and "ranked second citywide", not "second phase"."""
    word = sentence.low(index)
    return not word or word in _FIELD or word in ("and", "with", "by", "last", "after")


def _top(sentence: Sentence, index: int) -> Place | None:
    """ "in the top three among the districts", not "top 10 companies"."""
    if index + 1 >= len(sentence.tokens) or sentence.low(index - 1) != "the":
        return None
    number: Number | None = read_number(sentence, index + 1)
    if number is None or number.is_fraction or not 1 < number.value <= 20:
        return None
    if number.value != int(number.value):
        return None
    if sentence.low(number.last + 1) not in _FIELD:
        return None
    return Place(index + 1, number.last, number.value, "rank", index)
