"""White strips between columns, found where words stand and where none does.

A gutter shows by two things: nothing is printed in it over several lines, and the
lines to its right begin at one place. Gaps between words may chance to stand in a
row; they do not chance to have words begin at one place line after line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from archive.parsing.pdf.glyphs import Word

_FEWEST_LINES = 4
_FEWEST_ON_GRID = 2
_NARROWEST = 4.0
_ALIGNED = 1.0
_MOST_ROWS = 1_500
_MOST_STRIPS = 300
_MOST_COLUMNS = 4_000


@dataclass(frozen=True, slots=True)
class Strip:
    """A white strip: nothing is printed between left and right, top and bottom."""

    left: float
    right: float
    top: float
    bottom: float
    lines: int = 0
    """How many lines begin at its right edge."""
    size: float = 10.0
    """The usual size of type beside it."""
    blank: float = 3.0
    """The usual gap between two words of that size."""

    def covers(self, top: float, bottom: float) -> bool:
        """Whether it stands beside the larger part of what lies between."""
        shared = min(self.bottom, bottom) - max(self.top, top)
        return shared > 0.5 * (bottom - top)


class Grid:
    """The page as rows of bits, a bit set where ink is."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.low = min(word.top for word in words)
        high = max(word.bottom for word in words)
        self.origin = min(word.left for word in words) - 2.0
        wide = max(word.right for word in words) - self.origin
        self.step = max(2.0, (high - self.low) / _MOST_ROWS)
        self.unit = max(0.5, wide / _MOST_COLUMNS)
        self.rows = [0] * (int((high - self.low) / self.step) + 2)
        for word in words:
            bits = self.mask(word.left, word.right)
            for row in self.span(word):
                self.rows[row] |= bits

    def span(self, word: Word) -> range:
        """The rows of a word: from the height of an x to the base line."""
        top = word.base - 0.5 * word.size
        first = int((top - self.low) / self.step)
        return range(max(first, 0), max(self.row(word.base), first) + 1)

    def row(self, y: float) -> int:
        return min(max(int((y - self.low) / self.step), 0), len(self.rows) - 1)

    def column(self, x: float) -> int:
        return max(0, int((x - self.origin) / self.unit + 0.5))

    def mask(self, left: float, right: float) -> int:
        first, last = self.column(left), self.column(right)
        return ((1 << max(last - first, 1)) - 1) << first

    def free_left(self, ink: int, x: float) -> tuple[float, bool]:
        """How far it is white to the left of x, and whether anything bounds it."""
        at = self.column(x)
        left = ink & ((1 << at) - 1)
        return (at - left.bit_length()) * self.unit, bool(left)


def usual_gap(words: Sequence[Word]) -> float:
    """The middle distance between two words of a line."""
    ordered = sorted(words, key=lambda word: (round(word.base), word.left))
    gaps = [
        second.left - first.right
        for first, second in zip(ordered, ordered[1:], strict=False)
        if abs(first.base - second.base) < 1
        and 0 < second.left - first.right < 1.5 * first.size
    ]
    return median(gaps) if gaps else 3.0


def find_gutters(words: Sequence[Word], size: float) -> list[Strip]:
    """The strips between columns of words; `size` is that of the running text."""
    if len(words) < 2 * _FEWEST_LINES:
        return []
    grid = Grid(words)
    blank = usual_gap(words)
    narrowest = max(_NARROWEST, 0.42 * size, min(1.25 * blank, 0.8 * size))
    free = _free_words(words, grid, narrowest, size)
    strips = [
        strip
        for edge in _edges(free)
        for strip in _strips_at(edge, grid, narrowest, size)
    ]
    sure = [strip for strip in strips if strip.lines >= _FEWEST_LINES]
    lanes = [strip.right for strip in sure]
    kept = [
        strip
        for strip in strips
        if strip.lines >= _FEWEST_LINES
        or any(abs(strip.right - lane) <= _ALIGNED for lane in lanes)
        or (strip.lines == 3 and strip.right - strip.left >= 2 * narrowest)
        or _has_indents(strip, free, narrowest)
    ]
    return [replace(strip, blank=blank) for strip in _without_doubles(kept)]


