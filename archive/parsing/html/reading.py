"""A page's source becomes elements and blocks of text, in one pass over its tags.

Made for what is found in the wild: tags that are never closed, closed twice or
crossed, text after the end, markup inside scripts. No step goes back over the source,
nothing recurses, and the depth that is kept is bounded, so that time and memory grow
with the length of the source alone.
"""

from __future__ import annotations

import re

from archive.parsing.html.nesting import OpenElements
from archive.parsing.html.references import plain
from archive.parsing.html.scanning import Scanner, attribute_count
from archive.parsing.html.tags import (
    BLOCKS,
    CLOSES_P,
    CLOSES_SIBLING,
    EMBEDDED,
    HEADINGS,
    RAW,
    VOID,
    Trait,
    traits,
)
from archive.parsing.html.tree import Block, Element, Marked, Page
from archive.parsing.html.words import words
from archive.spans import Range

_DEEPEST = 250
_LONG_TAG = 500
"""Characters of a tag in which so many attributes may stand that they count."""
_INTERESTING = re.compile(
    r"class|itemprop|rel\s{0,3}=\s{0,3}[\"']?author|datetime|style|hidden",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\s{0,3}\[?(?:<a\b[^<>]{0,300}>)?\s{0,3}\[?(?:\d{1,2}|[*†‡])\]?\s{0,3}"
    r"(?:</a\s{0,3}>)?\]?\s{0,3}</sup\s{0,3}>",
    re.IGNORECASE,
)
_NOTED = re.compile(r"(?:[^\W\d_]{3}|\d|[.,;:!?'\"”’)%])$")
"""What a note stands behind: a word, a number, a sentence, but no "km" or "x"."""
_POWER = re.compile(r"(?:^|\D)10$")
_BEFORE_NOTE = 12
_PICTURES = frozenset({"amp-img", "video"})
_MARKED = Trait.BYLINE | Trait.DATE | Trait.TITLE
_INLINE_PARTS = Trait.CREDIT | Trait.CAPTION | Trait.HIDDEN


def read_page(source: str) -> Page:
    """The elements and blocks of a page; never fails."""
    reader = _Reader(source)
    reader.read()
    return reader.page


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.scanner = Scanner(source)
        self.page = Page(source)
        root = Element("", "", None, 0, 0, Trait.NONE, Trait.NONE, 0, 0)
        self.page.elements.append(root)
        self.open = OpenElements(self.page, root)
        self.inline: list[tuple[str, Element, int]] = []
        self.too_deep = 0
        self.ranges: list[Range] = []
        self.linked = self.in_link = 0
        self.link_depth = 0
        self.breaks = 0
        self.solid = True

    def read(self) -> None:
        source, at, length = self.source, 0, len(self.source)
        find, tag_at = source.find, self.scanner.tag
        while at < length:
            start = find("<", at)
            if start < 0:
                break
            found = tag_at(start)
            if found is None:
                end = self.scanner.unclosed(start)
                if end < 0:  # a "<" that begins nothing is text
                    self._text(at, start + 1)
                    at = start + 1
                    continue
                self._text(at, start)
                at = end
                continue
            if start > at:
                self._text(at, start)
            slash, name, rest = found.group("slash", "name", "rest")
            if name is None:
                at = self._other(found, start)
                continue
            name = name.lower()
            at = found.end()
            self.page.tags += 1
            if slash:
                self._end(name, start)
            else:
                at = self._start(name, rest, start, at)
        self._text(at, length)
        self._flush()
        self.open.end_to(1)
        self.page.elements[0].last = len(self.page.blocks)
        self.page.is_regular = self.scanner.is_regular

    def _other(self, found: re.Match[str], start: int) -> int:
        """Past a comment, a declaration or a CDATA section, whose text counts."""
        at = found.end()
        if found["comment"]:
            return self.scanner.past_comment(start, at)
        if found["cdata"] and (end := self.scanner.find("]]>", at)) >= 0:
            self._text(at, end)
            return end + 3
        return self.scanner.past(start)

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        self.ranges.append((start, end))
        if self.in_link:
            self.linked += end - start

    def _start(self, name: str, rest: str, start: int, at: int) -> int:
        """Handle a start tag; the answer is where reading goes on."""
        if len(rest) > _LONG_TAG:
            self.page.widest = max(self.page.widest, attribute_count(rest))
        if name == "hr":
            self._flush()
            self.solid = True
            self._end_before(name)
        elif name in BLOCKS:
            self._block_start(name, rest, start)
        elif name == "br":
            self._flush()
            self.breaks += 1
        elif name == "img":
            self.open.innermost.pictures += 1
        elif name in ("meta", "link"):
            self.page.metas.append((name, rest, start + 1 + len(name)))
        elif name == "sup" and (note := self._note(start, at)):
            return note
        elif name not in VOID and name not in RAW and not rest.endswith("/"):
            self._inline_start(name, rest, start)
        if name in RAW:
            return self._raw(name, rest, at)
        return at

    def _note(self, start: int, at: int) -> int:
        """Past the number of a note, as of "4,200<sup>1</sup>"; 0 for others."""
        before = self.source[max(0, start - _BEFORE_NOTE) : start]
        if not _NOTED.search(before) or _POWER.search(before):
            return 0
        found = _NOTE.match(self.source, at)
        return found.end() if found else 0

    def _raw(self, name: str, rest: str, at: int) -> int:
        """Past the content of an element that holds no markup."""
        if rest.endswith("/") and name not in ("script", "style", "textarea"):
            return at
        found = self.scanner.raw_end(name, at)
        if found is None:
            # Browsers read an unclosed script to the end; of others only the tag goes.
            return len(self.source) if name in ("script", "style") else at
        if name == "script" and "json" in rest.lower():
            self.page.scripts.append((rest, at, found.start()))
        elif name == "title" and len(self.page.titles) < 5:
            self.page.titles.append((at, found.start()))
        return found.end()

    def _block_start(self, name: str, rest: str, start: int) -> None:
        self._flush()
        if name not in EMBEDDED:
            self.solid = True
        if name == "title":
            return
        if name == "html" and not self.page.language:
            found = re.search(r"\blang\s{0,3}=\s{0,3}[\"']?([\w-]{2,20})", rest[:2000])
            self.page.language = found[1] if found else ""
        self._end_before(name)
        if rest.endswith("/") and "-" in name:
            return
        if len(self.open) >= _DEEPEST:
            self.too_deep += 1
            return
        own = traits(name, rest)
        parent = self.open.innermost
        element = Element(
            name,
            rest,
            parent,
            len(self.open),
            start,
            own,
            own | parent.all,
            len(self.page.elements),
            len(self.page.blocks),
        )
        element.pictures = int(name in _PICTURES)
        self.page.elements.append(element)
        self.open.add(element)
        if own & _MARKED or name == "time":
            self.page.marked.append(Marked(element, [], len(self.page.blocks)))

    def _end_before(self, name: str) -> None:
        """End what is ended by the begin of an element that has no end tag itself."""
        before = len(self.open)
        if name == "body":
            # A head that was never closed ends here.
            self.open.close("head")
        if name in CLOSES_P and self.open.has("p"):
            self.open.close("p")
        if name in CLOSES_SIBLING:
            self.open.close_sibling(name)
        if name in HEADINGS and self.open.innermost.name in HEADINGS:
            self.open.end_to(len(self.open) - 1)
        if len(self.open) < before:
            self._ended()

    def _inline_start(self, name: str, rest: str, start: int) -> None:
        if name == "a":
            self.in_link = 1
            self.link_depth = len(self.open)
        own = Trait.NONE
        if name == "time" or _INTERESTING.search(rest):
            own = traits(name, rest) & (_MARKED | _INLINE_PARTS | Trait.MODIFIED)
        nested = self.inline and any(name == entry[0] for entry in self.inline)
        if not (own or nested or name == "time") or len(self.inline) >= 60:
            return
        parent = self.open.innermost
        element = Element(
            name, rest, parent, len(self.open), start, own, own | parent.all, -1, -1
        )
        if own & _INLINE_PARTS:
            self._flush()
        self.inline.append((name, element, len(self.ranges)))

    def _end(self, name: str, start: int) -> None:
        if name in BLOCKS:
            self._flush()
            if name not in EMBEDDED:
                self.solid = True
            if name == "p" and not self.open.has("p"):
                return
            if name in HEADINGS and self.open.innermost.name in HEADINGS:
                name = self.open.innermost.name  # "<h1> ... </h2>"
            if self.too_deep and name not in ("html", "body"):
                self.too_deep -= 1
                return
            if self.open.close(name):
                self._ended()
        elif name == "a":
            self.in_link = 0
        elif name == "br":
            self._flush()
            self.breaks += 1
        for place in range(len(self.inline) - 1, -1, -1):
            if self.inline[place][0] == name:
                self._inline_end(place)
                break

    def _inline_end(self, place: int) -> None:
        name, element, first = self.inline[place]
        if element.own & _INLINE_PARTS:
            self._flush()
        elif not element.own and name != "time":
            pass  # only counted, so that the end tag of another is not taken for it
        elif self.ranges[first:]:
            self.page.marked.append(
                Marked(element, self.ranges[first:], len(self.page.blocks))
            )
        elif name == "time":
            self.page.marked.append(Marked(element, [], len(self.page.blocks)))
        del self.inline[place:]

    def _ended(self) -> None:
        """Elements ended: what is open inside a line ends with them."""
        if len(self.open) < self.link_depth:
            self.in_link = 0  # a link that was never closed ends with its block
        self.inline.clear()

    def _flush(self) -> None:
        """End the block that is being read; a blank one leaves nothing."""
        ranges = self.ranges
        if not ranges:
            return
        self.ranges = []
        start, end = ranges[0]
        blank = len(ranges) == 1 and self.source[start:end].isspace()
        text = "" if blank else plain(self.source, ranges)
        if text:
            element, trait = self.open.innermost, self.open.innermost.all
            for _, inside, _ in self.inline:
                trait |= inside.own & _INLINE_PARTS
            tokens = words(text)
            block = Block(
                len(self.page.blocks),
                element,
                ranges,
                -1 if self.solid else self.breaks,
                text,
                trait,
                tokens,
                len(tokens),
                min(1.0, self.linked / len(text)),
            )
            self.page.blocks.append(block)
            self.solid = False
            self.breaks = 0
            for place, (name, inside, first) in enumerate(self.inline):
                kept = ranges[first:]
                if kept and inside.own & _MARKED:
                    self.page.marked.append(Marked(inside, kept, block.index))
                self.inline[place] = (name, inside, 0)
        elif self.inline:
            self.inline = [(name, inside, 0) for name, inside, _ in self.inline]
        self.linked = 0
