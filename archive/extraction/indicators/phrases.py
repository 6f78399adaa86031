"""Noun phrases read without a grammar, back from a verb."""

from __future__ import annotations

from archive.extraction.indicators.cues import (
    APPOSING,
    BREAKS,
    ECONOMIC,
    GROWING,
    GROWTH,
    OPENERS,
    PLACE_WORDS,
    PREPOSITIONS,
)
from archive.extraction.indicators.trimming import (
    is_span_name,
    is_spelled_with_number,
    plain,
)
from archive.extraction.indicators.verbs import CANDIDATES, is_verb
from archive.extraction.numbers import MONTHS
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import DASHES, QUOTES
from archive.extraction.vocabulary import words as word_set

_REACH = 24
JOINING = frozenset(["-", "&", "'", "/", '"', "“", "”"])
CONJUNCTIONS = frozenset(["and", "or", "&"])
_NO_LIST = frozenset(["to", "its", "their"])
_CLAUSAL = word_set(
    "which who whose where called named known dubbed located situated based founded "
    "established considered regarded seen driven led fueled supported"
)
"""Behind a comma they open an aside with a verb of its own."""
_LOCATING = (
    PREPOSITIONS
    | PLACE_WORDS
    | {
        "among",
        "between",
        "per",
        "over",
        "than",
        "against",
        "compared",
        "online",
        "abroad",
        "overseas",
        "locally",
        "nationwide",
        "there",
    }
)
_DEFINITE = word_set("the its their")
_REDUCED = 2
"""Participles that a phrase may go on past."""
_CIRCUMSTANCE = 6
"""Tokens of "in May 2023" and the like, and one more."""
_NO_CLAUSE = word_set("such well known same role")
_NUMBERED = word_set("model phase line terminal class")
_SPANS = word_set("days weeks months quarters years")
_SPANNING = word_set("first last past opening final")
_PARTICIPLES = word_set(
    "sold spent paid made built bought held lent lost sent won met left set put cut "
    "brought drawn let"
)
"""Those that end neither in -ed nor in -en nor in -ing."""


def left_phrase(sentence: Sentence, end: int, floor: int) -> str:
    """The noun phrase that ends before a token, lists and asides included."""
    if sentence.low(end - 1) in QUOTES and sentence.low(end - 2) == ",":
        end -= 1
    if end > 2 and _is_whereabouts(sentence, end - 1) and end - 2 > floor:
        end -= 2
    if sentence.low(end - 1) in DASHES:
        end = _before_dashes(sentence, end - 1, floor)
    if sentence.low(end - 1) == ",":
        apposition = _apposition(sentence, end - 1, floor)
        if apposition >= 0:
            return plain(sentence, left_run(sentence, apposition, floor), end - 1)
        end = _before_aside(sentence, end - 1, floor)
    first = left_run(sentence, end, floor)
    first = _with_list(sentence, first, end, floor)
    if sentence.low(first - 1) == "covering" and first - 2 > floor:
        end = first - 1  # "revenue covering hotels and shops rose"
        first = left_run(sentence, end, floor)
    if 0 <= floor == first - 1 and sentence.low(first) in GROWTH:
        first = _behind_last_and(sentence, first, end)
    if sentence.low(first) == "with" and not is_verb(sentence, first - 1):
        first += 1
    if first < end and sentence.low(first) in _LOCATING:
        if 0 <= floor == first - 1:
            first = _behind_circumstance(sentence, first, end)
        if sentence.low(first) not in _LOCATING:
            return plain(sentence, first, end)
        resumed = _reduced(sentence, first, end, floor)
        if resumed or (floor >= 0 and first - 2 <= floor):
            return resumed  # else what is spoken of is what the figure counts
        return plain(sentence, first, end)
    words = plain(sentence, first, end)
    return words or _reduced(sentence, first, end, floor)


