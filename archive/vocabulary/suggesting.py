"""What a search that is being typed may become: names first, then words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive import search
from archive.search import BrokenQuery, Query
from archive.search.words import Word
from archive.vocabulary.lexicon import lexicon
from archive.vocabulary.names import KINDS, Name, names, squeezed

MOST = 10
MOST_OF_A_KIND = 3
MOST_NAMES = 7
"""Where more fit, words of the vocabulary have room below."""
LONGEST_NAME = 5
"""Words at the end of a search that may be the beginning of one name."""
WORD = "word"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name or a word that begins as the end of a search does.

    With a name, `query` is what was typed before it: the name itself becomes a
    selection. With a word it is the whole search, completed. `other` is the name that
    begins so where it is not the thing's first.
    """

    kind: str
    label: str
    query: str
    slug: str = ""
    other: str = ""
    count: int | None = None


def suggestions(typed: str) -> list[Suggestion]:
    """What may be meant by a search that is not typed to its end; best first.

    None behind a word that is finished, inside of a phrase or a field, or where the
    search is broken as it stands.
    """
    query = None if typed[-1:].isspace() else _readable(typed)
    loose = query.loose_words() if query else []
    if not loose or loose[-1].end != len(query.words):
        return []
    found = _names(query, loose)
    found += _words(query, loose[-1], MOST - len(found))
    return found


def _readable(typed: str) -> Query | None:
    try:
        return search.parse(typed)
    except BrokenQuery:
        return None


def _names(query: Query, loose: list[Word]) -> list[Suggestion]:
    """Things with a name that begins as the last words do, as many as it can be."""
    known = names()
    for first in _beginnings(query, loose):
        begun, before = squeezed(query.words[first:]), query.words[:first].rstrip()
        if len(begun) < 1 + begun.isascii() or (before and not _readable(before)):
            continue
        found = [
            name
            for kind in KINDS
            for name in known.beginning(begun, kind, MOST_OF_A_KIND)
        ]
        if found:
            return [_suggested(name, before) for name in found[:MOST_NAMES]]
    return []


def _suggested(name: Name, before: str) -> Suggestion:
    other = "" if name.text == name.label else name.text
    return Suggestion(name.kind, name.label, before, name.slug, other)


def _beginnings(query: Query, loose: list[Word]) -> list[int]:
    """Where the last word, the last two and so on begin; the most words first."""
    starts: list[int] = []
    end = len(query.words)
    for word in reversed(loose[-LONGEST_NAME:]):
        if any(sign.isalnum() for sign in query.words[word.end : end]):
            break  # a phrase or a field stands between
        starts.append(word.start)
        end = word.start
    return starts[::-1]


def _words(query: Query, last: Word, most: int) -> Iterator[Suggestion]:
    """The most frequent words that begin as the last one does."""
    if len(last.form) < 2 or not last.form.isalpha():
        return
    before = query.words[: last.start]
    found = lexicon().beginning(last.form, most + 1)
    others = [(word, count) for word, count in found if word != last.form]
    for word, count in others[:most]:
        yield Suggestion(WORD, word, before + word, count=count)
