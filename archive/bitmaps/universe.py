"""All that lists need to know of the articles, or the figures, held in memory."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

import numpy as np
from pyroaring import BitMap

from archive.bitmaps.columns import Column
from archive.bitmaps.facts import UNDATED, Facts, Value, bitmap
from archive.bitmaps.orders import Order

Kept = TypeVar("Kept")
Values = Mapping[Value, BitMap]
Numbers = Mapping[str, np.ndarray]
"""What rows have one of each: arrays by key."""
Times = Callable[[Numbers, np.ndarray], np.ndarray]
"""From the numbers of all rows and the keys of some: the times of these."""
NOTHING = BitMap()


@dataclass(frozen=True, slots=True)
class Universe:
    """Rows by facet, and their orders. It never changes: a change makes another one.

    `numbers` are arrays by key; what stands in them where no row is shown means
    nothing. `by_time` orders by the day and time of articles. `kept` is for what
    follows from all this and is asked for again and again. `world` names the version
    of the names of districts, companies and so on.
    """

    shown: BitMap
    values: Mapping[str, Values]
    columns: Mapping[str, Column]
    numbers: Numbers
    by_time: Order
    by_value: Order | None = None
    world: str = ""
    kept: dict[Hashable, object] = field(default_factory=dict, compare=False)

    def once(self, name: Hashable, work: Callable[[], Kept]) -> Kept:
        """What follows from these rows, worked out when it is first asked for."""
        if name not in self.kept:
            self.kept[name] = work()
        return self.kept[name]

    def having(self, facet: str, value: Value) -> BitMap:
        """The rows that have a value in a facet."""
        if facet in self.columns:
            return self.columns[facet].rows(value)
        return self.values[facet].get(value, NOTHING)

    def unstated(self, facet: str) -> BitMap:
        """The rows that have no value in a facet."""
        if facet in self.columns:
            return self.once(
                ("none", facet), lambda: self.shown - self.columns[facet].stated
            )
        values = self.values[facet].values()
        return self.once(
            ("none", facet), lambda: self.shown - BitMap().union(NOTHING, *values)
        )

    def latest(self, facet: str) -> dict[Value, int]:
        """For each value that rows have, the last row by key: what came in last."""
        if facet in self.columns:
            return self.columns[facet].latest()
        return {v: rows.max() for v, rows in self.values[facet].items() if rows}

    def total(self, facet: str, value: Value) -> int:
        """How many rows have a value."""
        if facet in self.columns:
            return self.columns[facet].total(value)
        return len(self.values[facet].get(value, NOTHING))

    def changed(self, gone: BitMap, facts: Facts, times: Times) -> Universe:
        """With some rows anew; all of these are in `gone`."""
        numbers = {
            name: _set(array, facts.keys, facts.numbers[name])
            for name, array in self.numbers.items()
        }
        shown = self.shown - gone | facts.shown
        return replace(
            self,
            shown=shown,
            values={
                name: _changed(values, gone, facts.values.get(name, {}))
                for name, values in self.values.items()
            },
            columns={
                name: column.changed(gone, facts.pairs[name])
                for name, column in self.columns.items()
            },
            numbers=numbers,
            by_time=self.by_time.changed(
                gone, facts.keys, partial(times, numbers), UNDATED
            ),
            by_value=self.by_value
            and self.by_value.changed(
                gone, facts.keys, numbers["value"].__getitem__, None
            ),
            kept={},
        )


def universe(facts: Sequence[Facts], times: Times) -> Universe:
    """From the facts of chunks, in order."""
    keys = np.concatenate([one.keys for one in facts])
    numbers = {
        name: _by_key(keys, np.concatenate([one.numbers[name] for one in facts]))
        for name in facts[0].numbers
    }
    columns = {}
    for name, pairs in facts[0].pairs.items():
        column = Column.empty(of_words=pairs.words is not None)
        for one in facts:
            column = column.changed(one.shown, one.pairs[name])
        columns[name] = column.with_frequent()
    value = numbers.get("value")
    return Universe(
        bitmap(keys),
        {
            name: _joined([one.values[name] for one in facts])
            for name in facts[0].values
        },
        columns,
        numbers,
        Order.of(keys, partial(times, numbers), UNDATED),
        None if value is None else Order.of(keys, value.__getitem__, None),
    )


def _joined(parts: Sequence[Values]) -> Values:
    found: dict[Value, list[BitMap]] = {}
    for values in parts:
        for value, rows in values.items():
            found.setdefault(value, []).append(rows)
    return {value: BitMap().union(NOTHING, *rows) for value, rows in found.items()}


def _changed(values: Values, gone: BitMap, fresh: Values) -> Values:
    changed = dict(values)
    for value, rows in values.items():
        if rows.intersect(gone):
            changed[value] = rows - gone
    for value, rows in fresh.items():
        changed[value] = changed.get(value, NOTHING) | rows
    return {value: rows for value, rows in changed.items() if rows}


def _by_key(keys: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    size = int(keys[-1]) + 1 if len(keys) else 0
    array = np.zeros(size, dtype=numbers.dtype)
    array[keys] = numbers
    return array


def _set(array: np.ndarray, keys: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """The array with these numbers. The given one is left as it is: several versions
    may follow from its own, each with other numbers for the same row.
    """
    if not len(keys):
        return array
    changed = np.zeros(max(int(keys.max()) + 1, len(array)), dtype=array.dtype)
    changed[: len(array)] = array
    changed[keys] = numbers
    return changed
