"""Noun phrases read without a grammar: back from a verb, or on from a figure."""

from __future__ import annotations

from archive.extraction.indicators.cues import (
    APPOSING,
    BREAKS,
    GROWING,
    NO_NOUN,
    OPENERS,
    PLACE_WORDS,
    PREPOSITIONS,
    STOP_RIGHT,
    UNDERTAKINGS,
    VERBS,
)
from archive.extraction.indicators.trimming import is_span_name, kept, plain
from archive.extraction.indicators.verbs import CANDIDATES, is_verb
from archive.extraction.nouns import is_plural
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_REACH = 24
_RIGHT_REACH = 10
_PIECES = 8
"""Pieces that a list behind a figure may have."""
_JOINING = frozenset(["-", "&", "'", "/", '"', "“", "”"])
_QUOTES = frozenset(['"', "“", "”"])
_CONJUNCTIONS = frozenset(["and", "or", "&"])
_ORDINALS = word_set("second third fourth fifth sixth seventh eighth ninth tenth")
_NO_LIST = frozenset(["to", "its", "their"])
_CLAUSAL = word_set(
    "which who whose where called named known dubbed located situated based founded "
    "established considered regarded seen driven led fueled supported"
)
"""Behind a comma they open an aside with a verb of its own."""
_LOCATING = (
    PREPOSITIONS
    | PLACE_WORDS
    | {"among", "per", "online", "abroad", "overseas", "locally", "nationwide", "there"}
)
_PARTICIPLES = word_set(
    "sold spent paid made built bought held lent lost sent won met left set put cut "
    "brought drawn let"
)
"""Those that end neither in -ed nor in -en nor in -ing."""


def left_phrase(sentence: Sentence, end: int, floor: int) -> str:
    """The noun phrase that ends before a token, lists and asides included."""
    if sentence.low(end - 1) in _QUOTES and sentence.low(end - 2) == ",":
        end -= 1
    if sentence.low(end - 1) == ",":
        apposition = _apposition(sentence, end - 1, floor)
        if apposition >= 0:
            return plain(sentence, left_run(sentence, apposition, floor), end - 1)
        end = _before_aside(sentence, end - 1, floor)
    first = left_run(sentence, end, floor)
    first = _with_list(sentence, first, end, floor)
    if sentence.low(first) == "with" and not is_verb(sentence, first - 1):
        first += 1
    if first < end and sentence.low(first) in _LOCATING:
        resumed = _reduced(sentence, first, end, floor)
        if resumed or (floor >= 0 and first - 2 <= floor):
            return resumed  # else what is spoken of is what the figure counts
        return plain(sentence, first, end)
    if first == end:
        return _reduced(sentence, first, end, floor)
    return plain(sentence, first, end)


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
        if not (token.is_word or low in _JOINING or _is_passed(sentence, first - 1)):
            break
        verbal = low in CANDIDATES or low[-2:] == "ed"
        if low in BREAKS or (verbal and is_verb(sentence, first - 1)):
            break
        first -= 1
    return first


def _is_passed(sentence: Sentence, index: int) -> bool:
    """ "income in 2015", "in H1", "the town's 30 towers": numbers within a phrase."""
    token = sentence.tokens[index]
    if not token.is_number:
        return False
    if len(token.text) == 4 or (index and is_span_name(sentence, index - 1)):
        return True
    before = sentence.tokens[index - 1] if index else token
    if token.glued and before.is_capital:  # "PM2.5"
        return True
    behind = sentence.tokens[index + 1 : index + 2]
    if behind and behind[0].glued and behind[0].is_capital:  # "3D printing"
        return True
    owned = before.text.endswith(("'s", "’s"))
    return owned and sentence.low(index + 1).isalpha()


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
        if first < last and not _opens_no_phrase(sentence, first):
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
    if not lows & _CONJUNCTIONS or lows & _NO_LIST:
        return first
    while sentence.low(first - 1) == "," and first - 1 > floor:
        comma = first - 1
        earlier = left_run(sentence, comma, floor)
        if earlier == comma or _opens_no_phrase(sentence, earlier):
            break
        if earlier - 1 > floor and is_verb(sentence, earlier - 1):
            return _behind_and(sentence, end, floor)
        first = earlier
    return first


