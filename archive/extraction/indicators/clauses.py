"""Who or what the verb before a figure speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.extraction.folding import fold
from archive.extraction.indicators.context import Context
from archive.extraction.indicators.cues import (
    CHAIN,
    EDGES,
    GROWING,
    GROWTH,
    INDUSTRIOUS,
    LINKS,
    NOMINAL,
    TAILS,
    VERBS,
)
from archive.extraction.indicators.following import right_phrase
from archive.extraction.indicators.phrases import left_phrase, left_run
from archive.extraction.indicators.trimming import is_bare, kept, plain
from archive.extraction.indicators.verbs import CANDIDATES, is_verb
from archive.extraction.nouns import is_plural
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import RELATIVES
from archive.extraction.vocabulary import words as word_set

_VERB_REACH = 30
_HEAD = re.compile(r" (?:of|on|from|in|for) ")
_DETERMINERS = word_set("the a an its their each all every new small some")
_POINTING = word_set("that those")
_TELLING = word_set("showed shows show said says suggested suggests indicated")
_OF_PLACES = ("GDP", "gross domestic product")
"""What a place alone has, whoever it owes it to: "Firms help, with GDP growing"."""
_MOVED = word_set("to by from at up down past")
"""Between what changes and the figure: "brought its capital to 5 million"."""

_PASSING = word_set(
    "exceeding surpassing topping approaching nearing totaling over above below"
)
"""Before the figure they end what is had: "generated sales exceeding 5 million"."""
_MOVING = word_set(
    "cut cuts raised raises raise reduced boosted lifted pushed lowered grew grow "
    "grows push boost lift lower reduce"
)
"""Verbs that may do without one: "cut its prices 5 percent"."""
_SMALL = word_set("two three four five six seven eight nine ten eleven twelve several")
_NO_OBJECT = (LINKS | GROWING | TAILS) - {
    "its",
    "their",
    "the",
    "a",
    "an",
    "per",
    "cumulative",
    "net",
    "real",
    "total",
    "annual",
    "average",
}


@dataclass(slots=True)
class Verb:
    """The verb nearest before a figure, `first` with what it carries before it."""

    first: int
    last: int


def find_verb(sentence: Sentence, before: int, floor: int) -> Verb | None:
    """The nearest verb between two tokens, "is expected to reach" as one."""
    folded = sentence.folded
    for index in range(before - 1, max(floor, before - _VERB_REACH, -1), -1):
        low = folded[index]
        if low not in CANDIDATES and low[-2:] != "ed":
            continue
        if not is_verb(sentence, index):
            continue
        return verb_at(sentence, index, floor)
    return None


def verb_at(sentence: Sentence, index: int, floor: int) -> Verb:
    """The verb at a token, with what it carries before it."""
    first = index
    while first - 1 > floor and _carries(sentence, first - 1):
        first -= 1
    return Verb(first, index)


def _carries(sentence: Sentence, index: int) -> bool:
    word = sentence.low(index)
    if word == "seen":  # "are seen rising"
        return sentence.low(index - 1) in ("is", "are", "was", "were")
    return word in CHAIN or (word.endswith("ly") and word != "supply")


def subject_words(sentence: Sentence, verb: Verb, floor: int) -> str:
    """The noun phrase that governs a verb; none where it only names someone."""
    return kept(left_phrase(sentence, verb.first, floor))


def resumed(sentence: Sentence, verb: Verb, floor: int, carried: str) -> str:
    """ "that of trade": the head of what was measured before, of something else."""
    if not carried or _POINTING.isdisjoint(sentence.folded):
        return ""
    first = left_run(sentence, verb.first, floor)
    pointing = sentence.low(first - 1) in _POINTING
    if not pointing or sentence.low(first) not in ("of", "for", "in"):
        return ""
    head = _HEAD.split(carried)[0]
    return f"{head} {sentence.low(first)} {plain(sentence, first, verb.first)}"


def object_words(sentence: Sentence, verb: Verb, start: int) -> str:
    """ "brought its registered capital to 5 million": what stands behind the verb."""
    last = start - 1
    while last > verb.last and sentence.low(last) in EDGES - _MOVED:
        last -= 1
    moved = sentence.low(last) in _MOVED
    if sentence.low(start) in _PASSING or sentence.low(start + 1) == "excess":
        moved, last = True, start
    elif not moved and sentence.low(verb.last) in _MOVING:
        last += 1
    elif not moved or last - verb.last < 2:
        return ""
    first = verb.last + 1
    first += sentence.low(first) in ("up", "down") and first + 1 < last
    head = sentence.tokens[first]
    if not head.is_word or head.low.endswith("ly") or head.low in _NO_OBJECT:
        return ""
    return kept(plain(sentence, first, last).rpartition(" with ")[2])


def nominal(sentence: Sentence, verb: Verb) -> str:
    """ "invested": the investment; "" for verbs that say nothing of the sort."""
    return NOMINAL.get(sentence.low(verb.last), "")


def with_owner(words: str, owner: str) -> str:
    """ "tax revenue" of "the port industry": what a branch has is told with it."""
    parts = owner.split()
    if words.endswith(_OF_PLACES):
        return words
    if not words or not 0 < len(parts) < 8 or is_bare(owner) or owner in words:
        return words
    if INDUSTRIOUS.isdisjoint(parts):
        return words
    return f"{words} of {owner}"


def following_subject(sentence: Sentence, comma: int) -> str:
    """ "With a rise of 5 percent, output was": what the clause behind speaks of."""
    for index in range(comma + 1, min(comma + 16, len(sentence.tokens))):
        token = sentence.tokens[index]
        if token.low in _TELLING:
            break
        if token.low in VERBS and is_verb(sentence, index):
            return kept(left_phrase(sentence, index, comma))
        if not (token.is_word or token.low in ("-", "&")):
            break
    return ""


def purpose(
    sentence: Sentence,
    first: int,
    openers: tuple[str, ...] = ("in", "on", "for", "into"),
) -> str:
    """ "for road construction", "to build a plant", "in 33 projects", "on research"."""
    opener = sentence.low(first)
    if opener in openers:
        words = _behind(sentence, first + 1)
        preposition = "in" if opener == "into" else opener
        return f"{preposition} {words}" if words else ""
    if opener == "to" and _is_noun(sentence, first + 1):
        words = _behind(sentence, first + 1)
        return f"to {words}" if words else ""
    if opener == "to" and sentence.low(first + 1).isalpha():
        words = _behind(sentence, first + 2)
        return f"to {sentence.low(first + 1)} {words}" if words else ""
    if opener.endswith("ing"):
        words = _behind(sentence, first + 1)
        return f"on {opener} {words}" if words else ""
    return ""


def _is_noun(sentence: Sentence, index: int) -> bool:
    """ "to firms", "to the firms", "to existing firms", unlike "to build"."""
    word = sentence.low(index)
    return word in _DETERMINERS or is_plural(word) or is_plural(sentence.low(index + 1))


def _behind(sentence: Sentence, first: int) -> str:
    """The phrase behind a preposition; a number before its noun is passed over."""
    while first < len(sentence.tokens) and (
        sentence.tokens[first].is_number or sentence.low(first) in _SMALL
    ):
        first += 1
    return right_phrase(sentence, first)


def clause_words(sentence: Sentence, end: int, floor: int) -> str:
    """What a finished clause spoke of: its subject, or what stands behind its verb."""
    verb = find_verb(sentence, end, floor)
    if verb is None:
        return kept(plain(sentence, left_run(sentence, end, floor), end))
    subject = subject_words(sentence, verb, floor)
    if subject:
        return subject
    relative = verb.first - 1
    if sentence.low(relative) in RELATIVES and relative > floor:
        before = find_verb(sentence, relative, floor)
        return subject_words(sentence, before, floor) if before else ""
    for index in range(verb.last + 1, end):
        if sentence.low(index) in ("in", "of") and sentence.low(index - 1) in GROWTH:
            return right_phrase(sentence, index + 1)
    return kept(plain(sentence, verb.last + 1, end))


def before_aside(context: Context) -> str:
    """ "Firms were founded in the park, 5 percent more": what that clause is about."""
    sentence, floor, comma = context.sentence, context.floor, context.aside
    verb = find_verb(sentence, comma, floor)
    subject = subject_words(sentence, verb, floor) if verb else ""
    own = None if verb else find_verb(sentence, context.start, comma)
    if own and not context.carried:  # the comma closes an aside in the subject
        subject = subject_words(sentence, own, floor)
    return subject or context.carried or clause_words(sentence, comma, floor)


def is_back(words: str, back: frozenset[str]) -> bool:
    """Whether the words only point back: "it", "the figure"."""
    parts = [fold(part) for part in words.split()]
    return bool(parts) and all(part in back for part in parts)
