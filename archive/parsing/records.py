"""A record - a JSON object, or a table's header and one row - as an article.

The record's source is the raw text layer: what a field says leads through JSON's
escapes and CSV's quotes to where it stands there. What the record states in fields of
its own (title, date, publisher, authors, address) counts more than what its text says.
"""

from __future__ import annotations

import re
from dataclasses import replace

from archive.parsing.addresses import addressed
from archive.parsing.html import parse_html
from archive.parsing.kinds import Kind
from archive.parsing.lines import persons_of, words_of
from archive.parsing.model import ParsedArticle
from archive.parsing.record_dates import is_year, stated_date
from archive.parsing.record_fields import BadRecord, Record, csv_record, json_record
from archive.parsing.similarity import alike
from archive.parsing.text import Reading, parse_text
from archive.spans import MappedText, Range

_ADDRESS = re.compile(r"https?://[^\s/?#]{1,253}(?:[/?#]\S{0,2000})?")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_MARKUP = re.compile(
    r"\s{0,200}<(?:!doctype|html|body|article|section|div|p|h[1-6]|figure|ul|table)\b",
    re.IGNORECASE,
)
_SAME_TITLE = 0.6
_LONGEST_NAME = 200
_LONGEST_TITLE = 2_000
_MOST_NAMES = 30


def parse_record(source: str, kind: Kind, name: str) -> Reading:
    """The one article of a record; none where no field holds running text.

    `name` is the record's file name or address; an address counts where the record
    names none itself.
    """
    try:
        record = csv_record(source) if kind is Kind.CSV else json_record(source)
    except BadRecord as error:
        return Reading(None, [f"The record could not be read: {error}"])
    title = _on_one_line(record.first("title"))
    address = record.words("url")
    remarks: list[str] = []
    if address and not _ADDRESS.fullmatch(address):
        remarks.append("The field for the address holds no web address.")
        address = ""
    reading = _story(record, title, address or name)
    if reading.article is None:
        return Reading(None, [*remarks, *_reasons(record), *reading.remarks])
    article = _with_fields(reading.article, record, title)
    published = record.first("published")
    stated = stated_date(published) if published else None
    if stated:
        article = replace(article, published=stated)
    elif published and is_year(published):
        remarks.append("The field for the date of publication names only a year.")
    elif published or any(field == "published" for field, _ in record.unread):
        remarks.append("The field for the date of publication could not be read.")
    article = addressed(article, address or name)
    return Reading(article, [*remarks, *reading.remarks])


def _reasons(record: Record) -> list[str]:
    """Why a record may have no article."""
    return [
        f"The field {key[:40]!r} holds no string."
        for field, key in record.unread
        if field in ("text", "html")
    ]


def _story(record: Record, title: MappedText | None, address: str) -> Reading:
    """The first reading of a text, else of the HTML, that has a body."""
    remarks: list[str] = []
    for field in ("text", "html"):
        for value in record.values.get(field, ()):
            if field == "html" or _MARKUP.match(value.text):
                reading = _read_html(value, address)
            else:
                reading = _read_text(value, title)
            if reading.article:
                return reading
            remarks.extend(reading.remarks)
    return Reading(None, remarks)


def _read_text(value: MappedText, title: MappedText | None) -> Reading:
    """The text as the page it was taken from: the title stood above it.

    A scraped text often begins with the page's head, the title in it. With the title
    in front its repetitions are known, and so is where the story begins.
    """
    if not value.text.strip():
        return Reading(None)
    layer = MappedText.join([title, value], "\n\n") if title else value
    reading = parse_text(layer.text)
    if reading.article is None:
        return reading
    article = _through(reading.article, layer)
    if title is None:
        return Reading(article, reading.remarks)
    if _same(article.body.text, title.text) and not _same(value.text, title.text):
        # Nothing of the text was taken for a story.
        return Reading(None, reading.remarks)
    other = article.headline
    if other and not article.standfirst and not _is_title(other.text, title.text):
        # A longer line below the title: what announces the story, not its title.
        article = replace(article, standfirst=other)
    return Reading(article, reading.remarks)


