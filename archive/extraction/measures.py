"""What a number measures: the unit words, the counted noun and the hedge around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from archive.extraction.currencies import currency_after, currency_before
from archive.extraction.nouns import Noun, is_plural, read_noun
from archive.extraction.numbers import Number, read_number
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

_LENGTHS = {
    "meter": "m",
    "meters": "m",
    "metre": "m",
    "metres": "m",
    "kilometer": "km",
    "kilometers": "km",
    "kilometre": "km",
    "kilometres": "km",
    "km": "km",
}
_AREAS = {
    "hectare": "ha",
    "hectares": "ha",
    "mu": "mu",
    "sqm": "m2",
    "m2": "m2",
    "m²": "m2",
    "km2": "km2",
    "km²": "km2",
}
_HEDGES = frozenset(
    tuple(words.split())
    for words in (
        "about",
        "around",
        "some",
        "roughly",
        "approximately",
        "nearly",
        "almost",
        "over",
        "above",
        "exceeding",
        "under",
        "below",
        "close to",
        "more than",
        "less than",
        "fewer than",
        "no less than",
        "not less than",
        "no fewer than",
        "no more than",
        "at least",
        "at most",
        "up to",
        "as much as",
        "as many as",
        "well over",
        "well above",
        "just over",
        "just under",
        "slightly more than",
        "slightly over",
        "a little over",
        "an estimated",
    )
)
_HEDGES_END = {hedge[-1] for hedge in _HEDGES}
_MULTIPLE_AFTER = words(
    "that the those as more higher larger greater faster bigger of what its"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """Unit and extent, as inclusive tokens, of one quantity.

    `noun` is the head of what is counted, `noun_first`..`noun_last` its phrase
    (-1 where there is none); `is_level` for sizes such as "10 billion-level";
    `elided` where the counted noun has to be taken from what came before.
    """

    unit: str
    first: int
    last: int
    hedge: str = ""
    hedge_first: int = -1
    noun: str = ""
    noun_first: int = -1
    noun_last: int = -1
    is_level: bool = False
    elided: bool = False

    @property
    def start(self) -> int:
        return self.hedge_first if self.hedge_first >= 0 else self.first


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracketed second currency over the tokens first..last."""

    first: int
    last: int
    value: Decimal
    unit: str
    unit_stated: bool


def measure(sentence: Sentence, number: Number) -> Measure | None:
    """What the number measures, or None where the words do not tell."""
    for reader in _READERS:
        found = reader(sentence, number)
        if found:
            return _with_hedge(sentence, found)
    return None


def read_bracket(sentence: Sentence, opening: int) -> Bracket | None:
    """ "(US$31.5 billion)", "(about 30 million U.S. dollars)", "(134.18 million)"."""
    if sentence.low(opening) not in ("(", "（"):
        return None
    for first in range(opening + 1, opening + 6):
        if first >= len(sentence.tokens) or sentence.low(first) in (")", "）"):
            return None
        number = read_number(sentence, first)
        if number is None or number.is_fraction:
            continue
        if sentence.tokens[first].low in ("a", "an"):
            continue
        money = _money(sentence, number)
        last = money.last if money else number.last
        if sentence.low(last + 1) not in (")", "）"):
            return None
        if money:
            return Bracket(opening, last + 1, number.value, money.unit, True)
        if number.has_scale and first == opening + 1:
            return Bracket(opening, last + 1, number.value, "USD", False)
        return None
    return None


def _money(sentence: Sentence, number: Number) -> Measure | None:
    first, last = number.first, number.last
    prefix = currency_before(sentence, first)
    unit, end = currency_after(sentence, last + 1)
    if prefix:
        return Measure(prefix, first - 1, end if unit == prefix else last)
    if not unit:
        return None
    level = _level_end(sentence, end + 1)
    return Measure(unit, first, level or end, is_level=bool(level))


def _level(sentence: Sentence, number: Number) -> Measure | None:
    """ "100 billion-level parks": a size in yuan, the currency left out."""
    end = _level_end(sentence, number.last + 1) if number.has_scale else 0
    return Measure("CNY", number.first, end, is_level=True) if end else None


def _level_end(sentence: Sentence, position: int) -> int:
    hyphen = sentence.low(position) == "-" and sentence.tokens[position].glued
    if hyphen and sentence.low(position + 1) == "level":
        return position + 1
    return 0


def _percent(sentence: Sentence, number: Number) -> Measure | None:
    position = number.last + 1
    if sentence.low(position) == "-":
        position += 1
    word = sentence.low(position)
    if word == "per" and sentence.low(position + 1) == "cent":
        position += 1
    elif word not in ("percent", "%", "pct", "percentage", "％"):
        return None
    following = sentence.low(position + 1)
    if following in ("point", "points"):
        return Measure("percentage_points", number.first, position + 1)
    if following == "-" and sentence.low(position + 2) in ("point", "points"):
        return Measure("percentage_points", number.first, position + 2)
    if word == "percentage":
        return None
    return Measure("percent", number.first, position)


def _fraction(sentence: Sentence, number: Number) -> Measure | None:
    if not number.is_fraction:
        return None
    return Measure("fraction", number.first, number.last)


