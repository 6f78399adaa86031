"""Articles, figures and known things as flat rows: one definition for JSON and CSV.

Rows carry excerpts, publisher and link, never an article's whole text. An export is
the list of the page with the same query string; where it is longer than
ARCHIVE_EXPORT_ROWS it ends there, and its name and headers say so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from archive import coverage, listing, rows, search
from archive.listing import Selection
from archive.models import (
    CompanyMention,
    DistrictMention,
    Mention,
)
from archive.portions import place_address
from archive.rows import ArticleRow, FigureRow
from districts.models import Company, District, Industry

Record = dict[str, Any]
Absolute = Callable[[str], str]
"""Makes a whole address of a path: `request.build_absolute_uri`."""

BATCH = 200
BYTE_ORDER_MARK = "\ufeff"

ARTICLE_FIELDS = {
    "id": "Lasting id of the article.",
    "url": "Its page.",
    "headline": "Headline; empty where the source has none.",
    "excerpt": "Standfirst or first sentence.",
    "publisher": "Who published it, as the source says.",
    "address": "Where it was published.",
    "published_on": "Day of publication in the source's own zone; empty if unknown.",
    "date_precision": "day; month where published_on is only the month's first day.",
    "published_at": "Moment of publication in UTC, where the source has one.",
    "date_basis": "How the day is known: stated, address, editor, inferred, unknown.",
    "date_earliest": "Earliest day, where the date is inferred.",
    "date_latest": "Latest day, where the date is inferred.",
    "date_reason": "Why so, where the date is inferred.",
    "language": "Language of the text.",
    "districts": "Slugs of the districts it is about.",
    "figures": "Number of figures in it.",
    "flagged": "Number of figures with a check that stands.",
    "status": "extracted, confirmed, corrected or added.",
    "document_sha256": "SHA-256 of the document it stands in.",
    "raw_ranges": "Where in the document's text: start and end in code points.",
}
FIGURE_FIELDS = {
    "id": "Lasting id of the figure.",
    "url": "Its place on the page of its article.",
    "surface": "The words as printed.",
    "quote": "The sentence that says it.",
    "value": "In base units: 9.781 billion yuan is 9781000000.",
    "unit": "CNY, USD, percent, percentage_points, fraction, m2, count:<noun> ...",
    "kind": "level, growth, share, change, rank, multiple, threshold or target.",
    "hedge": "about, over, up to ...; empty for a plain number.",
    "indicator": "Slug of what is measured, where it is a known indicator.",
    "indicator_words": "What is measured, as printed.",
    "period_start": "First day of the time it speaks of.",
    "period_end": "Last day of the time it speaks of.",
    "period_basis": "How it is known: stated, context, publication, inferred, editor.",
    "period_words": "The time as printed.",
    "comparison": "What a change is measured against, as printed.",
    "per": "Per what, as printed.",
    "district": "Slug of the district it is about.",
    "company": "Slug of the company it is about.",
    "subject_words": "Whom it is about, as printed.",
    "conversion_surface": "The bracketed conversion as printed.",
    "conversion_value": "The conversion in base units.",
    "conversion_unit": "Its currency.",
    "implied_rate": "The exchange rate that the conversion implies.",
    "conversion_verdict": "consistent, inconsistent or unchecked.",
    "flagged": "Whether a check stands.",
    "checks": "The checks that stand, each with its sum in words.",
    "status": "extracted, confirmed, corrected or added.",
    "confidence": "How sure the machine was, from 0 to 1.",
    "article": "Id of the article.",
    "article_url": "Its page.",
    "article_headline": "Its headline.",
    "publisher": "Who published the article.",
    "published_on": "Day of the article's publication; empty if unknown.",
    "date_precision": "day; month where published_on is only the month's first day.",
    "date_basis": "How that day is known.",
    "part": "headline, standfirst, body or captions.",
    "start": "Where in that part, in code points.",
    "end": "Where it ends there.",
    "document_sha256": "SHA-256 of the document.",
    "raw_ranges": "Where in the document's text: start and end in code points.",
}
DISTRICT_FIELDS = {
    "slug": "Lasting name of the district in addresses.",
    "url": "Its page.",
    "name": "Name.",
    "name_zh": "Chinese name.",
    "region": "Slug of its region.",
    "code": "Official code in its region.",
    "articles": "Articles that name it.",
}
COMPANY_FIELDS = {
    "slug": "Lasting name of the company in addresses.",
    "url": "Its page.",
    "name": "Name.",
    "name_zh": "Chinese name.",
    "kind": "company, institution, association, school, exchange or park.",
    "standing": "known, or found: met in a text and not yet reviewed.",
    "articles": "Articles that name it.",
}
INDUSTRY_FIELDS = {
    "slug": "Lasting name of the industry in addresses.",
    "url": "Its page.",
    "name": "Name.",
    "parent": "Slug of the industry it belongs to.",
    "articles": "Articles that speak of it.",
}

# A spreadsheet takes a cell for a formula that begins so, be it in full-width signs.
_FORMULA = re.compile(r"[\s'\"]{0,50}[=+\-@＝＋－＠\t\r]")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?")


@dataclass(frozen=True)
class Export:
    """The rows of an export, made while they are read; `total` is the whole list's."""

    fields: Mapping[str, str]
    records: Iterable[Record]
    count: int
    total: int

    def file_name(self, stem: str, ending: str) -> str:
        """It tells where the export ends before the list does."""
        if self.count < self.total:
            stem = f"{stem}-first-{self.count}-of-{self.total}"
        return f"{stem}.{ending}"


