"""Where a story begins on its page, and where it ends."""

from __future__ import annotations

from archive.parsing.html.draft import Draft, home_of
from archive.parsing.html.prose import is_prose
from archive.parsing.html.tags import HEADINGS, Trait
from archive.parsing.html.tree import Block
from archive.parsing.html.wording import (
    is_biography,
    leads_elsewhere,
    opens_tail,
    tells_figure,
)
from archive.parsing.html.words import normal
from archive.parsing.lines import ends_sentence

_BYLINE_BELOW = 12
"""Blocks below a heading in which the line on the author is looked for."""
_OPENING_WORDS = 5
"""Fewer with a colon at their end are a label."""


def drop_top(draft: Draft) -> None:
    """Leave out what stands above the first paragraph."""
    order = sorted(draft.chosen)
    wordings = {normal(text) for text in draft.head.headlines}
    wordings.discard("")
    for index in order:
        block = draft.page.blocks[index]
        if index in draft.head.taken or " ".join(block.tokens) in wordings:
            draft.chosen.discard(index)
    for index in order:
        if index not in draft.chosen:
            continue
        block = draft.page.blocks[index]
        if block.name in HEADINGS and _is_above_byline(draft, index):
            draft.chosen.discard(index)
            continue
        if (is_prose(block) and not _is_aside_above(draft, block)) or draft.told.has(
            block
        ):
            break
        if (block.name == "li" or draft.in_data_table(block)) and not _is_menu_above(
            draft, block
        ):
            break
        if _is_short_opening(draft, block):
            break
        if block.name in HEADINGS and _is_first_of_many(draft, block, order):
            break
        draft.chosen.discard(index)
    if not draft.chosen:
        draft.chosen = {
            index
            for index in order
            if index not in draft.head.taken
            and " ".join(draft.page.blocks[index].tokens) not in wordings
        }


def _is_aside_above(draft: Draft, block: Block) -> bool:
    """A note above the story that sends its reader elsewhere."""
    return block.link_share > 0.3 and home_of(block).index not in draft.homes


def _is_menu_above(draft: Draft, block: Block) -> bool:
    """A list above the headline, where no story begins."""
    return block.index < draft.head.headline_block


def _is_above_byline(draft: Draft, index: int) -> bool:
    """Whether a byline or a date stands between a heading and the text below it."""
    for block in draft.page.blocks[index + 1 : index + _BYLINE_BELOW]:
        if block.index in draft.head.taken:
            return True
        if draft.trait[block.index] & (Trait.BYLINE | Trait.DATE):
            return True
        if block.index in draft.chosen and block.name not in HEADINGS:
            return False
    return False


def _is_short_opening(draft: Draft, block: Block) -> bool:
    """A short sentence, a figure or words that end in a colon, beside the story."""
    if home_of(block).index not in draft.homes or block.words < 2:
        return False
    if block.text.endswith(":"):
        return block.words >= _OPENING_WORDS and block.link_share < 0.5
    return (
        block.name == "p"
        and not block.link_share
        and (ends_sentence(block.text) or tells_figure(block.text, block.words))
    )


def _is_first_of_many(draft: Draft, block: Block, order: list[int]) -> bool:
    """A heading like others that follow: of a part of the story, not of it all."""
    return any(
        draft.page.blocks[index].name == block.name
        and draft.page.blocks[index].element.raw == block.element.raw
        for index in order
        if index > block.index and index in draft.chosen
    )


def drop_end(draft: Draft) -> None:
    """Leave out what stands below the last paragraph: notes on the author."""
    for index in sorted(draft.chosen, reverse=True)[:6]:
        block = draft.page.blocks[index]
        if is_biography(block.text, draft.head.names):
            draft.chosen.discard(index)
    if not any(is_prose(draft.page.blocks[index]) for index in draft.chosen):
        return  # verses: nothing tells where they end
    _drop_tail(draft)
    _drop_outside(draft)
    for index in sorted(draft.chosen, reverse=True)[:8]:
        block = draft.page.blocks[index]
        if is_prose(block) or block.name in ("li", "td", "th", "dd"):
            break
        if (
            block.name in HEADINGS
            or block.link_share > 0.3
            or not draft.within_home(block.element)
            or _labels_links(draft, block)
            or (block.words <= 4 and not ends_sentence(block.text))
        ):
            if draft.told.has(block) and block.name not in HEADINGS:
                break
            draft.chosen.discard(index)
            continue
        break


def _labels_links(draft: Draft, block: Block) -> bool:
    """Whether a line that leads elsewhere stands straight above links."""
    below = draft.page.blocks[block.index + 1 : block.index + 2]
    return leads_elsewhere(block.text) and any(
        item.link_share > 0.8 and item.words >= 3 for item in below
    )


def _drop_tail(draft: Draft) -> None:
    """Leave out parts below the story that a heading of their own tells of."""
    order = sorted(draft.chosen)
    total = sum(draft.page.blocks[at].words for at in order)
    read = 0
    for index in order:
        block = draft.page.blocks[index]
        read += block.words
        around = block.element.parent
        if read < 0.5 * total or around is None or not opens_tail(block.text):
            continue
        part = [at for at in draft.chosen if index <= at < around.last]
        if sum(draft.page.blocks[at].words for at in part) < 0.3 * total:
            draft.chosen.difference_update(part)


def _drop_outside(draft: Draft) -> None:
    """Leave out short paragraphs below the story that do not stand among its own.

    Only where the story's paragraphs do stand together.
    """
    prose = [at for at in draft.chosen if is_prose(draft.page.blocks[at])]
    total = sum(draft.page.blocks[at].words for at in prose)
    inside = {at for at in prose if draft.within_home(draft.page.blocks[at].element)}
    if sum(draft.page.blocks[at].words for at in inside) < 0.85 * total:
        return
    for index in sorted(draft.chosen, reverse=True):
        block = draft.page.blocks[index]
        if index in inside or draft.told.has(block) or block.words > 80:
            return
        if draft.within_home(block.element):
            return
        draft.chosen.discard(index)
