"""Finds as claims: what the machine says of a place, in the words of storage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from functools import cache
from typing import Any

from django.db import models

from archive.extraction import (
    CompanyFind,
    Extraction,
    FigureFind,
    Find,
    Story,
    key_of,
)
from archive.ingest.world import World
from archive.models import (
    Article,
    CompanyMention,
    DistrictMention,
    Figure,
    IndustryMention,
)
from archive.spans import Range
from districts.models import Company, District, Indicator, Industry

WORLD_FIELDS = {
    "district": District,
    "company": Company,
    "industry": Industry,
    "indicator": Indicator,
    "subject_district": District,
    "subject_company": Company,
}
"""Fields that name a known thing, and what it is. Finds carry its slug."""

LARGEST = Decimal(10) ** 24
"""Numbers from here on are no figures of any economy, and no column holds them."""

KINDS = ("school", "exchange", "association", "institution", "company")
"""The kinds of company that a text tells; where texts differ the first counts."""

MOST_LETTERS = 200
"""Of a company's name."""

_WIDE = Context(prec=40)


@dataclass
class Claim:
    """What the machine says of one place in an article.

    `said` is the snapshot: field names with plain values, known things by slug.
    `values` are the same as the columns take them. `number` is the raw place of a
    figure's number; `key` is what is part of the row's identity besides its place: of
    a company that nobody listed its slug, until `companies` has settled its row.
    A district that the file's name gives stands, wordless, at the story's first
    character; `basis` tells it from one that the text names there.
    """

    model: type[models.Model]
    article: Article
    part: str
    start: int
    end: int
    ranges: tuple[Range, ...]
    said: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    number: tuple[Range, ...] = ()
    key: Any = None
    ordinal: int = 0
    basis: str = ""

    @property
    def identity(self) -> tuple[int, Any, Any]:
        """Which row this is; see `matching.identity_of`."""
        last = self.ordinal if self.model is Figure else self.basis
        return self.place[0][0], self.key, last

    @property
    def is_wordless(self) -> bool:
        return self.basis == DistrictMention.Basis.ADDRESS

    @property
    def place(self) -> tuple[Range, ...]:
        """The raw ranges by which a row of before is known again."""
        return self.number or self.ranges


def story_of(
    article: Article, region: str, districts: tuple[str, ...] | None = None
) -> Story:
    """The article as extraction sees it, filed under these districts."""
    return Story(
        headline=article.headline,
        standfirst=article.standfirst,
        body=article.body,
        captions=article.captions,
        published_on=article.published_on,
        region=region,
        published_precision=article.date_precision,
        districts=districts,
        published_between=_between(article),
    )


def _between(article: Article) -> tuple[date | None, date | None]:
    """The days between which an editor says that the story was published."""
    if {"date_earliest", "date_latest"}.isdisjoint(article.person_fields):
        return None, None
    return article.date_earliest, article.date_latest


def claims(article: Article, extraction: Extraction, world: World) -> Iterator[Claim]:
    """Every find that has a place in the raw text, as a claim."""
    texts = {part: article.mapped(part) for part in Article.PARTS}
    finds: list[tuple[type[models.Model], Find, dict[str, Any]]] = [
        *((DistrictMention, f, _district(f)) for f in extraction.districts),
        *((CompanyMention, f, _company(f)) for f in extraction.companies),
        *((IndustryMention, f, _industry(f)) for f in extraction.industries),
        *((Figure, f, _figure(f)) for f in extraction.figures),
    ]
    ordinals: Counter[tuple[int, str]] = Counter()
    for model, find, said in finds:
        text = texts[find.part]
        ranges = text.raw_ranges(find.start, find.end)
        if not ranges:
            continue
        if isinstance(find, FigureFind) and not _storable(find):
            continue
        said |= {"rule": find.rule, "confidence": find.confidence}
        claim = Claim(
            model, article, find.part, find.start, find.end, ranges, plain(said)
        )
        claim.values = columns(model, said, world)
        if model is DistrictMention:
            claim.basis = claim.values["basis"] = DistrictMention.Basis.TEXT.value
        if isinstance(find, FigureFind):
            claim.number = text.raw_ranges(find.number_start, find.number_end) or ranges
            claim.key = find.unit
            place = (claim.number[0][0], find.unit)
            claim.ordinal = ordinals[place]
            ordinals[place] += 1
        else:
            claim.key = claim.values[model.ENTITY]
            if claim.key is None and isinstance(find, CompanyFind):
                _name(claim, find, world)
            if claim.key is None:
                continue
        yield claim


