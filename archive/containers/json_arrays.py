"""An array of any length cut into its elements as it comes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.containers.characters import Window

_MARKS = re.compile(r'["{}\[\],]')
_SPACE = " \t\n\r"


class Elements:
    """The elements of the array that a window begins with.

    An element ends at a comma or bracket of the array's own level, so that one that
    is damaged inside may leave the others whole. `closed` tells, once all are given,
    that the array ended as it should, and `followed` that something comes after it.
    """

    def __init__(self, window: Window, limit: int) -> None:
        self._window = window
        self._limit = limit
        self._at = 0
        self._string = -1  # where the string begins that is being passed over
        self._long = False
        self.closed = False
        self.followed = False

    def each(self) -> Iterator[str | None]:
        """Each element without the blanks around it; None for one above the limit."""
        window = self._window
        window.more()
        window.at = self._at = window.text.find("[") + 1
        first = True
        while not self.closed:
            self._long = False
            if not self._pass_element():
                return
            self.closed = window.text[self._at - 1] == "]"
            length = self._at - 1 - window.at
            element = window.text[window.at : self._at - 1].strip(_SPACE)
            window.at = self._at
            if self._long or length > self._limit:
                yield None
            elif element or not (first and self.closed):
                yield element
            first = False
        while window.rest() and not self.followed:
            self.followed = bool(window.text[window.at :].strip(_SPACE))
            window.at = len(window.text)

    def _pass_element(self) -> bool:
        """Go behind the mark that ends the element; False where there is none."""
        depth = 0
        while mark := self._next_mark():
            if mark == '"':
                if not self._pass_string():
                    return False
            elif mark in "{[":
                depth += 1
            elif mark in "}]" and depth:
                depth -= 1
            elif mark in ",]" and not depth:
                return True
        return False

    def _next_mark(self) -> str:
        """The next character that matters, passed over; empty at the stream's end."""
        while not (found := _MARKS.search(self._window.text, self._at)):
            self._at = len(self._window.text)
            if not self._more():
                return ""
        self._at = found.end()
        return found[0]

    def _pass_string(self) -> bool:
        """Go behind the quote that ends a string; False where there is none."""
        self._string = self._at
        while True:
            text = self._window.text
            end = text.find('"', self._at)
            if end < 0:
                self._at = len(text)
                if not self._more():
                    return False
                continue
            self._at = end + 1
            if not _trailing_backslashes(text, self._string, end) % 2:
                self._string = -1
                return True

    def _more(self) -> bool:
        """Look at more of the stream; what is too long already is forgotten."""
        window = self._window
        if window.ended:
            return False
        if self._long or self._at - window.at > self._limit:
            self._long = True
            window.at = self._at
            if self._string >= 0:
                # A backslash may stand before the quote that comes next.
                window.at -= (
                    _trailing_backslashes(window.text, self._string, self._at) % 2
                )
                self._string = window.at
        shift = window.more()
        self._at -= shift
        self._string -= shift if self._string >= 0 else 0
        return True


def _trailing_backslashes(text: str, start: int, end: int) -> int:
    """How many backslashes stand straight before `end`, none before `start`."""
    # By ever larger pieces: mostly there are few, and there may be millions.
    at, step = end, 64
    while at > start:
        piece = text[max(start, at - step) : at]
        rest = len(piece.rstrip("\\"))
        at -= len(piece) - rest
        if rest:
            break
        step *= 4
    return end - at
