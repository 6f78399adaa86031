"""Whether a value is what a class says of its field, as far as the annotation tells."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Mapping
from operator import contains
from types import NoneType, UnionType

Check = frozenset[type] | Callable[[object], bool]
"""The exact types a value may have, or a function that looks into it."""


def checks(kind: type, known: Iterable[type]) -> dict[str, Check]:
    """A check for each annotated attribute of a class that can be checked.

    `known` are the types that occur at all: a value has one of them exactly. As for
    any reader of annotations a subclass fits, and a whole number where a float may be.
    """
    try:
        hints = typing.get_type_hints(kind)
    except Exception:  # a name that exists for type checkers only
        return {}
    known = frozenset(known)
    found = {name: _check(hint, known) for name, hint in hints.items()}
    return {name: check for name, check in found.items() if check is not None}


def _fits(value: object, check: Check) -> bool:
    return type(value) in check if type(check) is frozenset else check(value)


def _check(hint: object, known: frozenset[type]) -> Check | None:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is None:
        return frozenset((NoneType,))
    if origin in (typing.Union, UnionType):
        return _any([_check(argument, known) for argument in arguments])
    outer = origin or hint
    if not isinstance(outer, type) or outer is object:
        return None
    kinds = frozenset(kind for kind in known if issubclass(kind, outer))
    if outer is float:
        kinds |= {int}
    if not arguments:
        return kinds
    if outer is tuple and arguments[-1] is not ...:
        return _row(arguments, known)
    if issubclass(outer, Mapping):
        return _mapping(kinds, *(_check(argument, known) for argument in arguments))
    if issubclass(outer, Iterable):
        return _many(kinds, _check(arguments[0], known))
    return kinds


def _any(parts: list[Check | None]) -> Check | None:
    if None in parts:
        return None
    if all(type(part) is frozenset for part in parts):
        return frozenset().union(*parts)
    return lambda value: any(_fits(value, part) for part in parts)


def _row(hints: tuple, known: frozenset[type]) -> Check:
    parts = [_check(hint, known) for hint in hints]
    if all(type(part) is frozenset for part in parts):
        return _plain_row(parts)

    def check(value: object) -> bool:
        return (
            type(value) is tuple
            and len(value) == len(parts)
            and all(
                part is None or _fits(element, part)
                for element, part in zip(value, parts, strict=True)
            )
        )

    return check


def _plain_row(parts: list[frozenset[type]]) -> Check:
    """Rows come by the hundred thousand (the words of a page) and are much alike."""
    passed: set[tuple[type, ...]] = set()

    def check(value: object) -> bool:
        if type(value) is not tuple:
            return False
        kinds = tuple(map(type, value))
        if kinds in passed:
            return True
        if len(kinds) != len(parts) or not all(map(contains, parts, kinds)):
            return False
        passed.add(kinds)
        return True

    return check


def _mapping(kinds: frozenset[type], keys: Check | None, values: Check | None) -> Check:
    return lambda value: (
        type(value) in kinds and _all(value, keys) and _all(value.values(), values)
    )


def _many(kinds: frozenset[type], part: Check | None) -> Check:
    return lambda value: type(value) in kinds and _all(value, part)


def _all(values: Iterable[object], part: Check | None) -> bool:
    if part is None:
        return True
    if type(part) is frozenset:
        return part.issuperset(map(type, values))
    return all(map(part, values))
