"""JSON read where it stands: which fields an object has, and from where to where.

Nothing is built of what is read, so hostile nesting or millions of empty lists cost no
memory; values that matter are then taken by their place. The grammar is that of the
standard library's reader (RFC 8259, and NaN and Infinity, which some programs write);
control characters inside strings are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from json.decoder import scanstring

_SPACE = re.compile(r"[ \t\n\r]*")
_SCALAR = re.compile(
    r"true|false|null|NaN|-?Infinity"
    r"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
)
_MOST_NESTED = 500


class BadJson(ValueError):
    """The text is not JSON, or nests too deep; str() says why, for people."""


@dataclass(frozen=True, slots=True)
class Field:
    """A name in an object and the place of its value, blanks around it left out."""

    key: str
    start: int
    end: int


def fields_of(text: str) -> Iterator[Field]:
    """The fields of the one object that the text is, in its order.

    Raises BadJson where the text is anything else, perhaps after some fields.
    """
    at = _blank(text, 0)
    if text[at : at + 1] != "{":
        raise BadJson("It is no JSON object.")
    at = _blank(text, at + 1)
    if text[at : at + 1] == "}":
        at += 1
    else:
        more = True
        while more:
            key, start = _key(text, at)
            end = _value_end(text, start)
            yield Field(key, start, end)
            at = _blank(text, end)
            more = text[at : at + 1] == ","
            if not more and text[at : at + 1] != "}":
                raise BadJson(_wrong(text, at))
            at = _blank(text, at + 1)
    if _blank(text, at) != len(text):
        raise BadJson(f"Something follows the object at character {at + 1:,}.")


def _value_end(text: str, at: int) -> int:
    """The offset after the value that begins at `at`."""
    awaited: list[str] = []  # the brackets that are open, by what closes them
    while True:
        char = text[at : at + 1]
        if char == "{" or char == "[":
            if len(awaited) >= _MOST_NESTED:
                raise BadJson(f"It nests deeper than {_MOST_NESTED} levels.")
            close = "}" if char == "{" else "]"
            at = _blank(text, at + 1)
            if text[at : at + 1] != close:
                awaited.append(close)
                at = _key(text, at)[1] if close == "}" else at
                continue
            at += 1
        else:
            at = _scalar_end(text, at)
        while True:
            if not awaited:
                return at
            at = _blank(text, at)
            char = text[at : at + 1]
            if char != awaited[-1]:
                break
            awaited.pop()
            at += 1
        if char != ",":
            raise BadJson(_wrong(text, at))
        at = _blank(text, at + 1)
        at = _key(text, at)[1] if awaited[-1] == "}" else at


def _scalar_end(text: str, at: int) -> int:
    if text[at : at + 1] == '"':
        return _string(text, at)[1]
    found = _SCALAR.match(text, at)
    if not found:
        raise BadJson(_wrong(text, at))
    return found.end()


def _key(text: str, at: int) -> tuple[str, int]:
    """A field's name, and the offset of its value."""
    if text[at : at + 1] != '"':
        raise BadJson(_wrong(text, at))
    key, at = _string(text, at)
    at = _blank(text, at)
    if text[at : at + 1] != ":":
        raise BadJson(_wrong(text, at))
    return key, _blank(text, at + 1)


def _string(text: str, at: int) -> tuple[str, int]:
    try:
        return scanstring(text, at + 1, False)
    except ValueError as error:
        raise BadJson(f"A string from character {at + 1:,} on is broken.") from error


def _blank(text: str, at: int) -> int:
    """The offset after blanks."""
    return _SPACE.match(text, at).end()


def _wrong(text: str, at: int) -> str:
    if at >= len(text):
        return "It is cut off."
    return f"It is no JSON from character {at + 1:,} on."
