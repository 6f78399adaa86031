"""What a process keeps in memory of the database, read anew when that has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

SHARE = 100
"""Reading anew may take one part in so many of a process's time."""


class Kept(Generic[T]):
    """A value made by `read`, made again when `state` answers something else.

    `state` is asked at most every `pause` seconds. What takes long to read is read
    seldom: where it changes all the time, readers must not wait all the time.
    """

    def __init__(
        self,
        read: Callable[[], T],
        state: Callable[[], Hashable],
        pause: float = 0,
    ) -> None:
        self._read, self._state, self._pause = read, state, pause
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Read it anew on the next use, whatever changed or did not."""
        self._held: tuple[Hashable, T] | None = None
        self._ask_from = self._read_from = 0.0

    def value(self) -> T:
        held = self._held
        if held is not None and time.monotonic() < self._ask_from:
            return held[1]
        with self._lock:
            return self._fresh()

    def _fresh(self) -> T:
        started, state = time.monotonic(), self._state()
        is_due = started >= self._read_from
        if self._held is None or (is_due and self._held[0] != state):
            self._held = (state, self._read())
            ended = time.monotonic()
            self._read_from = ended + SHARE * (ended - started)
        self._ask_from = time.monotonic() + self._pause
        return self._held[1]
