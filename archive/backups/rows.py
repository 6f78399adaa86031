"""Rows as lines of JSON that no database is needed to read, and back."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models

from archive.backups.kinds import columns
from archive.backups.refusals import Damaged, NoBackup, NotRestored

PART_BYTES = 4_000_000
"""About so much of a table makes a member; a larger row has one to itself."""

ROWS_AT_ONCE = 10
"""Rows that are fetched together: one may hold a whole document's text."""


def lines(model: type[models.Model], limit: int) -> Iterator[bytes]:
    """Each row of the model as a line: a list of its columns' values.

    Raises NoBackup for a row above `limit` bytes: no restore would take it.
    """
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        line = json.dumps(
            row, default=_plain, separators=(",", ":"), allow_nan=False
        ).encode()
        if len(line) > limit:
            raise NoBackup(
                f"a row of {model._meta.label_lower} (key {row[0]}) has {len(line):,} "
                f"bytes; the limit is {limit:,} (ARCHIVE_MAX_BACKUP_ROW_BYTES)"
            )
        yield line + b"\n"


def parts(model: type[models.Model], limit: int) -> Iterator[tuple[bytes, int]]:
    """The same, some lines at a time, with their number."""
    part: list[bytes] = []
    size = 0
    for line in lines(model, limit):
        if part and size + len(line) > PART_BYTES:
            yield b"".join(part), len(part)
            part, size = [], 0
        part.append(line)
        size += len(line)
    if part:
        yield b"".join(part), len(part)


def insert(model: type[models.Model], names: list[str], data: bytes, where: str) -> int:
    """Store the rows of a part, keys and all; returns their number.

    `model` may be of an older state of the migrations; `names` are its columns in the
    order of the lines. Nothing is set by the way, not even times of change. Raises
    Damaged or NotRestored, which tell `where`.
    """
    known = {field.attname: field for field in columns(model)}
    fields = [known[name] for name in names]
    try:
        rows = [
            [
                _stored(field, value)
                for field, value in zip(fields, json.loads(line), strict=True)
            ]
            for line in data.split(b"\n")
            if line
        ]
    except (ValueError, TypeError, RecursionError, ValidationError) as error:
        raise Damaged(f"a row of {where} can't be read: {error}") from error
    into = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    try:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({into}) VALUES ({places})", rows)
    except (DatabaseError, ValueError) as error:
        raise NotRestored(
            f"the database did not take the rows of {where}: {error}"
        ) from error
    return len(rows)


def _plain(value: object) -> object:
    """A value that JSON does not know, as the text that its field reads again."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    raise TypeError(f"a value of type {type(value).__name__} has no form in a backup")


def _stored(field: models.Field, value: Any) -> Any:
    """A value of a line as the database's driver takes it."""
    if isinstance(field, models.JSONField):
        if value is None and field.null:
            return None
        return connection.ops.adapt_json_value(value, field.encoder)
    return field.get_db_prep_save(field.to_python(value), connection)


def last_key(model: type[models.Model]) -> int:
    """The highest key that was ever given to a row, also to one that is gone."""
    field = _counted(model)
    if field is None:
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            question = "SELECT seq FROM sqlite_sequence WHERE name = %s"
            cursor.execute(question, [model._meta.db_table])
        else:
            sequence = _sequence(cursor, model, field)
            cursor.execute(
                f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"
            )
        found = cursor.fetchone()
    return found[0] if found else 0


def count_on_from(model: type[models.Model], key: int) -> None:
    """Give the next row a key above `key` and above those there are.

    A decision, or a line of the admin's log, may name a row that is gone; no other
    row may ever get its number.
    """
    field = _counted(model)
    if field is None:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            question = "UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s"
            cursor.execute(question, [key, table])
            if key and not cursor.rowcount:
                cursor.execute(
                    "INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, key]
                )
            return
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
        if key:
            sequence = _sequence(cursor, model, field)
            cursor.execute(
                f"SELECT setval(%s, GREATEST(last_value, %s)) FROM {sequence}",
                [sequence, key],
            )


def _counted(model: type[models.Model]) -> models.Field | None:
    """The field whose values the database counts itself, if there is one."""
    field = model._meta.pk
    is_own = field in model._meta.local_concrete_fields
    return field if is_own and isinstance(field, models.AutoField) else None


def _sequence(cursor: Any, model: type[models.Model], field: models.Field) -> str:
    cursor.execute(
        "SELECT pg_get_serial_sequence(%s, %s)",
        [connection.ops.quote_name(model._meta.db_table), field.column],
    )
    return cursor.fetchone()[0]
