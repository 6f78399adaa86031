"""What every test stands on: a clean environment, its own data folder, a database.

`pytest` runs on SQLite. `pytest --postgresql` starts a PostgreSQL server and runs the
tests that touch a database, all others being the same on both.
"""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

import django
import pytest
from hypothesis import HealthCheck, settings

from tests.browser import MISSING, find_browser, launch_options
from tests.effort import WHOLE
from tests.postgresql import running_server

# An xdist worker inherits what the process that started it has prepared.
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
DATABASE_FIXTURES = frozenset(
    ("db", "transactional_db", "django_db_reset_sequences", "live_server")
)

PURE = ("tests/archive/extraction", "tests/archive/parsing")
"""Folders of tests that touch no database, see the floors in pyproject.toml."""

settings.register_profile(
    # A machine at work elsewhere is slow, and no test is wrong for that.
    "patient",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("patient")

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
        # Hundreds of processes are started: each finds what one before has compiled.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.dont_write_bytecode = False
        for name in list(os.environ):
            if name.startswith("ARCHIVE_") or name == "DATABASE_URL":
                del os.environ[name]
        if config.getoption("rounds") >= ALL_CASES:
            os.environ[WHOLE] = "1"
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


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for no garbage meanwhile: thousands of tests are made, and all of them stay.

    Afterwards it is looked for seldom, and only in what the tests themselves make.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        gc.enable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """On PostgreSQL do not even read the tests of packages that know no database."""
    pure = collection_path in [config.rootpath / folder for folder in PURE]
    return True if pure and config.getoption("postgresql") else None


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

    So did what a browser makes of a page, which is the same whatever database it came
    from. Of cases of many a kind every fourth runs on each change, on PostgreSQL every
    sixth, there of all tests; `make torture` runs the hostile ones, and `--rounds 20`
    all there are.
    """
    if config.getoption("rounds") < ALL_CASES:
        leave_out_most_cases(config, items)
    if config.getoption("postgresql"):
        is_whole = config.getoption("rounds") >= ALL_CASES
        kept, left_out = [], []
        for item in items:
            in_browser = "browser" in getattr(item, "fixturenames", ())
            wanted = touches_database(item) and (is_whole or not in_browser)
            (kept if wanted else left_out).append(item)
        items[:] = kept
        config.hook.pytest_deselected(items=left_out)


ALL_CASES = 20
"""Rounds from which on nothing is sampled."""
SAMPLED = (
    *("confinement", "hostile", "damage", "containers", "parsing/pdf", "shapes"),
    *("duplicates/test_settling", "no_more_than_their_share", "grows_with_the_page"),
)
"""Parts of the names of tests, modules and folders whose cases are many of a kind."""


def leave_out_most_cases(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the first and every fourth or sixth one after it of each sampled test.

    What ran on SQLite with all of its cases is sampled on PostgreSQL.
    """
    everywhere = config.getoption("postgresql")
    apart = 6 if everywhere else 4
    seen: Counter[str] = Counter()
    kept, left_out = [], []
    for item in items:
        name = item.nodeid.partition("[")[0]
        is_sampled = everywhere or any(part in name for part in SAMPLED)
        (left_out if is_sampled and seen[name] % apart else kept).append(item)
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
    """Load what reading needs once: each ingest's processes find it loaded."""
    from archive import extraction, parsing

    parsing.warm_up()
    assert extraction.extract


@pytest.fixture(autouse=True)
def data_dir(settings) -> Iterator[Path]:
    """A data folder of the test's own: no test sees another one's documents."""
    with tempfile.TemporaryDirectory(dir=os.environ["ARCHIVE_DATA_DIR"]) as folder:
        settings.ARCHIVE_DATA_DIR = Path(folder)
        yield settings.ARCHIVE_DATA_DIR


@pytest.fixture(scope="session")
def quick_emptying(django_db_setup, django_db_blocker) -> Iterator[None]:
    """From the first test that commits rows on, such tests clear up quickly."""
    from django.test import TransactionTestCase

    from tests.whole import Emptying

    with django_db_blocker.unblock():
        empty = Emptying()
    with mock.patch.object(
        TransactionTestCase, "_fixture_teardown", lambda case: empty()
    ):
        yield


@pytest.fixture(autouse=True)
def emptied(request: pytest.FixtureRequest) -> None:
    """Whether a test commits rows is said by a fixture or by its marker."""
    marker = request.node.get_closest_marker("django_db")
    commits = not {"transactional_db", "live_server"}.isdisjoint(request.fixturenames)
    if commits or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("quick_emptying")


@pytest.fixture(scope="session")
def kept() -> dict:
    """Archives that were made once, by what made them."""
    return {}


@pytest.fixture
def make_once(transactional_db, data_dir, kept, tmp_path_factory) -> Callable:
    """Calls what fills the empty archive; the next time what it left is put back."""
    from tests.whole import Kept

    def make(fill: Callable[..., object], *arguments: object) -> None:
        if fill in kept:
            kept[fill].put_back(data_dir)
        else:
            fill(*arguments)
            kept[fill] = Kept(data_dir, tmp_path_factory.mktemp("kept"))

    return make


@pytest.fixture
def take_in_once(make_once, kept, tmp_path_factory) -> Callable[..., Path]:
    """Writes documents by their names, and calls what takes their folder in.

    The next time the same folder has the same documents, and the archive what it had.
    """

    def take(documents: Mapping[str, str], fill: Callable[[Path], object]) -> Path:
        folder = kept.setdefault((fill, "folder"), tmp_path_factory.mktemp("taken"))
        shutil.rmtree(folder)
        folder.mkdir()
        for name, text in documents.items():
            (folder / name).write_text(text)
        make_once(fill, folder)
        return folder

    return take


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
