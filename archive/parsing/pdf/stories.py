"""The stories of one page: which headline each chunk is under, and in what order.

A chunk belongs to what stands straight above it: a headline, or text of the same
story. A chunk with nothing above it goes on where the column to its left ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.parsing.lines import ends_sentence
from archive.parsing.pdf.chunks import BODY, HEAD, Chunk
from archive.parsing.pdf.jumps import Jump
from archive.parsing.pdf.ordering import in_reading_order, joins

_CROSSHEAD = 1.45
_HEAD_GAP = 2.2
_FAR = 4.0


@dataclass(slots=True, eq=False)
class Story:
    """A story's part on one page; `chunks` in reading order."""

    page: int
    head: Chunk | None = None
    kickers: list[Chunk] = field(default_factory=list)
    decks: list[Chunk] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    captions: list[Chunk] = field(default_factory=list)
    out: Jump | None = None
    coming: Jump | None = None
    unsure: bool = False
    """Whether another order of its pieces would read as well."""

    @property
    def count(self) -> int:
        return sum(chunk.count for chunk in self.chunks)


class PageStories:
    """The stories of one page's chunks."""

    def __init__(
        self,
        page: int,
        chunks: Sequence[Chunk],
        captions: Sequence[Chunk],
        jumps: Sequence[Jump],
    ) -> None:
        self.page = page
        self._captions = {id(chunk) for chunk in captions}
        self._chunks = [chunk for chunk in chunks if id(chunk) not in self._captions]
        self._of_head: dict[int, Story] = {}
        self._owner: dict[int, Story] = {}
        self.stories: list[Story] = []
        self._demote_crossheads()
        self._start_heads()
        self._deal()
        for caption in captions:
            self._place_caption(caption)
        for jump in jumps:
            self._place_jump(jump)
        for story in self.stories:
            story.chunks, story.unsure = in_reading_order(story.chunks)

    def _over(self, chunk: Chunk) -> Chunk | None:
        """What stands straight above a chunk, captions aside."""
        for other in chunk.above:
            shared = min(chunk.right, other.right) - max(chunk.left, other.left)
            narrow = min(chunk.right - chunk.left, other.right - other.left)
            if id(other) in self._captions or shared < 0.3 * narrow:
                continue
            return other
        return None

    def _demote_crossheads(self) -> None:
        """A small heading between two pieces of one column is part of its story."""
        heads = [chunk for chunk in self._chunks if chunk.kind == HEAD]
        if len(heads) < 2:
            return
        largest = max(chunk.size for chunk in heads)
        for head in heads:
            over = self._over(head)
            if over is None or over.kind == HEAD or head.barred:
                continue
            usual = over.lines[-1].size
            small = head.size < _CROSSHEAD * usual and head.size < 0.8 * largest
            inside = head.left >= over.left - 3 and head.right <= over.right + 6
            if small and inside and head.count <= 7 and len(head.lines) <= 2:
                head.kind = BODY

    def _start_heads(self) -> None:
        heads = sorted(
            (chunk for chunk in self._chunks if chunk.kind == HEAD),
            key=lambda chunk: (chunk.top, chunk.left),
        )
        below: dict[int, list[Chunk]] = {}
        for head in heads:
            over = self._over(head)
            if over is not None and over.kind == HEAD and self._near(over, head):
                below.setdefault(id(over), []).append(head)
        follows = {id(group[0]) for group in below.values() if len(group) == 1}
        for head in heads:
            if id(head) in follows:
                continue
            stack = [head]
            while len(below.get(id(stack[-1]), [])) == 1:
                stack.append(below[id(stack[-1])][0])
            self._start(stack)

    @staticmethod
    def _near(over: Chunk, head: Chunk) -> bool:
        gap = head.lines[0].base - over.lines[-1].base
        return gap <= _HEAD_GAP * max(over.size, head.size)

    def _start(self, stack: list[Chunk]) -> None:
        main = max(range(len(stack)), key=lambda at: (stack[at].size, -at))
        story = Story(
            self.page, stack[main], kickers=stack[:main], decks=stack[main + 1 :]
        )
        self.stories.append(story)
        for chunk in stack:
            self._of_head[id(chunk)] = story

    def _deal(self) -> None:
        bodies = [chunk for chunk in self._chunks if chunk.kind != HEAD]
        # From the left to the right, so that a column's left neighbour is known.
        for chunk in sorted(bodies, key=lambda item: (round(item.left / 12), item.top)):
            story = self._story_of(chunk)
            self._owner[id(chunk)] = story
            story.chunks.append(chunk)

    def _story_of(self, chunk: Chunk) -> Story:
        over = self._over(chunk)
        seen = 0
        while over is not None and seen < 200:
            seen += 1
            if over.kind == HEAD:
                far = chunk.top - over.bottom > _FAR * chunk.size
                beside = self._story_beside(over, chunk) if far else None
                return beside or self._of_head[id(over)]
            if over.zone != chunk.zone:
                break
            beside = self._story_beside(over, chunk)
            if beside is not None:
                return beside
            if chunk.barred and not _goes_on(over, chunk):
                break
            if id(over) in self._owner:
                return self._owner[id(over)]
            over = self._over(over)
        left = self._story_beside(None, chunk) or self._left_neighbour(chunk)
        if left is not None:
            return left
        story = Story(self.page)
        self.stories.append(story)
        return story

    def _story_beside(self, over: Chunk | None, chunk: Chunk) -> Story | None:
        """The story of a column that begins at one height with the chunk.

        A headline may be shorter than the columns below it are wide: then the last
        of them have another story's text above them, some way off.
        """
        if over is not None and chunk.top - over.bottom < 1.2 * chunk.size:
            return None
        for other in self._chunks:
            story = self._owner.get(id(other))
            if (
                story is not None
                and story.head is not None
                and other.right <= chunk.left + 3
                and abs(other.lines[0].base - chunk.lines[0].base) < 0.8 * chunk.size
                and (over is None or over.bottom - 2 <= story.head.top)
                and story.head.bottom <= chunk.top + 2
            ):
                return story
        return None

    def _left_neighbour(self, chunk: Chunk) -> Story | None:
        """The story that goes on from the column to the left of a chunk."""
        lefts = [
            other
            for other in self._chunks
            if id(other) in self._owner
            and other.zone == chunk.zone
            and other.right <= chunk.left + 3
            and other.bottom > chunk.top - 1.5 * chunk.size
        ]
        if not lefts:
            return None
        edge = max(other.left for other in lefts)
        column = [other for other in lefts if other.right > edge + 3]
        last: dict[int, Chunk] = {}
        for other in sorted(column, key=lambda item: item.bottom):
            last[id(self._owner[id(other)])] = other
        best = max(last.values(), key=lambda item: (joins(item, chunk), item.bottom))
        return self._owner[id(best)]

    def _place_caption(self, caption: Chunk) -> None:
        """A caption goes to the story whose parts stand nearest around it."""
        best, distance = None, float("inf")
        for story in self.stories:
            parts = [*story.chunks, *([story.head] if story.head else [])]
            if not story.chunks:
                continue
            for part in parts:
                far = _distance(part, caption)
                if far < distance:
                    best, distance = story, far
        if best is not None:
            best.captions.append(caption)

    def _place_jump(self, jump: Jump) -> None:
        story = self._story_above(jump) if jump.out else self._story_below(jump)
        if story is None:
            return
        if jump.out:
            story.out = story.out or jump
        else:
            story.coming = story.coming or jump

    def _story_above(self, jump: Jump) -> Story | None:
        line = jump.line
        over = [
            chunk
            for chunk in self._chunks
            if id(chunk) in self._owner
            and chunk.bottom <= line.base + 0.5 * line.size
            and min(chunk.right, line.right) - max(chunk.left, line.left) > 0
        ]
        inside = [
            chunk
            for chunk in self._chunks
            if id(chunk) in self._owner
            and any(abs(item.base - line.base) < 0.5 for item in chunk.lines[-1:])
            and chunk.left - 3 <= line.left <= chunk.right + line.width + 12
        ]
        best = max(inside or over, key=lambda chunk: chunk.bottom, default=None)
        return self._owner[id(best)] if best is not None else None

    def _story_below(self, jump: Jump) -> Story | None:
        line = jump.line
        near = [
            chunk
            for chunk in self._chunks
            if min(chunk.right, line.right) - max(chunk.left, line.left) > 0
        ]
        heads = [
            chunk
            for chunk in near
            if chunk.kind == HEAD
            and 0 <= line.base - chunk.lines[-1].base <= 2.5 * chunk.size
        ]
        if heads:
            return self._of_head[id(max(heads, key=lambda chunk: chunk.bottom))]
        below = [chunk for chunk in near if chunk.top >= line.base - 0.5 * line.size]
        best = min(below, key=lambda chunk: chunk.top, default=None)
        if best is None:
            return None
        if best.kind == HEAD:
            return self._of_head[id(best)]
        return self._owner.get(id(best))


def _goes_on(over: Chunk, chunk: Chunk) -> bool:
    """Whether text goes on below a rule in the middle of a sentence."""
    return not ends_sentence(over.lines[-1].text) and chunk.text[0].islower()


def _distance(part: Chunk, caption: Chunk) -> float:
    across = max(part.left - caption.right, caption.left - part.right, 0.0)
    down = max(part.top - caption.bottom, caption.top - part.bottom, 0.0)
    return across + down
