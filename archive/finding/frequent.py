"""The frequent terms of a chunk, and the words its articles are written with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from archive import search, vocabulary
from archive.bitmaps import bitmap
from archive.bitmaps.chunks import CHUNK, CHUNK_BITS, bounds
from archive.models import TermChunk
from archive.search import Held
from archive.search.words import FILLER, FORM

FREQUENT = 1 << 7
"""Articles of a chunk that must have a term for it to be kept there: one in 512."""
AT_ONCE = 4_096
"""Articles whose terms are sorted together."""


@dataclass(frozen=True, slots=True)
class ChunkWords:
    """What a chunk keeps of the words of its articles."""

    number: int
    terms: list[TermChunk]
    forms: Mapping[str, int]

    @classmethod
    def of(cls, number: int) -> ChunkWords:
        """Read them from the text index."""
        low, high = bounds(number)
        codes = _Codes()
        places = [_Places(codes) for _ in range(3)]
        forms = _Places(codes)
        held = search.held(low, high)
        while some := list(islice(held, AT_ONCE)):
            for found, parts in zip(places, _parts(some), strict=True):
                found.add((one.number - low for one in some), parts)
            forms.count(one.forms for one in some)
        anywhere, headline, standfirst = places
        kept = [
            TermChunk(
                term=term,
                number=number,
                anywhere=anywhere.packed(code, low),
                headline=headline.packed(code, low),
                standfirst=standfirst.packed(code, low),
            )
            for term, code in codes.items()
            if term != FILLER and anywhere.number(code) >= FREQUENT
        ]
        counted = {
            form[len(FORM) :]: forms.number(code)
            for form, code in codes.items()
            if form.startswith(FORM)
        }
        return cls(number, kept, counted)

    def write(self) -> None:
        """Put them in the place of those that the chunk had."""
        TermChunk.objects.filter(number=self.number).delete()
        TermChunk.objects.bulk_create(self.terms, batch_size=500)
        vocabulary.replace(self.number, self.forms)


def forget_above(number: int) -> None:
    """Leave nothing of the words of chunks above this one."""
    TermChunk.objects.filter(number__gt=number).delete()
    vocabulary.forget_above(number)


class _Codes(dict):
    """A number for each word that is asked for."""

    def __missing__(self, word: str) -> int:
        code = self[word] = len(self)
        return code


class _Places:
    """In which articles of a chunk words stand, by their codes."""

    def __init__(self, codes: _Codes) -> None:
        self.codes = codes
        self.totals = np.zeros(0, dtype=np.int64)
        self.rows: dict[int, list[np.ndarray]] = {}

    def add(self, rows: Iterable[int], words: Iterable[list[str]]) -> None:
        """Note the words of some articles, given by their places in the chunk."""
        found, lengths = self._coded(words)
        where = np.repeat(np.fromiter(rows, np.int64, len(lengths)), lengths)
        pairs = np.sort(found.astype(np.int64) << CHUNK_BITS | where)
        if not len(pairs):
            return
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        named = pairs >> CHUNK_BITS
        self._count(named)
        starts = np.flatnonzero(np.diff(named, prepend=-1))
        parts = np.split((pairs & (CHUNK - 1)).astype(np.uint16), starts[1:])
        for code, part in zip(named[starts].tolist(), parts, strict=True):
            self.rows.setdefault(code, []).append(part)

    def count(self, words: Iterable[list[str]]) -> None:
        """Count the words of articles, each of which has a word but once."""
        self._count(self._coded(words)[0])

    def number(self, code: int) -> int:
        """How many articles have a word."""
        return int(self.totals[code]) if code < len(self.totals) else 0

    def packed(self, code: int, low: int) -> bytes:
        """The articles that have a word, as a bitmap of their keys."""
        parts = self.rows.get(code)
        keys = np.concatenate(parts).astype(np.uint32) + low if parts else np.zeros(0)
        return bitmap(keys).serialize()

    def _coded(self, words: Iterable[list[str]]) -> tuple[np.ndarray, list[int]]:
        """The codes of all words, and how many each article has."""
        words = list(words)
        lengths = list(map(len, words))
        codes = map(self.codes.__getitem__, chain.from_iterable(words))
        return np.fromiter(codes, np.uint32, sum(lengths)), lengths

    def _count(self, codes: np.ndarray) -> None:
        counts = np.bincount(codes, minlength=len(self.totals))
        counts[: len(self.totals)] += self.totals
        self.totals = counts


def _parts(held: list[Held]) -> Iterator[list[list[str]]]:
    yield [one.every for one in held]
    yield [one.headline for one in held]
    yield [one.standfirst for one in held]
