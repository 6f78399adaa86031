"""A document's bytes become articles: pure, no database, no clock, no network."""

from __future__ import annotations

from archive.later import later
from archive.parsing.addresses import addressed
from archive.parsing.cutting import move_piece
from archive.parsing.model import (
    PARSED,
    Page,
    ParsedArticle,
    ParsedDocument,
    Published,
    UnreadableDocument,
)

__all__ = [
    "PARSED",
    "Page",
    "ParsedArticle",
    "ParsedDocument",
    "Published",
    "UnreadableDocument",
    "VERSION",
    "addressed",
    "move_piece",
    "parse",
    "warm_up",
]

VERSION = "parse-7"

# Pages name the types; what parses is loaded where a document is taken in.
__getattr__ = later(
    __name__,
    {"parse": "archive.parsing.documents", "warm_up": "archive.parsing.documents"},
)
