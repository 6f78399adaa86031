"""Plain builders for rows. What they make is whole: raw ranges and maps are right.

A document's text is made of the parts that are given, so that every part of an
article, every mention and every figure stands where its raw ranges say.
"""

from __future__ import annotations

import datetime
import hashlib
from decimal import Decimal
from itertools import count
from typing import Any

from archive import search
from archive.changes import changed
from archive.models import (
    Article,
    CompanyMention,
    Delivery,
    DistrictMention,
    Document,
    Figure,
    IndustryMention,
    Mention,
)
from archive.models.articles import public_id
from archive.spans import MappedText
from districts.models import (
    Company,
    CompanyAlias,
    District,
    DistrictAlias,
    Indicator,
    IndicatorAlias,
    Industry,
    IndustryKeyword,
    Region,
)

PARTS = ("headline", "standfirst", "body", "captions", "notes")

_serial = count(1)


def slug_of(name: str) -> str:
    return "-".join(name.lower().split())


def make_region(name: str = "Shanghai", **fields: Any) -> Region:
    """The region of that name; made when it is not there yet."""
    slug = fields.pop("slug", slug_of(name))
    fields = {"name": name, "currency": "CNY", **fields}
    return Region.objects.get_or_create(slug=slug, defaults=fields)[0]


def make_district(
    name: str = "Putuo",
    *,
    region: Region | None = None,
    aliases: tuple[str, ...] = (),
    **fields: Any,
) -> District:
    slug = fields.pop("slug", slug_of(name))
    fields = {
        "region": region or make_region(),
        "code": f"D{next(_serial)}",
        "name": name,
        **fields,
    }
    district, _ = District.objects.get_or_create(slug=slug, defaults=fields)
    for alias in aliases:
        DistrictAlias.objects.get_or_create(district=district, name=alias)
    return district


def make_industry(
    name: str = "New energy",
    *,
    parent: Industry | None = None,
    keywords: tuple[str, ...] = (),
    **fields: Any,
) -> Industry:
    slug = fields.pop("slug", slug_of(name))
    fields = {"name": name, "parent": parent, **fields}
    industry, _ = Industry.objects.get_or_create(slug=slug, defaults=fields)
    for word in keywords:
        IndustryKeyword.objects.get_or_create(industry=industry, word=word)
    return industry


def make_company(
    name: str = "Harbour Batteries", *, aliases: tuple[str, ...] = (), **fields: Any
) -> Company:
    slug = fields.pop("slug", slug_of(name))
    company, _ = Company.objects.get_or_create(
        slug=slug, defaults={"name": name, **fields}
    )
    for alias in aliases:
        CompanyAlias.objects.get_or_create(company=company, name=alias)
    return company


def make_indicator(
    name: str = "Fiscal revenue", *, aliases: tuple[str, ...] = (), **fields: Any
) -> Indicator:
    slug = fields.pop("slug", slug_of(name))
    fields = {"name": name, "unit": "CNY", **fields}
    indicator, _ = Indicator.objects.get_or_create(slug=slug, defaults=fields)
    for alias in aliases:
        IndicatorAlias.objects.get_or_create(indicator=indicator, name=alias)
    return indicator


def make_document(
    text: str | None = None,
    *,
    name: str | None = None,
    region: Region | None = None,
    **fields: Any,
) -> Document:
    """An accepted document with one delivery. Without a text it has one of its own."""
    serial = next(_serial)
    text = f"Document {serial}\n" if text is None else text
    data = text.encode()
    region = region or make_region()
    document = Document.objects.create(
        **{
            "sha256": hashlib.sha256(data).hexdigest(),
            "size": len(data),
            "media_type": "text/plain",
            "encoding": "utf-8",
            "layer_version": "tests",
            "text": text,
            "region": region,
            "verdict": Document.Verdict.ACCEPTED,
            **fields,
        }
    )
    Delivery.objects.create(
        document=document, name=name or f"{serial:04d}.txt", region=region
    )
    return document


