"""What extraction is given and what it finds. Plain values, no database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

PARTS = ("headline", "standfirst", "body", "captions")
"""The parts of a story that are read. Captions are one text, joined by blank lines."""

Place = tuple[str, int, int]
"""A part of a story, and start and end in it."""


@dataclass(frozen=True, slots=True)
class Story:
    """An article as extraction sees it: texts by part, and what is known of it.

    `published_precision` is "day", or "month" where `published_on` is a month's first
    day and stands for all of it. `districts` are the slugs of those districts that
    the story is filed under: it is about them, whether or not it names them; None for
    a story that is not filed. `published_between` are the days between which an
    editor says that an undated story was published.
    """

    headline: str
    standfirst: str
    body: str
    captions: str = ""
    published_on: date | None = None
    region: str = ""
    published_precision: str = "day"
    districts: tuple[str, ...] | None = None
    published_between: tuple[date | None, date | None] = (None, None)

    def part(self, name: str) -> str:
        return getattr(self, name)


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """One name of a known entity.

    `key` identifies the entity (district, company, industry or indicator slug).
    `role` tells what the form is to it: "name", "alias", "former", "area" (a town,
    park or new city that belongs to a district), "elsewhere" (a place that has a
    district of the same name), "keyword". `weight` is for
    keywords of industries (1 is normal). `language` is "en" or "zh".
    `valid_to` is the last day a former name was in use.
    """

    form: str
    key: str
    role: str = "name"
    weight: float = 1.0
    language: str = "en"
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class IndicatorForm:
    """One name of an indicator, with the unit it usually has ("" when it varies)."""

    form: str
    key: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Find:
    """Words found at a place: story.part(part)[start:end] == surface.

    It is an annotation of our own; see `archive.extraction.interface`.
    """

    label: ClassVar[str] = ""

    part: str
    start: int
    end: int
    surface: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DistrictFind(Find):
    label: ClassVar[str] = "district"

    district: str
    role: str
    """"about" or "passing"; the same for all finds of one district in a story."""

    @property
    def attributes(self) -> dict[str, str]:
        return {"district": self.district, "role": self.role}


@dataclass(frozen=True, slots=True)
class CompanyFind(Find):
    """An organisation: `company` is its slug if it is known.

    Of one that is not, `company` is empty, and `name` and `kind` (company, school,
    association, institution or exchange) are what the story calls it and what it is.
    """

    label: ClassVar[str] = "company"

    company: str
    name: str = ""
    kind: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        return {"company": self.company, "name": self.name, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class IndustryFind(Find):
    label: ClassVar[str] = "industry"

    industry: str
    keyword: str

    @property
    def attributes(self) -> dict[str, str]:
        return {"industry": self.industry}


@dataclass(frozen=True, slots=True)
class Period:
    """The time a figure speaks of. Either end may be open (None).

    `words` are the words it was read from. While the story has no date, a relative
    period ("last year") keeps `symbol` (e.g. "year-1", "year+0", "day") and has
    neither start nor end. `basis` is "stated" (explicit in the figure's own
    sentence), "context" (an earlier sentence), "publication" (relative to the
    date of publication) or "inferred" (relative to a year that the text tells).
    """

    start: date | None
    end: date | None
    basis: str
    words: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Conversion:
    """The bracketed second currency of a figure, a claim of its own.

    `unit` is the currency code; `unit_stated` is False where the bracket names no
    currency and the usual one (USD) is assumed. start and end include the brackets.
    """

    start: int
    end: int
    surface: str
    value: Decimal
    unit: str
    unit_stated: bool


@dataclass(frozen=True, slots=True)
class FigureFind(Find):
    """One number as claimed. The surface includes hedge, number and unit words.

    `number_start`/`number_end` span the number itself (with its scale word), in the
    same part. `value` is in base units; a decrease is negative for growth and
    change. `unit` as in design.md: CNY, USD, percent, percentage_points, fraction,
    times, rank, m2, km2, count:<plural noun> ... `kind` is one of level, growth,
    share, change, rank, multiple, threshold, target.
    """

    label: ClassVar[str] = "figure"

    number_start: int
    number_end: int
    value: Decimal
    unit: str
    kind: str
    hedge: str = ""
    indicator: str = ""
    indicator_words: str = ""
    period: Period | None = None
    comparison: str = ""
    per: str = ""
    subject_district: str = ""
    subject_company: str = ""
    subject_words: str = ""
    conversion: Conversion | None = None

    @property
    def attributes(self) -> dict[str, str]:
        return {
            "value": format(self.value, "f"),
            "unit": self.unit,
            "kind": self.kind,
            "indicator": self.indicator_words,
            "subject": self.subject_words,
        }


@dataclass(frozen=True, slots=True)
class InferredDate:
    """What the text allows to say of an undated story's day; None is open."""

    earliest: date | None
    latest: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one story, each list in text order."""

    districts: tuple[DistrictFind, ...] = ()
    companies: tuple[CompanyFind, ...] = ()
    industries: tuple[IndustryFind, ...] = ()
    figures: tuple[FigureFind, ...] = ()
    inferred_date: InferredDate | None = None

    def __iter__(self) -> Iterator[Find]:
        """All finds, one list after the other."""
        yield from self.districts
        yield from self.companies
        yield from self.industries
        yield from self.figures