def _behind_and(sentence: Sentence, end: int, floor: int) -> int:
    """ "cut demand, and stocks rose": no list, but an object and another clause."""
    first = left_run(sentence, end, floor)
    return first + (sentence.low(first) in ("and", "or"))


def _opens_no_phrase(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.low in ("total", "and", "first"):
        return False
    if token.low in GROWING:
        return True
    return token.low in OPENERS or token.low.endswith("ly") or token.is_number


def _reduced(sentence: Sentence, first: int, end: int, floor: int) -> str:
    """ "the capital received in the city was": on, past the participle."""
    participle = first - 1
    word = sentence.low(participle)
    if participle <= floor:
        return ""
    if not word.endswith(("ed", "ing", "en")) and word not in _PARTICIPLES:
        return ""
    start = left_run(sentence, participle, floor)
    if start == participle or _opens_no_phrase(sentence, start):
        return ""
    return plain(sentence, start, end)


def right_phrase(sentence: Sentence, first: int, reach: int = _RIGHT_REACH) -> str:
    """The noun phrase that begins at a token; none where it is only a place."""
    last = right_run(sentence, first, reach)
    if is_span_name(sentence, first) or is_place(sentence, first, last):
        return ""
    return kept(plain(sentence, first, last))


def right_list(sentence: Sentence, first: int) -> str:
    """The phrases of "sales, the number of firms and rents" that begin at a token."""
    pieces = [right_phrase(sentence, first)]
    last = right_run(sentence, first)
    while pieces[-1] and len(pieces) < _PIECES:
        joint = sentence.low(last)
        if joint not in (",", "and", "or"):
            break
        last += 1 + (joint == "," and sentence.low(last + 1) in _CONJUNCTIONS)
        behind = last + (sentence.low(last) == "the")
        end = right_run(sentence, behind)
        verbal = sentence.low(end) in CANDIDATES or end - last < 1
        if verbal or _opens_no_phrase(sentence, behind):
            break
        pieces.append(right_phrase(sentence, behind))
        last = end
    if _CONJUNCTIONS.isdisjoint(sentence.lows(first, last)):
        return pieces[0]  # another clause, not another item
    *listed, final = [piece for piece in pieces if piece] or [""]
    return f"{', '.join(listed)} and {final}" if listed else final


def right_run(sentence: Sentence, first: int, reach: int = _RIGHT_REACH) -> int:
    """The end of the words that begin at a token, up to where they can't go on."""
    last = first
    if last < len(sentence.tokens) and _is_small_number(sentence, last):
        last += 1
    while last < len(sentence.tokens) and last - first < reach:
        token = sentence.tokens[last]
        before = sentence.low(last - 1)
        top = token.is_number and before == "top"
        stops = token.low in STOP_RIGHT and last > first
        if stops and token.low in ("a", "an") and before in PREPOSITIONS:
            stops = False
        if (token.is_number and not top) or stops:
            break
        if not (token.is_word or top or (token.low in _JOINING and last > first)):
            break
        if token.low in ("and", "or") and not goes_on(sentence, last):
            break
        verbal = token.low in CANDIDATES or token.low[-2:] == "ed"
        if verbal and last > first and is_verb(sentence, last):
            break
        last += 1
    return last


def _is_small_number(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.is_number and len(token.text) < 4


def goes_on(sentence: Sentence, conjunction: int) -> bool:
    """Whether "and" joins two words of one phrase, not two clauses or two figures."""
    index = conjunction + 1
    token = sentence.tokens[index] if index < len(sentence.tokens) else None
    if token is None or not token.is_word or token.low in NO_NOUN:
        return False
    for position in range(index, index + 4):
        if position >= len(sentence.tokens):
            return True
        token = sentence.tokens[position]
        if (
            token.is_number
            or token.low in _ORDINALS
            or token.low in VERBS
            and is_verb(sentence, position)
        ):
            return False
        if token.low in STOP_RIGHT or not token.is_word:
            return True
    return True


def is_place(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words only name a place: "in Sample New Area"."""
    run = sentence.tokens[first:last]
    if not run or run[0].text.endswith(("'s", "’s")):
        return False
    named = run[0].is_capital and not run[0].text.isupper() and len(run) < 4
    thing = is_plural(run[-1].low) and not run[-1].is_capital
    return named and not thing and run[-1].low not in UNDERTAKINGS
