"""The pages of a PDF as they are shown: each with the boxes of the words marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.models import Article, Document, Figure
from archive.spans import Range

PDF = "application/pdf"
AT_ONCE = 8
"""Pages that are shown together; a link leads to the others."""
MOST_BOXES = 20_000
"""Words that are marked on the pages shown; further ones are not."""


@dataclass(frozen=True, slots=True)
class Box:
    """A marked word, in points from the page's upper left corner.

    `kind` is "figure" or "story"; `id` makes it a place to land on.
    """

    kind: str
    x: float
    y: float
    width: float
    height: float
    id: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, counted from 1; its size is in points."""

    number: int
    width: float
    height: float
    boxes: tuple[Box, ...]

    @property
    def has_figure(self) -> bool:
        return any(box.kind == "figure" for box in self.boxes)

    @property
    def has_size(self) -> bool:
        return self.width > 0 and self.height > 0


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages on which a story stands, of `total` the document has.

    `shown` are those on view; `others` the numbers of those that are not.
    """

    shown: tuple[Sheet, ...] = ()
    others: tuple[int, ...] = ()
    total: int = 0

    @property
    def has_figure(self) -> bool:
        return any(sheet.has_figure for sheet in self.shown)


def sheets_of(article: Article, figure: Figure | None, wanted: int = 0) -> Sheets:
    """The pages of a story from the one that is wanted on: the figure's, or the first.

    Nothing for a document that has no pages.
    """
    document = article.document
    if document.media_type != PDF:
        return Sheets()
    places = _joined(article.ranges)
    marked = _joined(figure.ranges) if figure else []
    numbers = _numbers(document, [*places, *marked])
    if not wanted and marked:
        wanted = next(iter(_numbers(document, marked)), 0)
    at = numbers.index(wanted) if wanted in numbers else 0
    at = max(0, min(at, len(numbers) - AT_ONCE))
    chosen = numbers[at : at + AT_ONCE]
    shown, left = [], MOST_BOXES
    anchor = figure.anchor if figure else ""
    for number in chosen:
        page = document.pages[number - 1]
        boxes = _boxes(page["words"], places, marked, anchor, left)
        left -= min(left, len(boxes))
        if any(box.id for box in boxes):
            anchor = ""
        shown.append(Sheet(number, page["width"], page["height"], tuple(boxes)))
    others = tuple(number for number in numbers if number not in chosen)
    return Sheets(tuple(shown), others, len(document.pages))


def _numbers(document: Document, ranges: Iterable[Range]) -> list[int]:
    """The numbers of the pages that hold something of the ranges."""
    wanted = _joined(ranges)
    return [
        number
        for number, page in enumerate(document.pages, 1)
        if _touches(wanted, page["start"], page["end"])
    ]


def _boxes(
    words: Sequence[Sequence[float]],
    places: list[Range],
    marked: list[Range],
    anchor: str,
    most: int,
) -> list[Box]:
    """Boxes of the words in the ranges, the figure's last: they lie on top.

    Of the story's there are `most` at most.
    """
    story, figure = [], []
    for start, end, left, top, right, bottom in words:
        size = round(left, 2), round(top, 2), round(right - left, 2)
        size = *size, round(bottom - top, 2)
        if _touches(marked, start, end):
            figure.append(Box("figure", *size, anchor))
            anchor = ""
        elif len(story) < most and _touches(places, start, end):
            story.append(Box("story", *size))
    return story + figure


def _joined(ranges: Iterable[Range]) -> list[Range]:
    """The ranges in order, those that meet as one."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _touches(ranges: list[Range], start: int, end: int) -> bool:
    """Whether text[start:end] has something of the ranges, which do not overlap."""
    before = bisect_right(ranges, (end, -1)) - 1
    return before >= 0 and ranges[before][0] < end and start < ranges[before][1]
