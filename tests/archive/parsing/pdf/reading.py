"""What tests ask of a PDF that was read."""

from __future__ import annotations

from collections.abc import Iterable

from archive.parsing.model import ParsedArticle, ParsedDocument
from archive.spans import MappedText
from tests.archive.parsing.pdf.newsroom import Copy
from tests.archive.parsing.pdf.press import Press


def headline_of(article: ParsedArticle) -> str:
    return article.headline.text if article.headline else ""


def stories_of(document: ParsedDocument) -> dict[str, list[str]]:
    """Words of each story by its headline."""
    return {
        headline_of(article): article.body.text.split() for article in document.articles
    }


def assert_reads(document: ParsedDocument, copies: Iterable[Copy]) -> None:
    """Each story has its headline and exactly its words, in their order."""
    wanted = {copy.headline: copy.words for copy in copies}
    found = stories_of(document)
    assert sorted(found) == sorted(wanted)
    for headline, words in wanted.items():
        assert found[headline] == words
    assert_mapped(document)


def captions_of(document: ParsedDocument) -> list[str]:
    return sorted(
        caption.text for article in document.articles for caption in article.captions
    )


def parts_of(article: ParsedArticle) -> list[MappedText]:
    single = [article.headline, article.standfirst, article.body]
    return [*(part for part in single if part), *article.captions, *article.notes]


def assert_mapped(document: ParsedDocument) -> None:
    """Every mapped character is the layer's, and every word's box is on its page."""
    for article in document.articles:
        for part in parts_of(article):
            covered = 0
            for run in part.runs:
                raw = document.text[run.raw_start : run.raw_end]
                assert part.text[run.start : run.end] == raw
                covered += sum(not char.isspace() for char in raw)
            assert covered == sum(not char.isspace() for char in part.text)
    at = 0
    for page in document.pages:
        assert (page.start, page.end) == (at, at + page.end - page.start)
        at = page.end + 1
        for start, end, left, top, right, bottom in page.words:
            assert page.start <= start < end <= page.end
            assert not any(char.isspace() for char in document.text[start:end])
            assert 0 <= left < right <= page.width + 0.01
            assert 0 <= top < bottom <= page.height + 0.01
    assert at == len(document.text) + 1


def assert_boxes(document: ParsedDocument, press: Press) -> None:
    """Each word that was printed has a box around the place where it was printed."""
    for page, inks in zip(document.pages, press.pages, strict=True):
        boxes: dict[str, list[tuple[float, ...]]] = {}
        for start, end, *box in page.words:
            boxes.setdefault(document.text[start:end], []).append(tuple(box))
        for ink in inks:
            assert any(
                abs(left - ink.x) < 1.5
                and abs(right - ink.right) < 1.5
                and top < ink.base - 0.4 * ink.size
                and ink.base - 0.2 < bottom < ink.base + 0.5 * ink.size
                for left, top, right, bottom in boxes.get(ink.text, [])
            ), ink
