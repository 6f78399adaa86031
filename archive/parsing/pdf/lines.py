"""Words of one direction joined to lines, lines never across a gutter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from archive.parsing.pdf.glyphs import Word
from archive.parsing.pdf.gutters import Strip

MOST_LINES = 2_500
"""On one page; where there are more, no columns and stories are looked for."""
_CELL_GAP = 1.4
_HEADLINE_GAP = 0.55
_ALIGNED_GAP = 0.33
_LARGE = 1.3


@dataclass(slots=True, eq=False)
class Line:
    """Words on one base line within one column, from left to right.

    `lane` is the place of the column it stands in: the white that bounds it on either
    side, as far as there is any. `initial` is the drop capital before its first word.
    """

    words: list[Word]
    lane: tuple[float, float] = (float("-inf"), float("inf"))
    initial: Word | None = None
    row: bool = False
    """Whether it is a row of a table."""
    left: float = field(init=False)
    right: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    base: float = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)
    italic: bool = field(init=False)

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Set the places and the style anew from the words."""
        words = self.words
        sizes: Counter[float] = Counter()
        bold = italic = total = 0
        for word in words:
            count = len(word.text)
            sizes[round(word.size, 1)] += count
            total += count
            bold += count * word.bold
            italic += count * word.italic
        self.size = max(sizes, key=lambda size: (sizes[size], size))
        self.bold = bold > 0.8 * total
        self.italic = italic > 0.8 * total
        self.left = words[0].left
        self.right = max(word.right for word in words)
        usual = [word for word in words if abs(word.size - self.size) < 0.3]
        self.base = (usual or words)[0].base
        self.top = self.base - 0.75 * self.size
        self.bottom = self.base + 0.22 * self.size

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def width(self) -> float:
        return self.right - self.left

    def cells(self) -> list[list[Word]]:
        """The words in groups, cut where the gap is too wide for one between words."""
        groups = [[self.words[0]]]
        for before, word in zip(self.words, self.words[1:], strict=False):
            if word.left - before.right > _CELL_GAP * self.size:
                groups.append([])
            groups[-1].append(word)
        return groups


def lines_of(words: Iterable[Word], strips: Sequence[Strip]) -> list[Line]:
    """The lines of the words, downwards and then from left to right."""
    lines = [Line(part) for row in _rows(words) for part in _parts(row, strips)]
    if len(lines) <= MOST_LINES:
        lines = _with_raised(lines)
        lines = [part for line in lines for part in _without_overhang(line, lines)]
    for line in lines:
        line.lane = lane_of(line, strips)
    return sorted(lines, key=lambda line: (line.base, line.left))


def lane_of(line: Line, strips: Sequence[Strip]) -> tuple[float, float]:
    """The white on either side of a line: right edge on its left, left on its right."""
    left, right = float("-inf"), float("inf")
    for strip in strips:
        if strip.top < line.bottom and line.top < strip.bottom:
            if strip.right <= line.left + 2:
                left = max(left, strip.right)
            elif strip.left >= line.right - 2:
                right = min(right, strip.left)
    return left, right


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words whose base lines are next to the same, each row from left to right."""
    rows: list[list[Word]] = []
    last = float("-inf")
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if word.base - last > 0.08 * word.size:
            rows.append([])
        rows[-1].append(word)
        last = word.base
    for row in rows:
        row.sort(key=lambda word: (word.left, word.start))
    return rows


def _parts(row: list[Word], strips: Sequence[Strip]) -> list[list[Word]]:
    """A row cut at the gutters it crosses."""
    top = min(word.base - 0.5 * word.size for word in row)
    bottom = max(word.base for word in row)
    beside = [strip for strip in strips if strip.covers(top, bottom)]
    blank = _usual_blank(row)
    parts = [[row[0]]]
    for before, word in zip(row, row[1:], strict=False):
        if _crosses(before, word, beside, blank):
            parts.append([])
        parts[-1].append(word)
    return parts


def _usual_blank(row: list[Word]) -> float:
    """The middle gap of a row's words; 0 where there are too few to tell."""
    gaps = [after.left - word.right for word, after in zip(row, row[1:], strict=False)]
    if len(gaps) == 2:
        return min(gaps)
    return median(gaps) if gaps[1:] else 0.0


def _crosses(before: Word, word: Word, strips: Sequence[Strip], blank: float) -> bool:
    """Whether a gutter lies between two neighbours of a row.

    Between large words a gutter must be wider than a blank of theirs, or the word
    after it must begin where the column does: a headline may chance to have a
    blank above a gutter.
    """
    gap = word.left - before.right
    size = min(before.size, word.size)
    for strip in strips:
        if before.right > strip.left + 2 or word.left < strip.right - 2:
            continue
        usual = blank or strip.blank * size / strip.size
        if size > _LARGE * strip.size and gap < 1.35 * usual:
            continue
        if gap >= _HEADLINE_GAP * size:
            return True
        if gap >= _ALIGNED_GAP * size and abs(word.left - strip.right) <= 1.5:
            return True
    return False


def _without_overhang(line: Line, lines: Sequence[Line]) -> list[Line]:
    """A line parted at a wide gap where the lines around it all end before the gap.

    So a column of one or two lines shows, which is too short to have a gutter.
    """
    gaps = [
        (after.left - word.right, at)
        for at, (word, after) in enumerate(
            zip(line.words, line.words[1:], strict=False), start=1
        )
    ]
    usual = sorted(gap for gap, _ in gaps)[len(gaps) // 2] if gaps else 0.0
    wide = [
        at
        for gap, at in gaps
        if gap >= 0.6 * line.size and (gap > 1.2 * usual or len(gaps) < 3)
    ]
    if not wide:
        return [line]
    around = [
        other
        for other in lines
        if other is not line
        and abs(other.base - line.base) < 9 * line.size
        and abs(other.left - line.left) < 2.6 * line.size
        and abs(other.size - line.size) < 0.1 * line.size
    ]
    if len(around) < 3:
        return [line]
    for at in wide:
        edge = line.words[at].left - 0.5 * line.size
        inside = [other for other in around if other.right < edge]
        reach = max((other.right for other in inside), default=0.0)
        full = reach > line.words[at - 1].right - 0.25 * (reach - line.left)
        if full and len(inside) >= max(3, len(around) - 2):
            return [Line(line.words[:at]), Line(line.words[at:])]
    return [line]


def _with_raised(lines: list[Line]) -> list[Line]:
    """Words set a little higher or lower than their neighbours put into their line."""
    ordered = sorted(lines, key=lambda line: (line.base, line.left))
    gone: set[int] = set()
    for at, line in enumerate(ordered):
        if at in gone:
            continue
        for other_at in range(at + 1, len(ordered)):
            other = ordered[other_at]
            if other.base - line.base > 0.4 * max(line.size, other.size):
                break
            if other_at not in gone and _touches(line, other):
                line.words = sorted(
                    [*line.words, *other.words], key=lambda word: word.left
                )
                line.measure()
                gone.add(other_at)
    return [line for at, line in enumerate(ordered) if at not in gone]


def _touches(line: Line, other: Line) -> bool:
    size = min(line.size, other.size)
    if abs(line.base - other.base) > 0.4 * max(line.size, other.size):
        return False
    gap = max(other.left - line.right, line.left - other.right)
    if -0.2 * size < gap < 0.45 * size:
        return True
    return gap < 0 and _fits_between(line, other)


def _fits_between(line: Line, other: Line) -> bool:
    """Whether no word of one stands on a word of the other."""
    return all(
        word.right <= mine.left + 0.5 or word.left >= mine.right - 0.5
        for word in other.words
        for mine in line.words
    )