def make_article(
    body: str = "The district grew. Its harbour did well.",
    *,
    document: Document | None = None,
    indexed: bool = True,
    **fields: Any,
) -> Article:
    """An article of these parts: headline, standfirst, body, captions, notes.

    Without a document one is made whose text holds the parts, under a first line of
    its own (so that equal articles are different documents). With a document, each
    part must stand in its text. `published_on` takes a date or an ISO day; its basis
    is "stated" unless another is given. `indexed=False` leaves the text index alone.
    """
    parts = {"body": body} | {part: fields.pop(part, "") for part in PARTS[:2]}
    parts |= {part: fields.pop(part, "") for part in PARTS[3:]}
    texts = [parts[part] for part in PARTS if parts[part]]
    if document is None:
        first_line = f"Document {next(_serial)}"
        document = make_document("\n\n".join([first_line, *texts]))
    mapped = {part: _cut(document.text, parts[part]) for part in PARTS}
    ranges = sorted(span for text in mapped.values() for span in text.all_raw_ranges())
    anchor = fields.pop("anchor", ranges[0][0] if ranges else 0)
    article = Article(
        document=document,
        anchor=anchor,
        public_id=public_id(document.sha256, anchor),
        raw_ranges=[list(span) for span in ranges],
        pieces=[list(span) for span in mapped["body"].all_raw_ranges()],
        **_dates(fields),
    )
    for part, text in mapped.items():
        article.set_mapped(part, text)
    article.save()
    changed([article.pk])
    if indexed:
        search.index(article)
    return article


def mention_district(
    article: Article,
    district: District | None = None,
    surface: str | None = None,
    **fields: Any,
) -> DistrictMention:
    """`surface` is the district's name where that stands in the part (`part=`)."""
    district = district or make_district()
    fields.setdefault("role", DistrictMention.Role.ABOUT)
    mention = DistrictMention(article=article, district=district)
    return _placed(mention, district.name, surface, fields)


def mention_company(
    article: Article,
    company: Company | None = None,
    surface: str | None = None,
    **fields: Any,
) -> CompanyMention:
    company = company or make_company()
    mention = CompanyMention(article=article, company=company)
    return _placed(mention, company.name, surface, fields)


def mention_industry(
    article: Article,
    industry: Industry | None = None,
    surface: str | None = None,
    **fields: Any,
) -> IndustryMention:
    industry = industry or make_industry()
    mention = IndustryMention(article=article, industry=industry)
    return _placed(mention, industry.name, surface, fields)


def make_figure(
    article: Article | None = None,
    surface: str = "9.78 billion yuan",
    value: int | str | Decimal = "9780000000",
    unit: str = "CNY",
    **fields: Any,
) -> Figure:
    """A figure at the words `surface`, which must stand in the article's part.

    Without an article one is made that says them. The number is the surface's first
    word; `occurrence=1` takes the second place where the words stand.
    """
    article = article or make_article(f"Revenue reached {surface} last year.")
    number = surface.split()[0]
    ordinal = fields.get("ordinal", 0)
    figure = Figure(
        article=article, value=Decimal(str(value)), unit=unit, key_unit=unit
    )
    _put(figure, surface, fields)
    figure.number_start = figure.raw_start
    figure.number_end = figure.raw_start + len(number)
    figure.public_id = public_id(
        article.document.sha256, figure.number_start, unit, ordinal
    )
    for name, given in fields.items():
        setattr(figure, name, _day(given) if name.startswith("period_") else given)
    figure.save()
    changed([article.pk])
    return figure


def _placed(mention: Mention, name: str, surface: str | None, fields: dict) -> Mention:
    text = getattr(mention.article, fields.get("part", "body"))
    if surface is None:
        surface = name if name in text else text.split()[0]
    _put(mention, surface, fields)
    for field, given in fields.items():
        setattr(mention, field, given)
    mention.save()
    changed([mention.article.pk])
    return mention


def _put(row: Any, surface: str, fields: dict) -> None:
    """Stand at the words of the article's part, raw ranges and all."""
    part = fields.pop("part", "body")
    occurrence = fields.pop("occurrence", 0)
    text = row.article.mapped(part)
    start = -1
    for _ in range(occurrence + 1):
        start = text.text.index(surface, start + 1)
    row.document = row.article.document
    row.put(part, start, start + len(surface), text)
    row.put_raw(text.raw_ranges(start, start + len(surface)))


def _cut(raw: str, part: str) -> MappedText:
    if not part:
        return MappedText("", ())
    start = raw.index(part)
    return MappedText.cut(raw, start, start + len(part))


def _dates(fields: dict) -> dict:
    """Dates from ISO days, with the basis that the database asks for."""
    for name in ("published_on", "date_earliest", "date_latest"):
        if name in fields:
            fields[name] = _day(fields[name])
    if fields.get("published_at") and "published_offset" not in fields:
        fields["published_offset"] = 480
    if "date_basis" not in fields:
        stated = fields.get("published_on") is not None
        basis = Article.DateBasis.STATED if stated else Article.DateBasis.UNKNOWN
        fields["date_basis"] = basis
    return fields


def _day(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        return given
