"""Archives apart from the test's own, each with a data folder and a database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).parents[3]
SECONDS = 180


class Machine:
    """One of them, worked through `manage.py` as a person would."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.environment = {
            **os.environ,
            "ARCHIVE_DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
        }

    def start(self, *arguments: object) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def try_to(self, *arguments: object) -> tuple[int, str, str]:
        """Exit code, output, errors."""
        process = self.start(*arguments)
        output, errors = process.communicate(timeout=SECONDS)
        return process.returncode, output, errors

    def run(self, *arguments: object) -> str:
        code, output, errors = self.try_to(*arguments)
        assert code == 0, f"{arguments}: {output}{errors}"
        return output

    def start_function(self, dotted: str, *arguments: object) -> subprocess.Popen:
        """Run a function of the tests there; what it returns is printed as JSON."""
        module, name = dotted.rsplit(".", 1)
        given = json.dumps([str(argument) for argument in arguments])
        return self.start(
            "shell",
            "--no-imports",
            "-v0",
            "-c",
            f"import json; from {module} import {name}; "
            f"print(json.dumps({name}(*json.loads({given!r}))))",
        )

    def call(self, dotted: str, *arguments: object) -> object:
        process = self.start_function(dotted, *arguments)
        output, errors = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, errors
        return json.loads(output)

    def everything(self) -> dict[str, list]:
        return self.call("tests.archive.backups.dump.everything")


class Databases:
    """Makes empty databases on the server at `url`, and drops them in the end."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.made: list[str] = []

    def another(self) -> str:
        name = f"machine_{os.getpid()}_{len(self.made)}"
        self._run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
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
