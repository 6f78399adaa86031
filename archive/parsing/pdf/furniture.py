"""Running heads and feet, page numbers and the date among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from archive.parsing.dates import date_line
from archive.parsing.menus import is_legal
from archive.parsing.pdf.lines import Line

_NUMBER = re.compile(
    r"(?:[-–—|•·~]\s?)?(?:(?i:page|p\.?)\s?)?(?P<label>[A-Z]?\d{1,3})"
    r"(?:\s?(?:/|of)\s?\d{1,3})?(?:\s?[-–—|•·~])?$"
)
_DIGITS = re.compile(r"\d+")
_HEAD_ZONE, _FOOT_ZONE = 0.14, 0.90
_EDGE = 0.1
_LARGE = 1.5
_BYLINE = re.compile(r"by:?\s", re.IGNORECASE)
_LONGEST_SMALL_WORD = 3
_MOST_NAME_WORDS, _MOST_BETWEEN = 5, 4
_MOST_WORDS = 16
_YEAR = re.compile(r"(?:19|20)\d\d\b")


@dataclass(slots=True)
class PageFurniture:
    """What a page's margins say: lines to leave out, its number, its dates."""

    lines: set[int] = field(default_factory=set)
    """id() of each Line that belongs to the margins."""
    label: str = ""
    dates: list[tuple[date, Line]] = field(default_factory=list)


def find_furniture(
    pages: Sequence[Sequence[Line]],
    heights: Sequence[float],
    body: float,
    *,
    alone: bool = False,
) -> list[PageFurniture]:
    """The furniture of each page; what repeats over pages counts as such.

    `body` is the size of running text: a long line in large type is a headline, also
    where two pages have the same. `alone` says that the document has one page only:
    nothing can repeat, and a dated line is a running head at the very edge only.
    """
    repeated = _repeated(pages, heights, body)
    found = []
    for lines, height in zip(pages, heights, strict=True):
        page = PageFurniture()
        masthead = _masthead(lines, height, body)
        page.lines.update(id(line) for line in masthead)
        inner = [line for line in lines if id(line) not in page.lines]
        headline = _highest_headline(inner, body)
        at_edge = alone and not masthead
        for line in _outer_lines(lines, height):
            dated = line.base < headline and _is_dated_head(line, height, at_edge)
            if dated or _is_furniture(line, height, repeated):
                page.lines.add(id(line))
        _add_neighbours(page, lines, height, body)
        for line in lines:
            if id(line) in page.lines:
                _read(page, line)
        found.append(page)
    return found


def _zone(line: Line, height: float) -> str:
    if line.base < _HEAD_ZONE * height:
        return "head"
    return "foot" if line.top > _FOOT_ZONE * height else ""


def _key(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.lower().split()))


def _repeated(
    pages: Sequence[Sequence[Line]], heights: Sequence[float], body: float
) -> dict[str, list[float]]:
    """Words, digits aside, that stand at one height of two pages or more."""
    places: dict[str, dict[int, float]] = defaultdict(dict)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for line in lines:
            headline = line.size > _LARGE * body and len(line.words) > 3
            if _zone(line, height) and not headline and len(line.words) <= _MOST_WORDS:
                places[_key(line)].setdefault(number, line.base)
    repeated = {}
    for key, bases in places.items():
        ordered = sorted(bases.values())
        close = [
            one
            for one, other in zip(ordered, ordered[1:], strict=False)
            if other - one < 8
        ]
        if close:
            repeated[key] = close
    return repeated


def _outer_lines(lines: Sequence[Line], height: float) -> list[Line]:
    """Short lines in the head's and the foot's zone with no running text beyond."""
    ordered = sorted(lines, key=lambda line: line.base)
    outer: list[Line] = []
    for row in (ordered, ordered[::-1]):
        distinct: list[float] = []
        for line in row:
            if not _zone(line, height):
                break
            if not any(abs(line.base - base) < 4 for base in distinct):
                distinct.append(line.base)
            if len(distinct) > 4:
                break
            if len(line.words) <= _MOST_WORDS:
                outer.append(line)
    return outer


