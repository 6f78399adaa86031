"""Machines: archives apart from the test's own."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.machines import Databases, Machine


@pytest.fixture(autouse=True)
def unconfined(request: pytest.FixtureRequest, monkeypatch) -> None:
    """Documents are unpacked, parsed and read in this process, which is quicker.

    Where threads serve pages, and where a test asks for `confined`, limited processes
    do it, as on the site.
    """
    if {"live_server", "confined"}.isdisjoint(request.fixturenames):
        from archive.ingest import again, apart, reader
        from tests.archive.unconfined import (
            UnconfinedPool,
            UnconfinedStream,
            run_module,
        )

        monkeypatch.setattr(reader, "run_module", run_module)
        monkeypatch.setattr(apart, "Stream", UnconfinedStream)
        for module in (apart, again):
            monkeypatch.setattr(module, "Pool", UnconfinedPool)


@pytest.fixture
def confined() -> None:
    """Documents are read in limited processes."""


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    made = Databases(os.environ.get("DATABASE_URL", ""))
    yield made
    made.drop()


@pytest.fixture(scope="session")
def migrated(
    tmp_path_factory, databases, django_db_setup, django_db_blocker
) -> Machine:
    """One that has its tables, and no more: those of the test's database, copied."""
    from django.db import connection

    folder = tmp_path_factory.mktemp("migrated")
    with django_db_blocker.unblock():
        if "django_migrations" not in connection.introspection.table_names():
            # None of the tests of this run asks for the test's database.
            machine = Machine(folder)
            machine.run("migrate", "-v0")
            return machine
        if connection.vendor == "postgresql":
            name = connection.settings_dict["NAME"]
            connection.close()  # nobody may look on while it is copied
            return Machine(folder, databases.another(name))
        target = sqlite3.connect(folder / "archive.sqlite3")
        connection.connection.backup(target)
        target.close()
    return Machine(folder)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory, databases, migrated, django_db_blocker) -> Machine:
    """One that has the seeds, too."""
    # Models can't be imported while pytest still reads this file.
    from tests.seeded import load_seeds

    machine = migrated.copied(tmp_path_factory.mktemp("seeded") / "data", databases)
    with django_db_blocker.unblock(), machine.entered():
        load_seeds()
    return machine


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Callable[..., Machine]]:
    """Makes machines with nothing, or copies of another one.

    They are on the database of this run; `sqlite=True` makes one on SQLite.
    """
    databases = Databases(os.environ.get("DATABASE_URL", ""))

    def another(model: Machine | None = None, *, sqlite: bool = False) -> Machine:
        folder = tmp_path / f"machine-{len(list(tmp_path.iterdir()))}"
        if model:
            return model.copied(folder, databases)
        has_server = databases.url and not sqlite
        return Machine(folder, databases.another() if has_server else "")

    yield another
    databases.drop()


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """Other moments each time; a test that fails shows the seed."""
    seed = random.SystemRandom().randrange(1_000_000)
    request.node.add_report_section("setup", "dice", f"random.Random({seed})")
    return random.Random(seed)
