"""An ingest that is killed at any moment is completed by the next run.

`pytest --rounds 20` kills it more often; `make torture` does.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).parents[3]
DUMP = (
    "import json; from tests.contents import contents; "
    "print(json.dumps(contents(), default=str))"
)


class Installation:
    """An archive of its own, apart from the test's: a data folder, a database."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "ARCHIVE_DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
        }

    def start(self, *arguments: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        output, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        return output

    def ingest(self) -> float:
        """Seconds that a whole run takes."""
        start = time.monotonic()
        self.run("ingest", "seeds/documents")
        return time.monotonic() - start

    def contents(self) -> dict:
        return json.loads(self.run("shell", "--no-imports", "-v0", "-c", DUMP))


@pytest.fixture
def installations(tmp_path, request) -> Callable[[], Installation]:
    """Makes installations with the seeds loaded, each a copy of the first."""
    url = os.environ.get("DATABASE_URL", "")
    model = tmp_path / "model"
    model.mkdir()
    made: list[str] = []

    def fresh_url() -> str:
        if not url:
            return ""
        name = f"killed_{os.getpid()}_{len(made)}"
        query = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if made:
            query += sql.SQL(" TEMPLATE {}").format(sql.Identifier(made[0]))
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(query)
        made.append(name)
        return psycopg_url(url, name)

    first = Installation(model, fresh_url())
    first.run("migrate", "-v0")
    first.run("load_seeds", "-v0")

    def another() -> Installation:
        folder = tmp_path / f"copy-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(model, folder)
        return Installation(folder, fresh_url())

    yield another
    for name in made:
        drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(drop)


def psycopg_url(url: str, name: str) -> str:
    head, _, tail = url.partition("?")
    base = head.rsplit("/", 1)[0]
    return f"{base}/{name}" + (f"?{tail}" if tail else "")


def differences(found: dict, wanted: dict) -> list[str]:
    """Rows of one archive that the other does not have, cut to a readable length."""
    return [
        f"{model}: {sorted(set(map(repr, found[model])) ^ set(map(repr, rows)))}"[:2000]
        for model, rows in wanted.items()
        if found[model] != rows
    ]


@pytest.mark.django_db
def test_a_killed_ingest_is_completed_by_the_next(installations, pytestconfig):
    undisturbed = installations()
    whole = undisturbed.ingest()
    start = undisturbed.ingest()  # nothing to do: the time it takes to get going
    wanted = undisturbed.contents()
    moments = random.Random(2023)
    cut_short = 0
    for _ in range(pytestconfig.getoption("rounds")):
        killed = installations()
        process = killed.start("ingest", "seeds/documents")
        time.sleep(moments.uniform(start * 0.6, whole))
        process.send_signal(signal.SIGKILL)
        cut_short += process.wait() == -signal.SIGKILL
        process.communicate()

        killed.ingest()

        assert differences(killed.contents(), wanted) == []
        killed.run("verify")
    assert cut_short
