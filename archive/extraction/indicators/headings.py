"""What a list's heading says its items measure: "Output, first half:"."""

from __future__ import annotations

from archive.extraction.indicators.cues import EDGES, PREPOSITIONS
from archive.extraction.indicators.following import right_run
from archive.extraction.indicators.phrases import left_run
from archive.extraction.indicators.trimming import is_edge, kept, plain
from archive.extraction.sentences import Sentence

_BULLETS = frozenset("•*-")
BRANCHES = ("sector", "industry")
_LONGEST = 16
"""Tokens of a heading."""


def is_item(sentence: Sentence) -> bool:
    """Whether a sentence is an item of a list, by the sign it begins with."""
    return sentence.low(0) in _BULLETS


def heading(sentence: Sentence) -> str:
    """The indicator that a sentence ending with a colon announces; "" for none."""
    last = len(sentence.tokens) - 1
    return _announced(sentence) if last and sentence.low(last) == ":" else ""


def heading_within(sentence: Sentence, before: int) -> str:
    """The indicator before the first item, where a list is read as one sentence."""
    for index in range(1, min(before, _LONGEST)):
        if sentence.low(index) == ":":
            listed = sentence.low(index + 1) in _BULLETS
            return _announced(sentence) if listed else ""
    return ""


def branch_named(sentence: Sentence) -> str:
    """The branch that a sentence names: "aerospace industry"; "" for "the industry"."""
    for branch in BRANCHES:
        if branch not in sentence.folded:
            continue
        last = sentence.folded.index(branch) + 1
        words = plain(sentence, left_run(sentence, last, -1), last).split()
        first = len(words)
        while first and words[first - 1].islower():
            first -= 1
        named = _without_opening(words[first:])
        if named:
            return named
    return ""


def _without_opening(words: list[str]) -> str:
    """The words behind the last preposition or article, if there is more than one."""
    for index in range(len(words) - 1, -1, -1):
        if words[index] in EDGES | PREPOSITIONS:
            words = words[index + 1 :]
            break
    return " ".join(words) if len(words) > 1 else ""


def _announced(sentence: Sentence) -> str:
    """The words a heading begins with, up to its comma, its verb or its place."""
    first = 0
    while is_edge(sentence, first, at_end=False) and first < len(sentence.tokens) - 1:
        first += 1
    return kept(plain(sentence, first, right_run(sentence, first)))
