"""A story in passages that a model can read at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from archive.extraction import PARTS, Place, Story
from archive.extractors.places import Text

LONGEST = 12_000
"""Characters that are shown at once."""
_ENDS = ("\n", ". ", " ")


@dataclass(frozen=True)
class Passage:
    """The words of a story's part that begin at an offset of it."""

    part: str
    start: int
    text: str

    @cached_property
    def words(self) -> Text:
        return Text(self.text)

    def place(self, start: int, end: int) -> Place:
        """Where a span of the passage lies in the story."""
        return self.part, self.start + start, self.start + end


def cut(story: Story) -> Iterator[list[Passage]]:
    """The passages of a story, as many together as may be shown at once."""
    together: list[Passage] = []
    room = LONGEST
    for part in PARTS:
        for passage in _of_part(part, story.part(part)):
            if len(passage.text) > room:
                yield together
                together, room = [], LONGEST
            together.append(passage)
            room -= len(passage.text)
    if together:
        yield together


def _of_part(part: str, text: str) -> Iterator[Passage]:
    start = 0
    while start < len(text):
        end = _end(text, start)
        if words := text[start:end].strip():
            yield Passage(part, text.index(words, start), words)
        start = end


def _end(text: str, start: int) -> int:
    """Where a passage ends: behind a paragraph, else a sentence, else a word."""
    limit = start + LONGEST
    if len(text) <= limit:
        return len(text)
    for sign in _ENDS:
        at = text.rfind(sign, start + LONGEST // 2, limit)
        if at >= 0:
            return at + len(sign)
    return limit
