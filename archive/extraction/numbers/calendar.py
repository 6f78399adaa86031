"""Numbers of the calendar and the clock: days, years, hours, spans of time."""

from __future__ import annotations

from archive.extraction.nouns import is_plural
from archive.extraction.numbers.reading import Number
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_SPANS = words(
    "year month week day hour minute second decade century night weekend quarter "
    "years months weeks days hours minutes seconds decades centuries nights weekends "
    "quarters old am pm o'clock generation generations"
)
_UNITS = words("yuan percent % square km kilometers kilometres mu per")
_COUNTING = words(
    "about nearly almost some approximately over than least exceeding exceeded around "
    "has have had with another roughly reached"
)
"""Before "2000 companies": a number of companies, not the companies of the year."""


def is_date(sentence: Sentence, number: Number) -> bool:
    """ "April 2", "2 April", "2024/05/06", "2019-04-02", "Sept. 30"."""
    if number.is_words or number.has_scale:
        return False
    month = number.first - 1
    if sentence.low(month) == ".":
        month -= 1
    after = sentence.low(number.last + 1)
    in_month = number.value <= 31 and number.value == int(number.value)
    if in_month and sentence.low(month) in MONTHS:
        # "In May 30 firms came", "In May 10 to 15 firms": the whole month, and a count.
        if after == "to":
            after = sentence.low(number.last + 3)
        return sentence.low(month - 1) != "in" or not is_plural(after)
    if in_month and after in MONTHS and sentence.tokens[number.last + 1].is_capital:
        return True
    if in_month and sentence.low(month) in ("and", "to") and month > 2:
        # "between September 12 and 25": the second of two days.
        opens = sentence.low(month - 3) in ("between", "from", "on")
        named = sentence.low(month - 2) in MONTHS
        return opens and named and not is_plural(after)
    return between_numbers(sentence, number, "-/.") and any(
        looks_like_year(low) for low in sentence.lows(number.first - 4, number.last + 5)
    )


def is_year(sentence: Sentence, number: Number) -> bool:
    """Four digits like a year's, unless a hedge or a unit makes them a quantity."""
    text = sentence.tokens[number.first].text
    if number.first != number.last:
        return False
    if looks_like_year(text):
        after = sentence.low(number.last + 1)
        before = sentence.low(number.first - 1)
        unit = after in _UNITS
        money = sentence.tokens[number.first - 1].sort.value == "money"
        counting = before in _COUNTING or (before.endswith("ed") and len(before) > 4)
        counting |= before == "of" and sentence.low(number.first - 2) == "total"
        counted = counting and after[-1:] == "s"
        return not (unit or counted or (number.first and money) or before == "rmb")
    # "2021-25": the end of a span of years.
    before = sentence.low(number.first - 2)
    return (
        sentence.low(number.first - 1) == "-"
        and len(text) == 2
        and looks_like_year(before)
    )


def is_clock(sentence: Sentence, number: Number) -> bool:
    """ "16:11", "8am", "10 p.m." and other ratios with a colon."""
    if between_numbers(sentence, number, ":"):
        return True
    after = sentence.low(number.last + 1)
    dotted = after in ("a", "p") and sentence.low(number.last + 2) == "."
    return after in ("am", "pm", "o'clock") or (
        dotted and sentence.low(number.last + 3) == "m"
    )


def is_span(sentence: Sentence, number: Number) -> bool:
    """Spans of time and ages: "three-year plan", "aged 52"."""
    position = number.last + 1
    if sentence.low(position) == "-":
        position += 1
    noun = sentence.low(position)
    if number.is_fraction:
        return noun in _SPANS
    if noun in ("calendar", "full", "whole", "more"):
        position += 1
        noun = sentence.low(position)
    if _is_kind_of_thing(sentence, number, position):
        return False
    return noun in _SPANS or sentence.low(number.first - 1) == "aged"


def _is_kind_of_thing(sentence: Sentence, number: Number, position: int) -> bool:
    """ "two night markets", "five day centers": a span's word in the singular."""
    if sentence.low(position - 1) == "-" or number.value < 2:
        return False
    things = is_plural(sentence.low(position + 1))
    return things and not is_plural(sentence.low(position))


def is_span_word(word: str) -> bool:
    """Whether the word names a span of time: "year", "hours"."""
    return word in _SPANS


def looks_like_year(text: str) -> bool:
    """Whether digits could be a year's."""
    return (
        len(text) == 4 and text.isascii() and text.isdigit() and "1800" < text < "2101"
    )


def between_numbers(sentence: Sentence, number: Number, signs: str) -> bool:
    """Whether one of the signs ties this number to another number."""
    tokens = sentence.tokens
    before, after = number.first - 1, number.last + 1
    tied = before > 0 and tokens[before].text in signs and tokens[number.first].glued
    if tied and tokens[before - 1].is_number and tokens[before].glued:
        return True
    if after + 1 < len(tokens) and tokens[after].text in signs and tokens[after].glued:
        return tokens[after + 1].is_number and tokens[after + 1].glued
    return False
