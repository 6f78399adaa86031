"""What parsing returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from archive.spans import MappedText, Range, Run


class UnreadableDocument(Exception):
    """A document that cannot become articles; `code` is a stable, short reason."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Published:
    """A date of publication that the document itself states.

    `at` carries the source's zone; it is None where only a day is stated. `on` is
    the source's own day, never UTC's. `basis` is "stated" (in the text) or
    "address" (read from the document's address or file name). `precision` is "day",
    or "month" where only that is known: `on` is then the month's first day.
    """

    on: date
    at: datetime | None
    basis: str
    raw_ranges: tuple[Range, ...] = ()
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One story, its parts kept apart, each with its way back to the raw text.

    Paragraphs of `body` (and of `standfirst`) are separated by two line feeds.
    """

    body: MappedText
    headline: MappedText | None = None
    standfirst: MappedText | None = None
    captions: tuple[MappedText, ...] = ()
    notes: tuple[MappedText, ...] = ()
    bylines: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    publisher: str = ""
    editor: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    address: str = ""
    language: str = "en"
    published: Published | None = None
    pieces: tuple[Range, ...] = field(default=())
    """Raw ranges of the body's column pieces, in reading order; one for plain text."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF: which part of the text layer it holds, and where it prints it.

    `start` and `end` are raw offsets; `width` and `height` are in points (1/72 inch)
    of the page as it is shown, its rotation applied. Each of `words` is (start, end,
    left, top, right, bottom): raw offsets, and the word's box in points from the
    page's upper left corner.
    """

    start: int
    end: int
    width: float
    height: float
    words: tuple[tuple[int, int, float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document's text layer, decoded once, and the articles cut out of it.

    The layer of HTML, JSON and CSV is their source as it came; that of a PDF is its
    pages' text in the order of their drawing, one form feed between two pages.
    """

    text: str
    encoding: str
    media_type: str
    articles: tuple[ParsedArticle, ...]
    remarks: tuple[str, ...] = ()
    """Doubts worth an editor's look, e.g. pieces whose order is unsure."""
    pages: tuple[Page, ...] = ()
    """The pages of a PDF; none for other types."""


PARSED = (ParsedDocument, ParsedArticle, Published, Page, MappedText, Run)
"""All that a parse is made of: what a process that parses may answer."""
