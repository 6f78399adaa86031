"""What a child process may use, and the means to hold it to that."""

from __future__ import annotations

import math
import os
import resource
from contextlib import suppress
from dataclasses import dataclass

from archive.confinement import kernel

NOBODY = 65534
"""User and group without rights, to which a child of root steps down."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may cost.

    `seconds`: from the task's arrival to its answer, and as much processor time (to
    the next whole second). `memory`: bytes the child may use beyond those it uses when
    ready; its task counts twice while it is read, and so does its answer when it is
    packed. `output`: bytes of one answer. `pieces`: values in one answer, texts and
    bytes counted once whatever their length. `tasks`: after so many a child makes way
    for a fresh one.

    Memory that was freed before the child was ready is no room on top of that, except
    what Python keeps for small objects, and the C library for threads (64 MiB) in a
    parent that has or had some.
    """

    seconds: float
    memory: int
    output: int
    pieces: int = 2_000_000
    tasks: int = 1_000

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be above zero")


def confine(limits: Limits, parent: int, files: int = 0) -> None:
    """Limit this process for good; call it when everything it needs is loaded.

    `files` is the lowest descriptor it may not open: 0 leaves only those it has.
    `parent` is the process whose end ends this one. What the system does not offer is
    left out; that the wall clock is watched and that answers are read with care does
    not depend on it.
    """
    kernel.use_up_heap()
    mapped = _mapped()
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
    _step_down()
    kernel.give_up_privileges()
    kernel.die_with(parent)
    _lower("RLIMIT_CORE", 0)
    _lower("RLIMIT_FSIZE", 0)
    _lower("RLIMIT_NPROC", 0)
    _lower("RLIMIT_MSGQUEUE", 0)
    _lower("RLIMIT_AS", mapped + limits.memory)
    _lower("RLIMIT_NOFILE", files)
    kernel.forbid_calls()


def allow_time(seconds: float) -> None:
    """Let this process use so much processor time from now on, and be ended then."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + seconds)
    with suppress(OSError, ValueError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _mapped() -> int:
    """Bytes this process has mapped; where that is unknown, a generous guess."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 1 << 40


def _step_down() -> None:
    """Root's children become nobody; refused inside some containers."""
    if os.geteuid() == 0:
        with suppress(OSError):
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)


def _lower(name: str, value: int) -> None:
    number = getattr(resource, name, None)
    if number is None:
        return
    with suppress(OSError, ValueError):
        hard = resource.getrlimit(number)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(number, (value, value))