def articles(selection: Selection, absolute: Absolute) -> Export:
    ids, total = listing.article_ids(selection, settings.ARCHIVE_EXPORT_ROWS)
    records = (
        article_record(article, absolute)
        for batch in _batches(ids)
        for article in rows.articles(batch, None)
    )
    return Export(ARTICLE_FIELDS, records, len(ids), total)


def figures(selection: Selection, absolute: Absolute) -> Export:
    ids, total = listing.figure_ids(selection, settings.ARCHIVE_EXPORT_ROWS)
    records = (
        figure_record(figure, absolute)
        for batch in _batches(ids)
        for figure in rows.figures(batch)
    )
    return Export(FIGURE_FIELDS, records, len(ids), total)


def districts(absolute: Absolute) -> Export:
    things = District.objects.select_related("region")
    return _world("district", things, DISTRICT_FIELDS, absolute)


def companies(absolute: Absolute) -> Export:
    things = Company.objects.shown().order_by("-standing", "name", "slug")
    return _world("company", things, COMPANY_FIELDS, absolute)


def industries(absolute: Absolute) -> Export:
    things = Industry.objects.select_related("parent")
    return _world("industry", things, INDUSTRY_FIELDS, absolute)


def article_record(article: ArticleRow, absolute: Absolute) -> Record:
    """The fields of ARTICLE_FIELDS; the article comes from a listing."""
    return {
        "id": article.public_id,
        "url": absolute(article.get_absolute_url()),
        "headline": article.headline,
        "excerpt": search.snippet(article, None).text,
        "publisher": article.publisher,
        "address": article.address,
        "published_on": article.published_on,
        "date_precision": article.date_precision,
        "published_at": article.published_at,
        "date_basis": article.date_basis,
        "date_earliest": article.date_earliest,
        "date_latest": article.date_latest,
        "date_reason": article.date_reason,
        "language": article.language,
        "districts": [district.slug for district in article.districts_about],
        "figures": article.figure_count,
        "flagged": article.flagged_count,
        "status": article.status,
        "document_sha256": article.document.sha256,
        "raw_ranges": article.raw_ranges,
    }


