"""Source ranges of a page become words: white space folded, references resolved.

Everything keeps its place. The one character that a character reference stands for
is mapped to the reference's ampersand; a run of white space is one blank, mapped to
the first of it; characters without width go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from html.entities import html5

from archive.spans import MappedText, Range, Run

_REFERENCE = re.compile(
    r"&(?:#[xX][0-9a-fA-F]{1,8};?|#[0-9]{1,9};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)"
)
NO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_ZERO_WIDTH = re.compile(f"[{NO_WIDTH}]")
_PIECE = re.compile(
    rf"(?P<space>\s+)|(?P<nothing>[{NO_WIDTH}]+)|(?P<reference>&)"
    rf"|(?P<words>[^\s&{NO_WIDTH}]++(?: [^\s&{NO_WIDTH}]++)*+)"
)


def plain(source: str, ranges: Iterable[Range]) -> str:
    """The words of the ranges as a reader sees them, without their map."""
    text = "".join([source[start:end] for start, end in ranges])
    if "&" in text:
        text = resolved(text)
    if not text.isascii():
        text = _ZERO_WIDTH.sub("", text)
    return " ".join(text.split())


def resolved(text: str) -> str:
    """The text with its character references resolved."""
    return _REFERENCE.sub(lambda found: unescape(found[0]), text)


def mapped(source: str, ranges: Iterable[Range]) -> MappedText:
    """The words of the ranges with their way back; equal to `plain` in its text."""
    builder = _Builder()
    for start, end in ranges:
        for at, length, char_or_words in _pieces(source, start, end):
            builder.add(at, length, char_or_words)
    return builder.built()


def _pieces(source: str, start: int, end: int) -> Iterable[tuple[int, int, str]]:
    """(raw place, raw length that it maps, text) of each piece of a range."""
    at = start
    while at < end:
        found = _PIECE.match(source, at, end)
        if found is None:
            return
        at = found.end()
        if found["space"]:
            yield found.start(), 1, " "
        elif found["words"]:
            yield found.start(), at - found.start(), found["words"]
        elif found["reference"]:
            reference = _REFERENCE.match(source, found.start(), end)
            if reference is None:
                yield found.start(), 1, "&"
                continue
            value, used = _value(reference[0])
            at = found.start() + used
            for index, char in enumerate(value):
                if char not in NO_WIDTH:
                    # A reference's second character has no place of its own.
                    place = 1 if index == 0 else 0
                    yield found.start(), place, " " if char.isspace() else char


def _value(reference: str) -> tuple[str, int]:
    """What a reference stands for, and how many characters of it do the work.

    A name without its semicolon may have letters behind it: "&ampere".
    """
    if reference[1] == "#" or reference.endswith(";") and reference[1:] in html5:
        return unescape(reference), len(reference)
    name = reference[1:].rstrip(";")
    for length in range(len(name), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], 1 + length
    return "&", 1


class _Builder:
    """Joins pieces to a text and its runs, with one blank between words at most."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._blank: tuple[int, int] | None = None

    def add(self, at: int, length: int, text: str) -> None:
        if text == " ":
            if self._length and self._blank is None:
                self._blank = (at, length)
            return
        if self._blank is not None:
            blank_at, blank_length = self._blank
            self._put(blank_at, blank_length, " ")
            self._blank = None
        self._put(at, length, text)

    def _put(self, at: int, length: int, text: str) -> None:
        if length:
            last = self._runs[-1] if self._runs else None
            if last and last.end == self._length and last.raw_end == at:
                self._runs[-1] = Run(last.start, last.raw_start, last.length + length)
            else:
                self._runs.append(Run(self._length, at, length))
        self._texts.append(text)
        self._length += len(text)

    def built(self) -> MappedText:
        return MappedText("".join(self._texts), tuple(self._runs))