def _is_furniture(line: Line, height: float, repeated: dict[str, list[float]]) -> bool:
    text = " ".join(line.text.split())
    bases = repeated.get(_key(line))
    if bases and any(abs(line.base - base) < 16 for base in bases):
        return True
    if _NUMBER.match(text):
        return line.base < _EDGE * height or line.top > 0.92 * height
    return _zone(line, height) == "foot" and is_legal(text)


def _masthead(lines: Sequence[Line], height: float, body: float) -> list[Line]:
    """A newspaper's name: short, in large type, a date and then a headline below it.

    Below a story's own headline and date stands its text instead.
    """
    name: list[Line] = []
    between: list[Line] = []
    for line in sorted(lines, key=lambda line: line.base):
        if not _zone(line, height) and not between:
            return []
        large = line.size > _LARGE * body
        if large and between:
            break
        if large:
            name.append(line)
        elif not name or len(between) == _MOST_BETWEEN:
            return []
        else:
            between.append(line)
    else:
        return []
    few = sum(len(line.words) for line in name) <= _MOST_NAME_WORDS
    stated = any(
        stated_day(line) is not None and not _BYLINE.match(line.text)
        for line in between
        if _zone(line, height) == "head"
    )
    return name if few and stated else []


def _highest_headline(lines: Sequence[Line], body: float) -> float:
    """The lower edge of the first line in large type: below it a date is a story's."""
    return min(
        (
            line.bottom
            for line in lines
            if line.size > _LARGE * body
            and not _NUMBER.match(line.text)
            and stated_day(line) is None
        ),
        default=float("inf"),
    )


def _is_dated_head(line: Line, height: float, at_edge: bool) -> bool:
    """Whether a line with a date is a running head; `at_edge`: there alone it is."""
    if _zone(line, height) != "head" or stated_day(line) is None:
        return False
    if not at_edge:
        return True
    # "Linhai Daily, 12 November 2019" has names only; a sentence has other words.
    names_only = not any(
        word.text[:1].islower() and len(word.text) > _LONGEST_SMALL_WORD
        for word in line.words
    )
    outmost = line.base < _EDGE * height
    return outmost and names_only and not _BYLINE.match(line.text)


def _add_neighbours(
    page: PageFurniture, lines: Sequence[Line], height: float, body: float
) -> None:
    """What stands on one base line with furniture, or above it, is furniture too.

    Large type is not, but for a section's short name beside a page number or date.
    """
    known = [line for line in lines if id(line) in page.lines]
    heads = [line for line in known if _zone(line, height) == "head"]
    feet = [line for line in known if _zone(line, height) == "foot"]
    for line in lines:
        if id(line) in page.lines or len(line.words) > _MOST_WORDS:
            continue
        same = any(abs(line.base - other.base) < 3 for other in known)
        if line.size > _LARGE * body and not (same and len(line.words) <= 3):
            continue
        above = any(line.base < other.top for other in heads)
        below = any(line.top > other.base for other in feet)
        if _zone(line, height) and (same or above or below):
            page.lines.add(id(line))


def _read(page: PageFurniture, line: Line) -> None:
    for cell in line.cells():
        found = _NUMBER.match(" ".join(word.text for word in cell))
        if found and not page.label:
            page.label = found["label"]
    if not page.label:
        tail = re.search(r"\b(?:page|p\.?)\s?([A-Z]?\d{1,3})\b", line.text, re.I)
        page.label = tail[1] if tail else ""
    stated = stated_day(line)
    if stated:
        page.dates.append((stated, line))


def stated_day(line: Line) -> date | None:
    """The day that a running head names, whatever stands beside it."""
    tokens = line.text.split()
    if len(tokens) > _MOST_WORDS or not _YEAR.search(line.text):
        return None
    for size in (4, 3, 2, 1):
        for at in range(len(tokens) - size + 1):
            window = " ".join(tokens[at : at + size]).strip(" ,;|()")
            if not _YEAR.search(window):
                continue
            found = date_line(window)
            if found:
                return found.on
    return None
