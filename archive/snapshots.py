"""One unchanging view of the database while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

_OPTIONS: dict[str, dict[str, Any]] = {
    # A reader in the write-ahead log: it neither waits for writers nor holds them up.
    "sqlite": {"transaction_mode": "DEFERRED"},
    "postgresql": {"isolation_level": 3},  # psycopg.IsolationLevel.REPEATABLE_READ
}
_READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "postgresql": "SET TRANSACTION READ ONLY",
}


@contextmanager
def snapshot() -> Iterator[None]:
    """All that is read in this block is of one moment; nothing can be written in it.

    For what takes its time: the block has a connection of its own, which stands in for
    the thread's usual one. Within a transaction that has begun already, that one goes
    on being used.
    """
    usual = connections[DEFAULT_DB_ALIAS]
    if usual.in_atomic_block:
        yield
        return
    own = usual.copy()
    own.settings_dict.setdefault("OPTIONS", {}).update(_OPTIONS[own.vendor])
    connections[DEFAULT_DB_ALIAS] = own
    try:
        with transaction.atomic():
            with own.cursor() as cursor:
                cursor.execute(_READ_ONLY[own.vendor])
                # The moment is that of the first question, and that is now.
                cursor.execute("SELECT count(*) FROM django_migrations")
            yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
        own.close()


@contextmanager
def moment() -> Iterator[None]:
    """All that is read in this block is of one moment; nothing can be written in it.

    For pages: it takes the thread's usual connection and next to no time. The moment is
    that of the first question. Within a transaction that has begun already, that one
    goes on being used.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    with _READING[connection.vendor]():
        yield


@contextmanager
def _sqlite() -> Iterator[None]:
    usual = connection.transaction_mode
    connection.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            connection.transaction_mode = usual
            connection.connection.execute("PRAGMA query_only = ON")
            yield
    finally:
        connection.transaction_mode = usual
        if connection.connection is not None:
            connection.connection.execute("PRAGMA query_only = OFF")


@contextmanager
def _postgresql() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


_READING = {"sqlite": _sqlite, "postgresql": _postgresql}
