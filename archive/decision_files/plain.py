"""What a value of a file of decisions can be: checks, and checks made of these."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any

Check = Callable[[Any], bool]

DEEPEST = 12
"""Values within values; a line of ours has seven."""

MOST = 2_000_000_000
"""Beyond any offset, and what a database keeps of one."""

_BROKEN = re.compile("[\x00\ud800-\udfff]")
"""What no database keeps in a text."""


def is_plain(value: Any, deep: int = DEEPEST) -> bool:
    """Whether every database keeps the value, and nobody founders on its depth."""
    if isinstance(value, str):
        return not _BROKEN.search(value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        return deep > 0 and all(is_plain(each, deep - 1) for each in value)
    return True


def text(longest: int = MOST, shortest: int = 0) -> Check:
    return lambda value: isinstance(value, str) and shortest <= len(value) <= longest


def one_of(names: Iterable[str]) -> Check:
    known = set(names)
    return lambda value: isinstance(value, str) and value in known


def many(check: Check, least: int = 0) -> Check:
    return lambda value: (
        isinstance(value, list) and len(value) >= least and all(map(check, value))
    )


def maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def having(**shape: Check) -> Check:
    return lambda value: (
        isinstance(value, dict)
        and all(name in value and check(value[name]) for name, check in shape.items())
    )


def is_whole(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MOST


def is_truth(value: Any) -> bool:
    return type(value) is bool


def is_share(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1


def is_moment(value: Any) -> bool:
    """A time of a known zone that every other zone can tell too."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return moment.tzinfo is not None and MINYEAR < moment.year < MAXYEAR


def is_hash(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch("[0-9a-f]{64}", value))


def is_span(value: Any) -> bool:
    return many(is_whole)(value) and len(value) == 2 and value[0] <= value[1]


def is_stretch(value: Any) -> bool:
    """A span with something in it."""
    return is_span(value) and value[0] < value[1]
