"""A PDF's pages become a text layer, and the layer's stories become articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pypdfium2

from archive.parsing.cutting import pieces_of
from archive.parsing.lines import ends_sentence, is_prose, words_of
from archive.parsing.model import (
    Page,
    ParsedArticle,
    ParsedDocument,
    Published,
    UnreadableDocument,
)
from archive.parsing.pdf.captions import captions_of
from archive.parsing.pdf.chunks import BODY, Chunk, chunks_of
from archive.parsing.pdf.continuing import Thread, threads_of
from archive.parsing.pdf.furniture import PageFurniture, find_furniture
from archive.parsing.pdf.geometry import RIGHT
from archive.parsing.pdf.glyphs import PageText, Word, read_page
from archive.parsing.pdf.gutters import find_gutters
from archive.parsing.pdf.initials import find_initials, set_initials
from archive.parsing.pdf.jumps import take_jumps
from archive.parsing.pdf.lines import MOST_LINES, Line
from archive.parsing.pdf.marks import Marks, marks_of
from archive.parsing.pdf.opening import opened, page_of
from archive.parsing.pdf.stories import PageStories, Story
from archive.parsing.pdf.tables import lines_beside, mark_rows
from archive.parsing.pdf.warming import tiny_pdf
from archive.parsing.pdf.writing import Writer

MAX_PAGES = 200
_MOST_CHARACTERS = 5_000_000
_MOST_WORDS = 20_000
_MOST_CHUNKS = 800
_FEWEST_WORDS = 20


@dataclass(slots=True)
class Sheet:
    """The words of a page that run in one direction, as lines in their frame."""

    page: int
    width: float
    height: float
    marks: Marks
    lines: list[Line] = field(default_factory=list)


def parse_pdf(data: bytes, *, max_pages: int = MAX_PAGES) -> ParsedDocument:
    """The articles of a PDF.

    Raises UnreadableDocument: "encrypted", "broken", "too_many_pages", and "no_text"
    where the pages are pictures without text. A page that fails alone is a remark.
    """
    remarks: list[str] = []
    with opened(data) as document:
        if len(document) > max_pages:
            raise UnreadableDocument(
                "too_many_pages",
                f"The PDF has {len(document)} pages; up to {max_pages} are read.",
            )
        texts, marks = _read(document, remarks)
    raw = "\f".join(text.text for text in texts)
    if not any(char.isalpha() for char in raw):
        raise UnreadableDocument(
            "no_text",
            "The pages are pictures without text: the scan must be recognised first.",
        )
    articles, doubts = _articles(raw, texts, marks)
    if not articles:
        raise UnreadableDocument("no_text", "The pages hold no running text.")
    return ParsedDocument(
        text=raw,
        encoding="",
        media_type="application/pdf",
        articles=articles,
        remarks=(*remarks, *doubts),
        pages=_pages(texts),
    )


def warm_up() -> None:
    """Parse a tiny document, so that later no file need be opened."""
    parse_pdf(tiny_pdf())


def _read(
    document: pypdfium2.PdfDocument, remarks: list[str]
) -> tuple[list[PageText], list[Marks]]:
    """Each page's text and marks; a page that cannot be read is an empty one."""
    texts: list[PageText] = []
    marks: list[Marks] = []
    start = 0
    for number in range(len(document)):
        try:
            with page_of(document, number) as page:
                text = read_page(page, start)
                drawn = marks_of(page, text.sheet)
        except pypdfium2.PdfiumError:
            remarks.append(f"Page {number + 1} is damaged and was left out.")
            text, drawn = PageText.empty(), Marks()
        _tell(number, text, remarks)
        texts.append(text)
        marks.append(drawn)
        start += len(text.text) + 1
        if start > _MOST_CHARACTERS:
            remarks.append(f"The pages after page {number + 1} were left out.")
            break
    return texts, marks


def _tell(number: int, text: PageText, remarks: list[str]) -> None:
    """Say what of a page could not be read."""
    name = f"Page {number + 1}"
    if text.cut:
        remarks.append(f"{name} has too many characters; the last were left out.")
    letters = sum(map(str.isalpha, text.text))
    if text.unknown > 20 and text.unknown > 0.05 * letters:
        remarks.append(
            f"{name}: for {text.unknown} characters the fonts do not say which "
            "letters they are."
        )
    if text.askew:
        remarks.append(
            f"{name}: {text.askew} words that stand aslant or outside were left out."
        )


def _pages(texts: Sequence[PageText]) -> tuple[Page, ...]:
    pages = []
    start = 0
    for text in texts:
        pages.append(
            Page(
                start=start,
                end=start + len(text.text),
                width=text.sheet.width,
                height=text.sheet.height,
                words=tuple((word.start, word.end, *word.box) for word in text.words),
            )
        )
        start += len(text.text) + 1
    return tuple(pages)


def _articles(
    raw: str, texts: Sequence[PageText], marks: Sequence[Marks]
) -> tuple[tuple[ParsedArticle, ...], list[str]]:
    """The articles of the pages, and the doubts about them."""
    remarks: list[str] = []
    sheets = [
        sheet
        for number, (text, drawn) in enumerate(zip(texts, marks, strict=True))
        for sheet in _sheets(number, text, drawn, remarks)
    ]
    if not any(sheet.lines for sheet in sheets):
        # All words stand off their page.
        return (), remarks
    body = _body_size(sheets)
    furniture = find_furniture(
        [sheet.lines for sheet in sheets],
        [sheet.height for sheet in sheets],
        body,
        alone=len(texts) == 1,
    )
    stories = [
        _stories(sheet, margin, body, remarks)
        for sheet, margin in zip(sheets, furniture, strict=True)
    ]
    labels = _labels(sheets, furniture, len(texts))
    by_page: list[list[Story]] = [[] for _ in texts]
    for sheet, found in zip(sheets, stories, strict=True):
        by_page[sheet.page].extend(found)
    threads = threads_of(by_page, labels)
    writer = Writer(raw, (line for sheet in sheets for line in sheet.lines))
    published = _published(furniture, remarks)
    articles = _written(writer, threads, published, remarks)
    bodies = [article.body for article in articles]
    return tuple(
        replace(
            article,
            pieces=pieces_of(
                article.body, [other for other in bodies if other is not article.body]
            ),
        )
        for article in articles
    ), remarks