def _name(claim: Claim, find: CompanyFind, world: World) -> None:
    """Let the claim be of a company that is only named, unless that was rejected."""
    slug, name = claim.said["company"], " ".join(find.name.split())[:MOST_LETTERS]
    if name and not world.is_rejected(slug):
        kind = find.kind if find.kind in KINDS else KINDS[-1]
        claim.key = claim.values["company"] = slug
        claim.said |= {"name": name, "kind": kind}


def filed_under(article: Article, district: str, world: World) -> Iterator[Claim]:
    """The district by whose name the article's file is filed, as a claim.

    It has no words; it stands at the story's first character.
    """
    said = {
        "district": district,
        "role": DistrictMention.Role.ABOUT.value,
        "rule": "file_name",
        "confidence": 1.0,
    }
    basis = DistrictMention.Basis.ADDRESS.value
    place = ((article.anchor, article.anchor + 1),)
    claim = Claim(DistrictMention, article, "body", 0, 0, place, plain(said))
    claim.values = {**columns(DistrictMention, said, world), "basis": basis}
    claim.key, claim.basis = claim.values["district"], basis
    if claim.key is not None:
        yield claim


def columns(
    model: type[models.Model], said: dict[str, Any], world: World
) -> dict[str, Any]:
    """Field values as the columns take them: keys for slugs, no overlong text."""
    values = {}
    for name, value in said.items():
        known, step, length = _column(model, name)
        if known:
            value = world.id_of(known, value)
        elif step is not None and value is not None:
            value = value.quantize(step, context=_WIDE)
        elif length:
            value = value[:length]
        values[name] = value
    return values


@cache
def _column(
    model: type[models.Model], name: str
) -> tuple[type[models.Model] | None, Decimal | None, int | None]:
    """Of a column what bounds its values: a known thing, a step, or a length."""
    column = model._meta.get_field(name)
    if name in WORLD_FIELDS:
        return WORLD_FIELDS[name], None, None
    if isinstance(column, models.DecimalField):
        return None, Decimal(1).scaleb(-column.decimal_places), None
    return None, None, getattr(column, "max_length", None)


def plain(said: dict[str, Any]) -> dict[str, Any]:
    """The snapshot's values: JSON can hold them."""
    return {
        name: value if type(value) in _PLAIN else str(value)
        for name, value in said.items()
    }


_PLAIN = frozenset((type(None), bool, int, float, str))


def _storable(find: FigureFind) -> bool:
    values = [find.value, find.conversion.value if find.conversion else Decimal(0)]
    return all(value.is_finite() and abs(value) < LARGEST for value in values)


def _district(find: Any) -> dict[str, Any]:
    return {"district": find.district, "role": find.role}


def _company(find: CompanyFind) -> dict[str, Any]:
    return {"company": find.company or key_of(find.name)}


def _industry(find: Any) -> dict[str, Any]:
    return {"industry": find.industry, "keyword": find.keyword}


def _figure(find: FigureFind) -> dict[str, Any]:
    period, conversion = find.period, find.conversion
    return {
        "value": find.value,
        "unit": find.unit,
        "kind": find.kind,
        "hedge": find.hedge,
        "indicator": find.indicator,
        "indicator_words": find.indicator_words,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_basis": period.basis if period else "",
        "period_words": period.words if period else "",
        "period_symbol": period.symbol if period else "",
        "comparison": find.comparison,
        "per": find.per,
        "subject_district": find.subject_district,
        "subject_company": find.subject_company,
        "subject_words": find.subject_words,
        "conversion_surface": conversion.surface if conversion else "",
        "conversion_value": conversion.value if conversion else None,
        "conversion_unit": conversion.unit if conversion else "",
        "conversion_unit_stated": conversion.unit_stated if conversion else True,
    }
