"""What a number measures: the unit words behind it and the currency before it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from archive.extraction.measures.counts import count, is_quoted_level
from archive.extraction.measures.currencies import (
    CURRENCY_WORDS,
    currency_after,
    currency_before,
)
from archive.extraction.measures.hedges import hedge_before, hedge_behind, open_end
from archive.extraction.measures.quantities import Bracket, Measure, is_money
from archive.extraction.nouns import closes
from archive.extraction.numbers import Number
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

__all__ = ["Bracket", "Measure", "is_money", "measure", "money"]

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
    "kms": "km",
}
_AREAS = {
    "hectare": "ha",
    "hectares": "ha",
    "ha": "ha",
    "mu": "mu",
    "sqm": "m2",
    "sqkm": "km2",
    "m2": "m2",
    "m²": "m2",
    "㎡": "m2",
    "km2": "km2",
    "km²": "km2",
    "㎢": "km2",
}
_MULTIPLE_AFTER = words(
    "that the those as more higher larger greater faster bigger of what its growth "
    "increase"
)
_GROWING = words(
    "rise rises rose rising risen grow grows grew growing grown increase increases "
    "increased increasing up expand expanded expanding soar soared soaring surge "
    "surged jump jumped multiplied gained climbed growth"
)
_POINTS = ("point", "points")
_COMPARING = words("above below higher lower faster slower more less")
_PERCENT = frozenset(["percent", "%", "pct"])
_HUNDREDTH = Decimal("0.01")
_UNIT_WORDS = CURRENCY_WORDS.union(
    _LENGTHS,
    _AREAS,
    (
        "level",
        "point",
        "points",
        "percent",
        "percents",
        "%",
        "pct",
        "percentage",
        "％",
        "per",
        "basis",
    ),
    ("square", "sq", "cubic", "m", "fold", "times"),
    ("consecutive", "straight", "successive"),
)
"""What a unit can begin with; before other words a number counts things."""
_LEAST_BARE = Decimal(10) ** 9
"""From a billion on, a number without any unit is an amount of money."""


def measure(sentence: Sentence, number: Number) -> Measure | None:
    """What the number measures, or None where the words do not tell."""
    hedge, last = open_end(sentence, number.last)
    if hedge:
        number = replace(number, last=last)
    position = number.last + 1
    if sentence.low(position) == "-":
        position += 1
    measured = sentence.low(position) in _UNIT_WORDS or number.is_fraction
    if not measured and not currency_before(sentence, number.first):
        readers = (count, _bare)
    else:
        readers = _READERS
    for reader in readers:
        found = reader(sentence, number)
        if found:
            return hedged(sentence, found, hedge)
    return None


def hedged(sentence: Sentence, found: Measure, hedge: str = "") -> Measure:
    """The measure with the hedge before or behind it, if there is one."""
    before, first = hedge_before(sentence, found.first)
    if before:
        return replace(found, hedge=before, hedge_first=first)
    if found.is_level:
        return replace(found, hedge="level")
    if not hedge:
        hedge, last = hedge_behind(sentence, found.last)
        return replace(found, hedge=hedge, last=last) if hedge else found
    return replace(found, hedge=hedge)


def money(sentence: Sentence, number: Number) -> Measure | None:
    """ "RMB5bn", "4.5 billion yuan", "US$3 million", "a 10 billion yuan-level"."""
    first, last = number.first, number.last
    prefix = currency_before(sentence, first)
    unit, end = currency_after(sentence, last + 1)
    if prefix:
        return Measure(prefix, first - 1, end if unit == prefix else last)
    if not unit or (unit == "KRW" and not number.has_scale):
        return None  # "12 won prizes"
    level = _level_end(sentence, end + 1)
    return Measure(unit, first, level or end, is_level=bool(level))


def _level(sentence: Sentence, number: Number) -> Measure | None:
    """ "100 billion-level parks": a size in yuan, the currency left out."""
    end = _level_end(sentence, number.last + 1) if number.has_scale else 0
    if number.has_scale and is_quoted_level(sentence, number.last + 1):
        end = number.last + 1
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
    elif word not in ("percent", "percents", "%", "pct", "percentage", "％"):
        return None
    elif sentence.text(position) == "PCT":
        return None  # "130 PCT applications": of the Patent Cooperation Treaty
    following = sentence.low(position + 1)
    if following in ("point", "points"):
        return Measure("percentage_points", number.first, position + 1)
    if following == "-" and sentence.low(position + 2) in ("point", "points"):
        return Measure("percentage_points", number.first, position + 2)
    if word == "percentage":
        return None
    return Measure("percent", number.first, position)


def _points(sentence: Sentence, number: Number) -> Measure | None:
    """ "rose 6 percent, 1.5 points above the average": percentage points."""
    last = number.last + 1
    compared = sentence.low(last + 1) in _COMPARING
    if sentence.low(last) not in _POINTS or not compared:
        return None
    rated = not _PERCENT.isdisjoint(sentence.folded[: number.first])
    return Measure("percentage_points", number.first, last) if rated else None


def _basis_points(sentence: Sentence, number: Number) -> Measure | None:
    """ "15 basis points", each a hundredth of a percentage point."""
    last = number.last + 2
    if sentence.low(last - 1) != "basis" or sentence.low(last) not in _POINTS:
        return None
    return Measure("percentage_points", number.first, last, scale=_HUNDREDTH)


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
    if word in ("square", "sq", "cubic"):
        position += 1
        if sentence.low(position) in ("-", "."):
            position += 1
        length = sentence.low(position)
        unit = {"m": "m", "km": "km"}.get(length) or _LENGTHS.get(length)
        power = 3 if word == "cubic" else 2
        if sentence.low(position + 1) == "." and sentence.low(position + 2):
            position += 1  # "900 sq. m. of offices"
        return Measure(f"{unit}{power}", number.first, position) if unit else None
    if word in ("km", "m") and sentence.text(position + 1) in ("2", "²"):
        return Measure(f"{word}2", number.first, position + 1)
    unit = _AREAS.get(word) or _LENGTHS.get(word)
    if unit is None:
        return None
    after = sentence.low(position + 1)
    if after == "/" or (after == "per" and sentence.low(position + 2) == "hour"):
        return None
    return Measure(unit, number.first, position)


def _multiple(sentence: Sentence, number: Number) -> Measure | None:
    """ "1.8 times that of", "threefold" written "3-fold", "grew 2.5 times"."""
    position = number.last + 1
    if sentence.low(position) == "-" and sentence.low(position + 1) == "fold":
        return Measure("times", number.first, position + 1)
    if sentence.low(position) != "times":
        return None
    before = sentence.lows(number.first - 4, number.first)
    grown = _GROWING & set(before) or before[-2:-1] == ["times"]
    behind = sentence.lows(position + 1, position + 3)
    compared = behind[:1] == ["over"] and behind[1:] in (["that"], ["those"])
    compared |= sentence.low(position + 1) in _MULTIPLE_AFTER
    compared |= behind[1:] in (["level"], ["levels"])  # "1.5 times 2020 levels"
    if not grown and not compared:
        return None
    return Measure("times", number.first, position)


def _streak(sentence: Sentence, number: Number) -> Measure | None:
    """ "54 consecutive months": a span of time that is itself the achievement."""
    if sentence.low(number.last + 1) not in ("consecutive", "straight", "successive"):
        return None
    unit = sentence.low(number.last + 2)
    if unit not in ("months", "years", "quarters"):
        return None
    return Measure(unit, number.first, number.last + 2)


def _bare(sentence: Sentence, number: Number) -> Measure | None:
    """ "its GDP exceeded 500 billion": an amount, the currency left out."""
    if number.scale < _LEAST_BARE or not closes(sentence, number.last + 1):
        return None
    dollars = any(token.text.endswith("$") for token in sentence.tokens[: number.first])
    return Measure("USD" if dollars else "CNY", number.first, number.last)


_READERS = (
    money,
    _level,
    _percent,
    _basis_points,
    _points,
    _fraction,
    _extent,
    _multiple,
    _streak,
    count,
    _bare,
)
