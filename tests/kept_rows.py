"""Rows made once and put back for the next test: that is quicker than making them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction


class KeptRows:
    """All rows of some tables, in the form in which the database takes them back."""

    def __init__(self, kinds: Iterable[type[models.Model]]) -> None:
        self.kinds = list(kinds)
        with connection.cursor() as cursor:
            self.tables = {
                model._meta.db_table: self._read(cursor, model._meta.db_table)
                for model in self.kinds
            }

    def put_back(self) -> None:
        """Into tables that are empty; nothing else is told of it."""
        with transaction.atomic(), connection.cursor() as cursor:
            with without_triggers(cursor):
                for table, rows in self.tables.items():
                    self._write(cursor, table, rows)
            for reset in connection.ops.sequence_reset_sql(no_style(), self.kinds):
                cursor.execute(reset)

    def _read(self, cursor: Any, table: str) -> Any:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                return b"".join(copy)
        cursor.execute(f'SELECT * FROM "{table}"')
        return cursor.fetchall()

    def _write(self, cursor: Any, table: str, rows: Any) -> None:
        if not rows:
            return
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(rows)
        else:
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)


@contextmanager
def without_triggers(cursor: Any) -> Iterator[None]:
    """Let no trigger tell the log what is written: that takes longer than writing."""
    if connection.vendor == "postgresql":
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")
        return
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, words in triggers:
        cursor.execute(words.replace("%", "%%"))
