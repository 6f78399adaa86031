"""One unchanging view of the database while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

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

    The block has a connection of its own, which stands in for the thread's usual one.
    Within a transaction that has begun already, that one goes on being used.
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
