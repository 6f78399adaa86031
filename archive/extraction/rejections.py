"""Numbers that say nothing about quantity: dates, addresses, names and the like."""

from __future__ import annotations

from collections.abc import Callable

from archive.extraction.numbers import Number
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import listed, words

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
_NUMBERED = words(
    "no nos number building room floor lane line phase article chapter page gate zone "
    "route exit version level unit block batch section district highway volume issue "
    "grade class type model figure table step round episode season apartment suite "
    "terminal platform berth tel fax hotline phone version"
)
"""Words before a number that make it a label: "No. 15", "Line 11"."""
_STREETS = words("road rd street st avenue ave lane boulevard alley")
_ENDINGS = words("st nd rd th s")
_GLUED_UNITS = words(
    "percent pct yuan rmb km sqm m bn mn mln tn k b kg kph kwh mw gw kw ha x billion "
    "million trillion thousand"
)
_SPANS = words(
    "year month week day hour minute second decade century night weekend quarter "
    "years months weeks days hours minutes seconds decades centuries nights weekends "
    "quarters old am pm o'clock generation generations"
)
_EMPTY = words(
    "sides sides' ways things times parts aspects steps points countries parties "
    "pillars principles dimensions stages roles occasions reasons sections sessions "
    "types kinds"
)
"""Counted nouns without economic content."""
_BEFORE_NUMBER = words(
    "a about above after all almost among an and another approximately are around as "
    "at because before below between both but by currently despite during even every "
    "exceeding fewer following for from had has have having he hiring if in including "
    "into introducing is it its just last less like meanwhile more most nearly next "
    "now of on only or other our out over plus reaching roughly she since so some "
    "still such than that the their then there these they this those though through to "
    "today together top total totaling under until up upon was we well were when where "
    "which while who will with within would attracting creating covering housing "
    "hosting adding producing generating investing building opening receiving rmb us "
    "usd cny hk eur gbp january february march april may june july august september "
    "october november december"
)
"""Capitalised words that may open a sentence and stand before a real quantity."""


def reason_against(sentence: Sentence, number: Number) -> str:
    """Why this number is no quantity: the name of the first rule that says so."""
    for name, rule in _RULES:
        if rule(sentence, number):
            return name
    return ""


def _is_date(sentence: Sentence, number: Number) -> bool:
    """ "April 2", "2 April", "2024/05/06", "2019-04-02", "Sept. 30"."""
    if number.is_words or number.has_scale:
        return False
    before = sentence.low(number.first - 1)
    if before == ".":
        before = sentence.low(number.first - 2)
    after = sentence.low(number.last + 1)
    in_month = number.value <= 31 and number.value == int(number.value)
    if in_month and before in MONTHS:
        return sentence.tokens[number.first - 1].low != "may" or _opens_capital(
            sentence, number.first - 1
        )
    if in_month and after in MONTHS and sentence.tokens[number.last + 1].is_capital:
        return True
    return _between_numbers(sentence, number, "-/.") and _has_year_beside(
        sentence, number
    )


def _is_year(sentence: Sentence, number: Number) -> bool:
    """Four digits like a year's, unless a hedge or a unit makes them a quantity."""
    text = sentence.tokens[number.first].text
    if number.first != number.last:
        return False
    if _looks_like_year(text):
        after = sentence.low(number.last + 1)
        before = sentence.low(number.first - 1)
        unit = after in ("yuan", "percent", "%", "square", "km", "kilometers", "mu")
        money = sentence.tokens[number.first - 1].sort.value == "money"
        hedged = before in ("about", "nearly", "almost", "some", "approximately")
        hedged = hedged and after[-1:] == "s"
        return not (unit or hedged or (number.first and money) or before == "rmb")
    # "2021-25": the end of a span of years.
    before = sentence.low(number.first - 2)
    return (
        sentence.low(number.first - 1) == "-"
        and len(text) == 2
        and _looks_like_year(before)
    )


def _is_clock(sentence: Sentence, number: Number) -> bool:
    """ "16:11", "8am", "10 p.m." and other ratios with a colon."""
    if _between_numbers(sentence, number, ":"):
        return True
    after = sentence.low(number.last + 1)
    dotted = after in ("a", "p") and sentence.low(number.last + 2) == "."
    return after in ("am", "pm", "o'clock") or (
        dotted and sentence.low(number.last + 3) == "m"
    )


def _is_ordinal(sentence: Sentence, number: Number) -> bool:
    """ "35th", "1930s": letters glued to the digits."""
    after = number.last + 1
    return (
        sentence.tokens[number.last].is_number
        and sentence.low(after) in _ENDINGS
        and sentence.tokens[after].glued
    )


def _is_address(sentence: Sentence, number: Number) -> bool:
    """ "127 Sample Road", "No. 15", "Line 11", "Phase II" numbers and the like."""
    before = number.first - 1
    while before >= 0 and sentence.low(before) in (".", "#", ":", "-", "("):
        before -= 1
    label = sentence.low(before)
    if label == "no" and sentence.low(number.first - 1) == "no" and number.is_words:
        label = ""
    if label in _NUMBERED and before >= number.first - 2:
        counted = label in ("district", "number", "line", "level", "class", "unit")
        capital = before >= 0 and sentence.tokens[before].is_capital
        if capital or not counted:
            return True
    if number.is_words or number.has_scale:
        return False
    for position in range(number.last + 1, number.last + 5):
        if position >= len(sentence.tokens):
            return False
        token = sentence.tokens[position]
        if token.low in _STREETS and position > number.last + 1:
            return token.is_capital
        if not token.is_capital:
            return False
    return False