def _read_html(value: MappedText, address: str) -> Reading:
    reading = parse_html(value.text, address)
    if reading.article is None:
        return reading
    return Reading(_through(reading.article, value), reading.remarks)


def _through(article: ParsedArticle, layer: MappedText) -> ParsedArticle:
    """The article of a text with its places in the text that one was cut from."""

    def lead(text: MappedText | None) -> MappedText | None:
        return text.through(layer) if text else None

    published = article.published
    if published:
        ranges = [
            place
            for start, end in published.raw_ranges
            for place in layer.raw_ranges(start, end)
        ]
        published = replace(published, raw_ranges=tuple(ranges))
    return replace(
        article,
        body=article.body.through(layer),
        headline=lead(article.headline),
        standfirst=lead(article.standfirst),
        captions=tuple(text.through(layer) for text in article.captions),
        notes=tuple(text.through(layer) for text in article.notes),
        published=published,
        pieces=tuple(hull for piece in article.pieces if (hull := _hull(layer, piece))),
    )


def _hull(layer: MappedText, piece: Range) -> Range | None:
    ranges = layer.raw_ranges(*piece)
    if not ranges:
        return None
    return min(start for start, _ in ranges), max(end for _, end in ranges)


def _with_fields(
    article: ParsedArticle, record: Record, title: MappedText | None
) -> ParsedArticle:
    """The article with what the record states in fields of its own."""
    if title:
        article = replace(
            article, headline=title, body=_without_title(article.body, title)
        )
    return replace(
        article,
        bylines=_authors(record) or article.bylines,
        publisher=record.words("publisher")[:_LONGEST_NAME] or article.publisher,
        section=record.words("section")[:_LONGEST_NAME] or article.section,
        tags=_names(record, "tags") or article.tags,
        language=_language(record.words("language"), article.language),
    )


def _on_one_line(value: MappedText | None) -> MappedText | None:
    """The value with one blank for each stretch of white space."""
    if value is None or " ".join(value.text.split()) == value.text:
        return value
    words = [
        value.slice(found.start(), found.end())
        for found in re.finditer(r"\S+", value.text)
    ]
    return MappedText.join(words, " ")


def _without_title(body: MappedText, title: MappedText) -> MappedText:
    """The body without a first paragraph that only says the title again."""
    end = body.text.find("\n\n")
    if end < 0 or not _same(body.text[:end], title.text):
        return body
    return body.slice(end + 2, len(body.text))


def _same(left: str, right: str) -> bool:
    """Whether two passages have the same words."""
    return words_of(left[:_LONGEST_TITLE]) == words_of(right[:_LONGEST_TITLE])


def _is_title(printed: str, title: str) -> bool:
    """Whether a headline is the title in much the same words."""
    return alike(words_of(printed), words_of(title)) >= _SAME_TITLE


def _authors(record: Record) -> tuple[str, ...]:
    names = _names(record, "authors")
    if len(names) == 1:
        return persons_of(names[0]) or names
    return names


def _names(record: Record, field: str) -> tuple[str, ...]:
    """A list of strings, or the parts of one string between commas or bars."""
    listed = record.lists.get(field)
    if listed is None:
        words = record.words(field)
        split = re.split(r"[,;|，；、]", words) if field == "tags" else [words]
        listed = tuple(part.strip() for part in split if part.strip())
    short = (name for name in listed if len(name) <= _LONGEST_NAME)
    return tuple(dict.fromkeys(short))[:_MOST_NAMES]


def _language(stated: str, seen: str) -> str:
    """The language stated; Chinese is seen by its script, whatever is stated."""
    found = _LANGUAGE.fullmatch(stated)
    code = found[1].lower() if found else ""
    return code if code and "zh" not in (code, seen) else seen
