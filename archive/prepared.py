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
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import ValuesListIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

_KEYS = object()
"""Stands in a compiled query's parameters where the keys go."""
_LISTED = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT unnest(%s::{type}[])",
}
_TYPES = {int: "bigint", str: "text"}

Key = int | str
Row = list[Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    parameters: tuple[Any, ...]
    columns: int
    converters: tuple[tuple[int, list[Callable], Any], ...]
    read: Callable[[list[Row]], list[Any]]

    def ask(self, keys: list[Key]) -> list[Any]:
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
        return self.read(rows)


class Prepared:
    """Rows by keys: `Prepared(make)(keys)`.

    `make` gets what stands for the keys, for use behind `__in`, and gives a queryset:
    of `values_list` for lists of values, else for objects, with what they are selected
    together with. Keys are numbers, or the type that is said. More arguments are handed
    on to it; each set of them is compiled anew, so they are few: limits from the
    settings.
    """

    def __init__(self, make: Callable[..., QuerySet], of: type = int) -> None:
        self._make, self._type = make, _TYPES[of]
        self._compiled: dict[tuple[Hashable, ...], _Compiled] = {}

    def __call__(self, keys: Iterable[Key], *arguments: Hashable) -> list[Any]:
        keys = list(keys)
        if not keys:
            return []
        form = (connection.vendor, *arguments)
        compiled = self._compiled.get(form)
        if compiled is None:
            compiled = self._compiled[form] = self._compile(arguments)
        return compiled.ask(keys)

    def _compile(self, arguments: tuple[Hashable, ...]) -> _Compiled:
        keys = RawSQL(_LISTED[connection.vendor].format(type=self._type), [_KEYS])
        queryset = self._make(keys, *arguments)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        selected = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(selected)
        of_values = issubclass(queryset._iterable_class, ValuesListIterable)
        return _Compiled(
            sql,
            tuple(parameters),
            compiler.col_count,
            tuple((place, *found) for place, found in converters.items()),
            list if of_values else _object_maker(compiler),
        )


def _object_maker(compiler: SQLCompiler) -> Callable[[list[Row]], list[Model]]:
    """Makes objects of a compiled query's rows, as iterating its queryset does."""
    model, places = (compiler.klass_info[one] for one in ("model", "select_fields"))
    start, end = places[0], places[-1] + 1
    names = [column[0].target.attname for column in compiler.select[start:end]]
    annotated = compiler.annotation_col_map.items()
    alias = compiler.connection.alias
    related = get_related_populators(compiler.klass_info, compiler.select, alias)

    def make(row: Row) -> Model:
        made = model.from_db(alias, names, row[start:end])
        for populator in related:
            populator.populate(row, made)
        for name, place in annotated:
            setattr(made, name, row[place])
        return made

    return lambda rows: list(map(make, rows))