def figure_record(figure: FigureRow, absolute: Absolute) -> Record:
    """The fields of FIGURE_FIELDS; the figure comes with its article and document."""
    article = figure.article
    page = article.get_absolute_url()
    indicator, company = figure.indicator, figure.subject_company
    return {
        "id": figure.public_id,
        "url": absolute(
            place_address(article, figure.part, figure.start, figure.anchor)
        ),
        "surface": figure.surface,
        "quote": figure.passage.text,
        "value": _number(figure.value),
        "unit": figure.unit,
        "kind": figure.kind,
        "hedge": figure.hedge,
        "indicator": indicator.slug if indicator else "",
        "indicator_words": figure.indicator_words,
        "period_start": figure.period_start,
        "period_end": figure.period_end,
        "period_basis": figure.period_basis,
        "period_words": figure.period_words,
        "comparison": figure.comparison,
        "per": figure.per,
        "district": figure.subject_district.slug if figure.subject_district else "",
        "company": company.slug if company else "",
        "subject_words": figure.subject_words,
        "conversion_surface": figure.conversion_surface,
        "conversion_value": _number(figure.conversion_value),
        "conversion_unit": figure.conversion_unit,
        "implied_rate": _number(figure.implied_rate),
        "conversion_verdict": figure.conversion_verdict,
        "flagged": figure.flagged,
        "checks": [
            {"code": check["code"], "words": check.get("words", "")}
            for check in figure.standing_checks
        ],
        "status": figure.status,
        "confidence": figure.confidence,
        "article": article.public_id,
        "article_url": absolute(page),
        "article_headline": article.headline,
        "publisher": article.publisher,
        "published_on": article.published_on,
        "date_precision": article.date_precision,
        "date_basis": article.date_basis,
        "part": figure.part,
        "start": figure.start,
        "end": figure.end,
        "document_sha256": figure.document.sha256,
        "raw_ranges": figure.raw_ranges,
    }


def mention_record(mention: Mention) -> Record:
    """A mention as evidence: what is named, and where in which words.

    A district's basis is "text", or "address" where the file's name gives it: then
    there are no words. A company that nobody has reviewed yet has the standing "found".
    """
    more = {}
    if isinstance(mention, DistrictMention):
        more = {"role": mention.role, "basis": mention.basis}
    elif isinstance(mention, CompanyMention):
        more = {"standing": mention.company.standing}
    return {
        "slug": mention.entity.slug,
        "name": mention.entity.name,
        **more,
        "surface": mention.surface,
        "part": mention.part,
        "start": mention.start,
        "end": mention.end,
        "raw_ranges": mention.raw_ranges,
        "status": mention.status,
    }


def csv_lines(
    fields: Iterable[str], records: Iterable[Record], *, excel: bool = False
) -> Iterator[str]:
    """The lines of a CSV file, made as they are read.

    For Excel a byte order mark stands first: without it Excel garbles Chinese.
    """
    fields = list(fields)
    writer = csv.writer(_Line())
    yield (BYTE_ORDER_MARK if excel else "") + writer.writerow(fields)
    for record in records:
        yield writer.writerow([cell(record[name]) for name in fields])


def cell(value: Any) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list):
        text = "; ".join(_joined(one) for one in value)
    elif hasattr(value, "isoformat"):
        return value.isoformat()
    else:
        text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if _FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return "'" + text
    return text


class _Line:
    """What a csv writer writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def _joined(value: Any) -> str:
    """An entry of a list in a cell; a range as "12-40"."""
    if isinstance(value, list | tuple):
        return "-".join(map(str, value))
    if isinstance(value, dict):
        return str(value.get("words", ""))
    return str(value)


def _number(value: Decimal | None) -> Decimal | None:
    """Without the zeros that only the column put behind it."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def _batches(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _world(
    noun: str, things: Any, fields: Mapping[str, str], absolute: Absolute
) -> Export:
    """All known things of a kind, each with the number of articles that name it."""
    stories = coverage.stories()
    page = f"{noun}-detail"
    most = settings.ARCHIVE_EXPORT_ROWS
    records = [
        {name: _thing_value(thing, name) for name in fields}
        | {
            "url": absolute(reverse(page, args=[thing.slug])),
            "articles": stories.total(noun, thing.pk),
        }
        for thing in things[:most]
    ]
    return Export(fields, records, len(records), things.count())


def _thing_value(thing: District | Company | Industry, name: str) -> str:
    """A field of a known thing; another thing is told by its slug."""
    value = getattr(thing, name, "")
    return getattr(value, "slug", value) or ""
