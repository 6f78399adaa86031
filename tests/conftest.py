"""What every test stands on: a clean environment, its own data folder, a database.

`pytest` runs on SQLite. `pytest --postgresql` starts a PostgreSQL server and runs the
tests that touch a database, all others being the same on both.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest

from tests.browser import MISSING, find_browser, launch_options
from tests.postgresql import running_server

# An xdist worker inherits what the process that started it has prepared.
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
DATABASE_FIXTURES = frozenset(
    ("db", "transactional_db", "django_db_reset_sequences", "live_server")
)

closing = ExitStack()
database_in_use = pytest.StashKey[str]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgresql",
        action="store_true",
        help="run the tests that touch a database, on a PostgreSQL server",
    )
    parser.addoption(
        "--rounds",
        type=int,
        default=1,
        help="how often a test that kills and repeats does so (default: 1); from 20 "
        "on all cases of sampled tests run",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the environment before Django reads its settings."""
    if not IS_WORKER:
        for name in list(os.environ):
            if name.startswith("ARCHIVE_") or name == "DATABASE_URL":
                del os.environ[name]
        folder = closing.enter_context(tempfile.TemporaryDirectory(prefix="archive-"))
        os.environ["ARCHIVE_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
        if config.getoption("postgresql"):
            server = closing.enter_context(running_server())
            os.environ["DATABASE_URL"] = server.url
            name = f"PostgreSQL {server.version()} ({server.origin})"
        else:
            name = f"SQLite {sqlite3.sqlite_version}"
        config.stash[database_in_use] = name
    django.setup()


def pytest_unconfigure() -> None:
    closing.close()


def pytest_report_header(config: pytest.Config) -> list[str]:
    if IS_WORKER:
        return []
    browser = find_browser() or MISSING
    return [f"database: {config.stash[database_in_use]}", f"browser: {browser}"]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say again on what the tests ran: a header is out of sight by now."""
    terminalreporter.section("ran on")
    for line in pytest_report_header(config):
        terminalreporter.line(line)


def touches_database(item: pytest.Item) -> bool:
    """Whether a test asks for a database by a marker or by a fixture."""
    if item.get_closest_marker("django_db"):
        return True
    return not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """On PostgreSQL leave out what touches no database: it ran on SQLite.

    So did what is tested in a browser: the pages it gets are tested on both.

    Of hostile cases every third runs on each change; `make torture` runs all.
    """
    if config.getoption("rounds") < ALL_CASES:
        leave_out_most_cases(config, items)
    if config.getoption("postgresql"):
        kept = [i for i in items if touches_database(i) and not in_a_browser(i)]
        chosen = set(kept)
        left_out = [item for item in items if item not in chosen]
        items[:] = kept
        config.hook.pytest_deselected(items=left_out)


def in_a_browser(item: pytest.Item) -> bool:
    return "page" in getattr(item, "fixturenames", ())


ALL_CASES = 20
"""Rounds from which on nothing is sampled."""
TIMED = ("takes_no_more_than_its_share", "takes_time_that_grows")
"""Parts of the names of tests that compare times: a busy machine would fail them."""
SAMPLED = ("confinement", "hostile", "damage")
"""Parts of the names of modules and folders whose cases are many of a kind."""


def leave_out_most_cases(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the first, the fourth, the seventh case of each sampled test.

    Of those that compare times none is kept.
    """
    seen: Counter[str] = Counter()
    kept, left_out = [], []
    for item in items:
        name = item.nodeid.partition("[")[0]
        is_sampled = any(part in name.partition("::")[0] for part in SAMPLED)
        is_timed = any(part in name for part in TIMED)
        is_left_out = is_timed or (is_sampled and seen[name] % 3)
        (left_out if is_left_out else kept).append(item)
        seen[name] += 1
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session", autouse=True)
def plain_settings() -> Iterator[None]:
    """Cheap passwords, and static files under their own names without collecting."""
    from django.test import override_settings

    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {
                "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
            },
        },
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def warm_parser() -> None:
    """Load what parsing needs once: each ingest's processes find it loaded."""
    from archive import parsing

    parsing.warm_up()


@pytest.fixture(autouse=True)
def data_dir(settings) -> Iterator[Path]:
    """A data folder of the test's own: no test sees another one's documents."""
    with tempfile.TemporaryDirectory(dir=os.environ["ARCHIVE_DATA_DIR"]) as folder:
        settings.ARCHIVE_DATA_DIR = Path(folder)
        yield settings.ARCHIVE_DATA_DIR


@pytest.fixture(autouse=True)
def emptied_index(request: pytest.FixtureRequest) -> Iterator[None]:
    """What empties the tables between tests does not know the text index."""
    marker = request.node.get_closest_marker("django_db")
    names = {"transactional_db", "live_server"}
    if names.isdisjoint(request.fixturenames) and not (
        marker and marker.kwargs.get("transaction")
    ):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_text_index")


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, object],
) -> dict[str, object]:
    """Drive the machine's own Chromium; without one the browser tests say so."""
    executable = find_browser()
    if executable is None:
        pytest.skip(MISSING)
    # Playwright runs an event loop in the thread in which the test uses the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return {**browser_type_launch_args, **launch_options(executable)}
