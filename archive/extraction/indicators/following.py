"""Noun phrases read without a grammar, on from a figure or a preposition."""

from __future__ import annotations

from archive.extraction.indicators.cues import (
    NO_NOUN,
    PREPOSITIONS,
    STOP_RIGHT,
    UNDERTAKINGS,
    VERBS,
)
from archive.extraction.indicators.phrases import (
    CONJUNCTIONS,
    JOINING,
    opens_no_phrase,
)
from archive.extraction.indicators.trimming import (
    is_span_name,
    is_spelled_with_number,
    kept,
    plain,
)
from archive.extraction.indicators.verbs import CANDIDATES, is_verb
from archive.extraction.nouns import is_plural
from archive.extraction.sentences import Sentence, Token
from archive.extraction.vocabulary import words as word_set

_RIGHT_REACH = 10
_OWN_REACH = 8
"""Tokens behind "and" in which an amount of its own is looked for."""
_PIECES = 8
"""Pieces that a list behind a figure may have."""
_UNDERGONE = word_set("management construction")
"""With "under" they belong to what they follow: "assets under management"."""
_GRADING = ("grade", "class", "series")
_RANKED = ("top", "fortune")
"""Before the number of a list of firms: "Fortune 500 firms"."""
_DETERMINERS = word_set("a an the its their")
_ORDINALS = word_set("second third fourth fifth sixth seventh eighth ninth tenth")


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
        last += 1 + (joint == "," and sentence.low(last + 1) in CONJUNCTIONS)
        behind = last + (sentence.low(last) == "the")
        end = right_run(sentence, behind)
        verbal = sentence.low(end) in CANDIDATES or end - last < 1
        if verbal or opens_no_phrase(sentence, behind):
            break
        pieces.append(right_phrase(sentence, behind))
        last = end
    if CONJUNCTIONS.isdisjoint(sentence.lows(first, last)):
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
        top = token.is_number and (
            before in _RANKED or is_spelled_with_number(sentence, last)
        )
        stops = token.low in STOP_RIGHT and last > first
        if stops and token.low == "under":
            stops = sentence.low(last + 1) not in _UNDERGONE
        compound = before == "-" and token.glued
        if stops and (compound or sentence.low(last + 1) == "-"):
            stops = False  # "boat-making", "above-scale"
        if stops and token.low in ("a", "an") and before in PREPOSITIONS:
            stops = False
        if stops and token.text == "A" and before in _GRADING:
            stops = False  # "grade A offices"
        if (token.is_number and not top) or stops:
            break
        if not (token.is_word or top or (token.low in JOINING and last > first)):
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
    if _has_own_amount(sentence, index):
        return False
    if token.low.endswith("ing") and sentence.low(index + 1) in _DETERMINERS:
        return False  # "a 5 percent premium rate and setting a record"
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


def _has_own_amount(sentence: Sentence, index: int) -> bool:
    """ "and exports worth 5 million yuan", behind "and"."""
    behind = sentence.lows(index, index + _OWN_REACH)
    worth = index + behind.index("worth") if "worth" in behind else -1
    words = sentence.tokens[index:worth] if worth > index else []
    return bool(words) and all(one.is_word or one.low == "-" for one in words)


def _is_of_name(token: Token) -> bool:
    return token.is_capital or token.low in ("-", "and", "of")


def is_place(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words only name a place: "in Sample New Area"."""
    first += sentence.low(first) == "the" and last - first > 4
    run = sentence.tokens[first:last]
    if not run or run[0].text.endswith(("'s", "’s")):
        return False
    named = run[0].is_capital and not run[0].text.isupper()
    named = named and (len(run) < 4 or all(map(_is_of_name, run)))
    thing = is_plural(run[-1].low) and not run[-1].is_capital
    return named and not thing and run[-1].low not in UNDERTAKINGS
