"""What trafilatura misses in a story: short paragraphs, subheads, lists."""

from __future__ import annotations

from collections.abc import Callable

from archive.parsing.html.draft import Draft, home_of
from archive.parsing.html.prose import is_prose
from archive.parsing.html.tags import HEADINGS, Trait
from archive.parsing.html.traits import BESIDE, is_teaser
from archive.parsing.html.tree import Block

_PARAGRAPHS = frozenset({"p", "li", "blockquote", "pre", "dd", "dt", "h2", "h3", "h4"})
_REACH = 4
"""Blocks beyond which text is not taken to go on."""


def add_missed(draft: Draft) -> None:
    """Take in the paragraphs, lists and subheads between and beside the chosen."""
    anchors = sorted(
        index for index in draft.chosen if is_prose(draft.page.blocks[index])
    )
    if not anchors:
        return
    first, last = anchors[0], anchors[-1]
    for block in draft.page.blocks:
        index = block.index
        if index in draft.chosen:
            continue
        if draft.told.has(block) and not draft.trait[index] & BESIDE:
            if (
                index not in draft.head.taken
                and first - 5 <= index <= last + 30
                and block.words >= 3
            ):
                draft.chosen.add(index)
            continue
        if not first < index < last or not _may_be_missed(draft, block):
            continue
        if _belongs_between(draft, block):
            draft.chosen.add(index)
    _add_beyond(draft, range(last + 1, len(draft.page.blocks)), _continues)
    _add_beyond(draft, range(first - 1, draft.head.headline_block, -1), _precedes)


def _add_beyond(
    draft: Draft, places: range, belongs: Callable[[Draft, Block], bool]
) -> None:
    """Take in prose before or after the chosen, as long as more of it is near."""
    missed = 0
    for index in places:
        block = draft.page.blocks[index]
        if index in draft.chosen:
            missed = 0
        elif _may_be_missed(draft, block) and belongs(draft, block):
            draft.chosen.add(index)
            missed = 0
        else:
            missed += 1
            if missed > _REACH:
                break


def _may_be_missed(draft: Draft, block: Block) -> bool:
    return not (
        block.index in draft.head.taken
        or block.index in draft.pictured
        or is_teaser(draft.page, block)
        or block.link_share > 0.5
        or draft.trait[block.index] & (BESIDE | Trait.BYLINE | Trait.DATE)
    )


def _belongs_between(draft: Draft, block: Block) -> bool:
    home = home_of(block)
    if home.index in draft.homes:
        return True
    within = draft.within_home(block.element)
    if not within:
        return False
    if block.name in HEADINGS or block.name in _PARAGRAPHS:
        return block.words >= 3 and (block.words >= 8 or block.link_share == 0)
    return is_prose(block)


def _continues(draft: Draft, block: Block) -> bool:
    """Prose outside the chosen range that stands among its paragraphs."""
    return home_of(block).index in draft.homes and (
        is_prose(block) or block.name in HEADINGS
    )


def _precedes(draft: Draft, block: Block) -> bool:
    """The same, or the paragraph called the lead, close below the author's line."""
    above = range(max(0, block.index - _REACH), block.index)
    return _continues(draft, block) or (
        bool(block.element.own & Trait.LEAD)
        and is_prose(block)
        and any(draft.trait[at] & Trait.BYLINE for at in above)
    )
