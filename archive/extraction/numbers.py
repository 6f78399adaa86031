"""Numbers as written: digits, words, fractions and scales, and what they are worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import listed

_SMALL = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve "
            "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: 10 * tens
    for tens, word in enumerate(
        listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
_SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "mln": Decimal(10) ** 6,
    "mn": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "bln": Decimal(10) ** 9,
    "bn": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "trln": Decimal(10) ** 12,
    "tn": Decimal(10) ** 12,
    "dozen": Decimal(12),
}
_GLUED_SCALES = {"m": Decimal(10) ** 6, "b": Decimal(10) ** 9, "k": Decimal(1000)}
"""Letters that are a scale only glued to an amount of money: "$5m"."""
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
}
_PARTS |= {f"{word}s": part for word, part in _PARTS.items() if word[-1] != "s"}
_OPENERS = {"a", "an", "half", "million", "billion", "trillion", *_SMALL, *_TENS}
"""Words that a number in words can begin with."""
_MOST_DIGITS = 15
"""More digits in a row are a licence or a telephone number, not a quantity."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the tokens first..last (inclusive) of its sentence.

    `is_fraction` for parts of one ("a third"); `has_scale` when a scale word such
    as "million" is part of it; `is_words` when it is spelled out.
    """

    first: int
    last: int
    value: Decimal
    is_fraction: bool = False
    has_scale: bool = False
    is_words: bool = False


def find_numbers(sentence: Sentence) -> list[Number]:
    """All numbers of a sentence, left to right; what they mean is not judged here."""
    found: list[Number] = []
    taken = -1
    for index, token in enumerate(sentence.tokens):
        if index > taken and (token.low in _OPENERS or token.is_number):
            number = read_number(sentence, index)
            if number:
                found.append(number)
                taken = number.last
    return found


def read_number(sentence: Sentence, index: int) -> Number | None:
    """The number that begins at this token, with its scale words."""
    token = sentence.tokens[index]
    if token.is_number:
        return _from_digits(sentence, index)
    if token.low not in _OPENERS or not token.is_word:
        return None
    return _from_fraction(sentence, index) or _from_words(sentence, index)


def _from_digits(sentence: Sentence, index: int) -> Number | None:
    text = sentence.tokens[index].text
    if len(text) > _MOST_DIGITS:
        return None
    value = Decimal(text.replace(",", ""))
    below = index + 2
    if (
        sentence.low(index + 1) == "/"
        and below < len(sentence.tokens)
        and sentence.tokens[index + 1].glued
        and sentence.tokens[below].glued
        and sentence.tokens[below].text.isascii()
        and sentence.tokens[below].text.isdigit()
        and len(sentence.tokens[below].text) < _MOST_DIGITS
    ):
        whole = int(sentence.tokens[below].text)
        if whole == 0 or value >= whole:
            return None
        return Number(index, below, _part(value, whole), is_fraction=True)
    scale, last = _scale(sentence, index)
    if scale is None:
        return Number(index, index, value)
    return Number(index, last, value * scale, has_scale=True)


def _scale(sentence: Sentence, last: int) -> tuple[Decimal | None, int]:
    """Scale words after a number: "100 million", "10-billion", "5 hundred million"."""
    product: Decimal | None = None
    for _ in range(2):
        position = last + 1
        if sentence.low(position) == "-" and sentence.tokens[position].glued:
            position += 1
        scale = _SCALES.get(sentence.low(position))
        if scale is None or (product is not None and product > 1000):
            break
        product = scale if product is None else product * scale
        last = position
    if product is None:
        position = last + 1
        scale = _GLUED_SCALES.get(sentence.low(position))
        before = sentence.tokens[last - 1] if last else None
        money = before and (before.sort.value == "money" or before.low == "rmb")
        if scale and money and sentence.tokens[position].glued:
            return scale, position
    return product, last


def _from_words(sentence: Sentence, index: int) -> Number | None:
    """ "twenty-five", "three hundred and ten thousand", "a million"."""
    if sentence.low(index) in ("a", "an"):
        scale, last = _scale(sentence, index)
        if scale is None:
            return None
        return Number(index, last, scale, has_scale=scale > 1000, is_words=True)
    total, current = Decimal(0), Decimal(0)
    position, last = index, index - 1
    scaled = False
    while position < len(sentence.tokens) and position < index + 16:
        word = sentence.low(position)
        step = _add_word(word, current)
        if step is not None:
            current = step
        elif word in _SCALES and last >= index:
            scale = _SCALES[word]
            current *= scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
                scaled = True
        elif word in ("trillion", "billion", "million") and _is_adjective(
            sentence, position
        ):
            return Number(position, position, _SCALES[word], False, True, True)
        else:
            break
        last = position
        position += 1
        if _joins_words(sentence, position):
            position += 1
    if last < index:
        return None
    return Number(index, last, total + current, has_scale=scaled, is_words=True)


def _add_word(word: str, current: Decimal) -> Decimal | None:
    """The number so far with one more word of units or tens, if it can take one."""
    if word in _SMALL and current % 10 == 0 and not (current % 100 and word == "ten"):
        return current + _SMALL[word]
    if word in _TENS and current % 100 == 0:
        return current + _TENS[word]
    return None


def _joins_words(sentence: Sentence, position: int) -> bool:
    """Whether a hyphen or "and" here goes on with the same number in words."""
    following = sentence.low(position + 1)
    if sentence.low(position) == "-":
        before = sentence.low(position - 1)
        return following in _SCALES or (before in _TENS and following in _SMALL)
    if sentence.low(position) == "and":
        known = following in _SMALL or following in _TENS
        return known and sentence.low(position - 1) in ("hundred", "thousand")
    return False


def _is_adjective(sentence: Sentence, position: int) -> bool:
    """ "trillion-yuan": a scale alone counts as one of it."""
    return (
        sentence.low(position + 1) == "-"
        and sentence.low(position + 2) in ("yuan", "dollar")
        and sentence.low(position - 1) not in ("-", "multi")
    )


def _from_fraction(sentence: Sentence, index: int) -> Number | None:
    """ "half", "a third", "one-sixth", "two thirds", "three quarters"."""
    word = sentence.low(index)
    if word == "half":
        if sentence.low(index + 1) in ("a", "an"):
            scale, last = _scale(sentence, index + 1)
            if scale is not None:
                return Number(index, last, scale / 2, False, scale > 1000, True)
        return Number(index, index, Decimal("0.5"), is_fraction=True, is_words=True)
    above = 1 if word in ("a", "an", "one") else _SMALL.get(word, 0)
    if not above:
        return None
    below = index + 1
    if sentence.low(below) == "-":
        below += 1
    part = _PARTS.get(sentence.low(below))
    plural = sentence.low(below).endswith("s")
    if part is None or above >= part or (above > 1) != plural:
        return None
    return Number(index, below, _part(Decimal(above), part), True, is_words=True)


def _part(above: Decimal, below: int) -> Decimal:
    """A fraction as a decimal of six places: a third is 0.333333."""
    return (above / below).quantize(Decimal("0.000001")).normalize()
