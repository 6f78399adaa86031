"""What a row of a list shows, without the models' objects.

The rows answer to the models' names, so that a template takes either. Rules that the
models have are theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models.functions import Length
from django.urls import get_script_prefix, reverse

from archive.models import Article, Figure
from archive.passages import REACH, Passage, sentence_around
from archive.portions import SHOWN
from archive.search import Snippet

# Reading a sentence takes most of a figure's time; it follows from the words alone.
_sentence = lru_cache(maxsize=2048)(sentence_around)

_BLANK = "9073615824"
"""A name that every address takes: a slug, and a number as well."""


class Paths:
    """Addresses of pages as `reverse` makes them, of names that need no quoting.

    Where the site begins is looked up once: a page has some hundred addresses.
    """

    def __init__(self) -> None:
        self._prefix = get_script_prefix()

    def to(self, name: str, *names: str | int) -> str:
        before, *between = _around(name, len(names), self._prefix)
        texts = map(str, names)
        return before + "".join(map("".join, zip(texts, between, strict=True)))


@lru_cache(maxsize=64)
def _around(name: str, number: int, prefix: str) -> list[str]:
    """What stands around the names in an address; the prefix is part of it."""
    return reverse(name, args=[_BLANK] * number).split(_BLANK)


@dataclass(frozen=True, slots=True)
class Named:
    """A known thing of the world as a row names it."""

    slug: str
    name: str
    path: str

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class Source:
    """A story's document."""

    sha256: str
    received_at: datetime


class Batch:
    """What rows that are read together share.

    The texts of stories that are shown in portions are read together, too, when the
    first is asked for, which few pages do.
    """

    def __init__(self, keys: Iterable[int], read: int) -> None:
        self.read = read
        self.paths = Paths()
        self._keys = list(keys)
        self._found: dict[int, Article] | None = None

    def named(self, kind: str, slug: str | None, name: str) -> Named | None:
        return slug and Named(slug, name, self.paths.to(f"{kind}-detail", slug))

    def long_text(self, key: int) -> Article | None:
        """The story with its whole texts, if one page does not show them all."""
        if self._found is None:
            length = sum((Length(part) for part in SHOWN[1:]), start=Length(SHOWN[0]))
            articles = Article.objects.annotate(length=length).only(*SHOWN)
            longest = settings.ARCHIVE_ARTICLE_CHARACTERS
            self._found = articles.filter(length__gt=longest).in_bulk(self._keys)
        return self._found.get(key)


@dataclass(frozen=True, slots=True)
class LeadFigure:
    """The first figure of a story, as the story's row shows it."""

    public_id: str
    surface: str
    value: Decimal
    unit: str
    kind: str
    hedge: str
    per: str
    indicator_words: str
    indicator: Named | None
    path: str

    def get_absolute_url(self) -> str:
        return self.path


@dataclass(slots=True, eq=False)
class ArticleRow:
    """A story; of its texts no more than the first characters that its batch reads."""

    pk: int
    public_id: str
    headline: str
    publisher: str
    address: str
    language: str
    status: str
    published_on: date | None
    date_precision: str
    published_at: datetime | None
    published_offset: int | None
    date_basis: str
    date_earliest: date | None
    date_latest: date | None
    date_reason: str
    standfirst: str
    body: str
    captions: str
    notes: str
    ranges_text: str
    document: Source
    batch: Batch
    districts_about: tuple[Named, ...] = ()
    first_figure: LeadFigure | None = None
    figure_count: int = 0
    flagged_count: int = 0
    copy_count: int = 0
    snippet: Snippet = Snippet("")

    title = Article.title
    slug = Article.slug

    def __str__(self) -> str:
        return self.title

    @property
    def raw_ranges(self) -> list[list[int]]:
        return json.loads(self.ranges_text)

    @property
    def whole(self) -> Article | ArticleRow:
        """The story with texts that tell where each of its portions ends."""
        if all(len(getattr(self, part)) < self.batch.read for part in SHOWN):
            return self
        return self.batch.long_text(self.pk) or self

    def get_absolute_url(self) -> str:
        return self.batch.paths.to("article-detail", self.public_id, self.slug)


@dataclass(slots=True, eq=False)
class FigureRow:
    """A figure; `words` are those of its part that its sentence depends on."""

    pk: int
    public_id: str
    surface: str
    value: Decimal
    unit: str
    kind: str
    hedge: str
    indicator_words: str
    period_start: date | None
    period_end: date | None
    period_basis: str
    period_words: str
    period_symbol: str
    comparison: str
    per: str
    subject_words: str
    conversion_surface: str
    conversion_value: Decimal | None
    conversion_unit: str
    implied_rate: Decimal | None
    conversion_verdict: str
    flagged: bool
    checks: list[dict[str, Any]]
    dismissed_checks: dict[str, str]
    status: str
    confidence: float
    part: str
    start: int
    end: int
    raw_ranges: list[list[int]]
    words: str
    indicator: Named | None
    subject_district: Named | None
    subject_company: Named | None
    path: str
    article: ArticleRow

    anchor = Figure.anchor
    standing_checks = Figure.standing_checks
    subject = Figure.subject

    def __str__(self) -> str:
        return self.surface

    @property
    def document(self) -> Source:
        return self.article.document

    @property
    def passage(self) -> Passage:
        """The sentence that says the figure."""
        left_out = max(self.start - REACH, 0)
        start, end = self.start - left_out, self.end - left_out
        return _sentence(self.words, start, end, left_out)

    def get_absolute_url(self) -> str:
        return self.path

    def get_kind_display(self) -> str:
        return Figure.Kind(self.kind).label
