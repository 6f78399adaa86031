"""The known names, compiled once, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

import ahocorasick

from archive.extraction.folding import fold
from archive.extraction.model import IndicatorForm, SurfaceForm

Form = TypeVar("Form", SurfaceForm, IndicatorForm)


class Hit(NamedTuple, Generic[Form]):
    """A known form at a place; several forms where entities share the name."""

    start: int
    end: int
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class NameIndex(Generic[Form]):
    """All forms of one sort of entity, ready to be found in one pass."""

    automaton: Any

    @classmethod
    def build(cls, forms: Iterable[Form]) -> NameIndex[Form]:
        by_text: dict[str, dict[Form, None]] = {}
        for form in forms:
            folded = " ".join(fold(form.form).split())
            by_text.setdefault(folded, {})[form] = None
        by_text.pop("", None)
        if not by_text:
            return cls(None)
        automaton = ahocorasick.Automaton()
        for folded, same in by_text.items():
            automaton.add_word(folded, (len(folded), tuple(same)))
        automaton.make_automaton()
        return cls(automaton)

    def find(self, folded: str) -> list[Hit[Form]]:
        """The forms in a folded text: whole words, longest first, no overlaps."""
        if self.automaton is None or not folded:
            return []
        # With a blank on either side every form has a neighbour on both.
        padded = f" {folded} "
        joins = _joins_ascii if folded.isascii() else _joins
        hits = [
            (last - length, -last, forms)
            for last, (length, forms) in self.automaton.iter(padded)
            if not joins(padded[last - length : last - length + 2])
            and not joins(padded[last : last + 2])
        ]
        hits.sort(key=_PLACE)
        kept: list[Hit[Form]] = []
        free = 0
        for start, end, forms in hits:
            if start >= free:
                free = -end
                kept.append(Hit(start, free, forms))
        return kept


_PLACE = itemgetter(0, 1)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What is known by name. Immutable, and can be sent to a worker process.

    `city` is the region's own name, `country` that of the country it lies in, and
    `other_cities` have districts of their own.
    """

    districts: NameIndex[SurfaceForm]
    companies: NameIndex[SurfaceForm]
    industries: NameIndex[SurfaceForm]
    indicators: NameIndex[IndicatorForm]
    city: str = ""
    country: str = ""
    other_cities: tuple[str, ...] = ()

    @classmethod
    def build(
        cls,
        districts: Iterable[SurfaceForm] = (),
        companies: Iterable[SurfaceForm] = (),
        industries: Iterable[SurfaceForm] = (),
        indicators: Iterable[IndicatorForm] = (),
        city: str = "",
        country: str = "",
        other_cities: Iterable[str] = (),
    ) -> Gazetteer:
        return cls(
            NameIndex.build(districts),
            NameIndex.build(companies),
            NameIndex.build(industries),
            NameIndex.build(indicators),
            city,
            country,
            tuple(filter(None, map(str.strip, other_cities))),
        )


_joins_ascii = str.isalnum
"""Whether two signs side by side are of one word, a form's edge between them."""


def _joins(both: str) -> bool:
    """The same in any script; Chinese has no edges of words."""
    return both.isalnum() and not (_is_han(both[0]) or _is_han(both[1]))


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
