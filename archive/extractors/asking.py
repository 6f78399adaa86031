"""Asking an extractor: in a process of its own, which may hang, crash and be ended."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from archive.extraction import Story
from archive.extraction.interface import Failure, Unavailable
from archive.extractors.answers import Answer, pack_story
from archive.extractors.loading import NotLoaded

MOST_BYTES = 16_000_000
"""Bytes of one answer."""
UNHEARD = "nobody waits for it any more"
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class About:
    """What an extractor says of itself."""

    name: str
    version: str
    provides: tuple[str, ...]


class Asker:
    """One process of an extractor; a fresh one is started after each that was lost.

    Whoever has it in hand uses it alone. It may be closed from elsewhere: then who is
    waiting for an answer gets a Failure.
    """

    def __init__(self, spec: str, seconds: int) -> None:
        self._spec, self._seconds = spec, seconds
        self._process: subprocess.Popen | None = None
        self._connection: Connection | None = None
        self._is_closed = False

    def start(self) -> About:
        """Start a process; raises NotLoaded with the reason."""
        ours, theirs = socket.socketpair()
        with theirs:
            descriptor = str(theirs.fileno())
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "archive.extractors.program"),
                    *(descriptor, self._spec, str(self._seconds)),
                ],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd=_ROOT,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                start_new_session=True,
            )
        self._connection = Connection(ours.detach())
        if self._is_closed:
            self._kill()
        try:
            said = self._hear()
        except Failure as failure:
            raise NotLoaded(f"{self._spec}: {failure}") from failure
        if "unavailable" in said:
            self.end()
            raise NotLoaded(f"{self._spec}: {said['unavailable']}")
        return About(said["name"], said["version"], tuple(said["provides"]))

    def ask(self, story: Story) -> Answer:
        """What the extractor says of the story; raises Failure, or Unavailable."""
        if self._is_closed:
            raise Failure(UNHEARD)
        if self._connection is None:
            try:
                self.start()
            except NotLoaded as error:
                raise Unavailable(str(error)) from error
        try:
            self._connection.send_bytes(pack_story(story))
        except OSError:
            raise self._lost() from None
        said = self._hear()
        if "unavailable" in said:
            raise Unavailable(said["unavailable"])
        if "failed" in said:
            raise Failure(said["failed"])
        return Answer(said["rows"], Counter(said["lost"]))

    def close(self) -> None:
        """End the extractor, whoever waits for it."""
        self._is_closed = True
        self._kill()

    def end(self) -> None:
        """End the extractor; for who has it in hand. Nothing of it is left."""
        self._kill()
        if self._process:
            self._process.wait()
        if self._connection:
            self._connection.close()
            self._connection = None

    def _kill(self) -> None:
        """Kill it, and what it may have started, unless it has ended."""
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _hear(self) -> dict[str, Any]:
        try:
            if self._connection.poll(self._seconds):
                return json.loads(self._connection.recv_bytes(MOST_BYTES))
        except (EOFError, ConnectionError):
            raise self._lost() from None
        except OSError:
            self.end()
            raise Failure(f"it said more than {MOST_BYTES:,} bytes") from None
        self.end()
        raise Failure(f"it took more than {self._seconds} seconds")

    def _lost(self) -> Failure:
        """Why the process is no longer there."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        status = self._process.poll()
        self.end()
        return Failure(UNHEARD if self._is_closed else f"its process {_ending(status)}")


def _ending(status: int | None) -> str:
    if status is None or status >= 0:
        return f"ended with code {status}" if status else "ended"
    return f"was ended by {signal.Signals(-status).name}"


class Askers:
    """Several processes of one extractor, as a context; threads wait for them."""

    def __init__(self, spec: str, jobs: int, seconds: int) -> None:
        self._askers = [Asker(spec, seconds) for _ in range(jobs)]
        self._idle: SimpleQueue[Asker] = SimpleQueue()
        self._threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> About:
        """Start the first process; raises NotLoaded. The others start when needed."""
        try:
            about = self._askers[0].start()
        except NotLoaded:
            self._threads.shutdown()
            raise
        for asker in self._askers:
            self._idle.put(asker)
        return about

    def __exit__(self, *_: object) -> None:
        for asker in self._askers:
            asker.close()
        self._threads.shutdown(cancel_futures=True)
        for asker in self._askers:
            asker.end()

    def submit(self, stories: Sequence[Story]) -> Future[list[Answer | Failure]]:
        """Have the stories read one after the other; each has its answer or failure.

        The result raises Unavailable where no further story needs to be tried.
        """
        return self._threads.submit(self._ask, stories)

    def _ask(self, stories: Sequence[Story]) -> list[Answer | Failure]:
        asker = self._idle.get()
        try:
            return [self._answer(asker, story) for story in stories]
        finally:
            self._idle.put(asker)

    @staticmethod
    def _answer(asker: Asker, story: Story) -> Answer | Failure:
        try:
            return asker.ask(story)
        except Unavailable:
            raise
        except Failure as failure:
            return failure
