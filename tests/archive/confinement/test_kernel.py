"""What the kernel itself refuses, each means of it alone."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import socket
import struct
import sys
import threading
from pathlib import Path

import pytest

from archive.confinement import Fault, Limits, Pool, calls, kernel

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these")

LIMITS = Limits(seconds=20, memory=100 << 20, output=1 << 20)
MACHINE = os.uname().machine
FILTERED = pytest.mark.skipif(
    MACHINE not in calls.MACHINES, reason="no filter is written for this machine"
)


def column() -> int:
    return calls.MACHINES[MACHINE][0]


def refused(number: int) -> int:
    """The error of a call whose arguments make no sense."""
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall(number, *[ctypes.c_long(-1)] * 6)
    return ctypes.get_errno()


@FILTERED
def test_every_forbidden_call_is_refused_in_a_worker():
    numbers = [row[column()] for row in calls.FORBIDDEN.values()]
    numbers = [number for number in numbers if number is not None]
    with Pool(refused, 1, LIMITS) as pool:
        assert [a for _, a in pool.map(numbers)] == [errno.EPERM] * len(numbers)


@FILTERED
def test_calls_that_are_not_forbidden_still_work():
    with Pool(lambda _: [os.getpid(), os.times(), os.urandom(1)][0], 1, LIMITS) as pool:
        assert pool.submit(None).result() == pool._workers[0].child.process


@pytest.mark.parametrize("machine", list(calls.MACHINES))
def test_a_filter_never_jumps_out_of_itself_and_ends_with_a_yes(machine):
    lines = list(struct.iter_unpack("=HBBI", calls.program(machine, 4711)))
    for place, (code, if_true, if_false, _) in enumerate(lines):
        if code in (0x15, 0x35):
            assert place + 1 + max(if_true, if_false) < len(lines)
    assert lines[-1] == (0x06, 0, 0, 0x7FFF0000)
    assert len(lines) < 4096


def verdict(machine: str, architecture: int, number: int, argument: int = 0) -> int:
    """Runs the filter as the kernel would."""
    lines = list(struct.iter_unpack("=HBBI", calls.program(machine, 4711)))
    call = {0: number, 4: architecture, 16: argument}
    place = loaded = 0
    while True:
        code, if_true, if_false, value = lines[place]
        if code == 0x06:
            return value
        if code == 0x20:
            loaded, place = call[value], place + 1
        else:
            is_met = loaded == value if code == 0x15 else loaded >= value
            place += 1 + (if_true if is_met else if_false)


@pytest.mark.parametrize(
    ("machine", "read", "openat", "kill", "prlimit"),
    [("x86_64", 0, 257, 62, 302), ("aarch64", 63, 56, 129, 261)],
)
def test_the_filter_decides_by_call_and_argument(machine, read, openat, kill, prlimit):
    yes, no = 0x7FFF0000, 0x00050000 | errno.EPERM
    architecture = calls.MACHINES[machine][1]

    def ask(number: int, argument: int = 0) -> int:
        return verdict(machine, architecture, number, argument)

    assert ask(read) == yes
    assert ask(openat) == no
    assert (ask(kill, 4711), ask(kill, 1)) == (yes, no)
    assert [ask(prlimit, process) for process in (0, 4711, 1)] == [yes, yes, no]
    assert ask(0x40000000) == no  # the other numbering of x86
    assert verdict(machine, 0x40000003, read) == no  # calls as of 32 bits


def test_other_machines_have_no_filter():
    assert calls.program("riscv64", 1) is None


@pytest.mark.parametrize(
    "work",
    [
        lambda _: open("/etc/hostname", "rb").close(),
        lambda _: os.close(0) or open("/etc/hostname", "rb").close(),
        lambda _: open("/tmp/made-by-a-task", "w").close(),
        lambda _: socket.socket().close(),
        lambda _: os.pipe(),
        lambda _: os.fork() or os._exit(0),
        lambda _: threading.Thread(target=int).start(),
        lambda _: resource.setrlimit(resource.RLIMIT_NOFILE, (50, 50)),
    ],
    ids=["open", "replace", "write", "socket", "pipe", "fork", "thread", "raise"],
)
def test_the_limits_hold_without_the_filter(work, monkeypatch):
    monkeypatch.setattr(kernel, "forbid_calls", lambda: False)
    with Pool(work, 1, LIMITS) as pool, pytest.raises(Fault) as caught:
        pool.submit(None).result()
    assert caught.value.code == "fault"


@FILTERED
@pytest.mark.parametrize(
    "work",
    [
        lambda _: open("/etc/hostname", "rb").close(),
        lambda _: socket.socket().close(),
        lambda _: os.fork() or os._exit(0),
        lambda _: os.unlink("/nowhere"),
        lambda _: os.kill(os.getppid(), 0),
    ],
    ids=["open", "socket", "fork", "unlink", "kill"],
)
def test_the_filter_holds_without_the_limits(work, monkeypatch):
    monkeypatch.setattr("archive.confinement.limits._lower", lambda *_: None)
    with (
        Pool(work, 1, LIMITS) as pool,
        pytest.raises(Fault, match="PermissionError"),
    ):
        pool.submit(None).result()


def test_a_worker_is_in_a_network_of_its_own():
    seen = []

    def look():
        seen.append(os.readlink("/proc/self/ns/net"))

    with Pool(lambda _: seen[0], 1, LIMITS, prepare=look) as pool:
        theirs = pool.submit(None).result()
    if not _may_leave():
        pytest.skip("this system does not let us leave the network")
    assert theirs != os.readlink("/proc/self/ns/net")


def _may_leave() -> bool:
    process = os.fork()
    if process == 0:
        os._exit(0 if kernel.leave_network() else 1)
    return os.waitpid(process, 0)[1] == 0


def test_a_child_of_root_is_nobody():
    with Pool(lambda _: os.getresuid() + os.getresgid(), 1, LIMITS) as pool:
        found = pool.submit(None).result()
    assert 0 not in found


def test_a_worker_is_the_first_to_go_when_memory_runs_out():
    with Pool(lambda _: None, 1, LIMITS) as pool:
        process = pool._workers[0].child.process
        pool.submit(None).result()
        score = Path(f"/proc/{process}/oom_score_adj").read_text()
    assert score.strip() == "1000"
