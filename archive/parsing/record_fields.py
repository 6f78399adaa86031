"""The values of a record's fields, each with its place in the record's source."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from archive.containers.csv_rows import header_at, names_of, row_at
from archive.containers.field_names import field_of
from archive.containers.json_values import BadJson, fields_of
from archive.spans import MappedText, Run

MOST_ESCAPES = 300_000
"""Escaped characters of one value; each needs a place of its own in the map."""
_LONGEST_LIST = 20_000
_ESCAPED = {
    '"': '"',
    "\\": "\\",
    "/": "/",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
}
# What a text layer may not hold either: controls that are no white space, and halves
# of surrogate pairs.
_STRAY = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class BadRecord(ValueError):
    """The source is no record; str() says why, for people."""


@dataclass(slots=True)
class Record:
    """Values by our names of fields, and the names of those that are no strings.

    `lists` holds those that are lists of strings.
    """

    values: dict[str, list[MappedText]] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def first(self, name: str) -> MappedText | None:
        """The value of a field that is not blank, without outer white space."""
        for value in self.values.get(name, ()):
            stripped = value.strip()
            if stripped.text:
                return stripped
        return None

    def words(self, name: str) -> str:
        """The value on one line; empty where there is none."""
        value = self.first(name)
        return " ".join(value.text.split()) if value else ""


def json_record(source: str) -> Record:
    """The fields of a JSON object; BadRecord where the source is none."""
    places: dict[str, tuple[int, int]] = {}
    try:
        for found in fields_of(source):
            if field_of(found.key):
                # Of a name that stands twice the last counts, as everywhere.
                places[found.key] = (found.start, found.end)
    except BadJson as error:
        raise BadRecord(str(error)) from error
    record = Record()
    for key in sorted(places, key=lambda name: field_of(name)[1]):
        name, (start, end) = field_of(key)[0], places[key]
        mark = source[start]
        if mark == '"':
            record.values.setdefault(name, []).append(json_string(source, start, end))
        elif name == "published" and mark.isdigit():
            place = MappedText.cut(source, start, end)
            record.values.setdefault(name, []).append(place)
        elif mark == "[" and (words := _strings_of(source[start:end])):
            record.lists.setdefault(name, words)
        elif source[start:end] != "null":
            record.unread.append((name, key))
    return record


def _strings_of(source: str) -> tuple[str, ...]:
    """The strings of a short flat list; none where it holds anything else."""
    if len(source) > _LONGEST_LIST or "[" in source[1:] or "{" in source:
        return ()
    try:
        items = json.loads(source, strict=False)
    except ValueError:
        return ()
    if not all(isinstance(item, str) for item in items):
        return ()
    plain = (" ".join(_STRAY.sub("", item).split()) for item in items)
    return tuple(item.encode("utf-8", "replace").decode() for item in plain if item)


def json_string(source: str, start: int, end: int) -> MappedText:
    """A JSON string, quotes at start and end - 1; each character leads to its own.

    An escaped character leads to the backslash of its escape. Characters that no
    text may hold are left out; half a surrogate pair becomes U+FFFD.
    """
    parts: list[str] = []
    runs: list[Run] = []
    length = escapes = 0
    at, end = start + 1, end - 1
    while at < end:
        escape = source.find("\\", at, end)
        stop = escape if escape >= 0 else end
        if at < stop:
            parts.append(source[at:stop])
            runs.append(Run(length, at, stop - at))
            length += stop - at
        if escape < 0:
            break
        escapes += 1
        if escapes > MOST_ESCAPES:
            raise BadRecord(f"A field has more than {MOST_ESCAPES:,} escapes.")
        char, at = _unescaped(source, escape)
        if char:
            parts.append(char)
            runs.append(Run(length, escape, 1))
            length += 1
    return MappedText("".join(parts), tuple(runs))


def _unescaped(source: str, at: int) -> tuple[str, int]:
    """The character an escape stands for, and the offset behind it."""
    mark = source[at + 1]
    if mark != "u":
        return _ESCAPED[mark].replace("\b", ""), at + 2
    code, at = int(source[at + 2 : at + 6], 16), at + 6
    if 0xD800 <= code < 0xDC00 and source[at : at + 2] == "\\u":
        low = int(source[at + 2 : at + 6], 16)
        if 0xDC00 <= low < 0xE000:
            return chr(0x10000 + (code - 0xD800) * 0x400 + low - 0xDC00), at + 6
    if 0xD800 <= code < 0xE000:
        return "\ufffd", at
    return _STRAY.sub("", chr(code)), at


def csv_record(source: str) -> Record:
    """The fields of a table's header and its one row; BadRecord where it is none."""
    found = header_at(source)
    if found is None:
        raise BadRecord("The table's header names neither a text nor html.")
    delimiter, header = found
    try:
        row = row_at(source, header.next, delimiter)
    except ValueError as error:
        raise BadRecord(str(error)) from error
    if len(row.fields) != len(header.fields):
        raise BadRecord("The row has not as many fields as the header.")
    if source[row.next :].strip():
        raise BadRecord("More than one row stands below the header.")
    ranked = [
        (known[1], known[0], place)
        for name, place in zip(names_of(source, header), row.fields, strict=True)
        if (known := field_of(name))
    ]
    record = Record()
    for _, name, place in sorted(ranked):
        record.values.setdefault(name, []).append(csv_field(source, *place))
    return record


def csv_field(source: str, start: int, end: int) -> MappedText:
    """A field of CSV; of a doubled quote the first one counts."""
    if not source.startswith('"', start):
        return MappedText.cut(source, start, end)
    pieces: list[MappedText] = []
    at, end = start + 1, end - 1
    while (quote := source.find('""', at, end)) >= 0:
        if len(pieces) >= MOST_ESCAPES:
            raise BadRecord(f"A field has more than {MOST_ESCAPES:,} doubled quotes.")
        pieces.append(MappedText.cut(source, at, quote + 1))
        at = quote + 2
    pieces.append(MappedText.cut(source, at, end))
    return MappedText.join(pieces, "")
