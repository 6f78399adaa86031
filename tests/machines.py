"""Archives apart from the test's own, each with a data folder and a database.

To make the tables takes seconds: a machine is best begun as the copy of another one
that has them. So does the start of a process: where it is not the point, a test works
at a machine from its own process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from django.apps import apps
from django.db import connections
from django.db.utils import load_backend
from django.test import override_settings
from psycopg import sql

from archive.environment import database

ROOT = Path(__file__).parents[1]
SECONDS = 180

_serial = count()


_LET_GO = sql.SQL(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = {} AND state = 'idle'"
)


class Databases:
    """Makes databases on the server at `url`, and drops them in the end."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.made: list[str] = []

    def another(self, like: str = "") -> str:
        """The address of a new one: empty, or a copy of the one of that name."""
        name = f"machine_{os.getpid()}_{next(_serial)}"
        query = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if like:
            query += sql.SQL(" TEMPLATE {}").format(sql.Identifier(like))
            # A thread of an earlier test may have left its connection open.
            self._run(_LET_GO.format(sql.Literal(like)))
        self._run(query)
        self.made.append(name)
        head, _, tail = self.url.partition("?")
        return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")

    def drop(self) -> None:
        for name in self.made:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            self._run(drop.format(sql.Identifier(name)))

    def _run(self, query: sql.Composable) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(query)


class Machine:
    """One of them, worked through `manage.py` as a person would."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder, self.database_url = folder, database_url
        folder.mkdir(parents=True, exist_ok=True)
        self.environment = {
            **os.environ,
            "ARCHIVE_DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
        }

    def copied(self, folder: Path, databases: Databases) -> Machine:
        """Another one that has the same in it. Nothing may be at work here."""
        shutil.copytree(self.folder, folder)
        if not self.database_url:
            return Machine(folder)
        name = self.database_url.partition("?")[0].rpartition("/")[2]
        return Machine(folder, databases.another(name))

    def start(self, *arguments: object) -> subprocess.Popen:
        return self.start_python("manage.py", *arguments)

    def start_python(self, *arguments: object) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: object) -> str:
        return finish(self.start(*arguments))

    def start_function(self, dotted: str, *arguments: object) -> subprocess.Popen:
        """Run a function of the tests there, on words."""
        module, name = dotted.rsplit(".", 1)
        call = f"from {module} import {name}; {name}(*{[*map(str, arguments)]!r})"
        return self.start("shell", "--no-imports", "-v0", "-c", call)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Until this ends, all that this process does is done there."""
        file = self.folder / "archive.sqlite3"
        described = {"default": database(self.database_url, file)}
        described = connections.configure_settings(described)["default"]
        backend = load_backend(described["ENGINE"])
        outside, inside = connections["default"], backend.DatabaseWrapper(described)
        kinds = apps.get_model("contenttypes.ContentType").objects
        with override_settings(ARCHIVE_DATA_DIR=self.folder):
            connections["default"] = inside
            kinds.clear_cache()
            try:
                yield
            finally:
                inside.close()
                connections["default"] = outside
                kinds.clear_cache()


def finish(process: subprocess.Popen) -> str:
    """What it wrote, when it has ended well."""
    output, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, f"{process.args}: {output}{errors}"
    return output
