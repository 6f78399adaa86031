"""Shares: the part, and the whole it is a part of."""

from __future__ import annotations

from archive.extraction.indicators.amounts import amount_words
from archive.extraction.indicators.clauses import (
    clause_words,
    find_verb,
    resumed,
    subject_words,
)
from archive.extraction.indicators.context import Context, Phrase
from archive.extraction.indicators.cues import ANSWERS, COMPLEMENT_STOP, EDGES
from archive.extraction.indicators.phrases import goes_on, is_place, right_run
from archive.extraction.indicators.trimming import kept, plain
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_PREDICATE = 9
"""Words of "is home to sample products", where the share itself is the subject."""
_CLOSING = frozenset([",", '"', "”", ".", ";"])
_POINTING = word_set("which them these those that")


def share_words(context: Context) -> Phrase:
    """ "accounting for 9 percent of total income": the whole and the part."""
    sentence = context.sentence
    first = _whole_at(context)
    last = right_run(sentence, first) if first else 0
    whole = ""
    if first and not (is_place(sentence, first, last) and last - first < 3):
        whole = kept(plain(sentence, first, last))
    pointing = bool(first) and sentence.low(first) in _POINTING
    if pointing and not context.goes_on:
        whole, last = context.carried, first + 1
    if _opens_clause(context) and (whole or pointing):
        predicate = _predicate(sentence, last)
        words = f"share of {whole}" if whole else "share"
        if predicate or context.floor < 0:
            return Phrase(f"{words}: {predicate}" if predicate else words, whole)
    if not first and context.floor >= 0 and _answers(sentence, context.end + 1):
        words = f"share of {context.carried}" if context.carried else "share"
        said = _predicate(sentence, context.end + 1)
        return Phrase(f"{words}: {said}", context.carried)
    part = _part(context) if first else amount_words(context)
    opening = sentence.lows(context.floor + 1, context.floor + 3)
    if not whole and part != context.carried and opening == [",", "with"]:
        whole = context.carried
    if not whole:
        return Phrase(part, part)
    return Phrase(f"share of {whole}: {part}" if part else f"share of {whole}", part)


def _whole_at(context: Context) -> int:
    """The token the whole begins at: "half of the tax", "nearly half its tax"."""
    sentence, after = context.sentence, context.end + 1
    if sentence.low(after) in ("of", "to"):
        after += 1
        if sentence.low(after)[:1].isdigit():
            return 0  # "2.5 to 4 percent"
    elif sentence.low(after) not in ("its", "their", "our") and not (
        context.measure.unit == "fraction" and sentence.low(after) == "the"
    ):
        return 0
    while sentence.low(after) in EDGES - _POINTING and sentence.low(after) != "of":
        after += 1
    return after


def _opens_clause(context: Context) -> bool:
    """Whether no verb and no figure's clause stands before the share."""
    sentence = context.sentence
    if context.goes_on:
        return False
    before = sentence.low(context.start - 1)
    if before in ("for", "to", "by", "of", "with", "at", "from", "up", "another"):
        return False
    verb = find_verb(sentence, context.start, context.floor)
    return verb is None or (before in (",", "and", "while", "that", "as", ";"))


def _answers(sentence: Sentence, index: int) -> bool:
    """ "one-third expect no change": those asked, without saying who again."""
    word = sentence.low(index)
    return word in ANSWERS or word in ("expected", "reported", "saw", "said", "noted")


def _predicate(sentence: Sentence, first: int) -> str:
    """What is said of the share: "is home to sample products"."""
    index = first
    while index < min(first + 8, len(sentence.tokens)):
        if is_verb(sentence, index) or (index == first and _answers(sentence, index)):
            break
        if sentence.low(index) in _CLOSING:
            return ""
        index += 1
    else:
        return ""
    last = index + 1
    while last < len(sentence.tokens) and last - index < _PREDICATE:
        token = sentence.tokens[last]
        if token.is_number or not (token.is_word or token.low in ("-", "&", "'")):
            break
        stops = token.low in COMPLEMENT_STOP and not is_verb(sentence, last)
        if token.low == "and":
            stops = not goes_on(sentence, last)
        if stops and last > index + 1:
            break
        last += 1
    return plain(sentence, index, last)


def _part(context: Context) -> str:
    sentence = context.sentence
    if context.goes_on:
        return context.carried
    verb = find_verb(sentence, context.start, context.floor)
    if verb is None:
        return context.carried
    if sentence.low(verb.first - 1) == "," and sentence.low(verb.last).endswith("ing"):
        return context.carried or clause_words(sentence, verb.first - 1, context.floor)
    again = resumed(sentence, verb, context.floor, context.carried)
    return again or subject_words(sentence, verb, context.floor) or context.carried
