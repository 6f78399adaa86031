"""Verbs told from nouns and adjectives by their form and their neighbours."""

from __future__ import annotations

from archive.extraction.indicators.cues import (
    ANSWERS,
    BASES,
    BOTH,
    LOOSE_ENDINGS,
    MODALS,
    NO_NOUN,
    VERBS,
)
from archive.extraction.nouns import is_plural
from archive.extraction.sentences import Sentence, Sort
from archive.extraction.vocabulary import words

_DETERMINERS = words(
    "the a an its their this these of and or in for to with by on at , - ( ;"
)
_BEFORE_ADJECTIVE = _DETERMINERS - {",", "and", ";", "to"}
_BEFORE_PARTICIPLE = ("than", "actual")
""" "rose faster than expected", "actual utilized investment"."""
_PARTICIPLES = ("ing", "ted", "sed", "red", "ded", "ced")
_BEFORE_BASE = MODALS | {"all", "both", "also", "they", "we", "each"}
_BEFORE_AMOUNT = words(
    "a an the its their over about nearly some more to by from almost at around up no "
    "one two three four five six seven eight nine ten several many $ first second "
    "third fourth fifth sixth seventh eighth ninth tenth"
)
_TELLING = words("total average number top")
_MOVING = words("raising lifting boosting lowering cutting reducing")
_HEADS = words(
    "capacity volume volumes fee fees cost costs efficiency industry ability power "
    "capability capabilities base quality scale"
)
"""Behind a gerund they make a noun of both: "handling capacity"."""
_BEFORE_GERUND = words("of by for at")
_RECORDING = words("registered recorded reported posted")
_PACES = words("fast rapid steady strong slight robust sharp double high record")
"""Before "growth": "registered fast growth", unlike "registered capital"."""
_ADVERBS = words("also then even soon still again further")
CANDIDATES = VERBS | BASES | ANSWERS
"""Nothing else is a verb, but for words in -ed."""
_SEEING = words("saw see sees seen seeing witnessed make makes made making")
_SEEN_WITHIN = 8
_ARTICLES = words("a an")


def is_verb(sentence: Sentence, index: int) -> bool:
    """Whether a verb stands here, as far as its form and its neighbours tell."""
    word, before = sentence.low(index), sentence.low(index - 1)
    if before in _BEFORE_PARTICIPLE and word[-2:] == "ed":
        return False
    if word not in CANDIDATES:
        return word[-2:] == "ed" and _is_past(sentence, index)
    if word == "amounts" and sentence.low(index + 1) == "of":
        return False
    if word in VERBS:
        if word in LOOSE_ENDINGS and _before_noun(sentence, index):
            return word in _RECORDING and sentence.low(index + 1) in _PACES
        if word.endswith("ing") and sentence.low(index + 1) in _HEADS:
            return False
        if word == "spending":
            return _before_amount(sentence, index)
        if word in BOTH:
            if word == "costs" and sentence.low(index + 1) == "by":
                return False  # "cuts building costs by 5 percent"
            if sentence.low(index + 1) == "to" and sentence.low(index + 2) in BASES:
                return False  # "expect building costs to rise"
            return before in MODALS or _before_amount(sentence, index)
        if _is_hyphenated(sentence, index):
            return False
        if word in _MOVING and before in _BEFORE_GERUND:
            return True
        if before == "by" and word.endswith("ing"):
            return True  # "did well by generating sales of"
        return not (before in _BEFORE_ADJECTIVE and word.endswith(_PARTICIPLES))
    if word == "amount" and sentence.low(index + 1) == "to":
        return True  # "revenues of the city amount to 5 million yuan"
    if before in _ADVERBS:
        before = sentence.low(index - 2)
    if word in BASES and _is_hyphenated(sentence, index):
        return False  # "for both cross-border sales"
    if word in BASES and (
        before in _BEFORE_BASE
        or (word == "make" and sentence.low(index + 1) == "up")
        or (before == "and" and sentence.low(index + 1) in ("its", "their"))
        or (before not in _DETERMINERS and _is_seen(sentence, index))
    ):
        return True
    if word in _TELLING and before not in _DETERMINERS:
        moved = sentence.low(index + 1) in ("by", "to", "from", "at")
        if not moved and _before_amount(sentence, index):
            return True
    if is_plural(before) or before in ("sales", "they", "we"):
        if word in ANSWERS:
            return sentence.low(index + 1) not in ("of", "in", "-", "rate")
        return word in BASES and _before_amount(sentence, index)
    return word[-2:] == "ed" and _is_past(sentence, index)


def _is_hyphenated(sentence: Sentence, index: int) -> bool:
    """ "fast-growing", unlike "the yards - all five - grew"."""
    if sentence.low(index - 1) == "-" and sentence.tokens[index].glued:
        return True
    return sentence.low(index + 1) == "-" and sentence.tokens[index + 1].glued


def _is_past(sentence: Sentence, index: int) -> bool:
    """A word in -ed that no list knows: "the port handled", not "the listed firms"."""
    word, before = sentence.low(index), sentence.low(index - 1)
    if len(word) < 5 or word in LOOSE_ENDINGS:
        return False
    if before in _DETERMINERS or sentence.low(index + 1) == "-":
        return False
    if index and sentence.tokens[index - 1].text.endswith(("'s", "’s")):
        return False
    return not _before_noun(sentence, index)


def _is_seen(sentence: Sentence, index: int) -> bool:
    """ "saw its sales surpass": a verb that needs no "to", unlike "saw a big rise"."""
    if not _ARTICLES.isdisjoint(sentence.lows(index - 3, index)):
        return False
    return not _SEEING.isdisjoint(sentence.lows(index - _SEEN_WITHIN, index))


def _before_amount(sentence: Sentence, index: int) -> bool:
    """ "hosts 50 firms", "rises by": what makes a verb of a word that is both."""
    if index + 1 >= len(sentence.tokens):
        return False
    following = sentence.tokens[index + 1]
    amount = following.is_number or following.sort is Sort.MONEY
    return amount or following.low in _BEFORE_AMOUNT


def _before_noun(sentence: Sentence, index: int) -> bool:
    """ "contracted investment": a plain word behind, so an adjective."""
    following = sentence.low(index + 1)
    return following.isalpha() and following not in NO_NOUN