def _is_name(sentence: Sentence, number: Number) -> bool:
    """Digits in a name: "G60", "5G", "COVID-19", "Fortune 500", "K-12", "3D"."""
    first, last = number.first, number.last
    if not sentence.tokens[first].is_number:
        return False
    after = last + 1
    if (
        not number.has_scale
        and after < len(sentence.tokens)
        and sentence.tokens[after].glued
        and sentence.tokens[after].is_word
        and sentence.low(after) not in _GLUED_UNITS
    ):
        return True
    if not first:
        return False
    token = sentence.tokens[first - 1]
    joined = sentence.tokens[first].glued
    if token.is_word and joined and token.low not in _BEFORE_NUMBER:
        return True
    if token.low == "-" and joined and token.glued and first > 1:
        return sentence.tokens[first - 2].is_word
    if token.text in "#_@" or (token.text == "." and joined and token.glued):
        return True
    return token.is_capital and token.low not in _BEFORE_NUMBER and first > 1


def _is_telephone(sentence: Sentence, number: Number) -> bool:
    """Long digits without commas, and digits tied by hyphens."""
    text = sentence.tokens[number.first].text
    if number.first == number.last and text.isdigit():
        return len(text) > 7 or (len(text) > 1 and text[0] == "0")
    return False


def _is_tied(sentence: Sentence, number: Number) -> bool:
    """ "400-820-1234", "24/7", "3-1": parts of something else."""
    if number.is_fraction or number.is_words or number.has_scale:
        return False
    return _between_numbers(sentence, number, "/") or (
        _between_numbers(sentence, number, "-")
        and sentence.low(number.last + 1) not in ("percent", "%", "yuan", "million")
        and sentence.low(number.last + 1) not in ("billion", "trillion", "square")
    )


def _is_one(sentence: Sentence, number: Number) -> bool:
    """ "one of the", "one day": the word one counts only in shares and money."""
    if number.is_fraction or number.value > 1 or not number.is_words:
        return False
    after = sentence.low(number.last + 1)
    return after not in ("percent", "percentage", "yuan", "dollar")


_BEFORE_A_VERB = ("to", "will", "would", "could", "should", "may", "might")


def _is_top_list(sentence: Sentence, number: Number) -> bool:
    """ "the top 10 companies": the length of a list, and no count.

    Not where top is a verb: "is to top 10 billion yuan".
    """
    if sentence.low(number.first - 1) != "top":
        return False
    return sentence.low(number.first - 2) not in _BEFORE_A_VERB


def _is_anaphora(sentence: Sentence, number: Number) -> bool:
    """ "the two countries", "these three": things already named, not counted anew."""
    if not number.is_words or number.is_fraction:
        return False
    before = sentence.low(number.first - 1)
    if before in ("these", "those"):
        return True
    return before == "the" and number.value == 2


def _is_span(sentence: Sentence, number: Number) -> bool:
    """Spans of time, ages and empty things: "three-year plan", "two ways"."""
    position = number.last + 1
    if sentence.low(position) == "-":
        position += 1
    noun = sentence.low(position)
    if number.is_fraction:
        return noun in _SPANS
    if noun in ("calendar", "full", "whole", "more"):
        noun = sentence.low(position + 1)
    if noun in _SPANS or (noun in _EMPTY and noun not in ("times", "points")):
        return True
    return sentence.low(number.first - 1) == "aged"


def _is_unclear_part(sentence: Sentence, number: Number) -> bool:
    """ "first half", "a third phase", "half-year": no parts of a whole."""
    if not number.is_fraction:
        return False
    before = sentence.low(number.first - 1)
    after = sentence.low(number.last + 1)
    if before in ("first", "second", "latter", "other", "last", "next", "and", "-"):
        return before != "and" or sentence.low(number.last) == "half"
    if after == "-":
        return True
    if sentence.low(number.last) == "half" and after in ("year", "past", "time"):
        return True
    if after in ("a", "an"):
        # "half a point", "half an hour": of something that is itself a measure.
        after = sentence.low(number.last + 2)
        return after in ("point", "percent", "percentage") or after in _SPANS
    if after in ("point", "points"):
        return True
    article = sentence.low(number.first) in ("a", "an")
    return article and after not in (*listed("of to from in .,;"), ",", "", ")", "more")


def _opens_capital(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].is_capital


def _looks_like_year(text: str) -> bool:
    return (
        len(text) == 4 and text.isascii() and text.isdigit() and "1800" < text < "2101"
    )


def _between_numbers(sentence: Sentence, number: Number, signs: str) -> bool:
    """Whether one of the signs ties this number to another number."""
    tokens = sentence.tokens
    before, after = number.first - 1, number.last + 1
    tied = before > 0 and tokens[before].text in signs and tokens[number.first].glued
    if tied and tokens[before - 1].is_number and tokens[before].glued:
        return True
    if after + 1 < len(tokens) and tokens[after].text in signs and tokens[after].glued:
        return tokens[after + 1].is_number and tokens[after + 1].glued
    return False


def _has_year_beside(sentence: Sentence, number: Number) -> bool:
    around = sentence.lows(number.first - 4, number.last + 5)
    return any(_looks_like_year(low) for low in around)


_RULES: tuple[tuple[str, Callable[[Sentence, Number], bool]], ...] = (
    ("date", _is_date),
    ("year", _is_year),
    ("clock", _is_clock),
    ("ordinal", _is_ordinal),
    ("address", _is_address),
    ("name", _is_name),
    ("telephone", _is_telephone),
    ("tied", _is_tied),
    ("one", _is_one),
    ("top", _is_top_list),
    ("anaphora", _is_anaphora),
    ("span", _is_span),
    ("part", _is_unclear_part),
)
