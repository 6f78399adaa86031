"""Which blocks of a page are its story: trafilatura's word, found again in the page.

trafilatura returns text without places. Its words are found again block by block, in
the order of the page; what cannot be found is counted. Where it is out of its depth
(a page too deep, too large or too odd for it, or nothing found) the blocks are weighed
by the text they and their neighbours hold.
"""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from archive.parsing.html.prose import is_prose
from archive.parsing.html.references import NO_WIDTH
from archive.parsing.html.traits import BESIDE, Traits, is_teaser
from archive.parsing.html.tree import Block, Page
from archive.parsing.html.words import words

_MOST_TAGS = 60_000
_LARGEST = 6_000_000
_DEEPEST = 180
_MOST_ATTRIBUTES = 300
"""Of one tag; the parser that trafilatura asks compares each with all before it."""
_BALANCED = "balanced"
_ONCE = "once"
"""No focus that trafilatura knows: as balanced, without its second look at a page."""
_ESCALATED = 3_000
_ESCALATED_SHARE = 0.25
"""A little more than trafilatura's fifth: what it counts is not just what we read."""
_MUCH_MORE = 2
"""Where the weighed blocks hold so many times the words, trafilatura went astray."""
_STORY_WORDS = 60
"""So many, of blocks that hold sentences, make a story."""

_NOTHING = dict.fromkeys(map(ord, NO_WIDTH))

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("trafilatura").propagate = False


@dataclass(slots=True)
class Choice:
    """The chosen blocks by index, and the words that no block was found for."""

    chosen: set[int] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    by_rule: bool = False
    """Chosen by weight, not by trafilatura."""


def choose(page: Page) -> Choice:
    """The blocks that hold the story."""
    text = _trafilatura_text(page)
    choice = _aligned(page.blocks, text) if text else Choice()
    weighed = by_weight(page)
    words = _prose_words(page, choice.chosen)
    if words >= _STORY_WORDS:
        weighed = _named_alike(page, weighed, choice.chosen)
    if _prose_words(page, weighed) > _MUCH_MORE * words:
        choice = Choice(weighed, by_rule=True)
    return choice


def _named_alike(page: Page, weighed: set[int], chosen: set[int]) -> set[int]:
    """The weighed blocks but for those whose names, unlike the chosen, say "beside".

    Readers' comments and a party's programme may be longer than the story.
    """
    borne = reduce(or_, (page.blocks[index].trait for index in chosen), 0)
    names = BESIDE & ~borne
    return {index for index in weighed if not page.blocks[index].trait & names}


def _prose_words(page: Page, chosen: set[int]) -> int:
    blocks = [page.blocks[index] for index in chosen]
    return sum(block.words for block in blocks if is_prose(block))


def _trafilatura_text(page: Page) -> str:
    """What trafilatura takes for the main text; empty where it cannot be asked."""
    if (
        page.deepest > _DEEPEST
        or page.widest > _MOST_ATTRIBUTES
        or not page.is_regular
        or page.tags > _MOST_TAGS
        or len(page.source) > _LARGEST
        or len(page.blocks) < 1
    ):
        return ""
    # It takes no text for a page that does not begin as one.
    bare = not page.source[:200].lstrip("\ufeff \t\r\n").startswith("<")
    source = f"<!DOCTYPE html><div>{page.source}</div>" if bare else page.source
    try:
        found = _extracted(source, _ONCE)
        if _may_be_too_little(page, found):
            found = _extracted(source, _BALANCED)
    except Exception:  # noqa: BLE001 - whatever a hostile page makes it raise
        return ""
    body = getattr(found, "body", None)
    if body is None:
        return ""
    return _lines(body)


def _extracted(source: str, focus: str) -> Any:
    """trafilatura's document of a page, or None."""
    # Half a second and 40 MB, for the processes that read pages alone.
    import trafilatura
    from trafilatura.settings import Extractor

    options = Extractor(
        comments=False,
        tables=True,
        with_metadata=False,
        # Its second opinions take as long as all the rest, read word lists from
        # files, and are asked where little is found: there our own is.
        fast=True,
    )
    options.focus = focus
    return trafilatura.bare_extraction(source, options=options)


