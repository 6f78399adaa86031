"""A document's bytes become articles: pure, no database, no clock, no network."""

from __future__ import annotations

from archive.parsing.addresses import addressed
from archive.parsing.columns import is_column_layer, parse_columns
from archive.parsing.cutting import move_piece
from archive.parsing.decoding import MAX_BYTES, decode
from archive.parsing.model import (
    ParsedArticle,
    ParsedDocument,
    Published,
    UnreadableDocument,
)
from archive.parsing.text import parse_text

__all__ = [
    "ParsedArticle",
    "ParsedDocument",
    "Published",
    "UnreadableDocument",
    "VERSION",
    "move_piece",
    "parse",
]

VERSION = "text-1"


def parse(data: bytes, name: str, *, max_bytes: int = MAX_BYTES) -> ParsedDocument:
    """The articles of a document; `UnreadableDocument` says why there are none.

    `name` is the document's file name or address. Content alone decides the type;
    of the name only an address counts, and only for a date the text does not state.
    """
    decoded = decode(data, max_bytes)
    if not any(char.isalpha() for char in decoded.text):
        raise UnreadableDocument("no_text", "The document holds no words.")
    remarks = list(decoded.remarks)
    if is_column_layer(decoded.text):
        reading = parse_columns(decoded.text)
        articles, doubts = reading.articles, reading.remarks
    else:
        single = parse_text(decoded.text)
        articles = (single.article,) if single.article else ()
        doubts = tuple(single.remarks)
    if not articles:
        raise UnreadableDocument("no_text", "The document holds no running text.")
    return ParsedDocument(
        text=decoded.text,
        encoding=decoded.encoding,
        media_type="text/plain",
        articles=tuple(addressed(article, name) for article in articles),
        remarks=(*remarks, *doubts),
    )
