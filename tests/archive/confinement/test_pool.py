"""Tasks that would end, starve or betray the process that does them."""

from __future__ import annotations

import ctypes
import logging
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from archive.confinement import Fault, Limits, Pool

MIB = 1 << 20
LIMITS = Limits(seconds=20, memory=200 * MIB, output=2 * MIB)
SHORT = Limits(seconds=0.3, memory=200 * MIB, output=2 * MIB)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux offers this")


@dataclass(frozen=True, slots=True)
class Sum:
    terms: tuple[int, ...]
    total: int


class Stranger:
    pass


def loop(_=None):
    while True:
        pass


def burn(_=None):
    """One call of C that neither returns nor lets another thread run."""
    re.match(r"(?:a+)+$", "a" * 60 + "b")


def hoard(_=None):
    kept = []
    while True:
        kept.append([0] * 10)


def recurse(_=None):
    return recurse()


def crowd(_=None):
    threading.Thread(target=time.sleep, args=(0,)).start()


def nap(seconds):
    """When it began and when it ended."""
    start = time.monotonic()
    time.sleep(seconds)
    return start, time.monotonic()


def call(task):
    """Do what the task names; the rest of it are arguments."""
    name, *arguments = task
    return WORK[name](*arguments)


WORK = {
    "echo": lambda value: value,
    "sum": lambda *terms: Sum(terms, sum(terms)),
    "loop": loop,
    "burn": burn,
    "sleep": time.sleep,
    "nap": nap,
    "grow": lambda size: len(b"x" * size),
    "hoard": hoard,
    "recurse": recurse,
    "leave": os._exit,
    "exit": sys.exit,
    "read null": lambda: ctypes.string_at(0),
    "abort": os.abort,
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "fill": lambda size: "x" * size,
    "stumble": lambda: {}["nothing"],
    "stranger": Stranger,
    "process": os.getpid,
    "lookup": lambda path: os.stat(path).st_size,
    "open": lambda path: open(path, "rb").close(),
    "write": lambda path: open(path, "w").close(),
    "close and open": lambda path: os.close(0) or os.close(1) or open(path).close(),
    "remove": os.unlink,
    "socket": socket.socket,
    "resolve": lambda: socket.getaddrinfo("localhost", 80),
    "fork": os.fork,
    "run": lambda: subprocess.run(["true"], check=True),
    "thread": crowd,
    "signal parent": lambda: os.kill(os.getppid(), 0),
    "signal": lambda process: os.kill(process, 0),
    "raise limit": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (50, 50)),
    "print": lambda: sys.stdout.write("aloud\n") + sys.stderr.write("x" * 10**6),
}


@pytest.fixture(scope="module")
def pool():
    with Pool(call, 2, LIMITS, answers=(Sum,)) as pool:
        yield pool


def fault_of(pool: Pool, *task: object) -> Fault:
    with pytest.raises(Fault) as caught:
        pool.submit(task).result()
    return caught.value


def still_works(pool: Pool) -> bool:
    tasks = [("echo", number) for number in range(6)]
    return [answer for _, answer in pool.map(tasks)] == list(range(6))


def test_it_answers_with_the_classes_it_was_given(pool):
    assert pool.submit(("sum", 1, 2)).result() == Sum((1, 2), 3)


def test_a_thousand_small_tasks_come_back_in_order():
    with Pool(lambda number: number * 2, 3, LIMITS) as pool:
        done = list(pool.map(range(1000)))
    assert done == [(number, number * 2) for number in range(1000)]


def test_several_processes_work_at_once():
    with Pool(call, 3, LIMITS) as pool:
        assert still_works(pool)
        naps = [nap for _, nap in pool.map([("nap", 0.3)] * 3)]
    assert max(start for start, _ in naps) < min(end for _, end in naps)


def test_tickets_may_be_asked_in_any_order(pool):
    tickets = [pool.submit(("echo", number)) for number in range(20)]
    assert [ticket.result() for ticket in reversed(tickets)] == list(range(20))[::-1]


def test_large_tasks_and_large_answers_pass_each_other():
    limits = Limits(seconds=20, memory=400 * MIB, output=45 * MIB)
    with Pool(lambda data: data + data, 2, limits) as pool:
        for task, answer in pool.map([bytes([n]) * (20 * MIB) for n in range(4)]):
            assert len(answer) == 40 * MIB
            assert answer[:1] == answer[-1:] == task[:1]


