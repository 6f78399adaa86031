"""A page's source becomes elements and blocks of text, in one pass over its tags.

Made for what is found in the wild: tags that are never closed, closed twice or
crossed, text after the end, markup inside scripts. No step goes back over the source,
nothing recurses, and the depth that is kept is bounded, so that time and memory grow
with the length of the source alone.
"""

from __future__ import annotations

import re

from archive.parsing.html.references import plain
from archive.parsing.html.tags import (
    BARRIERS,
    BLOCKS,
    CLOSES_P,
    CLOSES_SIBLING,
    EMBEDDED,
    HEADINGS,
    RAW,
    SIBLING_BARRIERS,
    VOID,
    Trait,
    traits,
)
from archive.parsing.html.tree import Block, Element, Marked, Page
from archive.parsing.html.words import words
from archive.spans import Range

# A name, then attributes: what stands after "=" may be quoted and hold a ">".
_MARKUP = re.compile(
    r"<(?:(?P<slash>/?)(?P<name>[a-zA-Z][^\s/><]{0,80}+)"
    r"(?P<rest>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))*+)>"
    r"|(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<other>[!?/]))"
)
_SIMPLE = re.compile(
    r"<(?:(?P<slash>/?)(?P<name>[a-zA-Z][^\s/><]{0,80}+)(?P<rest>[^>]*+)>"
    r"|(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<other>[!?/]))"
)
_RAW_END = {
    name: re.compile(rf"</{name}(?=[\s/>])[^>]{{0,200}}>", re.IGNORECASE)
    for name in RAW
}
_COMMENT_END = re.compile(r"--!?>")
_DEEPEST = 250
_MOST_FAILURES = 50_000
"""Searches for an open element that may fail before only the innermost is looked at."""
_MOST_UNCLOSED = 20
"""Tags that may run to the page's end unclosed before all are read simply."""
_INTERESTING = re.compile(
    r"class|itemprop|rel\s{0,3}=\s{0,3}[\"']?author|datetime|style|hidden",
    re.IGNORECASE,
)
_PICTURES = frozenset({"amp-img", "video"})
_TABLE = frozenset({"table"})
_TABLE_PARTS = frozenset({"table", "tr", "td", "th", "tbody", "thead", "tfoot"})
_P_PASSES = frozenset({"p", "address", "center", "button"})
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
        self.page = Page(source)
        root = Element("", "", None, 0, 0, Trait.NONE, Trait.NONE, 0, 0)
        self.page.elements.append(root)
        self.stack = [root]
        self.inline: list[tuple[str, Element, int]] = []
        self.open_names: dict[str, int] = {}
        self.too_deep = 0
        self.ranges: list[Range] = []
        self.linked = self.in_link = 0
        self.link_depth = 0
        self.breaks = 0
        self.solid = True
        self.failures = self.unclosed = 0
        self.unending: set[str] = set()

    def read(self) -> None:
        source, at, length = self.source, 0, len(self.source)
        find, match = source.find, self._match
        while at < length:
            start = find("<", at)
            if start < 0:
                break
            found = match(source, start)
            if found is None:
                end = self._unclosed(start)
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
        while len(self.stack) > 1:
            self._pop()
        self.page.elements[0].last = len(self.page.blocks)

    def _match(self, source: str, start: int) -> re.Match[str] | None:
        """The tag that begins there, read simply once too many did not fit."""
        if self.unclosed < _MOST_UNCLOSED:
            return _MARKUP.match(source, start)
        if self._find(">", start) < 0:
            return None
        return _SIMPLE.match(source, start)

    def _unclosed(self, start: int) -> int:
        """Where a tag ends that the grammar does not fit; -1 where it is no tag."""
        following = self.source[start + 1 : start + 3]
        if not following or not (following[0].isalpha() or following[0] == "/"):
            return -1
        if not following[0].isalpha() and not following[1:].isalpha():
            return -1
        if ">" in self.unending:
            return -1
        self.unclosed += 1
        end = self._find(">", start)
        return end + 1 if end >= 0 else len(self.source)  # the last one was cut off

    def _other(self, found: re.Match[str], start: int) -> int:
        """Past a comment, a declaration or a CDATA section, whose text counts."""
        at = found.end()
        if found["comment"]:
            if self.source.startswith((">", "->"), at):
                return self.source.index(">", at) + 1
            found = (
                None if "-->" in self.unending else _COMMENT_END.search(self.source, at)
            )
            if found is None:
                self.unending.add("-->")
            return found.end() if found else self._past(start)
        if found["cdata"]:
            end = self._find("]]>", at)
            if end >= 0:
                self._text(at, end)
                return end + 3
        return self._past(start)

    def _past(self, start: int) -> int:
        end = self._find(">", start)
        return end + 1 if end >= 0 else len(self.source)

    def _find(self, mark: str, at: int) -> int:
        """Where a mark comes next; one that comes no more is searched for only once."""
        if mark in self.unending:
            return -1
        end = self.source.find(mark, at)
        if end < 0:
            self.unending.add(mark)
        return end

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        self.ranges.append((start, end))
        if self.in_link:
            self.linked += end - start

    def _start(self, name: str, rest: str, start: int, at: int) -> int:
        """Handle a start tag; the answer is where reading goes on."""
        if name in BLOCKS:
            self._block_start(name, rest, start)
        elif name == "br":
            self._flush()
            self.breaks += 1
        elif name == "hr":
            self._flush()
            self.solid = True
        elif name == "img":
            self.stack[-1].pictures += 1
        elif name in ("meta", "link"):
            self.page.metas.append((name, rest, start + 1 + len(name)))
        elif name not in VOID and name not in RAW and not rest.endswith("/"):
            self._inline_start(name, rest, start)
        if name in RAW:
            return self._raw(name, rest, at)
        return at

    def _raw(self, name: str, rest: str, at: int) -> int:
        """Past the content of an element that holds no markup."""
        if rest.endswith("/") and name not in ("script", "style", "textarea"):
            return at
        found = None
        if name not in self.unending:
            found = _RAW_END[name].search(self.source, at)
        if found is None:
            self.unending.add(name)
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
        if name == "body":
            # A head that was never closed ends here.
            self._close("head")
        if name in CLOSES_P and self.open_names.get("p"):
            self._close("p")
        if name in CLOSES_SIBLING:
            self._close_sibling(name)
        if name in HEADINGS and self.stack[-1].name in HEADINGS:
            self._pop()
        if rest.endswith("/") and "-" in name:
            return
        if len(self.stack) >= _DEEPEST:
            self.too_deep += 1
            return
        own = traits(name, rest)
        parent = self.stack[-1]
        element = Element(
            name,
            rest,
            parent,
            len(self.stack),
            start,
            own,
            own | parent.all,
            len(self.page.elements),
            len(self.page.blocks),
        )
        element.pictures = int(name in _PICTURES)
        self.page.elements.append(element)
        self.stack.append(element)
        if len(self.stack) > self.page.deepest:
            self.page.deepest = len(self.stack)
        self.open_names[name] = self.open_names.get(name, 0) + 1
        if own & _MARKED or name == "time":
            self.page.marked.append(Marked(element, [], len(self.page.blocks)))

    def _close_sibling(self, name: str) -> None:
        """End the open sibling that an element's begin ends: a list item, a cell."""
        closing = CLOSES_SIBLING[name]
        barriers = SIBLING_BARRIERS.get(name, _TABLE)
        for place in range(len(self.stack) - 1, max(0, len(self.stack) - 12), -1):
            open_name = self.stack[place].name
            if open_name in barriers:
                return
            if open_name in closing:
                while len(self.stack) > place:
                    self._pop()
                # A row ends its cell and itself.
                if name in ("tr", "tbody", "thead", "tfoot"):
                    self._close_sibling(name)
                return

    def _inline_start(self, name: str, rest: str, start: int) -> None:
        if name == "a":
            self.in_link = 1
            self.link_depth = len(self.stack)
        own = Trait.NONE
        if name == "time" or _INTERESTING.search(rest):
            own = traits(name, rest) & (_MARKED | _INLINE_PARTS)
        nested = self.inline and any(name == entry[0] for entry in self.inline)
        if not (own or nested or name == "time") or len(self.inline) >= 60:
            return
        parent = self.stack[-1]
        element = Element(
            name, rest, parent, len(self.stack), start, own, own | parent.all, -1, -1
        )
        if own & _INLINE_PARTS:
            self._flush()
        self.inline.append((name, element, len(self.ranges)))

    def _end(self, name: str, start: int) -> None:
        if name in BLOCKS:
            self._flush()
            if name not in EMBEDDED:
                self.solid = True
            if name == "p" and not self.open_names.get("p"):
                return
            if name in HEADINGS and self.stack[-1].name in HEADINGS:
                name = self.stack[-1].name  # "<h1> ... </h2>"
            if self.too_deep and name not in ("html", "body"):
                self.too_deep -= 1
                return
            self._close(name)
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

    def _close(self, name: str) -> None:
        """End the innermost open element of a name, and what is open inside it."""
        if not self.open_names.get(name):
            return
        lowest = 0 if self.failures < _MOST_FAILURES else len(self.stack) - 2
        for place in range(len(self.stack) - 1, lowest, -1):
            open_name = self.stack[place].name
            if open_name == name:
                while len(self.stack) > place:
                    self._pop()
                return
            if open_name in BARRIERS and name not in _TABLE_PARTS:
                break
            if name == "p" and open_name not in _P_PASSES:
                break
        self.failures += 1

    def _pop(self) -> None:
        element = self.stack.pop()
        if len(self.stack) < self.link_depth:
            self.in_link = 0  # a link that was never closed ends with its block
        element.last = len(self.page.blocks)
        if self.stack:
            self.stack[-1].pictures += element.pictures
        self.open_names[element.name] -= 1
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
            element, trait = self.stack[-1], self.stack[-1].all
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
