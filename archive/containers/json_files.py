"""Files of JSON objects: one a line, a single one, an array, an object around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

from archive.containers.characters import (
    CHINESE,
    Carrier,
    Window,
    carrier_of,
    chunks,
    is_utf8,
    json_carrier_of,
)
from archive.containers.field_names import holds_text
from archive.containers.json_arrays import Elements, Fields, followed
from archive.containers.json_values import BadJson, fields_of
from archive.containers.parts import Fault, Found
from archive.containers.recognising import HEAD
from archive.containers.sources import Source

_LOOKED_AT = 1 << 20
"""Bytes in which a line that is a whole object is looked for."""
_FIRST = 10
"""Elements of a list among which a document must be, for it to be one of documents."""
_SPACE = " \t\n\r"


def is_lines(source: Source, limit: int) -> bool:
    """Whether a stream that begins with an object has one on each line.

    It has when a line that begins at the left edge is a whole object. A single
    object that is the only line is said to be a document, not lines; so is one that
    is printed over several lines.
    """
    asked = _LOOKED_AT
    ahead = source.peek(asked)
    if b"\n" not in ahead and len(ahead) == asked:
        asked = max(limit, asked) + 2
        ahead = source.peek(asked)
        if b"\n" not in ahead and len(ahead) == asked:
            return True
    copy = Source(BytesIO(ahead).read)
    carrier = carrier_of(copy)
    lines = [line for _, line in _lines(chunks(copy, carrier), limit)]
    filled = sum(line is None or bool(line.strip(_SPACE)) for line in lines)
    if len(ahead) < asked and filled < 2:
        return False
    return any(
        line and line[0] == "{" and _fault_of_object(line, carrier) in ("", _NO_TEXT)
        for line in lines
    )


def lone_object(data: bytes) -> tuple[bytes, str]:
    """The bytes and charset of a file that is one object.

    One on a single line is what it would be among other lines: without the line's
    end, and without a mark but that of UTF-16.
    """
    source = Source(BytesIO(data).read)
    carrier = carrier_of(source)
    line = "".join(chunks(source, carrier)).strip(_SPACE)
    if "\n" in line:
        return data, carrier.charset
    return carrier.document(line), carrier.charset


def objects_on_lines(source: Source, limit: int) -> Iterator[Found | Fault]:
    """A document for each line that is an object with a text; a fault for others."""
    carrier = carrier_of(source)
    for number, line in _lines(chunks(source, carrier), limit // carrier.width):
        name = f"line {number:,}"
        if line is None:
            yield Fault(name, "too_large", f"It has more than {limit:,} bytes.")
        elif line.strip(_SPACE):
            yield _record(name, line, carrier)


def _record(name: str, text: str, carrier: Carrier) -> Found | Fault:
    fault = _fault_of_object(text, carrier)
    if fault:
        return Fault(name, "bad_record", fault)
    return Found(name, carrier.document(text), charset=carrier.charset)


_NO_TEXT = "The object has neither a text nor html."


def _fault_of_object(text: str, carrier: Carrier) -> str:
    """Why a text is no object that holds a document; empty where it is one."""
    readings = [text]
    if carrier.encoding == "latin-1" and not text.isascii():
        data = carrier.encode(text)
        if not is_utf8(data):
            readings.insert(0, data.decode(CHINESE.encoding, CHINESE.errors))
    fault = ""
    for reading in readings:
        try:
            named = {field.key for field in fields_of(reading)}
        except BadJson as error:
            fault = fault or str(error)
        else:
            return "" if holds_text(named) else _NO_TEXT
    return fault


def _lines(pieces: Iterable[str], limit: int) -> Iterator[tuple[int, str | None]]:
    """Lines by number, without their ends; None for one longer than `limit`."""
    number, held, length = 1, [], 0
    for piece in pieces:
        at = 0
        while (end := piece.find("\n", at)) >= 0:
            line = None
            if length + end - at <= limit:
                line = "".join([*held, piece[at:end]]).removesuffix("\r")
            yield number, line
            number, held, length, at = number + 1, [], 0, end + 1
        length += len(piece) - at
        held = [*held, piece[at:]] if length <= limit else []
    if length:
        yield number, "".join(held).removesuffix("\r") if length <= limit else None


def objects_in_array(source: Source, limit: int) -> Iterator[Found | Fault]:
    """A document for each element that is an object with a text; a fault for others."""
    carrier = json_carrier_of(source)
    window = _window_at(source, carrier, "[")
    elements = Elements(window, limit // carrier.width)
    yield from _records(elements.each(), carrier, limit)
    if not elements.closed:
        yield Fault("", "broken", "The array is cut off.")
    elif followed(window):
        yield Fault("", "broken", "Something follows the array.")


def _window_at(source: Source, carrier: Carrier, mark: str) -> Window:
    """The stream's characters from its first mark on."""
    window = Window(source, carrier)
    window.more()
    window.at = max(0, window.text.find(mark))
    return window


def _records(
    elements: Iterable[str | None], carrier: Carrier, limit: int, before: int = 0
) -> Iterator[Found | Fault]:
    """The elements by number, with those `before` counted."""
    for number, element in enumerate(elements, start=before + 1):
        name = f"item {number:,}"
        if element is None:
            yield Fault(name, "too_large", f"It has more than {limit:,} bytes.")
        else:
            yield _record(name, element, carrier)


def is_wrapped(source: Source, limit: int) -> bool:
    """Whether a stream is one object that is no document, but has a list of them.

    Such an object may have other fields and be of any length. One of more than
    `limit` bytes is no document anyway; what it begins with tells what it is.
    """
    for asked in (HEAD, limit + 1):
        ahead = source.peek(asked)
        copy = Source(BytesIO(ahead).read)
        carrier = json_carrier_of(copy)
        window = _window_at(copy, carrier, "{")
        fields = Fields(window, limit // carrier.width)
        names, wrapped = set(), False
        for name, elements in fields.each():
            names.add(name)
            if holds_text(names):
                return False
            parts = _of_records(elements, carrier, limit)
            wrapped = wrapped or any(True for _ in parts)
        if fields.closed and followed(window):
            return False
        if len(ahead) < asked:
            break
    return wrapped


def objects_in_object(source: Source, limit: int) -> Iterator[Found | Fault]:
    """The same as of an array for each list of documents among an object's fields."""
    carrier = json_carrier_of(source)
    window = _window_at(source, carrier, "{")
    fields = Fields(window, limit // carrier.width)
    count = 0
    for _, elements in fields.each():
        for part in _of_records(elements, carrier, limit, count):
            yield part
            count += 1
    if not fields.closed:
        yield Fault("", "broken", "The object is cut off.")
    elif followed(window):
        yield Fault("", "broken", "Something follows the object.")


def _of_records(
    elements: Iterable[str | None], carrier: Carrier, limit: int, before: int = 0
) -> Iterator[Found | Fault]:
    """The elements of a list of documents; nothing of a list of other things.

    Where none of the first is a document the list is one of other things.
    """
    parts = _records(elements, carrier, limit, before)
    first: list[Found | Fault] = []
    for part in parts:
        first.append(part)
        if isinstance(part, Found):
            yield from first
            yield from parts
        elif len(first) == _FIRST:
            return