@pytest.mark.parametrize(
    ("task", "code", "words"),
    [
        (("loop",), "too_slow", "0.3 s"),
        (("burn",), "too_slow", "0.3 s"),
        (("sleep", 60), "too_slow", "0.3 s"),
        (("grow", 1 << 30), "too_much_memory", "209,715,200"),
        (("fill", 3 * MIB), "too_much_output", "2,097,152"),
        (("recurse",), "fault", "RecursionError"),
        (("stumble",), "fault", "KeyError: 'nothing'"),
        (("stranger",), "fault", "may not hold a Stranger"),
        (("exit",), "fault", "SystemExit"),
        (("leave", 3), "crashed", "exit code 3"),
        (("leave", 0), "crashed", "exit code 0"),
        (("read null",), "crashed", "SIGSEGV"),
        (("abort",), "crashed", "SIGABRT"),
        (("kill",), "too_much_memory", "The system"),
    ],
)
def test_a_hostile_task_gets_its_fault_and_the_next_one_runs(task, code, words):
    with Pool(call, 1, SHORT) as pool:
        for _ in range(2):
            fault = fault_of(pool, *task)
            assert fault.code == code
            assert words in fault.reason
        assert still_works(pool)


def test_the_memory_limit_is_what_it_says():
    with Pool(call, 1, Limits(seconds=20, memory=100 * MIB, output=MIB)) as pool:
        for _ in range(3):
            assert pool.submit(("grow", 85 * MIB)).result() == 85 * MIB
        assert fault_of(pool, "grow", 115 * MIB).code == "too_much_memory"


def test_what_the_parent_has_freed_is_no_room_on_top_of_the_limit():
    blocks = [bytes(60_000) for _ in range(2_500)]
    del blocks[:-1]  # the last one keeps the heap from shrinking
    with Pool(call, 1, Limits(seconds=20, memory=100 * MIB, output=MIB)) as pool:
        assert fault_of(pool, "grow", 115 * MIB).code == "too_much_memory"
    assert len(blocks) == 1


def test_many_small_objects_end_at_the_memory_limit():
    with Pool(call, 1, Limits(seconds=20, memory=30 * MIB, output=MIB)) as pool:
        assert fault_of(pool, "hoard").code == "too_much_memory"
        assert still_works(pool)


def test_a_task_larger_than_the_memory_is_judged_too():
    with Pool(call, 1, Limits(seconds=5, memory=20 * MIB, output=MIB)) as pool:
        assert fault_of(pool, "echo", b"x" * (50 * MIB)).code == "too_much_memory"
        assert still_works(pool)


def test_a_crash_can_be_explained_from_the_log(pool):
    assert "string_at" in fault_of(pool, "read null").trace
    assert "KeyError" in fault_of(pool, "stumble").trace


@LINUX
def test_processor_time_counts_while_the_parent_is_away():
    """A parent that is busy elsewhere finds the loop already ended."""
    with Pool(call, 1, SHORT) as pool:
        assert still_works(pool)
        ticket = pool.submit(("loop",))
        state = Path("/proc", str(pool._workers[0].child.process), "stat")
        until = time.monotonic() + 30
        while state.read_text().rpartition(") ")[2][0] != "Z":
            assert time.monotonic() < until
            time.sleep(0.05)
        with pytest.raises(Fault) as caught:
            ticket.result()
        assert caught.value.code == "too_slow"


def test_time_in_which_the_parent_is_away_is_not_held_against_a_task():
    with Pool(call, 1, SHORT) as pool:
        tickets = [pool.submit(("fill", MIB)) for _ in range(3)]
        time.sleep(0.5)
        assert [len(ticket.result()) for ticket in tickets] == [MIB] * 3


@LINUX
@pytest.mark.parametrize(
    "task",
    [
        ("open", "/etc/hostname"),
        ("close and open", "/etc/hostname"),
        ("write", "/tmp/made-by-a-task"),
        ("remove", "/tmp/made-by-a-task"),
        ("socket",),
        ("resolve",),
        ("fork",),
        ("run",),
        ("thread",),
        ("signal parent",),
        ("signal", os.getpid()),
        ("raise limit",),
    ],
    ids=lambda task: task[0],
)
def test_a_task_reaches_nothing_outside(pool, task):
    assert fault_of(pool, *task).code == "fault"
    assert still_works(pool)


