"""Facts as bytes and back: a line of JSON that says what follows, then the parts.

Numbers are little-endian, bitmaps in roaring's own portable form.
"""

from __future__ import annotations

import json

import numpy as np
from pyroaring import BitMap

from archive.bitmaps.facts import Facts, Pairs

FORM = 3
"""The form of what is packed, which names are in it included. What another release
packed is not read but made anew from the rows."""


class OtherForm(ValueError):
    """Packed by another release."""


def pack(facts: Facts) -> bytes:
    parts: list[bytes] = []

    def put(data: bytes) -> int:
        parts.append(data)
        return len(data)

    def array(numbers: np.ndarray) -> tuple[str, int]:
        return numbers.dtype.str, put(np.ascontiguousarray(numbers).tobytes())

    head = {
        "form": FORM,
        "keys": array(facts.keys),
        "published": put(facts.published.serialize()),
        "leading": list(facts.leading.items()),
        "values": {
            name: [[value, put(rows.serialize())] for value, rows in values.items()]
            for name, values in facts.values.items()
        },
        "pairs": {
            name: [array(pairs.keys), array(pairs.codes), pairs.words]
            for name, pairs in facts.pairs.items()
        },
        "numbers": {name: array(numbers) for name, numbers in facts.numbers.items()},
    }
    return json.dumps(head).encode() + b"\n" + b"".join(parts)


def unpack(packed: bytes | memoryview) -> Facts:
    """Raises OtherForm for what another release packed."""
    data = bytes(packed)
    at = data.index(b"\n") + 1
    head = json.loads(data[:at])
    if head["form"] != FORM:
        raise OtherForm(f"form {head['form']}, not {FORM}")

    def take(size: int) -> bytes:
        nonlocal at
        at += size
        return data[at - size : at]

    def array(form: list) -> np.ndarray:
        kind, size = form
        return np.frombuffer(take(size), dtype=kind)

    # In the order in which they were put.
    keys = array(head["keys"])
    published = BitMap.deserialize(take(head["published"]))
    values = {
        name: {value: BitMap.deserialize(take(size)) for value, size in listed}
        for name, listed in head["values"].items()
    }
    pairs = {
        name: Pairs(array(rows), array(codes), words)
        for name, (rows, codes, words) in head["pairs"].items()
    }
    numbers = {name: array(form) for name, form in head["numbers"].items()}
    return Facts(keys, values, pairs, numbers, published, dict(head["leading"]))