def _has_indents(strip: Strip, free: Sequence[Word], narrowest: float) -> bool:
    """Whether a wide strip has lines enough with those that begin a paragraph."""
    if strip.right - strip.left < 2 * narrowest:
        return False
    indented = {
        round(word.base)
        for word in free
        if strip.right + _ALIGNED < word.left <= strip.right + 2.2 * word.size
        and strip.top <= word.base <= strip.bottom
    }
    return strip.lines + len(indented) >= _FEWEST_LINES


def _free_words(
    words: Sequence[Word], grid: Grid, narrowest: float, size: float
) -> list[Word]:
    """The words with white to their left, from left to right."""
    free: list[Word] = []
    before: Word | None = None
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        close = before is not None and (
            before.base == word.base and 0 <= word.left - before.right < narrowest
        )
        before = word
        if close or word.size > 1.35 * size:
            continue
        ink = 0
        for row in grid.span(word):
            ink |= grid.rows[row]
        width, _ = grid.free_left(ink, word.left)
        if width >= narrowest:
            free.append(word)
    return sorted(free, key=lambda word: word.left)


def _edges(free: Sequence[Word]) -> list[list[Word]]:
    """Words with white to their left, grouped by the place where they begin."""
    groups: list[list[Word]] = []
    for word in free:
        if groups and word.left - groups[-1][0].left <= 2 * _ALIGNED:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_densest(group) for group in groups if len(group) >= _FEWEST_ON_GRID]


def _densest(group: list[Word]) -> list[Word]:
    """The words within the tolerance of the group's most usual place, downwards."""
    count: dict[int, int] = defaultdict(int)
    for word in group:
        count[round(word.left * 2)] += 1
    best = max(count, key=lambda place: (count[place], -place)) / 2
    chosen = [word for word in group if abs(word.left - best) <= _ALIGNED]
    return sorted(chosen, key=lambda word: word.base)


def _strips_at(
    edge: list[Word], grid: Grid, narrowest: float, size: float
) -> list[Strip]:
    """The white strips to the left of the words of one edge, cut where ink is."""
    right = min(word.left for word in edge)
    mask = grid.mask(right - narrowest + grid.unit, right - grid.unit)
    strips: list[Strip] = []
    at = 0
    while at < len(edge):
        top = bottom = grid.row(edge[at].base)
        lines = 1
        while at + lines < len(edge):
            following = grid.row(edge[at + lines].base)
            if any(row & mask for row in grid.rows[bottom : following + 1]):
                break
            bottom = following
            lines += 1
        strip = _grown(edge[at], right, (top, bottom), lines, grid, mask, size)
        bases = {round(word.base) for word in edge[at : at + lines]}
        if strip and _dense(strip, len(bases), size):
            strips.append(strip)
        at += lines
    return strips


def _dense(strip: Strip, lines: int, size: float) -> bool:
    """Whether enough lines begin at the strip for what it is long."""
    return lines >= _FEWEST_ON_GRID and strip.bottom - strip.top >= 1.5 * size


def _grown(
    word: Word,
    right: float,
    rows: tuple[int, int],
    lines: int,
    grid: Grid,
    mask: int,
    size: float,
) -> Strip | None:
    """The strip made as long as it is white; None where nothing stands left of it."""
    first, last = rows
    ink = 0
    for row in grid.rows[first : last + 1]:
        ink |= row
    while first > 0 and not grid.rows[first - 1] & mask:
        first -= 1
        ink |= grid.rows[first]
    while last + 1 < len(grid.rows) and not grid.rows[last + 1] & mask:
        last += 1
        ink |= grid.rows[last]
    width, bounded = grid.free_left(ink, right)
    if not bounded:
        return None
    return Strip(
        left=right - max(width, 1.0),
        right=right,
        top=grid.low + first * grid.step,
        bottom=grid.low + (last + 1) * grid.step,
        lines=lines,
        size=size,
    )


def _without_doubles(strips: list[Strip]) -> list[Strip]:
    """One strip where several have the same white, the one with most lines."""
    kept: list[Strip] = []
    ordered = sorted(strips, key=lambda item: (-item.lines, item.right, item.top))
    for strip in ordered[:_MOST_STRIPS]:
        double = any(
            min(strip.right, other.right) - max(strip.left, other.left) > 0
            and min(strip.bottom, other.bottom) - max(strip.top, other.top)
            > 0.6 * (strip.bottom - strip.top)
            for other in kept
        )
        if not double:
            kept.append(strip)
    return sorted(kept, key=lambda item: (item.right, item.top))
