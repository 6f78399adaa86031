"""How long the database may take: for one reading, and for a web request's statements.

PostgreSQL ends a statement by itself. SQLite asks us now and then whether to go on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from django.db import (
    DEFAULT_DB_ALIAS,
    OperationalError,
    connection,
    connections,
    transaction,
)
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

STEPS = 5_000
"""Steps of SQLite's machine between two looks at the clock, below a millisecond."""


class TimeIsUp(Exception):
    """The reading took longer than it may; the connection stays usable."""


class _Clock:
    """When SQLite has to end what it does: the statement's time, the reading's time."""

    def __init__(self) -> None:
        self.statement_seconds = math.inf
        self.statement_ends = math.inf
        self.reading_ends = math.inf

    def start(self, execute: Callable, *arguments: Any) -> Any:
        """Run a statement; its rows, which are fetched later, count as well."""
        self.statement_ends = monotonic() + self.statement_seconds
        return execute(*arguments)

    def is_over(self) -> bool:
        now = monotonic()
        return now > self.reading_ends or now > self.statement_ends


_clocks: WeakKeyDictionary[BaseDatabaseWrapper, _Clock] = WeakKeyDictionary()


@contextmanager
def limited(milliseconds: int) -> Iterator[None]:
    """What is read in this block takes at most so long, or TimeIsUp is raised.

    On PostgreSQL each of the block's statements may take so long.
    """
    with _LIMITED[connection.vendor](milliseconds):
        yield


@contextmanager
def _sqlite(milliseconds: int) -> Iterator[None]:
    connection.ensure_connection()
    clock = _clock(connections[DEFAULT_DB_ALIAS])
    before = clock.reading_ends
    end = min(before, monotonic() + milliseconds / 1000)
    clock.reading_ends = end
    try:
        yield
    except OperationalError as error:
        if "interrupted" in str(error) and monotonic() > end:
            raise TimeIsUp from error
        raise
    finally:
        clock.reading_ends = before


@contextmanager
def _postgresql(milliseconds: int) -> Iterator[None]:
    try:
        with transaction.atomic():
            before = _set_timeout(f"{milliseconds}ms")
            yield
            _set_timeout(before)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == QUERY_CANCELED:
            raise TimeIsUp from error
        raise


QUERY_CANCELED = "57014"
"""PostgreSQL's code for a statement that was ended."""

_LIMITED = {"sqlite": _sqlite, "postgresql": _postgresql}


def _set_timeout(value: str) -> str:
    """Limit what follows in this transaction; returns the limit until now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        (before,) = cursor.fetchone()
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [value])
    return before


def limit_statements(database: dict[str, Any], milliseconds: int) -> None:
    """From now on each statement of this process's connections may take so long.

    For the web server alone: a migration or a large ingest may rightly take its time.
    `database` is Django's description of the database; PostgreSQL's gets an option.
    """
    if database["ENGINE"].endswith("postgresql"):
        options = database.setdefault("OPTIONS", {})
        given = options.get("options", "")
        options["options"] = f"{given} -c statement_timeout={milliseconds}".strip()
        return

    def watch(connection: BaseDatabaseWrapper, **_: object) -> None:
        clock = _clock(connection)
        clock.statement_seconds = milliseconds / 1000
        if clock.start not in connection.execute_wrappers:
            connection.execute_wrappers.append(clock.start)

    connection_created.connect(watch, weak=False, dispatch_uid="statement limits")


def _clock(connection: BaseDatabaseWrapper) -> _Clock:
    """The clock that this connection looks at, from now on if it did not before."""
    clock = _clocks.get(connection)
    if clock is None:
        clock = _clocks[connection] = _Clock()
    connection.connection.set_progress_handler(clock.is_over, STEPS)
    return clock
