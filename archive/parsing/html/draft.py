"""A story as far as it is chosen, and where on the page its paragraphs stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from archive.parsing.html.prose import is_prose
from archive.parsing.html.tags import HEADINGS, Trait
from archive.parsing.html.told import Told
from archive.parsing.html.traits import BESIDE, Traits
from archive.parsing.html.tree import Block, Element, Page

_PARAGRAPHS = frozenset({"p", "li", "blockquote", "pre", "dd", "dt", "h2", "h3", "h4"})
_CAPTION_WORDS = 60
_MOST_CLIMBS = 4


@dataclass(slots=True)
class Head:
    """What stands above the story and is not to be repeated in it."""

    headlines: list[str] = field(default_factory=list)
    """Every wording of the headline that the page has."""
    names: tuple[str, ...] = ()
    description: str = ""
    headline_block: int = -1
    taken: set[int] = field(default_factory=set)
    """Blocks that are the headline, a byline, a date line or the standfirst."""


class Draft:
    """The blocks taken for the story so far, and what is known of all blocks."""

    def __init__(self, page: Page, chosen: set[int], told: str, head: Head) -> None:
        self.page = page
        self.head = head
        self.traits = Traits(page, chosen)
        self.trait = [self.traits.of(block) for block in page.blocks]
        self.chosen = set(chosen)
        self.told = Told(told)
        if self.told.length and not self.told.tells(
            [page.blocks[index] for index in sorted(chosen)]
        ):
            self.told = Told("")
        self.homes = self._homes()
        self.sources: list[Block] = []
        self.lines: set[int] = set()
        """Blocks that were left out as lines of the page."""
        self.layout = self._layout_tables()
        self.pictured = self._pictured()

    def _homes(self) -> set[int]:
        """The elements that hold the story's paragraphs side by side."""
        counts: Counter[int] = Counter()
        for index in self.chosen:
            block = self.page.blocks[index]
            if is_prose(block) and not self.trait[index] & BESIDE:
                counts[home_of(block).index] += block.words
        total = sum(counts.values())
        for _ in range(_MOST_CLIMBS):
            large = {at: n for at, n in counts.items() if n >= max(12, 0.15 * total)}
            if sum(large.values()) >= 0.7 * total:
                return self._with_alike(large)
            counts = self._climbed(counts)
        return set()

    def _with_alike(self, homes: Collection[int]) -> set[int]:
        """These and the elements beside them that are made just as they are."""
        elements = self.page.elements
        makes = {_make(elements[at]) for at in homes}
        return {
            element.index
            for element in elements
            if element.index in homes or element.raw and _make(element) in makes
        }

    def _climbed(self, counts: Counter[int]) -> Counter[int]:
        """The same counts for the elements around: a story may stand in columns."""
        climbed: Counter[int] = Counter()
        for at, count in counts.items():
            around = self.page.elements[at].parent
            climbed[around.index if around and around.index else at] += count
        return climbed

    def _layout_tables(self) -> set[int]:
        """Tables that hold running text: they arrange the page and tell no figures."""
        return {
            element.index
            for element in self.page.elements
            if element.name == "table"
            and any(
                block.words >= 30
                for block in self.page.blocks[element.first : element.last]
            )
        }

    def in_data_table(self, block: Block) -> bool:
        if not self.trait[block.index] & Trait.TABLE:
            return False
        element: Element | None = block.element
        while element is not None and element.name != "table":
            element = element.parent
        return element is None or element.index not in self.layout

    def _pictured(self) -> set[int]:
        """Short texts that stand alone with a picture in a part of their own."""
        found = set()
        half = 0.5 * self.traits.total
        for element in self.page.elements:
            if not element.pictures or element.index in self.homes:
                continue
            if element.name in ("p", "li", "a") or element.last - element.first > 3:
                continue
            if self.traits.words_in(element) > half:
                continue  # a brief with its picture
            blocks = self.page.blocks[element.first : element.last]
            if blocks and sum(block.words for block in blocks) <= _CAPTION_WORDS:
                found.update(block.index for block in blocks)
        return found

    def within_home(self, element: Element) -> bool:
        step: Element | None = element
        for _ in range(6):
            if step is None:
                return False
            if step.index in self.homes:
                return True
            step = step.parent
        return False


def _make(element: Element) -> tuple[Element | None, str, str]:
    return element.parent, element.name, element.raw


def home_of(block: Block) -> Element:
    """The element that holds a paragraph beside others."""
    element = block.element
    while (
        element.parent is not None
        and element.parent.index
        and (
            element.name in _PARAGRAPHS
            or element.name in HEADINGS
            or element.name in ("ul", "ol", "dl")
            or element.last - element.first == 1
        )
    ):
        element = element.parent
    return element
