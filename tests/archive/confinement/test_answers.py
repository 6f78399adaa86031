"""Answers of a process that may belong to an attacker."""

from __future__ import annotations

import enum
import pickle
import struct
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, make_dataclass
from dataclasses import fields as dataclass_fields
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from archive.confinement.answers import LONG, MOST_KEYS, Answers, Malformed, TooLarge


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0


@dataclass(frozen=True, slots=True)
class Named(Point):
    name: str = field(default="", kw_only=True)


@dataclass
class Story:
    text: str
    points: tuple[Point, ...]
    length: int = field(init=False)

    def __post_init__(self) -> None:
        self.length = len(self.text)


class Colour(enum.Enum):
    RED = "r"
    BLUE = "b"


ANSWERS = Answers((Point, Named, Story, Colour), 1_000_000, 10_000)


def sent(value: object, answers: Answers = ANSWERS) -> object:
    return answers.unpack(bytearray(b"".join(answers.pack(value))))


def packed(tree: bytes, *blobs: bytes) -> bytearray:
    """What an attacker may send: any tree, any parts."""
    lengths = [len(blobs), len(tree), *map(len, blobs)]
    return bytearray(
        struct.pack(f"<{len(lengths)}Q", *lengths) + tree + b"".join(blobs)
    )


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(10**40),
        1.5,
        float("inf"),
        "",
        "静安区 \ud800 \x00 🙂",
        "长" * LONG,
        b"",
        b"\x00\xff" * 5000,
        [1, [2, []], (3,)],
        (),
        {"a": 1, 2: [b"x"], (1, 2): None},
        {1, 2},
        frozenset({"a"}),
        Decimal("9.7810"),
        Decimal("-1E-7"),
        date(2023, 1, 31),
        datetime(2023, 1, 31, 23, 59, 59, 5),
        datetime(2023, 1, 31, tzinfo=timezone(timedelta(hours=8)), fold=1),
        timedelta(days=-1, microseconds=3),
        timezone(timedelta(hours=-3, minutes=-30)),
        Point(1, 2),
        Named(1, 2, name="here"),
        Story("abc", (Point(1), Named(2, name="b"))),
        {Point(1): [Colour.RED, Colour.BLUE]},
    ],
    ids=lambda value: f"{type(value).__name__}-{str(value)[:12]!a}",
)
def test_an_answer_comes_back_as_it_was(value):
    again = sent(value)
    assert again == value
    assert type(again) is type(value)
    assert repr(again) == repr(value)


class Text(str):
    pass


@pytest.mark.parametrize(
    "value",
    [
        object(),
        Text("a"),
        print,
        Point,
        1j,
        datetime(2023, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")),
        Decimal("1E+999999"),
        {number: number for number in range(MOST_KEYS + 1)},
        {(number,) for number in range(MOST_KEYS + 1)},
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_may_not_travel_is_refused_where_it_is_made(value):
    with pytest.raises(TypeError):
        ANSWERS.pack([value])


@dataclass(frozen=True)
class Form:
    text: str = ""
    day: date | None = None
    share: float = 0.0
    pairs: tuple[tuple[int, str], ...] = ()
    rows: tuple[tuple[int, tuple[int, ...]], ...] = ()
    points: Sequence[Point] = ()
    colours: Mapping[str, Colour | None] = field(default_factory=dict)
    either: int | tuple[str, ...] = 0
    kind: Literal["a", "b"] = "a"
    anything: object = None


FORMS = Answers((Form, Point, Named, Colour), 1_000_000, 10_000)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "a", "day": date(2023, 1, 1), "share": 1, "anything": {1: [b""]}},
        {"day": datetime(2023, 1, 1)},
        {"pairs": ((1, "a"), (2, "b"))},
        {"rows": ((1, (2, 3)), (4, ()))},
        {"points": [Point(1), Named(2)]},
        {"points": (Named(2),), "colours": {"a": Colour.RED, "b": None}},
        {"either": ("a", "b")},
    ],
)
def test_fields_that_fit_their_annotations_come_through(fields):
    assert sent(Form(**fields), FORMS) == Form(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": None},
        {"text": b"a"},
        {"day": "2023-01-01"},
        {"share": "1"},
        {"pairs": [(1, "a")]},
        {"pairs": ((1, "a"), (1, 2))},
        {"pairs": ((1, "a"), (1, "a", 2))},
        {"pairs": ((1, "a"), 7)},
        {"rows": ((1, (2, "3")),)},
        {"rows": ((1,),)},
        {"points": [Colour.RED]},
        {"points": 5},
        {"colours": {"a": Point(1)}},
        {"colours": {1: Colour.RED}},
        {"either": (1,)},
        {"either": None},
    ],
    ids=str,
)
def test_fields_that_do_not_fit_are_refused_on_both_sides(fields):
    with pytest.raises(TypeError, match=f"Form.{next(iter(fields))}"):
        FORMS.pack(Form(**fields))
    honest = b"".join(FORMS.pack(Form()))
    assert FORMS.unpack(bytearray(honest)) == Form()
    careless = Answers((Loose, Point, Named, Colour), 1_000_000, 10_000)
    with pytest.raises(Malformed, match=f"Form.{next(iter(fields))}"):
        FORMS.unpack(bytearray(b"".join(careless.pack(Loose(**fields)))))