def _may_be_too_little(page: Page, found: Any) -> bool:
    """Whether trafilatura would look at the page again, which takes its longest step.

    It does where it found less than 3,000 characters and a fifth of the page's text:
    to know that text it copies and cleans the page. The blocks hold more than it
    counts, so that where they are few enough there is nothing to ask.
    """
    text = getattr(found, "raw_text", None)
    if text is None:
        return True
    read = sum(len(block.text) + 1 for block in page.blocks)
    return len(text) < min(_ESCALATED, _ESCALATED_SHARE * read)


_INLINE = frozenset(
    {"hi", "ref", "del", "a", "b", "i", "em", "strong", "span", "graphic"}
)


def _lines(body: Any) -> str:
    """The text of trafilatura's tree of lxml, one line for each of its parts."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        if event == "start":
            if element.tag not in _INLINE:
                parts.append("\n")
            if element.text:
                parts.append(element.text.replace("\n", " "))
        else:
            if element.tag not in _INLINE:
                parts.append("\n")
            if element.tail and element is not body:
                parts.append(element.tail.replace("\n", " "))
    return "".join(parts).translate(_NOTHING)


def _aligned(blocks: list[Block], text: str) -> Choice:
    """The blocks that the lines of a text come from, in the order of the page."""
    places = _Places(blocks)
    choice = Choice()
    covered: dict[int, int] = defaultdict(int)
    cursor = 0
    for line in text.split("\n"):
        wanted = words(line)
        if not wanted:
            continue
        at = places.whole(wanted, cursor)
        if at is not None:
            covered[at] = blocks[at].words
            cursor = at + 1
            continue
        cursor = places.pieces(wanted, cursor, covered, choice.lost)
    for at, count in covered.items():
        if count >= 0.5 * blocks[at].words:
            choice.chosen.add(at)
    return choice


class _Places:
    """Where the words of a page's blocks stand, in one row."""

    def __init__(self, blocks: list[Block]) -> None:
        self.row: list[str] = []
        self.owner: list[int] = []
        self.starts: list[int] = []
        self.by_text: dict[str, list[int]] = defaultdict(list)
        self.by_words: dict[tuple[str, ...], list[int]] | None = None
        for block in blocks:
            found = block.tokens
            self.starts.append(len(self.row))
            self.by_text[" ".join(found)].append(block.index)
            self.row.extend(found)
            self.owner.extend([block.index] * len(found))

    def whole(self, wanted: list[str], cursor: int) -> int | None:
        """The next block that says just these words, or the one before."""
        found = self.by_text.get(" ".join(wanted))
        if not found:
            return None
        place = bisect_left(found, cursor)
        return found[place] if place < len(found) else found[-1]

    def pieces(
        self, wanted: list[str], cursor: int, covered: dict[int, int], lost: list[str]
    ) -> int:
        """Find the words of a line piece by piece; the answer is the next block."""
        if self.by_words is None:
            self.by_words = defaultdict(list)
            for at in range(len(self.row)):
                self.by_words[tuple(self.row[at : at + 3])].append(at)
                self.by_words[tuple(self.row[at : at + 1])].append(at)
        at = self.starts[cursor] if cursor < len(self.starts) else len(self.row)
        index = 0
        while index < len(wanted):
            if at < len(self.row) and self.row[at] == wanted[index]:
                covered[self.owner[at]] += 1
                at += 1
                index += 1
                continue
            length = 3 if index + 3 <= len(wanted) else 1
            found = self.by_words.get(tuple(wanted[index : index + length]))
            if not found:
                lost.append(wanted[index])
                index += 1
                continue
            place = bisect_left(found, at)
            nearest = found[place] if place < len(found) else found[-1]
            if length == 1 and abs(nearest - at) > 40:
                lost.append(wanted[index])
                index += 1
                continue
            at = nearest
        return self.owner[at - 1] + 1 if at else cursor


def by_weight(page: Page) -> set[int]:
    """The blocks of prose around the place where most of it stands together."""
    running = [block for block in page.blocks if block.words >= 8]
    traits = Traits(page, {block.index for block in running})
    prose = [
        block
        for block in running
        if block.link_share < 0.5
        and not traits.of(block) & BESIDE
        and not is_teaser(page, block)
    ]
    scores: dict[int, float] = defaultdict(float)
    for block in prose:
        element = block.element
        weight = block.words * (1 - block.link_share)
        for share in (1.0, 0.75, 0.5, 0.25):
            scores[element.index] += weight * share
            if element.parent is None:
                break
            element = element.parent
    if not scores:
        return set()
    best = page.elements[max(scores, key=lambda index: (scores[index], -index))]
    return {block.index for block in prose if best.first <= block.index < best.last}
