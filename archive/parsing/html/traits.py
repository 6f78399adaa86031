"""What holds for a block by all the elements around it, with sense of proportion.

A class that names a sidebar says little where it stands on the whole page ("has-
sidebar"), and a form may wrap everything. A trait that would take in a large share of
the story is therefore void.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

from archive.parsing.html.tags import BY_NAME, HEADINGS, Trait
from archive.parsing.html.tree import Block, Element, Page

BESIDE = (
    Trait.HIDDEN
    | Trait.NAVIGATION
    | Trait.ASIDE
    | Trait.FOOTER
    | Trait.FORM
    | Trait.FIGURE
    | Trait.CAPTION
    | Trait.BOX
    | Trait.COMMENT
    | Trait.CREDIT
    | Trait.BIOGRAPHY
    | Trait.TAGS
)
"""What stands on a story's page without being its text."""
_VOIDABLE = BESIDE | Trait.BYLINE | Trait.DATE
_LARGE = 0.4
_MOST_COMMENTS = 0.75
"""Readers may write more than the story they write on."""
_SMALL = 0.2
_CARD = 5
"""Blocks that the announcement of another story has at most."""


class Traits:
    """The traits of a page's blocks, void ones left out.

    `story` are the blocks that are taken for the story so far.
    """

    def __init__(self, page: Page, story: set[int]) -> None:
        self._count(page, story)
        commented = self._commented(page)
        if commented:
            story = story - commented
            self._count(page, story)
        self._all: list[int] = []
        asking = self._asking(page)
        for element in page.elements:
            own = element.own | (Trait.BOX if element.index in asking else 0)
            if own & _VOIDABLE and self.words_in(element) > _LARGE * self.total:
                own = own & ~_VOIDABLE | BY_NAME.get(element.name, 0) & Trait.HIDDEN
            parent = element.parent
            inherited = self._all[parent.index] if parent else Trait.NONE
            self._all.append(own | inherited)
        self._void = self._overall(page, story)

    def _count(self, page: Page, story: set[int]) -> None:
        counts = [block.words if block.index in story else 0 for block in page.blocks]
        self._before = [0, *accumulate(counts)]
        self.total = self._before[-1]

    def _commented(self, page: Page) -> set[int]:
        """The blocks that readers wrote, but where those would be nearly all."""
        found: set[int] = set()
        most = _MOST_COMMENTS * self.total
        words = end = 0
        for element in page.elements:
            if not element.own & Trait.COMMENT or element.last <= end:
                continue
            if self.words_in(element) <= most:
                found.update(range(element.first, element.last))
                words += self.words_in(element)
                end = element.last
        return found if words <= most else set()

    def _overall(self, page: Page, story: set[int]) -> int:
        """Traits that most of the story has, part by part: here they mean nothing.

        Site builders call every paragraph a widget.
        """
        void, counts = 0, Counter[int]()
        for index in story:
            block = page.blocks[index]
            counts[self._all[block.element.index] & _VOIDABLE] += block.words
        for bit in (1 << place for place in range(_VOIDABLE.bit_length())):
            count = sum(number for trait, number in counts.items() if trait & bit)
            if count > 0.5 * self.total and bit != Trait.HIDDEN:
                void |= bit
        return void & _VOIDABLE

    def _asking(self, page: Page) -> set[int]:
        """The boxes around forms that stand in a story: they want an address."""
        found = set()
        for element in page.elements:
            around = element.parent
            if element.name != "form" or around is None or around.parent is None:
                continue
            if self.words_in(around) <= _SMALL * self.total:
                found.add(around.index)
        return found

    def words_in(self, element: Element) -> int:
        """How many words of the story an element holds."""
        return self._before[element.last] - self._before[element.first]

    def of(self, block: Block) -> int:
        """All traits of a block."""
        inline = block.trait & ~block.element.all
        return (self._all[block.element.index] | inline) & ~self._void


def is_teaser(page: Page, block: Block) -> bool:
    """Whether a text stands with a headline that is a link in a small part of its own.

    That is how a page announces its other stories.
    """
    around = block.element.parent
    if around is None or around.last - around.first > _CARD:
        return False
    return any(
        item.link_share > 0.9 and len(item.tokens) >= 3 and item.name in HEADINGS
        for item in page.blocks[around.first : block.index]
    )