Loose = make_dataclass(
    "Loose", [(f.name, object, f) for f in dataclass_fields(Form)], frozen=True
)
"""Form, as an attacker would write it."""


def test_only_dataclasses_and_enumerations_may_be_named():
    with pytest.raises(TypeError):
        Answers((Text,), 100, 100)


def test_an_answer_above_the_limits_is_not_sent():
    with pytest.raises(TooLarge):
        ANSWERS.pack(b"x" * 1_000_001)
    with pytest.raises(TooLarge):
        ANSWERS.pack([0] * 10_001)


class Malice:
    """Pickled, it is an order to make a file."""

    def __init__(self, path) -> None:
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), "w")


def test_a_pickle_is_not_even_read(tmp_path):
    order = pickle.dumps(Malice(tmp_path / "made"))
    for body in (bytearray(order), packed(order), packed(b"[5]", order)):
        with suppress(Malformed):
            ANSWERS.unpack(body)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "body",
    [
        bytearray(),
        bytearray(b"\xff" * 50),
        bytearray(struct.pack("<QQ", 1 << 60, 1 << 60)),
        bytearray(struct.pack("<QQ", 0, 1 << 62)),
        packed(b""),
        packed(b"\xff"),
        packed(b"{}"),
        packed(b"[]"),
        packed(b"[99]"),
        packed(b"[-1]"),
        packed(b"[true,1]"),
        packed(b'["x"]'),
        packed(b"[5]"),
        packed(b"1", b"left over"),
        packed(b"[1,[5],[5]]", b"only one"),
        packed(b"[6]", b"\xff\xfe"),
        packed(b"[4,1]"),
        packed(b"[4,[0],1]"),
        packed(b'[7,"1E+999999999"]'),
        packed(b'[7,"%s"]' % (b"9" * 5000)),
        packed(b"[7,1.5]"),
        packed(b'[8,"2023-13-01"]'),
        packed(b"[10,1e999,0,0]"),
        packed(b"[12]"),
        packed(b"[12,1,2,3]"),
        packed(b"[14,5,[1]]"),
        packed(b'[15,"__class__"]'),
        packed(b'[15,"GREEN"]'),
        packed(b"[1," * 100_000 + b"]" * 100_000),
        packed(b"[" + b"0," * 20_000 + b"0]"),
        packed(b"9" * 10_000),
        packed(b"[4," + b",".join(b"%d,0" % n for n in range(MOST_KEYS + 1)) + b"]"),
    ],
    ids=lambda body: bytes(body[16:36]).decode("latin-1").encode("unicode_escape"),
)
def test_what_is_no_answer_is_malformed_and_nothing_worse(body):
    with pytest.raises(Malformed):
        ANSWERS.unpack(body)


def test_changed_bytes_make_another_answer_or_none_but_never_a_fault():
    body = b"".join(ANSWERS.pack([Story("a" * LONG, (Point(1, 2),)), Decimal("1.5")]))
    for place in range(len(body)):
        if place > 120 and body[place] == ord("a"):
            continue
        for change in (1, 0x80):
            spoilt = bytearray(body)
            spoilt[place] ^= change
            with suppress(Malformed):
                repr(ANSWERS.unpack(spoilt))
