"""Servers as processes of their own, on a free port of this machine alone."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS_TO_START = 120


@dataclass(frozen=True)
class Serving:
    """A server that answers: its process, and the seconds until its first page."""

    pid: int
    seconds: float

    def workers(self) -> dict[int, int]:
        """MiB of memory of each process of the server, by its number."""
        return {pid: _memory(pid) for pid in (self.pid, *_children(self.pid))}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(
    command: Sequence[object],
    port: int,
    path: str,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Serving]:
    """Run a server until the end; it is ready when it answers the path."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        try:
            if not _answers(process, port, path):
                log.seek(0)
                said = log.read().decode(errors="replace")[-2000:]
                raise SystemExit(f"The server does not answer:\n{said}")
            yield Serving(process.pid, time.perf_counter() - begun)
        finally:
            _stop(process)


def _stop(process: subprocess.Popen) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(15)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _answers(process: subprocess.Popen, port: int, path: str) -> bool:
    """Whether it answers with a page before it ends and before the time is up."""
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    return False


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in path.read_text().split()]


def _memory(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0