@LINUX
def test_a_worker_has_no_file_but_its_own(tmp_path):
    """Its socket has a number that nothing of the parent's ever had."""
    with (
        open(tmp_path / "open", "w"),
        socket.create_server(("127.0.0.1", 0)) as server,
        Pool(lambda _: _open_files(), 1, LIMITS) as pool,
    ):
        files = pool.submit(None).result()
        taken = server.fileno()
    kinds = {0: 0o020000, 1: 0o020000, 2: 0o010000, max(files): 0o140000}
    assert files == kinds
    assert max(files) > taken


def _open_files() -> dict[int, int]:
    """The type of each open file by its number."""
    found = {}
    for file in range(1000):
        with suppress(OSError):
            found[file] = os.fstat(file).st_mode & 0o170000
    return found


def test_what_a_task_prints_reaches_nobody(pool, capfd):
    assert pool.submit(("print",)).result() == 10**6 + 6
    assert capfd.readouterr() == ("", "")


def test_a_log_file_the_parent_has_open_takes_nothing_from_a_task(tmp_path):
    """Not even by way of a number that is a socket by now."""
    logger = logging.getLogger("tests.confinement")
    handlers = [logging.FileHandler(tmp_path / f"{n}.log") for n in range(8)]
    logger.handlers[:] = handlers
    try:
        with Pool(lambda task: logger.error("said") or task, 2, LIMITS) as pool:
            assert [a for _, a in pool.map(range(50))] == list(range(50))
    finally:
        logger.handlers.clear()
        for handler in handlers:
            handler.close()
    assert {file.read_text() for file in tmp_path.iterdir()} == {""}


def test_it_prepares_once_for_all_workers_and_their_successors():
    prepared = []

    def prepare():
        prepared.append(os.getpid())

    def work(task):
        return call(task) if task else (len(prepared), prepared[0], os.getpid())

    with Pool(work, 2, SHORT, prepare=prepare) as pool:
        pool.submit(("leave", 1))
        answers = [a for _, a in pool.map([()] * 20)]
        answers.append(pool.submit(()).result())
    assert {number for number, _, _ in answers} == {1}
    assert len({process for _, process, _ in answers}) == 1
    assert prepared == []


def test_preparing_that_fails_is_raised_where_the_pool_is_made():
    with pytest.raises(RuntimeError, match="no such codec"):
        Pool(call, 1, LIMITS, prepare=lambda: "".encode("no such codec")[0])


class Hostile:
    """Frames an owned worker might send instead of an answer."""

    def __init__(self) -> None:
        self.file = None

    def __call__(self, frame):
        if frame is None:
            return "sound"
        if self.file is None:
            self.file = max(n for n in range(1000) if _is_socket(n))
        os.write(self.file, frame)
        time.sleep(60)


def _is_socket(file: int) -> bool:
    try:
        return os.fstat(file).st_mode & 0o170000 == 0o140000
    except OSError:
        return False


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"a" + b"\xff" * 8, "too_much_output"),
        (b"a" + (1 << 40).to_bytes(8, "little"), "too_much_output"),
        (b"a" + (6).to_bytes(8, "little") + b"cos\nsy", "crashed"),
        (b"z" + bytes(8), "crashed"),
        (b"r" + bytes(8), "crashed"),
        (b"f" + (4).to_bytes(8, "little") + b"[1]]", "crashed"),
        (b"f" + (9).to_bytes(8, "little") + b'[["x"],1]', "crashed"),
        (b"a" + (100).to_bytes(8, "little") + b"part", "too_slow"),
        (b"a", "too_slow"),
    ],
)
def test_a_worker_that_lies_is_ended(frame, code):
    with Pool(Hostile(), 1, SHORT) as pool:
        with pytest.raises(Fault) as caught:
            pool.submit(frame).result()
        assert caught.value.code == code
        assert pool.submit(None).result() == "sound"


def test_a_task_does_not_pay_for_its_neighbour():
    """What dies where others ran before is tried again in a fresh process."""
    ran = []

    def work(task):
        ran.append(task)
        if len(ran) > 3:
            os.abort()
        return len(ran)

    with Pool(work, 1, LIMITS) as pool:
        answers = [answer for _, answer in pool.map(range(9))]
    assert answers == [1, 2, 3, 1, 2, 3, 1, 2, 3]


