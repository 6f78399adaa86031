"""The sentence that matched, from a bounded slice of an article; plain text and spans.

The databases' own snippets are not used: theirs take a time that grows with the square
of an article's hits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from archive.models import Article
from archive.search.query import Query, Term
from archive.search.words import Word, read_words

Span = tuple[int, int]

LONGEST = 300
"""Characters of a snippet; a longer sentence is cut around its first mark."""
LEAD = 80
"""Characters kept before the first mark of a sentence that is cut."""

# One set of signs to begin with lets the search skip all others; the look back keeps
# a long row of stops from being read again from each of them.
_END = re.compile(
    r"[.!?。！？\n](?:(?<=\n)|(?<=[。！？])[。！？]*+[”’」』）]{0,3}+"
    r"|(?<=[.!?])(?<![.!?].)[.!?]*+[\"'”’)\]]{0,3}+(?=\s))"
)
_QUOTES = "'’ʼ‘“”–—"
"""Signs beside ASCII that usual texts have; without them words begin the same."""
_LETTERS = re.compile(r"[a-z]++")
_ENDING = 2
"""Letters at the end of a stem that its word may not have: "happi" is from "happy"."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of an article: `text` stands at `start` of its `part`.

    `marks` are the spans in `text` of what was searched for; none for a plain lead.
    """

    text: str
    marks: tuple[Span, ...] = ()
    part: str = "body"
    start: int = 0


def snippet(article: Article, query: Query | None, most: int) -> Snippet:
    """The sentence with the most different terms of the query, or the article's lead.

    Of standfirst, body and captions, the first `most` characters are looked at.
    """
    terms = query.wanted() if query else ()
    terms = tuple(term for term in terms if term.field != "headline")
    best, best_score = None, 0
    if terms:
        for part in ("standfirst", "body", "captions"):
            for found, score in _scored(getattr(article, part)[:most], terms):
                if score > best_score:
                    start, end, marks = found
                    best = _cut(getattr(article, part), part, start, end, marks)
                    best_score = score
                if best_score == len(terms):
                    return best
    return best or lead(article)


def lead(article: Article) -> Snippet:
    """The standfirst or, without one, the first sentence of the body."""
    part = "standfirst" if article.standfirst.strip() else "body"
    text = getattr(article, part)
    for start, end in sentences(text[: 10 * LONGEST]):
        return _cut(text, part, start, end, [])
    return Snippet("", (), part, 0)


def marks(text: str, query: Query, most: int) -> list[Span]:
    """Where the first `most` characters of a text have what was searched for."""
    found = _Finder(query.wanted()).find(list(read_words(text[:most])))
    return _merged([span for spans in found for span in spans])


def sentences(text: str) -> Iterator[Span]:
    """Spans of a text's sentences; a new line ends one as well."""
    start = 0
    for end in chain((match.end() for match in _END.finditer(text)), (len(text),)):
        words = text[start:end]
        if words.strip():
            yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        start = end


def _scored(
    text: str, terms: Sequence[Term]
) -> Iterator[tuple[tuple[int, int, list[Span]], int]]:
    """Sentences with a hit: span and marks, and how many different terms it has."""
    finder, begun = _Finder(terms), _beginnings(terms)
    if not _may_hold(text, begun):
        return
    # Words that are to stand side by side are found among all others.
    read = ("",) if any(len(term.words) > 1 for term in terms) else begun
    for start, end in sentences(text):
        if not _may_hold(text[start:end], begun):
            continue
        found = finder.find(list(read_words(text[start:end], read)))
        score = sum(bool(spans) for spans in found)
        if score:
            marks = [(a + start, b + start) for spans in found for a, b in spans]
            yield (start, end, marks), score


@lru_cache(maxsize=64)
def _beginnings(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """What a text without accents holds somewhere if it has one of the terms.

    A word begins as its stem does. Of terms that are no plain words nothing is known.
    """
    begun = []
    for term in terms:
        word = term.words[0]
        if not _LETTERS.fullmatch(word):
            return ("",)
        begun.append(word if term.prefix else word[: max(1, len(word) - _ENDING)])
    return tuple(begun)


def _may_hold(text: str, begun: tuple[str, ...]) -> bool:
    """Whether a text has to be read for the terms that begin so: a quick look.

    Letters that fold to others are read in any case.
    """
    for sign in _QUOTES:
        text = text.replace(sign, "")
    text = text.lower()
    return any(one in text for one in begun) or not text.isascii()


class _Finder:
    """Finds the places of some terms among words."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = terms

    def find(self, words: Sequence[Word]) -> list[list[Span]]:
        """For each term, the spans where it stands."""
        places: dict[str, list[int]] = {}
        for number, word in enumerate(words):
            places.setdefault(word.term, []).append(number)
        return [self._spans(term, words, places) for term in self.terms]

    def _spans(
        self, term: Term, words: Sequence[Word], places: dict[str, list[int]]
    ) -> list[Span]:
        if term.prefix:
            begun = term.words[0]
            return [(w.start, w.end) for w in words if w.form.startswith(begun)]
        last = len(term.words) - 1
        return [
            (words[first].start, words[first + last].end)
            for first in places.get(term.words[0], ())
            if tuple(word.term for word in words[first : first + last + 1])
            == term.words
        ]


def _cut(text: str, part: str, start: int, end: int, marks: list[Span]) -> Snippet:
    """The sentence as a snippet, cut at blanks where it is too long."""
    merged = _merged(marks)
    if end - start > LONGEST:
        first = merged[0][0] if merged else start
        if first - start > LEAD:
            start = _after_blank(text, first - LEAD, first)
        end = min(end, start + LONGEST)
        blank = text.rfind(" ", start + LONGEST // 2, end)
        end = blank if blank > 0 else end
    inside = ((max(a, start) - start, min(b, end) - start) for a, b in merged)
    return Snippet(
        text[start:end], tuple((a, b) for a, b in inside if a < b), part, start
    )


def _after_blank(text: str, low: int, high: int) -> int:
    blank = text.find(" ", low, high)
    return blank + 1 if blank >= 0 else low


def _merged(spans: list[Span]) -> list[Span]:
    """In order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
