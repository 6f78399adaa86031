"""Finds as claims: what the machine says of a place, in the words of storage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Any

from django.db import models

from archive.extraction import Extraction, FigureFind, Find, Story
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

_WIDE = Context(prec=40)


@dataclass
class Claim:
    """What the machine says of one place in an article.

    `said` is the snapshot: field names with plain values, known things by slug.
    `values` are the same as the columns take them. `number` is the raw place of a
    figure's number; `key` is what is part of the row's identity besides its place.
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

    @property
    def place(self) -> tuple[Range, ...]:
        """The raw ranges by which a row of before is known again."""
        return self.number or self.ranges


def story_of(article: Article, region: str) -> Story:
    """The article as extraction sees it."""
    return Story(
        headline=article.headline,
        standfirst=article.standfirst,
        body=article.body,
        captions=article.captions,
        published_on=article.published_on,
        region=region,
    )


def claims(article: Article, extraction: Extraction, world: World) -> Iterator[Claim]:
    """Every find that has a place in the raw text, as a claim."""
    texts = {part: article.mapped(part) for part in Article.PARTS}
    finds: list[tuple[type[models.Model], Find, dict[str, Any]]] = [
        *((DistrictMention, f, _district(f)) for f in extraction.districts),
        *((CompanyMention, f, {"company": f.company}) for f in extraction.companies),
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
        if isinstance(find, FigureFind):
            claim.number = text.raw_ranges(find.number_start, find.number_end) or ranges
            claim.key = find.unit
            place = (claim.number[0][0], find.unit)
            claim.ordinal = ordinals[place]
            ordinals[place] += 1
        else:
            claim.key = claim.values[model.ENTITY]
            if claim.key is None:
                continue
        yield claim


def columns(
    model: type[models.Model], said: dict[str, Any], world: World
) -> dict[str, Any]:
    """Field values as the columns take them: keys for slugs, no overlong text."""
    values = {}
    for name, value in said.items():
        column = model._meta.get_field(name)
        if name in WORLD_FIELDS:
            value = world.id_of(WORLD_FIELDS[name], value)
        elif isinstance(column, models.DecimalField) and value is not None:
            value = value.quantize(
                Decimal(1).scaleb(-column.decimal_places), context=_WIDE
            )
        elif isinstance(column, models.CharField) and column.max_length:
            value = value[: column.max_length]
        values[name] = value
    return values


def plain(said: dict[str, Any]) -> dict[str, Any]:
    """The snapshot's values: JSON can hold them."""
    return {
        name: value
        if value is None or isinstance(value, bool | int | float | str)
        else str(value)
        for name, value in said.items()
    }


def _storable(find: FigureFind) -> bool:
    values = [find.value, find.conversion.value if find.conversion else Decimal(0)]
    return all(value.is_finite() and abs(value) < LARGEST for value in values)


def _district(find: Any) -> dict[str, Any]:
    return {"district": find.district, "role": find.role}


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
