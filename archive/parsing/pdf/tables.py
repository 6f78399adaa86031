"""Tables told from columns of prose: their rows stay rows.

Both have white between columns. Prose goes on from line to line, so most of its lines
begin with a small letter; cells are short, begin with capitals or figures, and stand
on one base line with their neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.parsing.pdf.glyphs import Word
from archive.parsing.pdf.gutters import Strip
from archive.parsing.pdf.lines import Line, lines_of

_FEWEST_ROWS = 3
_LONGEST_CELL = 6
_BREAK = 2.6


def lines_beside(words: Sequence[Word], strips: Sequence[Strip]) -> list[Line]:
    """The lines of the words, parted by the strips but for those within tables.

    A gutter that passes through a table is cut there, so that the rows stay whole.
    """
    lines = lines_of(words, strips)
    kept = [part for strip in strips for part in _outside_tables(strip, lines)]
    if kept != list(strips):
        lines = lines_of(words, kept)
    return lines


def _outside_tables(strip: Strip, lines: Sequence[Line]) -> list[Strip]:
    """The strip less the stretches in which it parts the cells of a table."""
    pairs = _pairs(strip, lines)
    runs: list[tuple[float, float]] = []
    run: list[tuple[Line, Line]] = []

    def close() -> None:
        if len(run) >= _FEWEST_ROWS and _is_table(run):
            first, last = run[0][1], run[-1][1]
            runs.append((first.top - 1, last.bottom + 1))
        run.clear()

    last: Line | None = None
    for left, right in pairs:
        if left is None or not _like_cells(left, right):
            if right is not None or left is not None:
                close()
            continue
        if last is not None and right.base - last.base > _BREAK * right.size:
            close()
        run.append((left, right))
        last = right
    close()
    pieces = [strip]
    for top, bottom in runs:
        pieces = [part for piece in pieces for part in _less(piece, top, bottom)]
    return pieces


def _pairs(strip: Strip, lines: Sequence[Line]) -> list[tuple[Line | None, Line]]:
    """The lines that begin at the strip, downwards, each with its left neighbour."""
    rights = [
        line
        for line in lines
        if abs(line.lane[0] - strip.right) < 1
        and strip.top - 1 <= line.base <= strip.bottom + 1
    ]
    lefts = [
        line
        for line in lines
        if line.lane[1] >= strip.left - 1
        and line.right <= strip.left + 2
        and strip.top - line.size <= line.base <= strip.bottom + line.size
    ]
    pairs: list[tuple[Line | None, Line]] = []
    for right in rights:
        near = [
            line for line in lefts if abs(line.base - right.base) <= 0.25 * right.size
        ]
        pairs.append((max(near, key=lambda line: line.right, default=None), right))
    return pairs


def _like_cells(left: Line, right: Line) -> bool:
    return _is_cell(left) and _is_cell(right)


def _is_cell(line: Line) -> bool:
    text = line.text
    if _length(line.words) > _LONGEST_CELL:
        return False
    return not text[0].islower() or _length(line.words) <= 2


def _length(words: Sequence[Word]) -> int:
    """How many words; two Chinese characters count as one."""
    wide = sum(char >= "\u3000" for word in words for char in word.text)
    return max(len(words), wide // 2)


def _is_table(run: Sequence[tuple[Line, Line]]) -> bool:
    cells = [line for pair in run for line in pair]
    small = sum(line.text[0].islower() for line in cells)
    figures = sum(_is_figure(line) for line in cells)
    mean = sum(_length(line.words) for line in cells) / len(cells)
    if small > 0.3 * len(cells):
        return False
    return figures >= 0.25 * len(cells) or (mean <= 3.0 and small <= 0.1 * len(cells))


def _is_figure(line: Line) -> bool:
    digits = sum(char.isdigit() for char in line.text)
    letters = sum(char.isalpha() for char in line.text)
    return digits > 0 and digits >= letters


def _less(strip: Strip, top: float, bottom: float) -> list[Strip]:
    """The strip without what lies between top and bottom."""
    if bottom <= strip.top or top >= strip.bottom:
        return [strip]
    parts = []
    if top - strip.top > 6:
        parts.append(replace(strip, bottom=top))
    if strip.bottom - bottom > 6:
        parts.append(replace(strip, top=bottom))
    return parts


def mark_rows(lines: Sequence[Line]) -> None:
    """Mark the lines that are rows of a table: neighbours whose cells stand aligned."""
    run: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.lane, line.base)):
        cells = line.cells()
        if len(cells) < 2 or not _row_like(cells):
            _mark(run)
            run = []
            continue
        if run and not _follows(run[-1], line):
            _mark(run)
            run = []
        run.append(line)
    _mark(run)


def _row_like(cells: Sequence[Sequence[Word]]) -> bool:
    """Whether the cells are short and do not go on as prose does."""
    return (
        all(_length(cell) <= 8 for cell in cells) and not cells[0][0].text[0].islower()
    )


def _follows(above: Line, line: Line) -> bool:
    if abs(above.lane[0] - line.lane[0]) > 6:
        return False
    return 0 < line.base - above.base <= _BREAK * max(line.size, above.size)


def _mark(run: Sequence[Line]) -> None:
    """Set `row` where at least two neighbours have a cell's edge in common."""
    cells = [cell for line in run for cell in line.cells()]
    if len(run) < 2 or sum(map(_length, cells)) > 3.5 * len(cells):
        return
    shared = sum(
        _share_edge(above, line) for above, line in zip(run, run[1:], strict=False)
    )
    if shared >= 0.6 * (len(run) - 1):
        for line in run:
            line.row = True


def _share_edge(above: Line, line: Line) -> bool:
    """Whether a cell other than the first begins or ends at one place in both."""

    def edges(of: Line) -> list[float]:
        rest = of.cells()[1:]
        return [edge for cell in rest for edge in (cell[0].left, cell[-1].right)]

    return any(abs(one - other) <= 1.5 for one in edges(above) for other in edges(line))
