"""Blocks that go on in one another, chained to segments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from archive.parsing.columns.blocks import Block
from archive.parsing.columns.links import find_links, link_scorer, near_ties
from archive.parsing.columns.words import stems_of
from archive.parsing.joining import Vocabulary


@dataclass(frozen=True)
class Segment:
    """Paragraphs that certainly follow one another; each is a list of blocks."""

    paragraphs: tuple[tuple[Block, ...], ...]

    @cached_property
    def blocks(self) -> list[Block]:
        return [block for paragraph in self.paragraphs for block in paragraph]

    @property
    def start(self) -> int:
        return self.blocks[0].start

    @property
    def first(self) -> int:
        """Place of its first block in the layer."""
        return self.blocks[0].at

    @property
    def last(self) -> int:
        return self.blocks[-1].at

    @property
    def open_start(self) -> bool:
        return self.blocks[0].open_start

    @property
    def open_end(self) -> bool:
        return self.blocks[-1].open_end

    @property
    def hyphen_end(self) -> bool:
        return self.blocks[-1].hyphen_end

    @property
    def initial(self) -> bool:
        return self.blocks[0].initial

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    @property
    def stems(self) -> list[str]:
        return stems_of(self.text)

    @property
    def widths(self) -> list[int]:
        return [width for block in self.blocks for width in block.widths]


def segments_of(
    columns: list[Block], labels: list[int], vocabulary: Vocabulary
) -> tuple[list[Segment], list[str]]:
    """The segments of the columns' blocks by their first place, and what is in doubt.

    `labels` says to which story each block seems to belong.
    """
    score = link_scorer(columns, labels, vocabulary)
    links = find_links(columns, score)
    followed = set(links.values())
    segments: list[Segment] = []
    pending: list[Block] = []
    doubts: list[str] = []
    for at, block in enumerate(columns):
        if block.kind == "subhead":
            pending.append(block)
            continue
        if at in followed:
            continue
        paragraph = [block]
        place = at
        while place in links:
            place = links[place]
            paragraph.append(columns[place])
        segments.append(
            Segment((*((subhead,) for subhead in pending), tuple(paragraph)))
        )
        pending = []
        if block.open_start:
            doubts.append(_doubt("begins inside a sentence", block))
        if paragraph[-1].open_end and at + 1 < len(columns):
            doubts.append(_doubt("ends inside a sentence", paragraph[-1]))
    if pending:
        segments.append(Segment(tuple((subhead,) for subhead in pending)))
    doubts += [
        f"The piece at {columns[left].start} might go on in another place."
        for left in near_ties(links, score)
    ]
    return segments, doubts


def _doubt(what: str, block: Block) -> str:
    return f"The piece at {block.start} {what}; nothing was found that fits it."