def _before_dashes(sentence: Sentence, closing: int, floor: int) -> int:
    """ "The output - goods and services - rose": where the first dash is."""
    dash = sentence.tokens[closing]
    for index in range(closing - 1, max(floor, closing - _REACH, 0), -1):
        token = sentence.tokens[index]
        if token.low == dash.low and not token.glued:
            return index
    return closing


def _behind_circumstance(sentence: Sentence, first: int, end: int) -> int:
    """ "(rose 5 percent) in May and the output of steel": where a clause begins."""
    for index in range(first + 1, min(first + _CIRCUMSTANCE, end - 1)):
        if sentence.low(index) == "and" and sentence.low(index + 1) in _DEFINITE:
            return index + 1
    return first


def _is_whereabouts(sentence: Sentence, index: int) -> bool:
    """ "The output of Sample Town, Putuo rose": a name behind another's comma."""
    token, before = sentence.tokens[index], sentence.tokens[index - 2]
    if sentence.low(index - 1) != "," or not token.is_capital or not before.is_capital:
        return False
    inner = sentence.low(index - 3) in PREPOSITIONS and index > 4
    return inner and not token.text.isupper() and token.low not in ECONOMIC


def left_run(sentence: Sentence, end: int, floor: int) -> int:
    """The first token of the unbroken run of words that ends before a token."""
    first = end
    tokens = sentence.tokens
    while first - 1 > floor and end - first < _REACH:
        token = tokens[first - 1]
        low = token.low
        if low == ")":
            first = _opening(sentence, first - 1, floor)
            continue
        if low == "-" and not token.glued:
            break
        if not (token.is_word or low in JOINING or _is_passed(sentence, first - 1)):
            break
        verbal = low in CANDIDATES or low[-2:] == "ed"
        if low == "period" and sentence.low(first - 2) == "plan":
            break  # "in the 13th five-year plan period the GDP"
        if low in BREAKS or (verbal and is_verb(sentence, first - 1)):
            break
        if low == "as" and _opens_clause(sentence, first - 1):
            break
        first -= 1
    return first


def _opens_clause(sentence: Sentence, index: int) -> bool:
    """ "as the sales jumped", unlike "such as the", "as well as the", "as a share"."""
    before = sentence.low(index - 1)
    return sentence.low(index + 1) in _DEFINITE and before not in _NO_CLAUSE


def _is_passed(sentence: Sentence, index: int) -> bool:
    """ "income in 2015", "beds per 1,000 people", "its 30 towers": within a phrase."""
    token = sentence.tokens[index]
    if not token.is_number:
        return False
    if len(token.text) == 4 or (index and is_span_name(sentence, index - 1)):
        return True
    before = sentence.tokens[index - 1] if index else token
    if before.low == "per" or _is_of_date(sentence, index):
        return True
    if before.is_capital and (token.glued or before.low in _NUMBERED):
        return True  # "PM2.5", "Line 14"
    if is_spelled_with_number(sentence, index):
        return True
    owned = before.text.endswith(("'s", "’s"))
    return owned and sentence.low(index + 1).isalpha()


def _is_of_date(sentence: Sentence, index: int) -> bool:
    """ "sales on May 6", "between May 1 and 5", "trade in the first 10 months"."""
    before, behind = sentence.low(index - 1), sentence.low(index + 1)
    if before in MONTHS:
        return True
    if before in ("and", "to", "-") and index > 2:
        return sentence.tokens[index - 2].is_number and _is_of_date(sentence, index - 2)
    if behind not in _SPANS or before not in _SPANNING:
        return False
    start = index - 2 - (sentence.low(index - 2) == "the")
    opens = start < 1 or not sentence.tokens[start - 1].is_word
    return sentence.low(start) in ("in", "during", "over", "for") and not opens


def _opening(sentence: Sentence, closing: int, floor: int) -> int:
    """The bracket that opens a short aside, if any: "domestic product (GDP)"."""
    for index in range(closing - 1, max(floor, closing - 8), -1):
        if sentence.low(index) == "(":
            return index
    return closing


