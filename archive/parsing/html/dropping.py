"""What stands between a story's paragraphs without being of it."""

from __future__ import annotations

from archive.parsing.captions import is_certain_credit
from archive.parsing.html.draft import Draft, home_of
from archive.parsing.html.prose import is_prose
from archive.parsing.html.tags import HEADINGS, Trait
from archive.parsing.html.traits import BESIDE, is_teaser
from archive.parsing.html.tree import Block
from archive.parsing.html.wording import (
    ends_in_credit,
    is_page_line,
    leads_elsewhere,
)
from archive.parsing.lines import ends_sentence, source_line


def drop_besides(draft: Draft) -> None:
    """Leave out what the page itself marks as no part of the story."""
    for index in sorted(draft.chosen):
        block = draft.page.blocks[index]
        trait = draft.trait[index]
        if draft.told.has(block) and not trait & Trait.HIDDEN:
            continue
        short = block.words <= 30
        if (
            trait & (BESIDE & ~Trait.BOX)
            or index in draft.pictured
            or (is_teaser(draft.page, block) and index - 3 > draft.head.headline_block)
            or (trait & Trait.BOX and not _is_prose_at_home(draft, block))
            or (trait & Trait.BYLINE and short)
            or (trait & Trait.DATE and block.words <= 15)
            or (trait & Trait.HEADER and trait & Trait.TITLE and short)
        ):
            draft.chosen.discard(index)


def _is_prose_at_home(draft: Draft, block: Block) -> bool:
    """A paragraph beside others of the story, in spite of a class on itdraft."""
    own_box = block.element.own & Trait.BOX
    return not own_box and home_of(block).index in draft.homes and is_prose(block)


def drop_lines(draft: Draft) -> None:
    """Leave out leads to other stories, pleas and labels, by their words."""
    for index in sorted(draft.chosen):
        if index not in draft.chosen:
            continue
        block = draft.page.blocks[index]
        if is_source_line(block):
            draft.chosen.discard(index)
            draft.sources.append(block)
            continue
        if draft.told.has(block) and block.link_share < 0.8:
            continue
        if (
            block.link_share > 0.6
            and _is_lead(draft, block)
            or is_page_line(block.text, block.words)
            or (block.words <= 20 and is_certain_credit(block.text))
            or ends_in_credit(block.text, block.words)
            or draft.told.full
            and _is_untold(draft, index)
        ):
            draft.chosen.discard(index)
            draft.lines.add(index)
            if block.name != "li" and leads_elsewhere(block.text):
                _drop_list_below(draft, index)


def _drop_list_below(draft: Draft, index: int) -> None:
    """Leave out the items of the list that a left out line announces."""
    for block in draft.page.blocks[index + 1 :]:
        if block.name != "li":
            break
        draft.chosen.discard(block.index)


def _is_lead(draft: Draft, block: Block) -> bool:
    """A block that is one link and nothing more, not a part of a sentence."""
    if block.after_break == 0:
        return False
    if block.link_share <= 0.85 and (
        block.words > 25 or (":" not in block.text and ends_sentence(block.text))
    ):
        return False
    return not (draft.in_data_table(block) or block.element.own & Trait.QUOTE)


def _is_untold(draft: Draft, index: int) -> bool:
    """A short paragraph that the full text in the JSON-LD does not know."""
    block = draft.page.blocks[index]
    if block.name in HEADINGS or draft.trait[index] & (Trait.LIST | Trait.TABLE):
        return False
    if block.element.own & Trait.LEAD and is_prose(block):
        return False
    return block.words <= 40 and draft.told.share(block) < 0.2


def drop_repeats(draft: Draft) -> None:
    """Leave out a quote pulled from the story, and a paragraph printed twice."""
    seen: dict[str, int] = {}
    texts = {
        index: " ".join(draft.page.blocks[index].tokens)
        for index in sorted(draft.chosen)
    }
    whole = "\n".join(texts.values())
    for index, text in texts.items():
        block = draft.page.blocks[index]
        if block.words < 5:
            continue
        if (
            text in seen
            and block.words >= 8
            or (
                block.words <= 60
                and block.name in ("blockquote", "q", "div", "h2", "h3", "h4", "span")
                and whole.count(text) > 1
                and _is_pulled(draft, block, text, texts)
            )
        ):
            draft.chosen.discard(index)
        seen[text] = index


def _is_pulled(draft: Draft, block: Block, text: str, texts: dict[int, str]) -> bool:
    return any(
        other != block.index and text in longer and len(longer) > len(text) + 20
        for other, longer in texts.items()
    )


def drop_bare_headings(draft: Draft) -> None:
    """Leave out a heading whose text was left out."""
    order = sorted(draft.chosen)
    for place in range(len(order) - 1, -1, -1):
        block = draft.page.blocks[order[place]]
        if block.name not in HEADINGS:
            continue
        following = next((at for at in order[place + 1 :] if at in draft.chosen), None)
        if following is None:
            draft.chosen.discard(block.index)
            continue
        after = draft.page.blocks[block.index + 1 : following]
        if any(item.index in draft.lines for item in after[:1]):
            draft.chosen.discard(block.index)
            continue
        below = draft.page.blocks[following]
        between = draft.page.blocks[block.index + 1 : following]
        if (
            below.name in HEADINGS
            and below.name <= block.name
            and any(item.words >= 3 for item in between)
        ):
            draft.chosen.discard(block.index)


def is_source_line(block: Block) -> bool:
    """Whether a block only names the story's publisher or editor."""
    if block.words > 25:
        return False
    found = source_line(block.text.strip("（）()【】 "))
    return found is not None and found.start == 0
