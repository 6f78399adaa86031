"""Deliberately crude parsers: what other versions might have made of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from archive import parsing
from archive.decisions import holding
from archive.ingest import Changes, Reader, World, reparse
from archive.models import Document
from archive.parsing import ParsedArticle, ParsedDocument
from archive.spans import MappedText

_BEGINNING = re.compile(r"^ (?=[A-Z] ?[\na-z])", re.M)


def parse(data: bytes, name: str) -> ParsedDocument:
    """The first line is the headline, all the rest is body, menus and captions too.

    A line that begins with a blank and a capital begins another story.
    """
    text = data.decode()
    starts = [match.start() for match in _BEGINNING.finditer(text)] or [0]
    starts[0] = 0
    ends = [*starts[1:], len(text)]
    spans = zip(starts, ends, strict=True)
    return _document(text, [_article(text, *span) for span in spans])


def _article(text: str, start: int, end: int) -> ParsedArticle:
    line_end = text.index("\n", start)
    headline = MappedText.cut(text, start, line_end).strip()
    body = MappedText.cut(text, line_end, end).strip()
    if len(headline.text) < 20:
        headline, body = None, MappedText.cut(text, start, end).strip()
    return ParsedArticle(
        body=body, headline=headline, pieces=tuple(body.all_raw_ranges())
    )


def parse_split(data: bytes, name: str) -> ParsedDocument:
    """Every third paragraph begins a story of its own; none has a headline."""
    text = data.decode()
    ends = [match.end() for match in re.finditer(r"\n\n", text)][2::3]
    cuts = [0, *ends, len(text)]
    bodies = [
        MappedText.cut(text, start, end).strip()
        for start, end in zip(cuts, cuts[1:], strict=False)
    ]
    return _document(text, [ParsedArticle(body=body) for body in bodies if body.text])


def parse_merged(data: bytes, name: str) -> ParsedDocument:
    """All is one story, line after line."""
    text = data.decode()
    lines = [
        MappedText.cut(text, *match.span()).strip()
        for match in re.finditer(r"[^\n]+", text)
    ]
    body = MappedText.join([line for line in lines if line.text], "\n\n")
    return _document(text, [ParsedArticle(body=body)])


def parse_tailless(data: bytes, name: str) -> ParsedDocument:
    """What the present parser sees, less the last third of each body."""
    document = parsing.parse(data, name)
    articles = [
        replace(
            article,
            body=article.body.slice(0, len(article.body.text) * 2 // 3).strip(),
            captions=(),
        )
        for article in document.articles
    ]
    return replace(document, articles=tuple(articles))


def stories(*cut: list[int]) -> Reader:
    """A reader for which the paragraphs of these numbers are the stories."""

    def parse(data: bytes, name: str) -> ParsedDocument:
        text = data.decode()
        spans = [match.span() for match in re.finditer(r"(?:[^\n]+\n?)+", text)]
        paragraphs = [MappedText.cut(text, *span).strip() for span in spans]
        bodies = [
            MappedText.join([paragraphs[n] for n in story], "\n\n") for story in cut
        ]
        return _document(text, [ParsedArticle(body=body) for body in bodies])

    return Reader(parse, f"stories {cut}"[:80])


def _document(text: str, articles: list[ParsedArticle]) -> ParsedDocument:
    return ParsedDocument(
        text=text,
        encoding="utf-8",
        media_type="text/plain",
        articles=tuple(articles),
    )


CRUDE = Reader(parse, "crude-1")
SPLIT = Reader(parse_split, "split-1")
MERGED = Reader(parse_merged, "merged-1")
TAILLESS = Reader(parse_tailless, "tailless-1")
PRESENT = Reader()
ALL = (CRUDE, SPLIT, MERGED, TAILLESS, PRESENT)


@contextmanager
def readers_of_their_own() -> Iterator[None]:
    """What an editor moves is read again by the rules that read it last."""
    known = {reader.version: reader for reader in ALL}

    def again(document: Document, world: World) -> Changes:
        document.refresh_from_db()
        return reparse(document, world, known[document.parser_version])

    with patch.object(holding, "reparse", again):
        yield
