"""The story's blocks, made exact: what was missed is added, what is not of it goes.

trafilatura knows where a story is. It tends to miss short paragraphs, subheads and
lists in it, and to bring along what stands between and around them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.parsing.captions import is_certain_credit
from archive.parsing.html.adding import add_missed
from archive.parsing.html.draft import Draft, Head
from archive.parsing.html.dropping import (
    drop_bare_headings,
    drop_besides,
    drop_lines,
    drop_repeats,
)
from archive.parsing.html.edges import drop_end, drop_top
from archive.parsing.html.tags import Trait
from archive.parsing.html.tree import Block, Page
from archive.parsing.html.wording import ends_in_credit, is_page_line


@dataclass(slots=True)
class Sifted:
    """The blocks of the story, and those that belong to it in other ways."""

    story: list[Block]
    captions: list[Block] = field(default_factory=list)
    credits: list[Block] = field(default_factory=list)
    sources: list[Block] = field(default_factory=list)
    """Lines that name the publisher and the editor."""


def sift(page: Page, chosen: set[int], told: str, head: Head) -> Sifted:
    """The story; `told` is the text of it that the page's JSON-LD gives, or empty."""
    draft = Draft(page, chosen, told, head)
    for step in _STEPS:
        step(draft)
    return _sifted(draft)


def _sifted(draft: Draft) -> Sifted:
    """The story, and the captions, credits and source lines in its range."""
    order = sorted(draft.chosen)
    result = Sifted([draft.page.blocks[index] for index in order])
    result.sources = draft.sources
    if not result.story:
        return result
    first = min(draft.head.headline_block, result.story[0].index)
    first = max(0, first if draft.head.headline_block >= 0 else order[0] - 15)
    for block in draft.page.blocks[first : order[-1] + 10]:
        trait = draft.trait[block.index]
        if block.index in draft.chosen or trait & (
            Trait.HIDDEN | Trait.NAVIGATION | Trait.BOX | Trait.FOOTER | Trait.COMMENT
        ):
            continue
        if trait & Trait.CREDIT or is_certain_credit(block.text):
            if block.words <= 30:
                result.credits.append(block)
        elif (
            trait & Trait.CAPTION
            or (block.index in draft.pictured and block.index >= order[0])
            or ends_in_credit(block.text, block.words)
        ) and not (block.link_share > 0.5 or is_page_line(block.text, block.words)):
            result.captions.append(block)
    return result


_STEPS = (
    drop_besides,
    add_missed,
    drop_lines,
    drop_top,
    drop_end,
    drop_repeats,
    drop_bare_headings,
)
