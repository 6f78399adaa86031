"""Rows of CSV read where they stand: from where to where each field goes.

Fields in double quotes may hold line ends and delimiters, and quotes by doubling them
(RFC 4180); a quote inside a field that does not begin with one is itself, as the
standard library reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.containers.field_names import holds_text

_MOST_COLUMNS = 1_000
_BREAKS = {mark: re.compile(rf"[{mark}\r\n]") for mark in (",", ";", "\t")}

_FIRST_LINE = re.compile(r"[^\r\n]{1,20000}")
_IN_TEXT_NAMES = ("text", "html", "content", "body", "article")


class BadRow(ValueError):
    """No row of CSV; str() says why, for people, `at` up to where it was read."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.at = at


class Unfinished(Exception):
    """The row may go on behind the end of the text at hand."""


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row's fields stand, with their quotes, its end, and the next row."""

    fields: tuple[tuple[int, int], ...]
    end: int
    next: int


def row_at(text: str, at: int, delimiter: str, *, last: bool = True) -> Row:
    """The row that begins at an offset.

    Raises BadRow, and Unfinished where more text may follow (`last` is False).
    """
    fields: list[tuple[int, int]] = []
    breaks = _BREAKS[delimiter]
    while True:
        if len(fields) >= _MOST_COLUMNS:
            raise BadRow(f"It has more than {_MOST_COLUMNS:,} fields.", at)
        if text.startswith('"', at):
            end = _after_quote(text, at)
            if end < 0 and last:
                raise BadRow("A quote is not closed.", len(text))
        else:
            found = breaks.search(text, at)
            end = found.start() if found else len(text)
        if not last and (end < 0 or end + 1 >= len(text)):
            raise Unfinished
        fields.append((at, end))
        char = text[end : end + 1]
        if char == delimiter:
            at = end + 1
        elif char in ("", "\r", "\n"):
            following = end + (2 if text.startswith("\r\n", end) else len(char))
            return Row(tuple(fields), end, following)
        else:
            raise BadRow("Something follows a closing quote.", end)


def _after_quote(text: str, at: int) -> int:
    """The offset after a quoted field; -1 where it does not end."""
    at += 1
    while (end := text.find('"', at)) >= 0:
        if not text.startswith('"', end + 1):
            return end + 1
        at = end + 2
    return -1


def value_of(text: str, field: tuple[int, int]) -> str:
    """A field without its quotes."""
    words = text[field[0] : field[1]]
    if words.startswith('"'):
        return words[1:-1].replace('""', '"')
    return words


def header_at(text: str, *, last: bool = True) -> tuple[str, Row] | None:
    """The delimiter and first row of a table of documents; None where it is none."""
    first = _FIRST_LINE.match(text)
    names = first[0].lower() if first else ""
    if not any(word in names for word in _IN_TEXT_NAMES):
        # Most files are no tables, and this tells them soonest.
        return None
    for delimiter in _BREAKS:
        try:
            row = row_at(text, 0, delimiter, last=last)
        except (BadRow, Unfinished):
            continue
        names = names_of(text, row)
        if len(names) > 1 and holds_text(names):
            return delimiter, row
    return None


def names_of(text: str, row: Row) -> list[str]:
    """The columns' names, small, without blanks around them."""
    return [value_of(text, field).strip().lower() for field in row.fields]