def _apposition(sentence: Sentence, comma: int, floor: int) -> int:
    """Where "the output, including services," has its first comma; -1 for none."""
    for index in range(comma - 1, max(floor, comma - _REACH, 0), -1):
        if sentence.low(index) in APPOSING:
            return index - 1 if sentence.low(index - 1) == "," else index
        if is_verb(sentence, index):
            return -1
    return -1


def _before_aside(sentence: Sentence, comma: int, floor: int) -> int:
    """ "Sample Ford, the maker of cars, kept": the end of what the aside follows."""
    comma = _before_clause(sentence, comma, floor)
    end, first = comma, comma + 1
    while sentence.low(first - 1) == "," and first - 1 > floor:
        last = first - 1
        first = left_run(sentence, last, floor)
        if first < last and not opens_no_phrase(sentence, first):
            end = last
    return end


def _before_clause(sentence: Sentence, comma: int, floor: int) -> int:
    """ "The rent, which is low, rose": the comma that opens the clause, if any."""
    listed = False  # "led by ships, trains, and planes,"
    for index in range(comma - 1, max(floor, comma - _REACH, 0), -1):
        if sentence.low(index) == ",":
            opening = sentence.lows(index + 1, index + 5)
            if opening[:1] in (["and"], ["or"]) and not listed:
                listed = True
                continue
            clausal = opening[:1] and opening[0] in _CLAUSAL
            if clausal or "of which" in " ".join(opening):
                return index
            if not listed:
                return comma
    return comma


def _with_list(sentence: Sentence, first: int, end: int, floor: int) -> int:
    """The beginning of "ships, trains and planes", found from its last piece."""
    lows = set(sentence.lows(first, end))
    if not lows & CONJUNCTIONS or lows & _NO_LIST:
        return first
    while sentence.low(first - 1) == "," and first - 1 > floor:
        comma = first - 1
        earlier = left_run(sentence, comma, floor)
        if earlier == comma or opens_no_phrase(sentence, earlier):
            break
        if earlier - 1 > floor and is_verb(sentence, earlier - 1):
            if _is_one_phrase(sentence, first, end):
                return earlier
            return _behind_and(sentence, end, floor)
        first = earlier
    return first


def _is_one_phrase(sentence: Sentence, first: int, end: int) -> bool:
    """ "will see output of ships, trains and planes reach": no comma before "and"."""
    last = sentence.lows(first, end)
    return "and" in last and sentence.low(first + last.index("and") - 1) != ","


def _behind_and(sentence: Sentence, end: int, floor: int) -> int:
    """ "cut demand, and stocks rose": no list, but an object and another clause."""
    first = left_run(sentence, end, floor)
    return first + (sentence.low(first) in ("and", "or"))


def _behind_last_and(sentence: Sentence, first: int, end: int) -> int:
    """ "a 6 percent gain in sales and traffic surging": the gain is told already."""
    for index in range(end - 1, first, -1):
        if sentence.low(index) == "and":
            return index + 1
    return first


def opens_no_phrase(sentence: Sentence, index: int) -> bool:
    """Whether a piece between commas that begins here is no noun phrase."""
    token = sentence.tokens[index]
    if token.low in ("total", "and", "first"):
        return False
    if token.low in GROWING:
        return True
    return token.low in OPENERS or token.low.endswith("ly") or token.is_number


def _reduced(sentence: Sentence, first: int, end: int, floor: int) -> str:
    """ "the capital received in the city was": on, past the participle.

    "The goods used in ships built there were": past two of them.
    """
    for _ in range(_REDUCED):
        participle = first - 1
        word = sentence.low(participle)
        if participle <= floor:
            return ""
        if not word.endswith(("ed", "ing", "en")) and word not in _PARTICIPLES:
            return ""
        first = left_run(sentence, participle, floor)
        if first == participle:
            return ""
        if sentence.low(first) not in PREPOSITIONS:
            break
    return "" if opens_no_phrase(sentence, first) else plain(sentence, first, end)
