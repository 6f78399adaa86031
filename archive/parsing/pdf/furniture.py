"""Running heads and feet, page numbers and the date among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from archive.parsing.dates import date_line
from archive.parsing.lines import is_legal
from archive.parsing.pdf.lines import Line

_NUMBER = re.compile(
    r"(?:[-–—|•·~]\s?)?(?:(?i:page|p\.?)\s?)?(?P<label>[A-Z]?\d{1,3})"
    r"(?:\s?(?:/|of)\s?\d{1,3})?(?:\s?[-–—|•·~])?$"
)
_DIGITS = re.compile(r"\d+")
_HEAD_ZONE, _FOOT_ZONE = 0.14, 0.90
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
    pages: Sequence[Sequence[Line]], heights: Sequence[float], body: float
) -> list[PageFurniture]:
    """The furniture of each page; what repeats over pages counts as such.

    `body` is the size of running text: a long line in large type is a headline, also
    where two pages have the same.
    """
    repeated = _repeated(pages, heights, body)
    found = []
    for lines, height in zip(pages, heights, strict=True):
        page = PageFurniture()
        for line in _outer_lines(lines, height):
            if _is_furniture(line, height, repeated):
                page.lines.add(id(line))
        _add_neighbours(page, lines, height)
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
            headline = line.size > 1.5 * body and len(line.words) > 3
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
        return line.base < 0.1 * height or line.top > 0.92 * height
    if _zone(line, height) == "foot" and is_legal(text):
        return True
    return _zone(line, height) == "head" and stated_day(line) is not None


def _add_neighbours(page: PageFurniture, lines: Sequence[Line], height: float) -> None:
    """What stands on one base line with furniture, or above it, is furniture too."""
    known = [line for line in lines if id(line) in page.lines]
    heads = [line for line in known if _zone(line, height) == "head"]
    feet = [line for line in known if _zone(line, height) == "foot"]
    for line in lines:
        if id(line) in page.lines or len(line.words) > _MOST_WORDS:
            continue
        same = any(abs(line.base - other.base) < 3 for other in known)
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
