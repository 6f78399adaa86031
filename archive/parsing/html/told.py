"""The text of a story as a page's data for machines tells it."""

from __future__ import annotations

from archive.parsing.html.prose import is_prose
from archive.parsing.html.tree import Block
from archive.parsing.html.words import words


class Told:
    """The text of the story as the page's JSON-LD gives it."""

    def __init__(self, text: str) -> None:
        found = words(text[:500_000])
        self.length = len(found)
        self._row = found
        self._threes = set(zip(found, found[1:], found[2:], strict=False))
        self._text = f" {' '.join(found)} "
        self.full = False

    def tells(self, story: list[Block]) -> bool:
        """Whether it is the text of this story; also learns if it is all of it."""
        if self.length < 60:
            return False
        total = known = 0
        for block in story:
            if is_prose(block):
                total += block.words
                known += round(block.words * self.share(block))
        self.full = total > 0 and known >= 0.8 * total
        return known >= 0.5 * min(self.length, total) and known > 0

    def share(self, block: Block) -> float:
        """The share of a block's words, by threes, that it tells too."""
        if not self.length:
            return 0.0
        found = block.tokens
        if len(found) < 3:
            return float(f" {' '.join(found)} " in self._text)
        threes = list(zip(found, found[1:], found[2:], strict=False))
        return sum(three in self._threes for three in threes) / len(threes)

    def has(self, block: Block) -> bool:
        """Whether it tells this block."""
        return self.length > 0 and block.words >= 3 and self.share(block) >= 0.9
