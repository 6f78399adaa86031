"""The elements of a page that are open while it is read, and what ends them."""

from __future__ import annotations

from archive.parsing.html.tags import BARRIERS, CLOSES_SIBLING, SIBLING_BARRIERS
from archive.parsing.html.tree import Element, Page

_MOST_FAILURES = 50_000
"""Searches for an open element that may fail before only the innermost is looked at."""
_TABLE = frozenset({"table"})
_TABLE_PARTS = frozenset({"table", "tr", "td", "th", "tbody", "thead", "tfoot"})
_P_PASSES = frozenset({"p", "address", "center", "button"})


class OpenElements:
    """The open elements, the root first; each end is written to the page's tree."""

    def __init__(self, page: Page, root: Element) -> None:
        self._page = page
        self._stack = [root]
        self._names: dict[str, int] = {}
        self._failures = 0

    def __len__(self) -> int:
        return len(self._stack)

    @property
    def innermost(self) -> Element:
        return self._stack[-1]

    def has(self, name: str) -> bool:
        """Whether an element of the name is open."""
        return bool(self._names.get(name))

    def add(self, element: Element) -> None:
        self._stack.append(element)
        self._names[element.name] = self._names.get(element.name, 0) + 1
        self._page.deepest = max(self._page.deepest, len(self._stack))

    def end_to(self, depth: int) -> None:
        """End the innermost elements until so many are left."""
        while len(self._stack) > depth:
            element = self._stack.pop()
            element.last = len(self._page.blocks)
            self._stack[-1].pictures += element.pictures
            self._names[element.name] -= 1

    def close(self, name: str) -> bool:
        """End the innermost element of a name, and what is open inside it, if any."""
        if not self._names.get(name):
            return False
        depth = len(self._stack)
        lowest = 0 if self._failures < _MOST_FAILURES else depth - 2
        for place in range(depth - 1, lowest, -1):
            open_name = self._stack[place].name
            if open_name == name:
                self.end_to(place)
                return True
            if open_name in BARRIERS and name not in _TABLE_PARTS:
                break
            if name == "p" and open_name not in _P_PASSES:
                break
        self._failures += 1
        return False

    def close_sibling(self, name: str) -> bool:
        """End the open sibling that an element's begin ends: a list item, a cell."""
        closing = CLOSES_SIBLING[name]
        barriers = SIBLING_BARRIERS.get(name, _TABLE)
        depth = len(self._stack)
        for place in range(depth - 1, max(0, depth - 12), -1):
            open_name = self._stack[place].name
            if open_name in barriers:
                return False
            if open_name in closing:
                self.end_to(place)
                # A row ends its cell and itself.
                if name in ("tr", "tbody", "thead", "tfoot"):
                    self.close_sibling(name)
                return True
        return False
