"""Long texts page by page: what of them one page shows, and on which a place stands.

A story of usual length is one portion. Of a longer one each page shows about
ARCHIVE_ARTICLE_CHARACTERS; where the portions end follows from the text alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import or_

from django.conf import settings
from django.db.models import Q, QuerySet

from archive.models import Article, Placed

Span = tuple[int, int]

SHOWN = ("standfirst", "body", "captions", "notes")
"""Parts of an article that are shown in portions; the headline is on every page."""

SHORTER = 4
"""A portion may be this part of its length shorter, to end where a paragraph does."""

MOST_DIGITS = 6

BREAKS = ("\n\n", "\n", " ")


@dataclass(frozen=True, slots=True)
class Portion:
    """What one page shows: of each part the span, nothing of those left out."""

    number: int
    total: int
    spans: Mapping[str, Span]

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.total else None

    def holding(self, rows: QuerySet) -> QuerySet:
        """Those of a story's mentions or figures that begin in this portion."""
        if self.total == 1:
            return rows
        places = [
            Q(part=part, start__gte=start, start__lt=end)
            for part, (start, end) in self.spans.items()
        ]
        if self.number == 1:
            places.append(Q(part=Placed.Part.HEADLINE))
        return rows.filter(reduce(or_, places))

    def raw_ranges(self, article: Article) -> list[Span]:
        """Where in its document the portion of a story stands."""
        return sorted(
            place
            for part, (start, end) in self.spans.items()
            for place in article.mapped(part).raw_ranges(start, end)
        )


class Portions:
    """Texts that are shown one after another, in portions that count from 1."""

    def __init__(self, texts: Mapping[str, str], most: int) -> None:
        self._texts, self._most = texts, most
        ends = list(accumulate(map(len, texts.values()), initial=0))
        self._starts = dict(zip(texts, ends, strict=False))
        self._length = ends[-1]
        self.total = max(1, -(-self._length // most))

    @classmethod
    def of(cls, article: Article) -> Portions:
        """Those of a story's page."""
        texts = {part: getattr(article, part) for part in SHOWN}
        return cls(texts, settings.ARCHIVE_ARTICLE_CHARACTERS)

    def __getitem__(self, number: int) -> Portion:
        """The portion of that number, which is from 1 to `total`."""
        low, high = self._end(number - 1), self._end(number)
        found = {}
        for part, text in self._texts.items():
            first = self._starts[part]
            start, end = max(low - first, 0), min(high - first, len(text))
            if start < end:
                found[part] = start, end
        return Portion(number, self.total, found)

    def asked(self, given: str | None, otherwise: int = 1) -> Portion | None:
        """The portion of which an address gives the number; None if there is none."""
        if given is None:
            return self[otherwise]
        is_number = given.isascii() and given.isdecimal() and len(given) <= MOST_DIGITS
        return self[int(given)] if is_number and 1 <= int(given) <= self.total else None

    def number(self, part: str, start: int) -> int:
        """The portion that holds the character at `start` of a part."""
        if part not in self._starts:
            return 1
        place = self._starts[part] + start
        number = place // self._most + 1
        return min(number + (place >= self._end(number)), self.total)

    def _end(self, number: int) -> int:
        """Where a portion ends, counted through all texts."""
        if number < 1:
            return 0
        if number >= self.total:
            return self._length
        place = number * self._most
        part = max(
            (part for part, start in self._starts.items() if start < place),
            key=self._starts.__getitem__,
        )
        first = self._starts[part]
        low = max(place - self._most // SHORTER, first)
        return first + _before(self._texts[part], low - first, place - first)


def _before(text: str, low: int, high: int) -> int:
    """The last place from `low` to `high` at which a text may be cut."""
    for sign in BREAKS:
        found = text.rfind(sign, low, high)
        if found >= 0:
            return found + len(sign)
        if sign == BREAKS[0] and not low:
            return 0
    return high


def in_portion(article: Article, part: str, start: int) -> str:
    """What the address of a story's page takes to show this place: "part=3" or "".

    A row of a list, which has but the first words of its texts, may stand for a story.
    """
    number = Portions.of(getattr(article, "whole", article)).number(part, start)
    return f"part={number}" if number > 1 else ""


def place_address(article: Article, part: str, start: int, anchor: str) -> str:
    """The address of a place on a story's page."""
    query = in_portion(article, part, start)
    return f"{article.get_absolute_url()}{'?' if query else ''}{query}#{anchor}"
