"""A parent that is killed takes everything it started with it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from archive.confinement import Limits, Pool

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are found in /proc"
)

LIMITS = Limits(seconds=5, memory=100 << 20, output=1 << 20)
ROOT = Path(__file__).parents[3]
POOL = """
import sys, time
from archive.confinement import Limits, Pool, Stream
def work(task):
    if task % 3 == 0:
        raise SystemExit
    while task % 3 == 1:
        pass
    time.sleep(60)
limits = Limits(seconds=0.05, memory=1 << 27, output=1000)
with Pool(work, 3, limits, prepare=lambda: time.sleep({prepare})) as pool:
    tickets = [pool.submit(number) for number in range(10_000)]
    print("ready", flush=True)
    tickets[-1].result()
"""
PROGRAM = """
from archive.confinement import Limits, run_module
print("ready", flush=True)
module = "tests.archive.confinement.programs"
run_module(module, b"", Limits(seconds=60, memory=1 << 27, output=1000), ["loop"])
"""


def members(mark: str) -> list[int]:
    """Living processes that have the mark in their command."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            with suppress(OSError):
                words = (folder / "cmdline").read_bytes()
                if mark.encode() in words and is_alive(int(folder.name)):
                    found.append(int(folder.name))
    return found


def is_alive(process: int) -> bool:
    """A zombie is not: it waits for whoever reaps orphans on this system."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2]
    except OSError:
        return False
    return state.split()[0] != "Z"


@pytest.mark.parametrize("prepare", [0, 30])
def test_a_killed_parent_leaves_no_worker_at_any_moment(prepare):
    chance = random.Random(5)
    for round in range(5 if prepare == 0 else 2):
        mark = f"orphans-{os.getpid()}-{prepare}-{round}"
        process = start(POOL.format(prepare=prepare) + f"\n# {mark}")
        try:
            if prepare == 0:
                process.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
            assert members(mark)
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
        assert_all_gone(mark)


def test_a_killed_parent_takes_the_program_with_it():
    mark = f"orphans-program-{os.getpid()}"
    process = start(PROGRAM + f"\n# {mark}")
    try:
        process.stdout.readline()
        time.sleep(0.4)
        mine = children(process.pid)
        assert mine
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    until = time.monotonic() + 5
    while any(is_alive(child) for child in mine):
        assert time.monotonic() < until, "the program outlives its parent"
        time.sleep(0.01)


def test_the_zygote_killed_takes_its_workers_and_the_pool_says_so():
    mark = f"orphans-zygote-{os.getpid()}"
    process = start(POOL.format(prepare=0) + f"\n# {mark}")
    with process.stdout:
        process.stdout.readline()
        (zygote,) = children(process.pid)
        os.kill(zygote, signal.SIGKILL)
        assert process.wait(10) == 1
    assert_all_gone(mark)


def test_an_interrupt_at_any_moment_ends_the_parent_and_all_it_started():
    """As Ctrl-C does, which goes to every process of the terminal."""
    chance = random.Random(7)
    for round in range(4):
        mark = f"orphans-interrupt-{os.getpid()}-{round}"
        process = start(POOL.format(prepare=0) + f"\n# {mark}")
        with process.stdout:
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
            os.killpg(process.pid, signal.SIGINT)
            assert process.wait(10) == -signal.SIGINT
        assert members(mark) == []


def test_a_worker_ignores_an_interrupt():
    with Pool(lambda task: task, 1, LIMITS) as pool:
        os.kill(pool._workers[0].child.process, signal.SIGINT)
        os.kill(pool._zygote._process, signal.SIGINT)
        assert pool.submit(1).result() == 1


HEEDFUL = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""Where the tests run in the background, interrupts may be ignored from the start."""


def start(code: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", HEEDFUL + code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def children(process: int) -> list[int]:
    words = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(word) for word in words.split()]


def assert_all_gone(mark: str) -> None:
    until = time.monotonic() + 5
    while left := members(mark):
        assert time.monotonic() < until, f"left behind: {left}"
        time.sleep(0.01)
