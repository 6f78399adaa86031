"""What may have been meant by a search: words that nobody wrote, as somebody did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from archive.search import Query
from archive.search.words import Word, is_sign, read_words
from archive.vocabulary.lexicon import SHORTEST, Lexicon, lexicon
from archive.vocabulary.names import Spellings, names, typed
from archive.vocabulary.nearness import edits_allowed

MOST_WORDS = 40
"""Words of a search that are looked at; a term such as "low-carbon" has several."""
MOST_UNKNOWN = 10
"""Of these, words whose neighbours are looked for: that takes the time."""
MUCH_MORE = 100
"""A word that some articles have is corrected to one that so many times more have."""
EDIT = 3.0
"""One keystroke less outweighs a thousand times the frequency: its logarithm."""
ADVANTAGE = 1.0
"""A name is put before words that are up to ten times as frequent. So is a word of the
same letters: most slips swap two, double one or leave out the second of a pair."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a search; `changed` if other words were typed there."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Respelling:
    """A search as it may have been meant."""

    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def respelt(query: Query) -> Respelling | None:
    """The search with its unknown words replaced by known ones near them.

    Phrases, fields, beginnings and what is behind a minus stay as typed. None where
    nothing is to be replaced.
    """
    speller = _Speller(lexicon(), names().spellings)
    pieces, end = [], 0
    for first, last, better in speller.replacements(_whole(query)):
        pieces.append(Piece(query.words[end:first]))
        pieces.append(Piece(better, changed=True))
        end = last
    if not pieces:
        return None
    pieces.append(Piece(query.words[end:]))
    return Respelling(tuple(piece for piece in pieces if piece.text))


def _whole(query: Query) -> list[Word]:
    """The loose words; Chinese characters in a row are one."""
    found: list[Word] = []
    for word in query.loose_words()[:MOST_WORDS]:
        last = found[-1] if found else None
        if last and last.end == word.start and is_sign(word.form):
            found[-1] = Word(last.start, word.end, last.form + word.form, "")
        else:
            found.append(word)
    return found


class _Speller:
    """Finds what was meant by unknown words, the first ones of a search."""

    def __init__(self, words: Lexicon, names: Spellings) -> None:
        self.words, self.names = words, names
        self.left = MOST_UNKNOWN

    def replacements(self, typed_words: list[Word]) -> Iterator[tuple[int, int, str]]:
        """Where something stands that may have been meant otherwise, and how."""
        place = 0
        while place < len(typed_words):
            word = typed_words[place]
            after = typed_words[place + 1] if place + 1 < len(typed_words) else None
            if after and (joined := self._joined(word, after)):
                yield word.start, after.end, joined
                place += 2
                continue
            if better := self._better(word):
                yield word.start, word.end, better
            place += 1

    def _joined(self, one: Word, other: Word) -> str | None:
        """Two words that are one: "yang pu"."""
        both = one.form + other.form
        if other.start - one.end != 1 or not both.isalpha():
            return None
        if self._is_known(one.form) and self._is_known(other.form):
            return None
        if name := self.names.written.get(both):
            written = typed(name.text)
            return None if " " in written else written
        return both if self.words.count(both) else None

    def _better(self, word: Word) -> str | None:
        known = self.words.count(word.form)
        if not word.form.isalpha():
            return None
        if name := self.names.written.get(word.form):
            written = typed(name.text)
            if " " in written and not known:
                return written
            if name.vouched:
                return None
        meant = max(self._meant(word, known), default=None)
        return meant[1] if meant else None

    def _meant(self, word: Word, known: int) -> Iterator[tuple[float, str]]:
        """What may be meant, and how likely that is."""
        edits, least = edits_allowed(word.form), max(known * MUCH_MORE, 1)
        if not edits or not self.left or known > self.words.highest / MUCH_MORE:
            return
        self.left -= 1
        words = list(self.words.near.within(word.form, edits))
        if any(_same_term(word, near) for near, _ in words):
            return  # the text index finds it under another ending
        for near, distance in words:
            count = self.words.count(near)
            if count >= least:
                yield _likelihood(word.form, near, distance, count), near
        if known:
            return
        for near, distance in self.names.near.within(word.form, edits):
            name = self.names.written[near]
            told = self.words.count(near) + self.names.told[near]
            likely = _likelihood(word.form, near, distance, told)
            yield likely + ADVANTAGE * name.vouched, typed(name.text)
        yield from self._parted(word.form)

    def _parted(self, form: str) -> Iterator[tuple[float, str]]:
        """One word that is two: "newenergy"; as likely as both by chance together."""
        for cut in range(SHORTEST, len(form) - SHORTEST + 1):
            one, other = form[:cut], form[cut:]
            count = self.words.count(one)
            if count and (more := self.words.count(other)):
                together = log10(count) + log10(more) - log10(self.words.highest)
                yield together - EDIT, f"{one} {other}"

    def _is_known(self, form: str) -> bool:
        return self.words.count(form) > 0 or form in self.names.written


def _likelihood(form: str, near: str, distance: int, count: int) -> float:
    same_letters = set(form) == set(near)
    return log10(count) + ADVANTAGE * same_letters - EDIT * distance


def _same_term(word: Word, near: str) -> bool:
    """Whether the text index holds both under one term."""
    return any(word.term == other.term for other in read_words(near))
