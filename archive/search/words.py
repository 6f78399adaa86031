"""How a text becomes the words of the index: the same on the way in and in a query.

The databases get terms that are already folded, cut and stemmed, so that SQLite and
PostgreSQL give the same answers and neither's own rules for words matter.

- Letters fold: compatibility forms, case, accents, curly quotes.
- A number is one term with its decimals; commas between thousands go (1,234.5).
- "5G" and "C919" are one term; "R&D" and "new-energy" are two, found as a phrase.
- Chinese, Japanese and Korean characters are one term each; a word of several is
  found as a phrase.
- English words are stemmed. What the reader wrote before a `*` is not: for it the
  unstemmed words of a text are kept as forms, behind a mark of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

PARTS = ("headline", "standfirst", "body", "captions")
"""Parts of an article that are indexed; the order is that of their weights."""

FORM = "="
"""Before an unstemmed word of any part."""
HEADLINE_FORM = "h="
"""Before an unstemmed word of a headline."""
FILLER = "."
"""Stands at the place of a word that is not indexed, so that distances stay."""

LONGEST = 40
"""Characters of a term; the rest of a longer word is not looked at."""
MOST_PLACES = 255
"""Places of one term in an article; PostgreSQL keeps no more of them."""
MOST_BYTES = 400_000
"""Bytes of an article's different terms; PostgreSQL's index row ends at 1 MB."""

_SYLLABIC = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# Possessive quantifiers: what is taken is never given back, so reading is linear.
# Plain words, of which there are most, come first; the last part reads them as well.
_WORD = re.compile(
    r"(?P<plain>[A-Za-z]++(?![^\W_]|['’ʼ\u0300-\u036f]))"
    rf"|(?P<sign>[{_SYLLABIC}])"
    r"|(?P<number>[0-9]++(?:,[0-9]{3}(?![0-9])){0,9}+(?:\.[0-9]++)?+"
    rf"(?!(?![{_SYLLABIC}])[^\W_]))"
    rf"|(?P<word>(?:(?![{_SYLLABIC}])[^\W_]|[\u0300-\u036f])++"
    rf"(?:['’ʼ](?:(?![{_SYLLABIC}])[^\W_])++)?+)"
)
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
_JUNK = re.compile(r"[^\w.]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: text[start:end], folded, and the term it is indexed under."""

    start: int
    end: int
    form: str
    term: str


@dataclass(frozen=True, slots=True)
class IndexedText:
    """An article as the index holds it: terms by part, in order, and forms."""

    parts: tuple[tuple[str, ...], ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The terms that the index has of an article: all, and those of its first parts.

    One may come several times, and a FILLER is none.
    """

    number: int
    every: list[str]
    headline: list[str]
    standfirst: list[str]
    forms: list[str]


def read_words(text: str, begun: tuple[str, ...] = ("",)) -> Iterator[Word]:
    """The words of a text in order.

    Of plain ones only those that are `begun` so, in lower case; others always.
    """
    for match in _WORD.finditer(text):
        if match.lastgroup == "plain" and not match[0].lower().startswith(begun):
            continue
        form, term = _read(match[0][:LONGEST], match.lastgroup)
        if form:
            yield Word(match.start(), match.end(), form, term)


def is_sign(form: str) -> bool:
    """Whether it is one of the characters that are words by themselves."""
    match = _WORD.fullmatch(form)
    return bool(match) and match.lastgroup == "sign"


def analyse(texts: Sequence[str], most_words: int) -> IndexedText:
    """The parts of an article for the index, at most so many words in all.

    The shortest part comes first, so that a long body cannot push the captions out.
    """
    parts: list[tuple[str, ...]] = [()] * len(texts)
    forms: set[str] = set()
    places: dict[str, int] = {}
    size = 0
    for number in sorted(range(len(texts)), key=lambda number: len(texts[number])):
        terms: list[str] = []
        marks = (FORM, HEADLINE_FORM) if number == 0 else (FORM,)
        for match in _WORD.finditer(texts[number]):
            form, term = _read(match[0][:LONGEST], match.lastgroup)
            if not form:
                continue
            if most_words <= 0 or size >= MOST_BYTES:
                break
            most_words -= 1
            place = places[term] = places.get(term, 0) + 1
            terms.append(FILLER if place > MOST_PLACES else term)
            for mark in marks:
                marked = mark + form
                if marked not in forms:
                    forms.add(marked)
                    size += len(marked.encode()) + len(term.encode())
        parts[number] = tuple(terms)
    return IndexedText(tuple(parts), tuple(sorted(forms)))


@lru_cache(maxsize=100_000)
def _read(word: str, kind: str) -> tuple[str, str]:
    """Form and term of a word, number or sign as printed; both "" for none."""
    form = _fold(word)
    if kind == "number":
        number = form.replace(",", "")
        return number, number
    plain = _JUNK.sub("", form)
    stem = plain if kind == "sign" else _stem(form)
    return plain, (stem or plain) if plain else ""


def _fold(word: str) -> str:
    """Lower case, without accents, in compatible characters, quotes straight."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word).translate(_APOSTROPHES).casefold()
    letters = unicodedata.normalize("NFKD", plain)
    kept = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", kept).casefold()[:LONGEST]


def _stem(form: str) -> str:
    stem = _stemmer().stemWord(form) if form.isascii() else form
    return _JUNK.sub("", stem)


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
