"""`manage.py`, killed at a moment of one's choice.

    python -m tests.dying 17 0.003 ingest FOLDER

is killed 0.003 seconds after its 17th word to the database, a statement or a commit,
and at the latest when the 18th is to follow or when all is done: it is always killed.

    python -m tests.dying 0 0 ingest FOLDER

lives, and writes as its last line how many words there were and which were commits.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from threading import Timer
from typing import Any

from django.core.management import execute_from_command_line
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from tests.machines import SECONDS, Machine, finish

LONGEST, SHORTEST = -0.7, -4
"""Powers of ten: the seconds from a word to the end are between 0.1 ms and 0.2 s."""


@dataclass(frozen=True)
class Words:
    """What a command says to the database when nobody kills it."""

    count: int
    commits: list[int]

    @classmethod
    def of(cls, machine: Machine, *command: object) -> Words:
        output = finish(machine.start_python("-m", "tests.dying", 0, 0, *command))
        return cls(*json.loads(output.splitlines()[-1]))


def kill(
    machine: Machine,
    word: int,
    dice: random.Random,
    *command: object,
    by: tuple[str, ...] = ("tests.dying",),
) -> None:
    """Start the command and have it killed after that word, `by` a module."""
    delay = 10 ** dice.uniform(SHORTEST, LONGEST)
    process = machine.start_python("-m", *by, word, delay, *command)
    output, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == -signal.SIGKILL, output + errors


class Watch:
    """Counts the words, and dies after the chosen one."""

    def __init__(self, last: int, delay: float) -> None:
        self.last, self.delay = last, delay
        self.count = 0
        self.commits: list[int] = []

    def hear(self) -> None:
        self.count += 1
        if self.count == self.last + 1 > 1:
            die()
        if self.count == self.last:
            # Python waits for this thread before it ends.
            Timer(self.delay, die).start()

    def over(self, execute: Callable, *arguments: Any) -> Any:
        self.hear()
        return execute(*arguments)

    def watch(self, connection: BaseDatabaseWrapper, **_: Any) -> None:
        if self.over in connection.execute_wrappers:
            return
        connection.execute_wrappers.append(self.over)
        commit = connection._commit

        def committed() -> None:
            self.hear()
            self.commits.append(self.count)
            commit()

        connection._commit = committed


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(last: str, delay: str, *command: str) -> None:
    watch = Watch(int(last), float(delay))
    connection_created.connect(watch.watch)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        execute_from_command_line(["manage.py", *command])
    finally:
        if watch.last:
            die()
    sys.stdout.write(f"{json.dumps([watch.count, watch.commits])}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
