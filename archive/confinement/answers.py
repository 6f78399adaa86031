"""How an answer travels: plain data and named classes, nothing that could act.

The process that answers may belong to an attacker. Pickle will not do, even with its
globals forbidden: a tuple nested a million deep ends the reader with a segmentation
fault when it is used as a key, one that holds itself twice thirty times over keeps it
busy for minutes, and one opcode makes a table of gigabytes. Here an answer is a tree,
written as JSON arrays whose first element says what they are; its depth is limited by
the JSON parser, its size by the number of brackets and commas. Bytes and long texts
lie beside the tree, each used once.
"""

from __future__ import annotations

import dataclasses
import json
import struct
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from itertools import chain

from archive.confinement.shapes import checks

LONG = 4096
"""Characters from which on a text lies beside the tree."""

MOST_KEYS = 1_000
"""Entries of a dict or set whose keys are not all texts. Other keys can be chosen so
that they collide, which makes the time to enter them grow with the square."""

MOST_DIGITS = 1_000
"""Digits of a Decimal, and the largest exponent: a power of ten costs its length as
soon as anyone writes it out."""

_LIST, _TUPLE, _SET, _FROZENSET, _DICT, _BYTES, _TEXT = range(7)
_DECIMAL, _DATE, _DATETIME, _TIMEDELTA, _TIMEZONE = range(7, 12)
_FIRST_CLASS = 12

_PLAIN = frozenset((int, float, bool, type(None)))
_LENGTH = struct.Struct("<Q")

Rule = Callable[[object, list[bytes]], list]
Maker = Callable[[list, Iterator[memoryview]], object]


class Malformed(ValueError):
    """Bytes that are no answer."""


class TooLarge(ValueError):
    """An answer with more values or bytes than are allowed."""


