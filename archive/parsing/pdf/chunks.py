"""Lines of one column and one kind of type stacked to chunks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.parsing.lines import words_of
from archive.parsing.pdf.geometry import Box
from archive.parsing.pdf.lines import Line
from archive.parsing.pdf.marks import Marks

HEAD, BODY, SMALL, SLANT = "head", "body", "small", "slant"
_HEAD, _SMALL = 1.18, 0.93
_FARTHEST = 2.7
_FARTHEST_HEAD = 1.75
_SAME_SIZE = 0.1


@dataclass(slots=True, eq=False)
class Chunk:
    """Lines one below the other; `kind` is head, body, small or slant."""

    kind: str
    lines: list[Line]
    zone: int = -1
    """Which box of the page it stands in; -1 for none."""
    above: list[Chunk] = field(default_factory=list)
    """What stands straight above it, the nearest first."""
    barred: bool = False
    """Whether a rule across parts it from what stands above."""

    left: float = field(init=False)
    right: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = min(line.left for line in self.lines)
        self.right = max(line.right for line in self.lines)

    def add(self, line: Line) -> None:
        """Put a line below the last one."""
        self.lines.append(line)
        self.left = min(self.left, line.left)
        self.right = max(self.right, line.right)

    @property
    def top(self) -> float:
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        return self.lines[-1].bottom

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def count(self) -> int:
        """How many words."""
        return len(words_of(self.text))

    @property
    def box(self) -> Box:
        return self.left, self.top, self.right, self.bottom


def kind_of(line: Line, body: float) -> str:
    """What kind of type a line is set in; `body` is the size of running text."""
    if line.row:
        return BODY
    if line.size >= _HEAD * body:
        return HEAD
    if line.size < _SMALL * body:
        return SMALL
    return SLANT if line.italic else BODY


def chunks_of(lines: Sequence[Line], body: float, marks: Marks) -> list[Chunk]:
    """The chunks of a page's lines, downwards."""
    chunks: list[Chunk] = []
    heads = [line for line in lines if kind_of(line, body) == HEAD]
    for line in sorted(lines, key=lambda line: (line.base, line.left)):
        kind = kind_of(line, body)
        zone = _zone_of(line, marks.boxes)
        over = _straight_above(line, chunks)
        target = over[0] if over else None
        barred = target is not None and _ruled_off(line, target, marks)
        apart = barred or (target is not None and _pictured_off(line, target, marks))
        if (
            target is not None
            and target.kind == kind
            and target.zone == zone
            and not apart
            and _goes_on(target, line, heads)
            and not (len(over) > 1 and _beside(over[1], target))
        ):
            target.add(line)
        else:
            chunks.append(Chunk(kind, [line], zone, over, barred))
    return chunks


def _zone_of(line: Line, boxes: Sequence[Box]) -> int:
    """The smallest box around the line."""
    around = [
        (box[2] - box[0]) * (box[3] - box[1])
        for box in boxes
        if box[0] - 2 <= line.left
        and line.right <= box[2] + 2
        and box[1] - 2 <= line.top + 0.3 * line.size
        and line.base <= box[3] + 2
    ]
    if not around:
        return -1
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in boxes]
    return areas.index(min(around))


def _straight_above(line: Line, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks above that share some of the line's width, the nearest first."""
    over = []
    # An indented line may stand beside the short line above it, not below.
    start = min(line.left, max(line.lane[0], line.left - 2 * line.size))
    for chunk in chunks:
        last = chunk.lines[-1]
        left = max(start, min(item.left for item in chunk.lines[-3:]))
        right = min(line.right, max(item.right for item in chunk.lines[-3:]))
        if last.base < line.base - 0.2 * line.size and right - left > min(
            6.0, 0.3 * line.width
        ):
            over.append(chunk)
    return sorted(over, key=lambda chunk: -chunk.lines[-1].base)


def _beside(other: Chunk, chunk: Chunk) -> bool:
    """Whether two chunks end side by side: the line below spans both."""
    shared = min(other.right, chunk.right) - max(other.left, chunk.left)
    near = abs(other.lines[-1].base - chunk.lines[-1].base) < 1.3 * chunk.size
    return near and shared < 2


def _has_twin(chunk: Chunk, line: Line, heads: Sequence[Line]) -> bool:
    """Whether another line of large type stands beside the line, below the chunk."""
    return any(
        other is not line
        and abs(other.base - line.base) < 0.3 * line.size
        and min(other.right, chunk.right) - max(other.left, chunk.left) > 6
        for other in heads
    )


def _goes_on(chunk: Chunk, line: Line, heads: Sequence[Line]) -> bool:
    last = chunk.lines[-1]
    size = max(last.size, line.size)
    if chunk.kind != BODY and abs(last.size - line.size) > _SAME_SIZE * size:
        return False
    if chunk.kind == HEAD and (last.bold, last.italic) != (line.bold, line.italic):
        return False
    farthest = _FARTHEST_HEAD if chunk.kind == HEAD else _FARTHEST
    if line.base - last.base > farthest * size:
        return False
    if chunk.kind == HEAD and not _has_twin(chunk, line, heads):
        # A short last line of a wide headline may stand beside a column's white.
        return True
    low, high = line.lane
    inside = low - 3 <= chunk.left and chunk.right <= high + 3
    lanes = [item.lane for item in chunk.lines[-3:]]
    return inside and all(
        low - 3 <= line.left and line.right <= high + 3 for low, high in lanes
    )


def _ruled_off(line: Line, chunk: Chunk, marks: Marks) -> bool:
    """Whether a rule lies between a chunk and the line below it."""
    low, high = chunk.lines[-1].base, line.top + 0.2 * line.size
    return any(
        low + 1 <= (rule[1] + rule[3]) / 2 <= high and _half(rule, line)
        for rule in marks.rules
    )


def _pictured_off(line: Line, chunk: Chunk, marks: Marks) -> bool:
    """Whether a picture lies between a chunk and the line below it."""
    low, high = chunk.lines[-1].base, line.top + 0.2 * line.size
    return any(
        low - 2 <= picture[1] and picture[3] <= high + 4 and _half(picture, line)
        for picture in marks.pictures
    )


def _half(box: Box, line: Line) -> bool:
    return min(box[2], line.right) - max(box[0], line.left) > 0.5 * line.width
