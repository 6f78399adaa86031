"""What a forked process has open: what it inherited, and what it speaks to."""

from __future__ import annotations

import faulthandler
import fcntl
import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress


def shed(kept: Iterable[int]) -> int:
    """Leave open no inherited file but `kept`, and three nulls.

    Returns the lowest number above all that were open.
    """
    null = os.open(os.devnull, os.O_RDWR)
    opened = _opened()
    for file in (0, 1, 2):
        os.dup2(null, file)
    for file in opened.difference(kept, (0, 1, 2)):
        with suppress(OSError):
            os.close(file)
    return max(opened, default=3) + 1


def lift(file: int, above: int) -> int:
    """Move a descriptor above all that were open at the fork.

    A log handler or a buffered file the parent had open still knows its old number:
    what it writes must never go into one of our sockets.
    """
    lifted = fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, above)
    os.close(file)
    return lifted


def speak_to(file: int) -> None:
    """Let standard error go to a pipe that may be full, and standard output nowhere."""
    sys.stderr = _unfailing(file)
    sys.stdout = _unfailing(1)
    faulthandler.enable(file)


def _unfailing(file: int) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        _Pipe(file), "utf-8", errors="backslashreplace", write_through=True
    )


class _Pipe(io.RawIOBase):
    """Takes all that is written; what there is no room for is lost."""

    def __init__(self, file: int) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        with suppress(OSError):
            os.write(self._file, data)
        return len(data)


def _opened() -> set[int]:
    """The open descriptors (and the one that was used to look, closed by now)."""
    for folder in ("/proc/self/fd", "/dev/fd"):
        with suppress(OSError):
            return {int(name) for name in os.listdir(folder)}
    return {
        file
        for file in range(min(os.sysconf("SC_OPEN_MAX"), 1 << 16))
        if _is_open(file)
    }


def _is_open(file: int) -> bool:
    try:
        return bool(fcntl.fcntl(file, fcntl.F_GETFD) + 1)
    except OSError:
        return False
