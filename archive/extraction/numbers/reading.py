"""Numbers as written: digits, words, fractions and scales, and what they are worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from archive.extraction.numbers.words import PARTS, SCALES, SMALL, TENS
from archive.extraction.sentences import Sentence

_ONE = Decimal(1)
_GLUED_SCALES = {"m": Decimal(10) ** 6, "b": Decimal(10) ** 9, "k": Decimal(1000)}
"""Letters that are a scale only glued to an amount of money: "$5m", "5m yuan"."""
_ROUND = ("3", "4", "5", "10")
_OPENERS = {"a", "an", "half", "million", "billion", "trillion", *SMALL, *TENS}
"""Words that a number in words can begin with."""
_HALVES = ("2", "4", "8", "16")
"""What mixed numbers have below their line."""
_MOST_MIXED = 999
"""A larger number before a fraction is more likely a year."""
_JOINERS = ("to", "-", "~", "or", "and")
"""What stands between the two ends of a range: "3-5 billion", "3 to 5 billion"."""
_DIGITS = frozenset("0123456789")
_MOST_DIGITS = 15
"""More digits in a row are a licence or a telephone number, not a quantity."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the tokens first..last (inclusive) of its sentence.

    `is_fraction` for parts of one ("a third"); `scale` is what its scale words such
    as "million" are worth, 1 without any; `is_words` when it is spelled out.
    """

    first: int
    last: int
    value: Decimal
    is_fraction: bool = False
    scale: Decimal = _ONE
    is_words: bool = False

    @property
    def has_scale(self) -> bool:
        return self.scale > 1


def find_numbers(sentence: Sentence) -> list[Number]:
    """All numbers of a sentence, left to right; what they mean is not judged here."""
    found: list[Number] = []
    taken = -1
    for index, low in enumerate(sentence.folded):
        if (low in _OPENERS or low[0] in _DIGITS) and index > taken:
            number = read_number(sentence, index)
            if number is None:
                continue
            if found and number.has_scale:
                found[-1] = _with_scale_of(sentence, found[-1], number)
            found.append(number)
            taken = number.last
    return found


def _with_scale_of(sentence: Sentence, number: Number, following: Number) -> Number:
    """ "3" as three billion in "3-5 billion" and "3 to 5 billion"."""
    if number.has_scale or number.is_fraction or following.first != number.last + 2:
        return number
    joined = sentence.low(number.last + 1) in _JOINERS
    if not joined or number.value >= following.value / following.scale:
        return number
    scale = following.scale
    return replace(number, value=number.value * scale, scale=scale)


def read_number(sentence: Sentence, index: int) -> Number | None:
    """The number that begins at this place, with its scale words."""
    if index >= len(sentence.tokens):
        return None
    token = sentence.tokens[index]
    if token.is_number:
        return _from_digits(sentence, index)
    if token.low not in _OPENERS or not token.is_word:
        return None
    return _from_fraction(sentence, index) or _from_words(sentence, index)


def _from_digits(sentence: Sentence, index: int) -> Number | None:
    text = sentence.tokens[index].text.replace(",", "")
    if len(text) > _MOST_DIGITS:
        return None
    value = Decimal(text)
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
    if part := _from_part(sentence, index, int(value) if len(text) < 3 else 0):
        return part
    if mixed := _mixed(sentence, index, value):
        return mixed
    scale, last = _scale(sentence, index)
    if scale is None:
        return Number(index, index, value)
    return Number(index, last, value * scale, scale=scale)


def _mixed(sentence: Sentence, index: int, whole: Decimal) -> Number | None:
    """ "18 1/2 percent", "7-1/4": a whole number and a fraction."""
    above = index + 1
    if sentence.low(above) == "-":
        above += 1
    if above + 2 >= len(sentence.tokens) or sentence.low(above + 1) != "/":
        return None
    below = sentence.low(above + 2)
    tied = sentence.tokens[above + 1].glued and sentence.tokens[above + 2].glued
    if not tied or below not in _HALVES or sentence.low(above) not in _DIGITS:
        return None
    part = int(sentence.low(above))
    if not 0 < part < int(below) or whole != int(whole) or whole > _MOST_MIXED:
        return None
    return Number(index, above + 2, whole + Decimal(part) / int(below))


def _scale(sentence: Sentence, last: int) -> tuple[Decimal | None, int]:
    """Scale words after a number: "100 million", "10-billion", "5 hundred million"."""
    product: Decimal | None = None
    for _ in range(2):
        position = last + 1
        if sentence.low(position) == "-" and sentence.tokens[position].glued:
            position += 1
        scale = SCALES.get(sentence.low(position))
        if scale is None or (product is not None and product > 1000):
            break
        product = scale if product is None else product * scale
        last = position
    if product is None:
        position = last + 1
        scale = _GLUED_SCALES.get(sentence.low(position))
        before = sentence.tokens[last - 1] if last else None
        money = before and (before.sort.value == "money" or before.low == "rmb")
        money = money or sentence.low(position + 1) in ("yuan", "rmb")
        if scale and money and sentence.tokens[position].glued:
            return scale, position
    return product, last


def _from_words(sentence: Sentence, index: int) -> Number | None:
    """ "twenty-five", "three hundred and ten thousand", "a million"."""
    if sentence.low(index) in ("a", "an"):
        scale, last = _scale(sentence, index)
        if scale is None:
            return None
        if _joins_words(sentence, last + 1):  # "a hundred and thirty"
            rest = _from_words(sentence, last + 2)
            return rest and replace(rest, first=index, value=scale + rest.value)
        return Number(index, last, scale, scale=_large(scale), is_words=True)
    total, current = Decimal(0), Decimal(0)
    position, last = index, index - 1
    scaled = _ONE
    while position < len(sentence.tokens) and position < index + 16:
        word = sentence.low(position)
        if word == "and" and sentence.lows(position + 1, position + 3) == ["a", "half"]:
            current += Decimal("0.5")
            position += 3
            last = position - 1
            continue
        step = _add_word(word, current)
        if step is not None:
            current = step
        elif word in SCALES and last >= index:
            scale = SCALES[word]
            current *= scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
                scaled = scale
        elif word in ("trillion", "billion", "million") and _is_adjective(
            sentence, position
        ):
            scale = SCALES[word]
            return Number(position, position, scale, scale=scale, is_words=True)
        else:
            break
        last = position
        position += 1
        if _joins_words(sentence, position):
            position += 1
    if last < index:
        return None
    return Number(index, last, total + current, scale=scaled, is_words=True)


def _add_word(word: str, current: Decimal) -> Decimal | None:
    """The number so far with one more word of units or tens, if it can take one."""
    if word in SMALL and current % 10 == 0 and not (current % 100 and word == "ten"):
        return current + SMALL[word]
    if word in TENS and current % 100 == 0:
        return current + TENS[word]
    return None


def _joins_words(sentence: Sentence, position: int) -> bool:
    """Whether a hyphen or "and" here goes on with the same number in words."""
    following = sentence.low(position + 1)
    if sentence.low(position) == "-":
        before = sentence.low(position - 1)
        return following in SCALES or (before in TENS and following in SMALL)
    if sentence.low(position) == "and":
        known = following in SMALL or following in TENS
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
                return Number(
                    index, last, scale / 2, scale=_large(scale), is_words=True
                )
        return Number(index, index, Decimal("0.5"), is_fraction=True, is_words=True)
    above = 1 if word in ("a", "an", "one") else SMALL.get(word, 0)
    if not above:
        return None
    if word not in ("a", "an") and (part := _from_part(sentence, index, above)):
        return part
    below = index + 1
    if sentence.low(below) == "-":
        below += 1
    part = PARTS.get(sentence.low(below))
    plural = sentence.low(below).endswith("s")
    if part is None or above >= part or (above > 1) != plural:
        return None
    return Number(index, below, _part(Decimal(above), part), True, is_words=True)


def _from_part(sentence: Sentence, index: int, above: int) -> Number | None:
    """ "one in five", "nine out of ten", "1 in every 4": a part of them all."""
    position = index + 1
    if sentence.low(position) not in ("in", "out") or not above:
        return None
    if sentence.low(position) == "out" and sentence.low(position + 1) == "of":
        position += 1
    position += 1
    if sentence.low(position) == "every":
        position += 1
    elif sentence.low(position - 1) == "in" and above > 1 and index:
        return None  # "opened two in five towns": no part but in an opening
    word = sentence.low(position)
    below = SMALL.get(word, 0) or (int(word) if word in _ROUND else 0)
    if not above < below <= 10:
        return None
    return Number(index, position, _part(Decimal(above), below), True, is_words=True)


def _large(scale: Decimal) -> Decimal:
    """A scale that goes with money; a dozen and a hundred are plain numbers."""
    return scale if scale > 1000 else _ONE


def _part(above: Decimal, below: int) -> Decimal:
    """A fraction as a decimal of six places: a third is 0.333333."""
    return (above / below).quantize(Decimal("0.000001")).normalize()
