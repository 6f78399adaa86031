"""Whether two names may be one organisation's, and why: names alone are compared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz

from archive.extraction.folding import fold

FORMS = frozenset(
    ("co", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "company")
    + ("group", "holding", "holdings", "llc", "plc", "gmbh", "ag", "sa")
)
"""Words at the end of a name that say what a firm is by law, or that it is large."""

SMALL = frozenset(("and", "of", "the", "for", "in", "at"))

KINDS = ("same", "begins", "initials", "near")
"""Kinds of reasons, the best first."""

NEARLY = 90
"""Per cent of letters in common from which a name may be another one misprinted."""

SHORTEST = 4
"""Letters of a word alone that may be a longer name's beginning, or misprinted."""

_WORD = re.compile(r"[^\W_]+")
_BRACKETED = re.compile(r"\s*[(（][^()（）]{0,60}[)）]\s*$")


class Reason(NamedTuple):
    """Why two names may be one's: in words, and how much that weighs, up to 1."""

    words: str
    weight: float


@dataclass(frozen=True)
class Name:
    """A name as it is compared; `places` are folded words that say only where."""

    text: str
    places: frozenset[str] = frozenset()

    @cached_property
    def core(self) -> tuple[str, ...]:
        """Its words without a legal form, a place or brackets at the end.

        Where nothing else is left, all of them.
        """
        words = _words(_BRACKETED.sub("", self.text)) or _words(self.text)
        last = len(words)
        while last > 1 and self._says_little(words[last - 1], words[last - 2]):
            last -= 1
        return words[:last]

    def _says_little(self, word: str, before: str) -> bool:
        return word in FORMS or (word in self.places and before not in SMALL)

    @cached_property
    def joined(self) -> str:
        return "".join(self.core)

    @cached_property
    def initials(self) -> frozenset[str]:
        """The first letters of three words or more, small words counted or not."""
        long = [word for word in self.core if word not in SMALL]
        return frozenset(
            "".join(word[0] for word in words)
            for words in (self.core, long)
            if len(words) > 2
        )

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        return tuple(word for word in self.core if word.isdecimal())

    def blocks(self) -> Iterator[tuple[str, str]]:
        """Names that may be one's share one of these."""
        yield "same", self.joined
        if len(self.core) == 1 and len(self.joined) > 2:
            yield "initials", self.joined
        for letters in self.initials:
            yield "initials", letters
        for length in range(1, len(self.core) + 1):
            yield "begins", " ".join(self.core[:length])
        if len(self.joined) >= SHORTEST:
            yield "near", self.joined[:SHORTEST]
            yield "near", self.joined[-SHORTEST:]


def reason(one: Name, other: Name, kinds: Collection[str] = KINDS) -> Reason | None:
    """Why the names may be one's, of these kinds of reasons; None if nothing does."""
    for kind in KINDS:
        if kind in kinds and (why := _BY_KIND[kind](one, other)):
            return why
    return None


def best(
    ones: Collection[Name], others: Collection[Name], kinds: Collection[str]
) -> Reason | None:
    """The reason that weighs most between any two of the names."""
    reasons = [reason(one, other, kinds) for one in ones for other in others]
    return max(filter(None, reasons), key=lambda each: each.weight, default=None)


def _same(one: Name, other: Name) -> Reason | None:
    if one.joined != other.joined:
        return None
    return Reason("the same but for endings, signs or spaces", 1.0)


def _begins(one: Name, other: Name) -> Reason | None:
    short, long = sorted((one, other), key=lambda name: len(name.core))
    length = len(short.core)
    if length == len(long.core) or len(short.joined) < SHORTEST:
        return None
    if long.core[:length] != short.core:
        return None
    return Reason(f"“{long.text}” begins like “{short.text}”", 0.8)


def _initials(one: Name, other: Name) -> Reason | None:
    for letters, whole in ((one, other), (other, one)):
        if len(letters.joined) > 2 and letters.joined in whole.initials:
            return Reason(f"“{letters.text}” are the initials of “{whole.text}”", 0.7)
    return None


def _near(one: Name, other: Name) -> Reason | None:
    shorter = min(len(one.joined), len(other.joined))
    if shorter <= SHORTEST or one.numbers != other.numbers:
        return None
    alike = fuzz.ratio(one.joined, other.joined, score_cutoff=NEARLY)
    return Reason("they differ in a letter or two", alike / 200) if alike else None


_BY_KIND = {"same": _same, "begins": _begins, "initials": _initials, "near": _near}


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text).replace("'", "")))