def _sheets(
    number: int, text: PageText, marks: Marks, remarks: list[str]
) -> list[Sheet]:
    """A page's words by direction, the direction with most words first."""
    words = text.words
    if len(words) > _MOST_WORDS:
        remarks.append(f"Page {number + 1} has too many words; the last were left out.")
        words = words[:_MOST_WORDS]
    by_direction: dict[int, list[Word]] = {}
    for word in words:
        by_direction.setdefault(word.direction, []).append(word)
    sheets = []
    ordered = sorted(by_direction.items(), key=lambda item: (-len(item[1]), item[0]))
    for direction, group in ordered:
        turned = direction % 2 != RIGHT % 2
        width, height = text.sheet.width, text.sheet.height
        sheet = Sheet(
            page=number,
            width=height if turned else width,
            height=width if turned else height,
            marks=marks.framed(direction, width, height),
        )
        sheet.lines = _lines(group)
        sheets.append(sheet)
    return sheets


def _lines(words: Sequence[Word]) -> list[Line]:
    """The lines of words of one direction, drop capitals with their lines."""
    initials = find_initials(words)
    letters = {id(letter) for letter in initials.values()}
    rest = [word for word in words if id(word) not in letters]
    if not rest:
        return []
    lines = lines_beside(rest, find_gutters(rest, _usual_size(rest)))
    set_initials(lines, initials)
    mark_rows(lines)
    return lines


def _usual_size(words: Sequence[Word]) -> float:
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size * 2) / 2] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], -size))


def _body_size(sheets: Sequence[Sheet]) -> float:
    """The size in which most of the document is set."""
    words = [word for sheet in sheets for line in sheet.lines for word in line.words]
    return _usual_size(words)


def _stories(
    sheet: Sheet, margin: PageFurniture, body: float, remarks: list[str]
) -> list[Story]:
    inner = [line for line in sheet.lines if id(line) not in margin.lines]
    if len(inner) > MOST_LINES:
        return _drawn_order(sheet, inner, remarks)
    kept, jumps = take_jumps(inner)
    chunks = chunks_of(kept, body, sheet.marks)
    if len(chunks) > _MOST_CHUNKS:
        return _drawn_order(sheet, inner, remarks)
    captions = captions_of(chunks, sheet.marks)
    return PageStories(sheet.page, chunks, captions, jumps).stories


def _drawn_order(
    sheet: Sheet, lines: Sequence[Line], remarks: list[str]
) -> list[Story]:
    """A page with too many pieces to be told apart: one story as it was drawn."""
    remarks.append(
        f"Page {sheet.page + 1} has too many pieces to find its stories; its text "
        "stands in the order in which it was drawn."
    )
    ordered = sorted(lines, key=lambda line: line.words[0].start)
    return [Story(sheet.page, chunks=[Chunk(BODY, ordered)])] if ordered else []


def _labels(
    sheets: Sequence[Sheet], furniture: Sequence[PageFurniture], count: int
) -> list[str]:
    labels = [""] * count
    for sheet, margin in zip(sheets, furniture, strict=True):
        labels[sheet.page] = labels[sheet.page] or margin.label.upper()
    return labels


def _published(
    furniture: Sequence[PageFurniture], remarks: list[str]
) -> Published | None:
    """The day of the running heads, where they name only one."""
    found = [item for margin in furniture for item in margin.dates]
    days = {day for day, _ in found}
    if len(days) > 1:
        remarks.append("The running heads name several days: none was taken.")
    if len(days) != 1:
        return None
    ranges = tuple((line.words[0].start, line.words[-1].end) for _, line in found)
    return Published(days.pop(), None, "stated", ranges)


def _written(
    writer: Writer,
    threads: Sequence[Thread],
    published: Published | None,
    remarks: list[str],
) -> list[ParsedArticle]:
    articles = []
    left_out = 0
    for thread in threads:
        if not any(part.chunks for part in thread.parts):
            left_out += sum(_head_words(part) for part in thread.parts)
            continue
        article = writer.article(thread, published)
        if not _is_article(article):
            left_out += len(words_of(article.body.text))
            left_out += sum(_head_words(part) for part in thread.parts)
            continue
        articles.append(article)
        remarks.extend(thread.remarks)
        remarks.extend(
            f"The order of the pieces of a story on page {part.page + 1} is unsure."
            for part in thread.parts
            if part.unsure
        )
    if left_out:
        remarks.append(
            f"{left_out} words in short pieces (notices, boxes, loose lines) were left "
            "out."
        )
    return articles


def _head_words(part: Story) -> int:
    heads = [*part.kickers, *([part.head] if part.head else []), *part.decks]
    return sum(chunk.count for chunk in heads)


def _is_article(article: ParsedArticle) -> bool:
    """Whether the body is running text of some length."""
    text = article.body.text
    if article.language == "zh":
        return len(text) >= 30
    if len(words_of(text)) < _FEWEST_WORDS:
        return False
    return any(
        is_prose(paragraph) or ends_sentence(paragraph)
        for paragraph in text.split("\n\n")
    )
