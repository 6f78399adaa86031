"""A document's and an article's own texts: what the parse says, repairs laid over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from archive import parsing
from archive.ingest import cutting, naming
from archive.models import Article, BodyRepair, Document
from archive.parsing import ParsedArticle, ParsedDocument


def accept(document: Document, parsed: ParsedDocument) -> None:
    """Give the document its verdict, its text layer and the parse's doubts."""
    document.verdict = Document.Verdict.ACCEPTED
    document.reason_code = document.reason = ""
    document.text, document.encoding = parsed.text, parsed.encoding
    document.media_type = parsed.media_type
    document.pages = [asdict(page) for page in parsed.pages]
    document.layer_version = parsing.VERSION
    document.remarks = list(parsed.remarks)


def set_texts(
    article: Article,
    story: ParsedArticle,
    document: Document,
    repairs: Iterable[BodyRepair] = (),
) -> list[BodyRepair]:
    """Give the article its texts; returns the repairs that found their place there."""
    texts = cutting.texts_of(story)
    article.raw_ranges = [list(span) for span in cutting.all_ranges(story)]
    article.pieces = [list(span) for span in story.pieces]
    said = cutting.machine_values(story)
    if not story.published:
        # What the text lets us infer of an undated story is for extraction to say.
        undated = {name: said.pop(name) for name in Article.DATE_FIELDS}
        if article.published_on:
            article.take_machine_values(undated)
    for part in ("headline", "standfirst", "captions", "notes"):
        said[part] = texts[part].text
        if article.machine_may_set(part):
            article.maps = {**article.maps, part: texts[part].dump()}
    body, placed = cutting.repaired(texts["body"], repairs, document.text)
    if article.pk and body.text != article.body:
        article.version += 1
    article.set_mapped("body", body)
    article.take_machine_values(cutting.columns(said, article))
    article.extracted = {
        "version": document.parser_version,
        "fields": {name: _plain(value) for name, value in said.items()},
        "labelled": naming.is_labelled(story),
    }
    if placed:
        machine = texts["body"]
        article.extracted |= {"body": machine.text, "body_map": machine.dump()}
    return placed


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | list):
        return value
    return str(value)
