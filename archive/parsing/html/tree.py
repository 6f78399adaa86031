"""A page as elements and blocks of text, in the order of its source."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.spans import Range


@dataclass(slots=True, eq=False)
class Element:
    """An element that is kept: its own trait, and what it has by its ancestors."""

    name: str
    raw: str
    parent: Element | None
    depth: int
    start: int
    own: int
    all: int
    index: int
    first: int
    """Index of the first block that begins in it; `last` is one past its last."""
    last: int = -1
    pictures: int = 0
    """How many pictures stand in it, at any depth."""


@dataclass(slots=True, eq=False)
class Block:
    """A run of text between two boundaries of lines, with the element it stands in."""

    index: int
    element: Element
    ranges: list[Range]
    after_break: int
    """How many line breaks, and no other boundary, part it from the block before."""
    text: str
    trait: int
    tokens: list[str]
    """Its words in small letters; a Chinese character is one."""
    words: int
    link_share: float
    """The share of its characters that stand in links."""

    @property
    def name(self) -> str:
        return self.element.name


@dataclass(slots=True)
class Marked:
    """A part of the visible page that its markup names: a date, an author."""

    element: Element
    ranges: list[Range]
    block: int


@dataclass(slots=True)
class Page:
    """What one pass over a source finds, all in the order of the source."""

    source: str
    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    scripts: list[tuple[str, int, int]] = field(default_factory=list)
    """Attributes, start and end of the content of scripts with JSON data."""
    metas: list[tuple[str, str, int]] = field(default_factory=list)
    """Name and attributes of `meta` and `link` tags, and where the attributes stand."""
    titles: list[Range] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)
    language: str = ""
    tags: int = 0
    deepest: int = 0
    widest: int = 0
    """The attributes of the tag that has most of them, where there are many."""
    is_regular: bool = True
    """Whether its tags could be read by their grammar to the end."""