def test_a_worker_makes_way_after_its_share_of_tasks():
    limits = Limits(seconds=5, memory=100 * MIB, output=MIB, tasks=4)
    with Pool(lambda _: os.getpid(), 1, limits) as pool:
        processes = [answer for _, answer in pool.map(range(12))]
    assert len(set(processes)) == 3
    assert processes == sorted(processes, key=processes.index)


def test_map_takes_no_more_tasks_than_it_may():
    taken, given = 0, 0

    def tasks():
        nonlocal taken
        for number in range(60):
            taken += 1
            yield number

    most = 0
    with Pool(lambda number: number, 2, LIMITS) as pool:
        for _ in pool.map(tasks(), ahead=5):
            most = max(most, taken - given)
            given += 1
    assert given == 60
    assert most <= 6  # five under way, and the one it waits to hand in


def test_map_counts_what_the_tasks_under_way_weigh():
    under_way: list[int] = []
    heaviest = 0
    weights = [10, 10, 70, 10, 200, 10, 50, 60, 10]

    def weight(task):
        nonlocal heaviest
        under_way.append(task)
        heaviest = max(heaviest, sum(under_way[:-1]))
        return task

    with Pool(lambda number: number, 2, LIMITS) as pool:
        for task, answer in pool.map(weights, ahead=50, weight=weight, most=100):
            assert task == answer == under_way.pop(0)
    assert heaviest <= 200  # the one that alone weighs more
    assert under_way == []


def test_leaving_a_map_early_costs_the_next_one_nothing(pool):
    tasks = ([("echo", number)] * 3 for number in range(1000))
    early = pool.map((("echo", n) for n, _ in enumerate(tasks)), ahead=50)
    assert [answer for _, answer in islice(early, 3)] == [0, 1, 2]
    early.close()
    assert still_works(pool)


def test_a_task_that_cannot_be_sent_is_the_callers_mistake(pool):
    with pytest.raises((AttributeError, TypeError, Exception), match="pickle"):
        pool.submit(("echo", lambda: None)).result()
    assert still_works(pool)


def test_closing_in_the_middle_leaves_no_process_behind():
    with pytest.raises(KeyboardInterrupt), Pool(call, 3, LIMITS) as pool:
        for _ in range(10):
            pool.submit(("loop",))
        processes = [worker.child.process for worker in pool._workers]
        processes.append(pool._zygote._process)
        raise KeyboardInterrupt
    assert len(processes) == 4
    assert not any(_is_there(process) for process in processes)
    with pytest.raises(ValueError, match="closed"):
        pool.submit(("echo", 1))


def _is_there(process: int) -> bool:
    """Whether there is such a process, be it a zombie."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_restarts_cost_the_parent_no_descriptor():
    before = len(os.listdir("/dev/fd"))
    with Pool(call, 2, LIMITS) as pool:
        assert still_works(pool)
        during = len(os.listdir("/dev/fd"))
        answers = [answer for _, answer in pool.map([("leave", 1)] * 30)]
        assert {answer.code for answer in answers} == {"crashed"}
        assert len(os.listdir("/dev/fd")) == during
    assert len(os.listdir("/dev/fd")) == before


def test_an_idle_thread_of_the_parent_is_no_hindrance():
    """Guaranteed: a thread that waits. Not: one that holds a lock the work wants."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with Pool(call, 1, LIMITS) as pool:
            assert still_works(pool)
    finally:
        stop.set()
        thread.join()


def test_a_pool_made_in_a_thread_outlives_the_thread():
    made = []
    thread = threading.Thread(target=lambda: made.append(Pool(call, 1, LIMITS)))
    thread.start()
    thread.join()
    with made[0] as pool:
        time.sleep(0.05)
        assert still_works(pool)


def test_two_pools_know_nothing_of_each_other(pool):
    with Pool(call, 1, LIMITS) as other:
        pairs = zip(
            pool.map([("echo", n) for n in range(30)]),
            other.map([("echo", -n) for n in range(30)]),
            strict=True,
        )
        assert all(left[1] == -right[1] for left, right in pairs)


def test_limits_must_allow_something():
    with pytest.raises(ValueError, match="memory"):
        Limits(seconds=1, memory=0, output=1)
