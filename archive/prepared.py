"""Queries of the ORM that are compiled once and asked many times.

Compiling a query takes the ORM longer than the database takes to answer it for a page
of rows. What is asked stays a queryset; only the keys differ from time to time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

_KEYS = object()
"""Stands in a compiled query's parameters where the keys go."""
_LISTED = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT unnest(%s::bigint[])",
}


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    parameters: tuple[Any, ...]
    columns: int
    converters: tuple[tuple[int, list[Callable], Any], ...]

    def ask(self, keys: list[int]) -> list[list[Any]]:
        given = json.dumps(keys) if connection.vendor == "sqlite" else keys
        filled = [given if one is _KEYS else one for one in self.parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            # Behind the columns asked for may stand some that rows are ordered by.
            rows = [list(row[: self.columns]) for row in cursor.fetchall()]
        for place, converters, expression in self.converters:
            for row in rows:
                value = row[place]
                for convert in converters:
                    value = convert(value, expression, connection)
                row[place] = value
        return rows


class Prepared:
    """Values of rows, by keys: `Prepared(make)(keys)`.

    `make` gets what stands for the keys, for use behind `__in`, and gives a queryset of
    `values_list`. More arguments are handed on to it; each set of them is compiled
    anew, so they are few: limits from the settings.
    """

    def __init__(self, make: Callable[..., QuerySet]) -> None:
        self._make = make
        self._compiled: dict[tuple[Hashable, ...], _Compiled] = {}

    def __call__(self, keys: Iterable[int], *arguments: Hashable) -> list[list[Any]]:
        keys = list(keys)
        if not keys:
            return []
        form = (connection.vendor, *arguments)
        compiled = self._compiled.get(form)
        if compiled is None:
            compiled = self._compiled[form] = self._compile(arguments)
        return compiled.ask(keys)

    def _compile(self, arguments: tuple[Hashable, ...]) -> _Compiled:
        keys = RawSQL(_LISTED[connection.vendor], [_KEYS])
        compiler = self._make(keys, *arguments).query.get_compiler(
            connection=connection
        )
        sql, parameters = compiler.as_sql()
        selected = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(selected)
        return _Compiled(
            sql,
            tuple(parameters),
            compiler.col_count,
            tuple((place, *found) for place, found in converters.items()),
        )
