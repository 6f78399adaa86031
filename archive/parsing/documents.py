"""From a document's bytes to its articles, whatever kind of document it is."""

from __future__ import annotations

from functools import cache

from archive.parsing import html, pdf
from archive.parsing.columns import is_column_layer, parse_columns
from archive.parsing.decoding import MAX_BYTES, Decoded, decode
from archive.parsing.kinds import Kind, kind_of
from archive.parsing.model import ParsedArticle, ParsedDocument, UnreadableDocument
from archive.parsing.records import parse_record
from archive.parsing.text import parse_text

MAX_PAGES = 200
"""Longer PDFs are refused unless the caller allows more."""

MEDIA_TYPES = {
    Kind.TEXT: "text/plain",
    Kind.HTML: "text/html",
    Kind.JSON: "application/json",
    Kind.CSV: "text/csv",
}


def parse(
    data: bytes,
    charset: str = "",
    *,
    max_bytes: int = MAX_BYTES,
    max_pages: int = MAX_PAGES,
) -> ParsedDocument:
    """The articles of a document; `UnreadableDocument` says why there are none.

    Content alone decides the type. `charset` is the encoding that the document came
    with, where something told it; see `decode`.
    """
    kind = kind_of(data)
    if kind is Kind.PDF:
        return pdf.parse_pdf(data, max_pages=max_pages)
    decoded = decode(data, max_bytes, charset or None)
    if not any(char.isalpha() for char in decoded.text):
        raise UnreadableDocument("no_text", "The document holds no words.")
    articles, remarks = _read(kind, decoded)
    if not articles:
        reason = " ".join(("The document holds no running text.", *remarks))
        raise UnreadableDocument("no_text", reason[:1000])
    return ParsedDocument(
        text=decoded.text,
        encoding=decoded.encoding,
        media_type=MEDIA_TYPES[kind],
        articles=articles,
        remarks=(*decoded.remarks, *remarks),
    )


def _read(
    kind: Kind, decoded: Decoded
) -> tuple[tuple[ParsedArticle, ...], tuple[str, ...]]:
    """The articles of a text layer, and the doubts about them."""
    if kind is Kind.TEXT and is_column_layer(decoded.text):
        columns = parse_columns(decoded.text)
        return tuple(columns.articles), tuple(columns.remarks)
    if kind is Kind.HTML:
        reading = html.parse_html(decoded.text)
    elif kind is Kind.TEXT:
        reading = parse_text(decoded.text)
    else:
        reading = parse_record(decoded.text, kind, "")
    articles = (reading.article,) if reading.article else ()
    return articles, tuple(reading.remarks)


@cache
def warm_up() -> None:
    """Load all that parsing ever loads, before the process may open files no more."""
    html.warm_up()
    pdf.warm_up()