def _extent(sentence: Sentence, number: Number) -> Measure | None:
    """Areas and lengths: "square meters", "sq km", "hectares", "mu", "km"."""
    position = number.last + 1
    if sentence.low(position) == "-":
        position += 1
    word = sentence.low(position)
    if word in ("square", "sq"):
        position += 1
        if sentence.low(position) in ("-", "."):
            position += 1
        length = sentence.low(position)
        unit = {"m": "m", "km": "km"}.get(length) or _LENGTHS.get(length)
        return Measure(f"{unit}2", number.first, position) if unit else None
    unit = _AREAS.get(word) or _LENGTHS.get(word)
    if unit is None:
        return None
    after = sentence.low(position + 1)
    if after == "/" or (after == "per" and sentence.low(position + 2) == "hour"):
        return None
    return Measure(unit, number.first, position)


def _multiple(sentence: Sentence, number: Number) -> Measure | None:
    """ "1.8 times that of", "threefold" written "3-fold"."""
    position = number.last + 1
    if sentence.low(position) == "-" and sentence.low(position + 1) == "fold":
        return Measure("times", number.first, position + 1)
    if sentence.low(position) != "times":
        return None
    if sentence.low(position + 1) not in _MULTIPLE_AFTER:
        return None
    return Measure("times", number.first, position)


def _streak(sentence: Sentence, number: Number) -> Measure | None:
    """ "54 consecutive months": a span of time that is itself the achievement."""
    if sentence.low(number.last + 1) not in ("consecutive", "straight"):
        return None
    unit = sentence.low(number.last + 2)
    if unit not in ("months", "years", "quarters"):
        return None
    return Measure(unit, number.first, number.last + 2)


def _count(sentence: Sentence, number: Number) -> Measure | None:
    """A counted noun after the number, or a pattern that leaves the noun out."""
    if number.value < 2 or number.value != int(number.value):
        return None
    noun = read_noun(sentence, number.last + 1)
    if noun and _is_title(sentence, number, noun.last):
        return None
    if noun:
        return _counted(number, number.last + 1, noun, noun.last)
    return _elided(sentence, number) or _before_size(sentence, number)


def _counted(number: Number, first: int, noun: Noun, last: int) -> Measure:
    """The count of a noun phrase from `first`; the surface ends at `last`."""
    return Measure(
        f"count:{noun.head}",
        number.first,
        last,
        noun=noun.head,
        noun_first=first,
        noun_last=noun.last,
    )


def _is_title(sentence: Sentence, number: Number, last: int) -> bool:
    """ "360 North Gate Headquarters": capitals throughout make a name of it."""
    run = sentence.tokens[number.last + 1 : last + 1]
    return len(run) > 2 and all(token.is_capital for token in run)


def _before_size(sentence: Sentence, number: Number) -> Measure | None:
    """ "two 100 billion-level parks": a size stands between number and noun."""
    if not number.is_words or number.last + 1 >= len(sentence.tokens):
        return None
    size = read_number(sentence, number.last + 1)
    level = _level(sentence, size) if size else None
    noun = read_noun(sentence, level.last + 1) if level else None
    if level is None or noun is None:
        return None
    return _counted(number, level.last + 1, noun, number.last)


def _elided(sentence: Sentence, number: Number) -> Measure | None:
    """ "another 10 will", "nine of them", "58 others", "12 of the park's firms"."""
    first, last = number.first, number.last
    after = sentence.low(last + 1)
    if after == "others":
        return Measure("count:", first, last + 1, elided=True)
    if after == "of" and sentence.low(last + 2) in ("them", "which", "these", "those"):
        return Measure("count:", first, last + 2, elided=True)
    if after in ("of", "among") and sentence.low(last + 2) in ("the", "its", "their"):
        noun_first = last + 3
        if any(sign in sentence.text(noun_first) for sign in ("'", "’")):
            noun_first += 1
        whole = sentence.tokens[noun_first : noun_first + 1]
        if whole and whole[0].is_number:
            noun_first += 1
        noun = read_noun(sentence, noun_first)
        if noun:
            return _counted(number, noun_first, noun, last)
    if sentence.low(first - 1) == "another" and not is_plural(after):
        return Measure("count:", first - 1, last, elided=True)
    if _counts_number_of(sentence, number):
        return Measure("count:", first, last, elided=True)
    return None


def _counts_number_of(sentence: Sentence, number: Number) -> bool:
    """ "the number of firms rose to 7,000,": the noun stands before its number."""
    after = sentence.low(number.last + 1)
    closes = after in (
        "",
        ",",
        ".",
        ";",
        "in",
        "by",
        "from",
        "and",
        "at",
        "last",
        "this",
    )
    verb = sentence.lows(number.first - 4, number.first)
    reached = {"to", "reached", "hit", "was", "is", "at", "topped", "exceeded", "total"}
    return (
        closes
        and bool(reached & set(verb))
        and "number" in sentence.lows(number.first - 25, number.first)
    )


def _with_hedge(sentence: Sentence, found: Measure) -> Measure:
    """The measure with the hedge before it, the longest that fits."""
    hedged = sentence.low(found.first - 1) in _HEDGES_END
    for length in (4, 3, 2, 1) if hedged else ():
        first = found.first - length
        words = tuple(sentence.lows(first, found.first))
        if first >= 0 and words in _HEDGES:
            return replace(found, hedge=" ".join(words), hedge_first=first)
    return replace(found, hedge="level") if found.is_level else found


_READERS = (
    _money,
    _level,
    _percent,
    _fraction,
    _extent,
    _multiple,
    _streak,
    _count,
)


def is_money(unit: str) -> bool:
    """Whether the unit is a currency."""
    return len(unit) == 3 and unit.isupper()
