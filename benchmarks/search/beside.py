"""Another process that takes invented documents in while something is looked at."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from django.db import connection

from archive import changes
from archive.models import Document
from benchmarks.inventing import story
from benchmarks.search.saying import say

ROOT = Path(__file__).resolve().parents[2]
PAUSE = 0.02
"""Seconds between two looks at the archive's version."""
MOST_SECONDS = 120
"""Until the first documents must be there."""


class Watch:
    """Counts the commits of others: each version that the archive was seen in."""

    def __init__(self) -> None:
        self.commits = 0
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        known = changes.version()
        while not self._over.wait(PAUSE):
            present = changes.version()
            self.commits += present != known
            known = present
        connection.close()


@contextmanager
def ingesting(documents: int) -> Iterator[Watch]:
    """While the block runs, `manage.py ingest` takes so many documents in, or some.

    The block begins when the first are there; RuntimeError is raised where none come.
    What is left when it ends is not taken in.
    """
    first = Document.objects.count()
    connection.close()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + documents):
            Path(folder, f"{number:09}.txt").write_text(story(number), encoding="utf-8")
        command = [sys.executable, ROOT / "manage.py", "ingest", folder, "--jobs", "1"]
        watch = Watch()
        process = subprocess.Popen(
            [*command, "--verbosity", "0"], stdout=subprocess.DEVNULL, cwd=ROOT
        )
        try:
            _wait(watch, process)
            watch.commits = 0
            yield watch
            if process.poll() is not None:
                say(f"The ingest ended before, with exit code {process.returncode}.")
        finally:
            process.terminate()
            process.wait()
            watch.stop()


def _wait(watch: Watch, process: subprocess.Popen) -> None:
    """Return after the first commit."""
    ends = time.monotonic() + MOST_SECONDS
    while not watch.commits:
        if process.poll() is not None or time.monotonic() > ends:
            raise RuntimeError("No document was taken in.")
        time.sleep(PAUSE)
