"""Arrays and objects of any length cut into their parts as they come."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from archive.containers.characters import Window

_MARKS = re.compile(r'["{}\[\],]')
_SPACE = " \t\n\r"
_NAME = re.compile(
    r'[ \t\n\r]*+"(?P<name>(?:[^"\\]++|\\.)*+)"[ \t\n\r]*+:[ \t\n\r]*+', re.DOTALL
)
_LONGEST_NAME = 4096
"""Characters of a field's name and the blanks around it."""
_LIST = re.compile(r"\[[ \t\n\r]*+\{")


class _Parts:
    """A walk over the parts of the array or object that a window is at.

    A part ends at a comma or bracket of the array's own level, so that one that is
    damaged inside may leave the others whole. `closed` tells, once all are given,
    that the array or object ended as it should.
    """

    def __init__(self, window: Window, limit: int) -> None:
        self._window = window
        self._limit = limit
        self._at = 0
        self._string = -1  # where the string begins that is being passed over
        self._long = False
        self.closed = False

    def _pass_part(self, close: str) -> bool:
        """Go behind the mark that ends the part; False where there is none."""
        self._long = False
        depth = 0
        while mark := self._next_mark():
            if mark == '"':
                if not self._pass_string():
                    return False
            elif not depth and mark in ("," + close):
                self.closed = mark == close
                return True
            elif mark in "{[":
                depth += 1
            elif mark in "}]" and depth:
                depth -= 1
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


class Elements(_Parts):
    """The elements of an array."""

    def each(self) -> Iterator[str | None]:
        """Each element without the blanks around it; None for one above the limit."""
        window = self._window
        window.at = self._at = window.at + 1
        first = True
        while not self.closed:
            if not self._pass_part("]"):
                return
            length = self._at - 1 - window.at
            element = window.text[window.at : self._at - 1].strip(_SPACE)
            window.at = self._at
            if self._long or length > self._limit:
                yield None
            elif element or not (first and self.closed):
                yield element
            first = False


class Fields(_Parts):
    """The fields of an object, whose values are passed over."""

    def __init__(self, window: Window, limit: int) -> None:
        # No value is kept.
        super().__init__(window, 0)
        self._most = limit

    def each(self) -> Iterator[tuple[str, Iterator[str | None]]]:
        """The name of each field, and the elements of one that is a list of objects.

        The elements may be left; they end where the next field is asked for.
        """
        window = self._window
        window.at += 1
        while not self.closed and (name := self._name()) is not None:
            if _LIST.match(window.text, window.at):
                elements = Elements(window, self._most)
                each = elements.each()
                yield name, each
                for _ in each:
                    pass
                if not elements.closed:
                    return
            else:
                yield name, iter(())
            self._at = window.at
            if not self._pass_part("}"):
                return
            window.at = self._at

    def _name(self) -> str | None:
        """Go behind the name and its colon, to the value."""
        window = self._window
        if len(window.text) - window.at < 2 * _LONGEST_NAME:
            window.more()
        found = _NAME.match(window.text, window.at, window.at + _LONGEST_NAME)
        if not found:
            return None
        window.at = found.end()
        try:
            return json.loads(f'"{found["name"]}"', strict=False)
        except ValueError:
            return found["name"]


def followed(window: Window) -> bool:
    """Whether anything but blanks is left; the window ends there."""
    while window.rest():
        if window.text[window.at :].strip(_SPACE):
            return True
        window.at = len(window.text)
    return False


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
