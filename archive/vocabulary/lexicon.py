"""The words of the archive: written by range of articles, kept in memory as a whole."""

from __future__ import annotations

import heapq
import secrets
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from itertools import repeat
from operator import add

import numpy as np

from archive.models import WordCounts
from archive.vocabulary.keeping import Kept
from archive.vocabulary.nearness import LONGEST, Neighbours

SHORTEST = 3
MOST_IN_CHUNK = 50_000
MOST_WORDS = 200_000
"""Words that a process keeps, the most frequent ones."""
RARE_SHARE = 16_384
"""Of so many articles more than one must have a word, or it is left out."""
COUNT = np.dtype("<u4")
LAST_SIGN = "\U0010ffff"


class Lexicon:
    """Words in order, and how many articles have each."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        kept = counts
        if len(counts) > MOST_WORDS:
            kept = heapq.nlargest(MOST_WORDS, counts, key=counts.__getitem__)
        self.words = sorted(kept)
        self.counts = np.fromiter(
            map(counts.__getitem__, self.words), np.int64, len(self.words)
        )
        self.highest = int(self.counts.max(initial=0))

    @cached_property
    def near(self) -> Neighbours:
        return Neighbours(self.words)

    def count(self, word: str) -> int:
        """How many articles have the word; 0 for one that is not known."""
        place = bisect_left(self.words, word)
        known = place < len(self.words) and self.words[place] == word
        return int(self.counts[place]) if known else 0

    def beginning(self, begun: str, most: int) -> list[tuple[str, int]]:
        """The most frequent words that begin so, with their counts."""
        low = bisect_left(self.words, begun)
        high = bisect_left(self.words, begun + LAST_SIGN, low)
        places = low + np.argsort(-self.counts[low:high], kind="stable")[:most]
        return [(self.words[place], int(self.counts[place])) for place in places]


def replace(chunk: int, counts: Mapping[str, int]) -> None:
    """Write the words of a range of articles anew, in the caller's transaction.

    `counts` says how many of its articles have each form, unstemmed and folded, as the
    text index has them. Forms that are no words, or rare ones, may be among them.
    """
    kept = sorted(_worth_keeping(counts))
    row = WordCounts(
        chunk=chunk,
        stamp=secrets.randbits(62),
        forms="\n".join(kept),
        counts=np.fromiter((counts[word] for word in kept), COUNT).tobytes(),
    )
    WordCounts.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["chunk"],
        update_fields=["stamp", "forms", "counts"],
    )


def forget_above(chunk: int) -> None:
    """Leave no word of the ranges above this one."""
    WordCounts.objects.filter(chunk__gt=chunk).delete()


def lexicon() -> Lexicon:
    """The words of all ranges, as they stand in the database now."""
    return KEPT_WORDS.value()


def _worth_keeping(counts: Mapping[str, int]) -> Iterable[str]:
    """Words of letters; a slip of the keys that few articles have is none."""
    least = 1 + max(counts.values(), default=0) // RARE_SHARE
    words = [
        form
        for form, count in counts.items()
        if count >= least and SHORTEST <= len(form) <= LONGEST and _is_word(form)
    ]
    if len(words) > MOST_IN_CHUNK:
        words = heapq.nlargest(MOST_IN_CHUNK, words, key=counts.__getitem__)
    return words


def _is_word(form: str) -> bool:
    """Whether it consists of letters, of a script that has small and large ones."""
    return form.isalpha() and form.lower() != form.upper()


def _read() -> Lexicon:
    found: dict[str, int] = {}
    # One statement: a range that is being written is read as it was, or as it will be.
    for forms, packed in WordCounts.objects.values_list("forms", "counts"):
        words = forms.split("\n") if forms else []
        counts = np.frombuffer(packed, COUNT).tolist()
        before = map(found.get, words, repeat(0))
        found.update(zip(words, map(add, before, counts), strict=True))
    return Lexicon(found)


def _state() -> Hashable:
    stamps = WordCounts.objects.order_by("chunk").values_list("chunk", "stamp")
    return tuple(stamps)


KEPT_WORDS = Kept(_read, _state)
