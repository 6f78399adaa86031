"""Numbers that say nothing about quantity: dates, addresses, names and the like."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from operator import attrgetter

from archive.extraction.nouns import read_noun
from archive.extraction.numbers.calendar import (
    between_numbers,
    is_clock,
    is_date,
    is_span,
    is_span_word,
    is_year,
)
from archive.extraction.numbers.reading import Number
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import listed, words

_NUMBERED = words(
    "no nos number building room floor lane line lines phase article chapter page "
    "pages gate zone route exit version level unit block batch section district "
    "highway volume issue grade class type model figure table step round episode "
    "season apartment suite terminal platform berth tel fax hotline phone version"
)
"""Words before a number that make it a label: "No. 15", "Line 11"."""
_COUNTED_LABELS = words("district number line lines level class unit building")
"""Labels only with a capital: "is building 20 parks" counts parks."""
_LISTED = words("lines nos phases chapters pages rooms floors blocks lots")
"""Labels that a list of numbers may follow: "Lines 2 and 5"."""
_STREETS = words("road rd street st avenue ave lane boulevard alley")
_JOINTS = words("and or to , &")
_ENDINGS = words("st nd rd th s")
_GLUED_UNITS = words(
    "percent pct yuan rmb km sqm m bn mn mln tn k b kg kph kwh mw gw kw ha x billion "
    "million trillion thousand trn"
)
_UNITS = words("percent % ％ per pct yuan rmb square sq mu hectares km")
_RATES = words("percent % ％ pct")
_BEFORE_NUMBER = words(
    "a about above after all almost among an and another approximately are around as "
    "at because before below between both but by currently despite during even every "
    "exceeding fewer following for from had has have having he hiring if in including "
    "into introducing is it its just last less like meanwhile more most nearly next "
    "now of on only or other our out over plus reaching roughly she since so some "
    "still such than that the their then there these they this those though through "
    "to today together top total totaling under until up upon was we well were when "
    "where which while who will with within would attracting creating covering "
    "housing hosting adding producing generating investing building opening receiving "
    "rmb us usd cny hk eur gbp january february march april may june july august "
    "september october november december monday tuesday wednesday thursday friday "
    "saturday sunday"
)
"""Capitalised words that may open a sentence and stand before a real quantity."""
_SUPERLATIVES = words("largest biggest busiest best most richest highest")
_MORE = words("more less higher lower larger smaller bigger faster above below off")
_GIVING = words(
    "lend lends lent lending give gives gave given giving grant grants granted award "
    "awards awarded pay pays paid allot allots allotted cost costs bring brings "
    "brought earn earns earned owe owes owed promise promises promised"
)
_BEFORE_A_VERB = ("to", "will", "would", "could", "should", "may", "might")


def reason_against(sentence: Sentence, number: Number) -> str:
    """Why this number is no quantity: the name of the first rule that says so."""
    for name, rule in _RULES:
        if rule(sentence, number):
            return name
    return ""


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
    if label in _NUMBERED and before >= number.first - 2:
        capital = before >= 0 and sentence.tokens[before].is_capital
        # "Sample District 9 percent" tells a rate.
        measured = number.has_scale or sentence.low(number.last + 1) in _RATES
        if (capital or label not in _COUNTED_LABELS) and not measured:
            return True
    if number.is_words or number.has_scale:
        return False
    while sentence.low(before) in _JOINTS and sentence.low(before - 1).isdigit():
        before -= 2
        if sentence.low(before) in _LISTED and sentence.tokens[before].is_capital:
            return True
    behind = sentence.tokens[number.last + 1 : number.last + 5]
    named = list(takewhile(attrgetter("is_capital"), behind))
    return any(token.low in _STREETS for token in named[1:])


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
    if token.low == "global" and sentence.tokens[first].text == "500":
        return True  # as some print the list's name: "of the global 500"
    long = first == last and sentence.tokens[first].text.isdigit()
    long = long and len(sentence.tokens[first].text) > 3 and token.low == "the"
    behind = sentence.tokens[after : after + 2]
    if long and len(behind) == 2 and all(one.is_capital for one in behind):
        return True  # "the 3551 Sample Scheme"
    joined = sentence.tokens[first].glued
    if token.is_word and joined and token.low not in _BEFORE_NUMBER:
        return True
    if token.low == "-" and joined and token.glued and first > 1:
        return sentence.tokens[first - 2].is_word
    if token.text in "#_@" or (token.text == "." and joined and token.glued):
        return True
    if number.has_scale or sentence.low(after) in _UNITS:
        return False
    owner = token.text.endswith(("'s", "’s"))
    named = token.is_capital and token.low not in _BEFORE_NUMBER
    return named and not owner and first > 1 and not _is_given(sentence, number)


def _is_given(sentence: Sentence, number: Number) -> bool:
    """ "will lend Chongming 60 buses": to the name before it the things are given."""
    position = number.first - 1
    while position >= number.first - 3 and sentence.tokens[position].is_capital:
        position -= 1
    if position < 0 or sentence.low(position) not in _GIVING:
        return False
    following = sentence.tokens[number.last + 1 : number.last + 2]
    plain = bool(following) and following[0].is_word and not following[0].is_capital
    return plain and read_noun(sentence, number.last + 1) is not None


def _is_label(sentence: Sentence, number: Number) -> bool:
    """ "the “three new towns”", "the Two Rivers plan": what a thing is called."""
    if not number.is_words or number.has_scale or not number.first:
        return False
    before, after = number.first - 1, number.last + 1
    token, following = sentence.tokens[before], sentence.tokens[after : after + 1]
    if not following or not following[0].is_word:
        return False
    quote = before
    if token.is_word and quote:
        quote -= 1  # "the “new four towns”"
    if sentence.low(quote) == '"':
        spoken = sentence.low(quote - 1) in ("", ",", ":")
        return not spoken and '"' in sentence.lows(after + 1, after + 5)
    inside = token.low == "," or (token.is_word and not token.is_capital)
    inside |= token.low in ("double", "triple")
    capital = sentence.tokens[number.first].is_capital
    return inside and capital and following[0].is_capital


def _is_telephone(sentence: Sentence, number: Number) -> bool:
    """Long digits without commas, and digits tied by hyphens."""
    text = sentence.tokens[number.first].text
    if number.first == number.last and text.isdigit():
        return len(text) > 7 or (len(text) > 1 and text[0] == "0")
    return False


def _is_tied(sentence: Sentence, number: Number) -> bool:
    """ "400-820-1234", "24/7", "3-1": parts of something else, "6-8 stores" is not."""
    if number.is_fraction or number.is_words or number.has_scale:
        return False
    if between_numbers(sentence, number, "/+"):
        return True
    if not between_numbers(sentence, number, "-"):
        return False
    if sentence.low(number.last + 1) in ("-", *_UNITS):
        return sentence.low(number.last + 1) == "-"
    lower = sentence.tokens[number.first - 2].text if number.first > 1 else ""
    rising = lower.isdigit() and len(lower) < 6 and 1 < int(lower) < number.value
    return not (rising and read_noun(sentence, number.last + 1))


def _is_divisor(sentence: Sentence, number: Number) -> bool:
    """ "per 10,000 people", "for every 1,000 seniors", "9 out of 10": counted by it."""
    before = sentence.low(number.first - 1)
    if sentence.lows(number.first - 2, number.first) == ["out", "of"]:
        return not sentence.low(number.last + 1)[:1].isalpha()
    return before == "per" or (before == "every" and number.value > 9)


def _is_one(sentence: Sentence, number: Number) -> bool:
    """ "one of the", "one day": the word one counts only in shares and money."""
    if number.is_fraction or number.value > 1 or not number.is_words:
        return False
    after = sentence.low(number.last + 1)
    return after not in ("percent", "percentage", "yuan", "dollar")


def _is_top_list(sentence: Sentence, number: Number) -> bool:
    """ "the top 10 companies", "the four largest": the length of a list, and no count.

    Not where top is a verb: "is to top 10 billion yuan".
    """
    if sentence.low(number.last + 1) in _SUPERLATIVES:
        owned = sentence.text(number.first - 1).endswith(("'s", "’s"))
        return owned or sentence.low(number.first - 1) == "the"
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


def _is_one_of_them(sentence: Sentence, number: Number) -> bool:
    """ "one of six pilot zones", "one of the city's four ports": what it belongs to."""
    position = number.first - 1
    for _ in range(2):
        owner = sentence.text(position).endswith(("'s", "’s"))
        position -= owner or sentence.low(position) in ("the", "its", "their")
    return sentence.lows(position - 1, position + 1) == ["one", "of"]


def _is_unclear_part(sentence: Sentence, number: Number) -> bool:
    """ "first half", "a third phase", "half-year": no parts of a whole."""
    if not number.is_fraction:
        return False
    before = sentence.low(number.first - 1)
    after = sentence.low(number.last + 1)
    if before in ("first", "second", "latter", "other", "last", "next", "and", "-"):
        half = sentence.low(number.last) == "half" and after != "of"
        return before != "and" or half
    if after == "-":
        return True
    if sentence.low(number.last) == "half" and after in ("year", "past", "time"):
        return True
    if sentence.lows(number.last + 1, number.last + 4) == ["the", "size", "of"]:
        return True  # "half the size of New York"
    if after in ("a", "an"):
        # "half a point", "half an hour": of something that is itself a measure.
        after = sentence.low(number.last + 2)
        return after in ("point", "percent", "percentage") or is_span_word(after)
    if after in ("point", "points"):
        return True
    if sentence.low(number.first) not in ("a", "an") or before == "by":
        return False
    return after not in (*listed("of to from in .,;"), ",", "", ")", *_MORE)


_RULES: tuple[tuple[str, Callable[[Sentence, Number], bool]], ...] = (
    ("date", is_date),
    ("year", is_year),
    ("clock", is_clock),
    ("ordinal", _is_ordinal),
    ("address", _is_address),
    ("name", _is_name),
    ("label", _is_label),
    ("telephone", _is_telephone),
    ("tied", _is_tied),
    ("divisor", _is_divisor),
    ("one", _is_one),
    ("top", _is_top_list),
    ("anaphora", _is_anaphora),
    ("one-of", _is_one_of_them),
    ("span", is_span),
    ("part", _is_unclear_part),
)
