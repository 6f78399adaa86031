"""Runs of capitalised words, cut into pieces that may each be one name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.extraction.folding import fold
from archive.extraction.organisations.cues import INTRODUCERS, PRINTED_TITLES
from archive.extraction.organisations.heads import (
    ASSOCIATION,
    DROPPED,
    FIELDS,
    LEGAL,
    LINKED,
    kind_of,
)
from archive.extraction.organisations.known import BEARERS
from archive.extraction.organisations.strangers import (
    NAMING_OPENERS,
    NATIONALITIES,
    OPENERS,
)
from archive.extraction.vocabulary import words

_WORD = (
    r"(?:[A-ZÀ-ÖØ-Þ]|[a-z]{1,2}(?=[A-Z])|[0-9]{1,3}(?=[A-Z][a-z]))[^\W_]*+"
    r"(?:(?:['’](?!s\b)|[&-]|\.(?=(?:com|ai|cn|io|me|net)\b))[^\W_]++){0,6}+"
    r"(?:(?<=People)['’]s|(?<=Women)['’]s|(?<=Children)['’]s)?+"
)
_LEGAL = r"(?:Co|Ltd|Inc|LLC|Limited|Corp|Company|Corporation|Holdings?|Group)\b"
_JOIN = (
    r"(?: (?:of the|for the|of|for|and|&|in) | No\. ?[0-9]{1,4} "
    rf"| \([A-Z][a-z]{{1,20}}\) (?=[A-Z])|,? (?={_LEGAL})|\.,? (?={_LEGAL})| )"
)
_RUN = re.compile(rf"(?<![^\W_]){_WORD}(?:{_JOIN}{_WORD}){{0,15}}+")
CONNECTIVES = frozenset(("of", "for", "and", "&", "in", "the"))
_MODIFYING = words(
    "based listed headquartered backed owned funded invested born led style level "
    "made related developed run grown oriented type themed wide area dominated "
    "friendly like driven controlled era sized bound only side branded certified "
    "approved focused registered incorporated affiliated"
)


@dataclass(slots=True)
class Piece:
    """Words that may be a name, and what the run around them says of it.

    `lows` are the words folded and `starts` their places in the run. `employs` means
    that a title follows ("Sample CEO"), `titled` that one stands before. A piece does
    not change, as the pieces of a run are kept for the next time that it is met.

    `name` is what an organisation of these words is called, `named` its words, folded.
    """

    words: tuple[str, ...]
    lows: tuple[str, ...]
    starts: tuple[int, ...]
    employs: bool = False
    titled: bool = False
    start: int = field(init=False)
    end: int = field(init=False)
    low: str = field(init=False)
    key: str = field(init=False)
    name: str = field(init=False)
    named: tuple[str, ...] = field(init=False)
    beginnings: tuple[tuple[int, str], ...] = field(init=False)
    """How many of its first words may be a name by themselves, and these, folded."""

    def __post_init__(self) -> None:
        lows, starts = self.lows, self.starts
        self.start, self.end = starts[0], starts[-1] + len(self.words[-1])
        self.low = " ".join(lows)
        self.key = " ".join(without_endings(lows))
        names = without_endings(self.words)
        self.name, self.named = " ".join(names), tuple(map(fold, names))
        self.beginnings = tuple(
            (length, " ".join(lows[:length]))
            for length in range(len(lows), 0, -1)
            if length == len(lows) or lows[length] not in BEARERS
        )

    def part(self, first: int, last: int) -> Piece:
        """Its words from number `first` up to, not including, `last`."""
        places = slice(first, last)
        return Piece(self.words[places], self.lows[places], self.starts[places])


def find_runs(text: str, strangers: Container[str]) -> Iterator[tuple[int, str]]:
    """The runs of a text, each with its place; none that is one of the strangers."""
    for match in _RUN.finditer(text):
        run = match[0]
        if run not in strangers:
            yield match.start(), run


def cut(run: str) -> list[Piece]:
    """The pieces of a run: cut at titles, at "and" between names, at "City-based"."""
    if " " not in run:
        return [] if _is_modifier(run) else [Piece((run,), (fold(run),), (0,))]
    found: list[Piece] = []
    parts = run.split(" ")
    lows = fold(run).split(" ")
    current = _Unfinished()
    position = 0
    for index, (part, low) in enumerate(zip(parts, lows, strict=True)):
        bare = part if part == "No." else part.rstrip(".,")
        if part in CONNECTIVES:
            if current.words and _ties(part, current, lows[index + 1 : index + 2]):
                current.add(part, part, position)
            else:
                found += current.finished()
                current = _Unfinished()
        elif bare in PRINTED_TITLES:
            found += current.finished(employs=bool(current.words))
            current = _Unfinished(titled=True)
        elif _is_modifier(bare):
            found += current.finished()
            current = _Unfinished()
        else:
            current.add(bare, low.rstrip(".,"), position)
        position += len(part) + 1
    return found + current.finished()


class _Unfinished:
    """A piece whose words are still gathered."""

    def __init__(self, *, titled: bool = False) -> None:
        self.titled = titled
        self.words: list[str] = []
        self.lows: list[str] = []
        self._starts: list[int] = []

    def add(self, word: str, low: str, start: int) -> None:
        self.words.append(word)
        self.lows.append(low)
        self._starts.append(start)

    def finished(self, *, employs: bool = False) -> list[Piece]:
        """The piece without openers before and small words behind, if any is left."""
        first, last = 0, len(self.words)
        while last and self.words[last - 1] in CONNECTIVES:
            last -= 1
        while first < last and self._is_cut_off(first, last):
            first += 1
        if first == last:
            return []
        kept = (each[first:last] for each in (self.words, self.lows, self._starts))
        return [Piece(*map(tuple, kept), employs=employs, titled=self.titled)]

    def _is_cut_off(self, first: int, last: int) -> bool:
        """Whether the word only stands before the name: "Meanwhile", "French"."""
        word, low = self.words[first], self.lows[first]
        if low in INTRODUCERS and last - first > 1:
            return not word.isupper()
        if low in NATIONALITIES:
            return not _begins_name(self.lows[first:last])
        if low in OPENERS:
            if low in NAMING_OPENERS and self.lows[last - 1] in LEGAL:
                return False
            return len(low) == 1 or not word.isupper()
        return word in CONNECTIVES


def _ties(part: str, current: _Unfinished, following: list[str]) -> bool:
    """Whether a small word belongs to the name around it."""
    before = current.lows[-1]
    if part in ("of", "for"):
        return any(low in LINKED for low in current.lows)
    if part == "&":
        return True
    if part == "the":
        return current.words[-1] in ("of", "for")
    if part == "in":
        return before == "commerce"
    after = following[0].rstrip(".,") if following else ""
    if after in ("co", "sons", "company"):
        return True
    if not _is_field(after):
        return False
    return _is_field(before) or not LINKED.isdisjoint(current.lows[:-1])


def _is_field(low: str) -> bool:
    return low in FIELDS or low.rpartition("-")[2] in FIELDS


def _is_modifier(word: str) -> bool:
    """ "City-based", "Sample-style": an adjective made of a name."""
    if word == "State-owned":
        return False  # "Sample State-owned Assets Co"
    return "-" in word and word.rpartition("-")[2] in _MODIFYING


def _begins_name(lows: list[str]) -> bool:
    """Whether a nation's adjective is part of the name: "Chinese Academy of"."""
    following = lows[1] if len(lows) > 1 else ""
    if kind_of(lows[-1])[0] == ASSOCIATION:
        return True  # "Chinese Sample Car Association"
    return following in LINKED or following in FIELDS or bool(kind_of(following)[1])


def without_endings(names: Sequence[str]) -> Sequence[str]:
    """The words of a name without "Co Ltd", "& Co", a place in brackets behind."""
    last = len(names)
    while last > 1 and _is_ending(names[last - 1]):
        last -= 1
    return names[:last]


def _is_ending(word: str) -> bool:
    low = fold(word)
    return low in DROPPED or low in CONNECTIVES or low[0] == "("


def initials(lows: Iterable[str]) -> str:
    """ "ssc" for "Sample Shipbuilding Corp"."""
    return "".join(
        low[0] for low in lows if low[0].isalnum() and low not in CONNECTIVES
    )
