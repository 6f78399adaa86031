"""The names of districts, companies, industries and indicators, kept in memory."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property
from itertools import chain, takewhile
from typing import NamedTuple

import numpy as np
from django.db.models import QuerySet

from archive import bitmaps
from archive.naming import labelled, told_of, told_regions
from archive.search.words import read_words
from archive.vocabulary.keeping import Kept
from archive.vocabulary.lexicon import LAST_SIGN, Lexicon, lexicon
from archive.vocabulary.nearness import LONGEST, SHORTEST, Neighbours
from districts.models import (
    Company,
    CompanyAlias,
    DistrictAlias,
    Indicator,
    IndicatorAlias,
    Industry,
    IndustryKeyword,
)

KINDS = ("district", "company", "industry", "indicator")
PAUSE = 10
"""Seconds for which names are taken to be what they were."""
LOOKED_AT = 12
"""Names of a kind that are put in order; each thing may have several."""
_JUNK = re.compile(r"[^a-z0-9]++")


class Name(NamedTuple):
    """A name, and the thing that has it: `label` is that thing's first name."""

    text: str
    kind: str
    slug: str
    label: str
    vouched: bool = True


def squeezed(text: str) -> str:
    """Folded and without blanks or signs: however a name is written, it is the same."""
    if text.isascii():
        return _JUNK.sub("", text.lower())
    return "".join(word.form for word in read_words(text))


def typed(name: str) -> str:
    """A name as words of a search, where signs could mean something else."""
    written, end = "", 0
    for word in read_words(name):
        text = name[word.start : word.end]
        gap = " " if written and word.start > end else ""
        written += gap + (text.lower() if text in ("OR", "AND", "NOT") else text)
        end = word.end
    return written


class Spellings:
    """Each name as one word, and the words of those names that a person gave.

    `written` has the name, or the part of one, under each of these words; `told` says
    how many names the word stands in.
    """

    def __init__(self, keyed: Iterable[tuple[str, Name]]) -> None:
        self.written: dict[str, Name] = {}
        self.told: Counter[str] = Counter()
        for key, name in keyed:
            for word in read_words(name.text) if name.vouched else ():
                if len(word.form) >= SHORTEST and word.form.isalpha():
                    self.told[word.form] += 1
                    self.written.setdefault(word.form, name._replace(text=word.form))
            is_better = key not in self.written or " " not in typed(name.text)
            if is_better and SHORTEST <= len(key) <= LONGEST:
                self.told[key] += 1
                self.written[key] = name

    @cached_property
    def near(self) -> Neighbours:
        return Neighbours(list(self.written))


class Names:
    """Names in the order of their keys, with how much is written of each."""

    def __init__(self, names: Iterable[Name], words: Lexicon) -> None:
        keyed = [(key, name) for name in names if (key := squeezed(name.text))]
        keyed.sort()
        self.keys = [key for key, _ in keyed]
        self.names = [name for _, name in keyed]
        kinds = map(KINDS.index, (name.kind for name in self.names))
        self._kinds = np.fromiter(kinds, np.uint8, len(keyed))
        self._weights = _weights(self.names, words)

    def beginning(self, begun: str, kind: str, most: int) -> list[Name]:
        """Things of a kind with a name that begins so, the most written of first.

        Before them comes what is called exactly so.
        """
        low = bisect_left(self.keys, begun)
        high = bisect_left(self.keys, begun + LAST_SIGN, low)
        places = low + np.flatnonzero(self._kinds[low:high] == KINDS.index(kind))
        exact = takewhile(lambda place: self.keys[place] == begun, places)
        best = np.argsort(-self._weights[places], kind="stable")[:LOOKED_AT]
        found: dict[str, Name] = {}
        for place in chain(exact, places[best]):
            name = self.names[place]
            found.setdefault(name.slug, name)
        return list(found.values())[:most]

    @cached_property
    def spellings(self) -> Spellings:
        return Spellings(zip(self.keys, self.names, strict=True))


def _weights(names: list[Name], words: Lexicon) -> np.ndarray:
    """For each name how often its least frequent word is told.

    That is more than the name is told, but near it, and costs no look at the articles.
    Before all others come names that a person gave; of these, a thing's first name.
    """
    counts = dict(zip(words.words, words.counts.tolist(), strict=True))
    ahead = words.highest + 1
    weights = np.zeros(len(names), np.int64)
    for place, name in enumerate(names):
        told = [counts.get(word, 0) for word in name.text.lower().split() if word[3:]]
        is_first = name.text == name.label
        order = ahead * (2 * name.vouched + is_first)
        weights[place] = min(told, default=0) + order
    return weights


def names() -> Names:
    """The names of the world, as they stood in the database some seconds ago."""
    return KEPT_NAMES.value()


def _read() -> Names:
    return Names([*_districts(), *_companies(), *_others()], lexicon())


def _districts() -> Iterator[Name]:
    districts = told_of()
    others = _other_names(
        DistrictAlias.objects.filter(role__in=DistrictAlias.NAMES), "district_id"
    )
    in_chinese = dict(districts.values_list("pk", "name_zh"))
    for pk, slug, label in labelled(districts):
        for text in (label, in_chinese.get(pk, ""), *others.get(pk, ())):
            yield Name(text, "district", slug, label)


def _companies() -> Iterator[Name]:
    rows = Company.objects.shown().values_list(
        "pk", "slug", "name", "name_zh", "standing"
    )
    others = _other_names(CompanyAlias.objects.all(), "company_id")
    for pk, slug, name, name_zh, standing in rows:
        vouched = standing == Company.Standing.KNOWN
        for text in (name, name_zh, *others.get(pk, ())):
            if text:
                yield Name(text, "company", slug, name, vouched)


def _others() -> Iterator[Name]:
    for model, kind, aliases, column in (
        (Industry, "industry", IndustryKeyword, "word"),
        (Indicator, "indicator", IndicatorAlias, "name"),
    ):
        others = _other_names(aliases.objects.all(), f"{kind}_id", column)
        for pk, slug, name in model.objects.values_list("pk", "slug", "name"):
            for text in (name, *others.get(pk, ())):
                yield Name(text, kind, slug, name)


def _other_names(
    aliases: QuerySet, owner: str, column: str = "name"
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pk, text in aliases.order_by().values_list(owner, column):
        found.setdefault(pk, []).append(text)
    return found


def _state() -> Hashable:
    """What is another one where a name changes, or another region's districts show."""
    regions = frozenset(told_regions().values_list("pk", flat=True))
    return bitmaps.current().log.world, regions


KEPT_NAMES = Kept(_read, _state, PAUSE)