class Answers:
    """Packs and unpacks answers made of plain data and of the classes given.

    Plain data: None, bool, int, float, str, bytes, list, tuple, set, frozenset, dict,
    Decimal, date, datetime, timedelta, timezone. Classes: dataclasses, which travel as
    the arguments of their constructor and must fit their annotations, and
    enumerations. Their subclasses are other classes. What occurs twice in an answer
    arrives as two equal values.
    """

    def __init__(self, classes: Iterable[type], output: int, pieces: int) -> None:
        self._output, self._pieces = output, pieces
        self._rules: dict[type, Rule] = {
            list: self._sequence(_LIST),
            tuple: self._sequence(_TUPLE),
            set: self._sequence(_SET, keys=True),
            frozenset: self._sequence(_FROZENSET, keys=True),
            dict: self._pack_dict,
            bytes: _pack_bytes,
            str: _pack_text,
            Decimal: _pack_decimal,
            date: lambda value, _: [_DATE, value.isoformat()],
            datetime: _pack_datetime,
            timedelta: lambda value, _: [
                _TIMEDELTA,
                value.days,
                value.seconds,
                value.microseconds,
            ],
            timezone: lambda value, _: [_TIMEZONE, *_offset(value)],
        }
        self._makers: list[Maker] = [
            self._make_list,
            lambda node, blobs: tuple(self._make_list(node, blobs)),
            lambda node, blobs: set(_keys(self._make_list(node, blobs))),
            lambda node, blobs: frozenset(_keys(self._make_list(node, blobs))),
            self._make_dict,
            lambda node, blobs: bytes(next(blobs)),
            lambda node, blobs: str(next(blobs), "utf-8", "surrogatepass"),
            _make_decimal,
            lambda node, blobs: date.fromisoformat(node[1]),
            lambda node, blobs: datetime.fromisoformat(node[1]).replace(fold=node[2]),
            lambda node, blobs: timedelta(node[1], node[2], node[3]),
            lambda node, blobs: timezone(timedelta(node[1], node[2], node[3])),
        ]
        classes = tuple(classes)
        known = (*_PLAIN, *self._rules, *classes)
        for number, kind in enumerate(classes, _FIRST_CLASS):
            rule, maker = self._class(kind, number, known)
            self._rules[kind] = rule
            self._makers.append(maker)

    def pack(self, value: object) -> list[bytes]:
        """The answer as chunks of bytes.

        Raises TypeError for what may not travel, TooLarge above the limits.
        """
        blobs: list[bytes] = []
        tree = json.dumps(
            self._pack(value, blobs), ensure_ascii=False, separators=(",", ":")
        ).encode("utf-8", "surrogatepass")
        lengths = struct.pack(
            f"<{len(blobs) + 2}Q", len(blobs), len(tree), *map(len, blobs)
        )
        chunks = [lengths, tree, *blobs]
        if sum(map(len, chunks)) > self._output or _count(tree) > self._pieces:
            raise TooLarge
        return chunks

    def unpack(self, packed: bytearray) -> object:
        """The answer; raises Malformed for anything `pack` would not have made."""
        try:
            return self._unpack(memoryview(packed))
        except Exception as error:  # whatever a constructor makes of odd values
            raise Malformed(f"{type(error).__name__}: {error}") from error

    def _unpack(self, packed: memoryview) -> object:
        (number,) = _LENGTH.unpack_from(packed)
        if number > min(self._pieces, len(packed) // _LENGTH.size):
            raise Malformed("too many parts")
        lengths = struct.unpack_from(f"<{number + 1}Q", packed, _LENGTH.size)
        end = start = _LENGTH.size * (number + 2)
        parts = []
        for length in lengths:
            start, end = end, end + length
            parts.append(packed[start:end])
        if end != len(packed):
            raise Malformed("not as long as it says")
        tree = bytes(parts[0])
        if _count(tree) > self._pieces:
            raise Malformed("too many values")
        blobs = iter(parts[1:])
        node = json.loads(
            tree.decode("utf-8", "surrogatepass"), object_pairs_hook=_refuse
        )
        answer = self._make(node, blobs)
        if next(blobs, None) is not None:
            raise Malformed("parts left over")
        return answer

    def _pack(self, value: object, blobs: list[bytes]) -> object:
        kind = type(value)
        if kind in _PLAIN or (kind is str and len(value) < LONG):
            return value
        rule = self._rules.get(kind)
        if rule is None:
            raise TypeError(f"an answer may not hold a {kind.__qualname__}")
        return rule(value, blobs)

    def _make(self, node: object, blobs: Iterator[memoryview]) -> object:
        if type(node) is not list:
            return node
        number = node[0]
        if type(number) is not int or number < 0:
            raise Malformed("no kind")
        return self._makers[number](node, blobs)

    def _sequence(self, number: int, *, keys: bool = False) -> Rule:
        def rule(value: Iterable, blobs: list[bytes]) -> list:
            if keys:
                _keys(value)
            return [number, *[self._pack(element, blobs) for element in value]]

        return rule

    def _make_list(self, node: list, blobs: Iterator[memoryview]) -> list:
        make = self._make
        return [
            make(element, blobs) if type(element) is list else element
            for element in node[1:]
        ]

    def _pack_dict(self, value: dict, blobs: list[bytes]) -> list:
        _keys(value)
        parts = chain.from_iterable(value.items())
        return [_DICT, *[self._pack(part, blobs) for part in parts]]

    def _make_dict(self, node: list, blobs: Iterator[memoryview]) -> dict:
        parts = self._make_list(node, blobs)
        keys = _keys(parts[::2])
        return dict(zip(keys, parts[1::2], strict=True))

    def _class(
        self, kind: type, number: int, known: Iterable[type]
    ) -> tuple[Rule, Maker]:
        if isinstance(kind, type) and issubclass(kind, Enum):
            return (
                lambda value, _: [number, value.name],
                lambda node, _: kind[node[1]],
            )
        if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
            raise TypeError(f"{kind!r} is neither a dataclass nor an enumeration")
        return self._dataclass(kind, number, known)

    def _dataclass(
        self, kind: type, number: int, known: Iterable[type]
    ) -> tuple[Rule, Maker]:
        fields = [field for field in dataclasses.fields(kind) if field.init]
        names = tuple(field.name for field in fields)
        is_positional = not any(field.kw_only for field in fields)
        found = checks(kind, known)
        tests = [(n, found[name]) for n, name in enumerate(names) if name in found]
        outright = [test for test in tests if isinstance(test[1], frozenset)]
        closer = [test for test in tests if not isinstance(test[1], frozenset)]

        def inspect(values: list) -> None:
            if len(values) != len(names):
                raise Malformed("not its number of fields")
            for place, kinds in outright:
                if type(values[place]) not in kinds:
                    raise TypeError(f"{kind.__qualname__}.{names[place]} does not fit")
            for place, check in closer:
                if not check(values[place]):
                    raise TypeError(f"{kind.__qualname__}.{names[place]} does not fit")

        def rule(value: object, blobs: list[bytes]) -> list:
            values = [getattr(value, name) for name in names]
            inspect(values)
            return [number, *[self._pack(value, blobs) for value in values]]

        def maker(node: list, blobs: Iterator[memoryview]) -> object:
            values = self._make_list(node, blobs)
            inspect(values)
            if is_positional:
                return kind(*values)
            return kind(**dict(zip(names, values, strict=True)))

        return rule, maker


def _count(tree: bytes) -> int:
    """At least the number of values in the tree."""
    return tree.count(b"[") + tree.count(b",") + 1


def _refuse(pairs: list) -> object:
    raise Malformed("an object in the tree")


def _keys(values: Iterable) -> Iterable:
    if len(values) > MOST_KEYS and any(type(value) is not str for value in values):
        raise TypeError(f"more than {MOST_KEYS} keys that are not texts")
    return values


def _pack_bytes(value: bytes, blobs: list[bytes]) -> list:
    blobs.append(value)
    return [_BYTES]


def _pack_text(value: str, blobs: list[bytes]) -> list:
    blobs.append(value.encode("utf-8", "surrogatepass"))
    return [_TEXT]


def _pack_decimal(value: Decimal, _: list[bytes]) -> list:
    text = str(value)
    _check_decimal(text, value)
    return [_DECIMAL, text]


def _make_decimal(node: list, _: Iterator[memoryview]) -> Decimal:
    if len(node[1]) > MOST_DIGITS + 20:
        raise Malformed("a number too long")
    value = Decimal(node[1])
    _check_decimal(node[1], value)
    return value


def _check_decimal(text: str, value: Decimal) -> None:
    too_large = value.is_finite() and abs(value.as_tuple().exponent) > MOST_DIGITS
    if too_large or len(text) > MOST_DIGITS + 20:
        raise TypeError(f"a Decimal beyond {MOST_DIGITS} digits")


def _pack_datetime(value: datetime, _: list[bytes]) -> list:
    if not isinstance(value.tzinfo, timezone | None):
        name = type(value.tzinfo).__qualname__
        raise TypeError(f"an answer may not hold a time with a {name}")
    return [_DATETIME, value.isoformat(), value.fold]


def _offset(value: timezone) -> tuple[int, int, int]:
    offset = value.utcoffset(None)
    return offset.days, offset.seconds, offset.microseconds
