"""Files that are read elsewhere, piece by piece."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.confinement import Fault, Limits, Pool, Stream

MIB = 1 << 20
LIMITS = Limits(seconds=0.5, memory=150 * MIB, output=8 * MIB)


@dataclass(frozen=True, slots=True)
class Piece:
    number: int
    data: bytes


def produce(file: int, argument: object):
    with open(file, "rb", closefd=False) as opened:
        for number, line in enumerate(opened):
            word = line.strip().decode()
            if word == "loop":
                while True:
                    pass
            elif word == "abort":
                os.abort()
            elif word == "stumble":
                raise ValueError("cannot read on")
            elif word == "grow":
                line = b"x" * (1 << 30)
            elif word == "large":
                line = b"x" * (9 * MIB)
            elif word == "big":
                line = b"x" * (7 * MIB)
            elif word == "open":
                open("/etc/hostname", "rb").close()
            elif word == "pause":
                time.sleep(0.3)
            yield Piece(number, line if argument is None else str(argument).encode())


@pytest.fixture(scope="module")
def stream():
    with Stream(produce, LIMITS, answers=(Piece,)) as stream:
        yield stream


def run(stream: Stream, path: Path, *words: str, argument: object = None) -> list:
    path.write_text("".join(f"{word}\n" for word in words))
    file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        return list(stream.run(file, argument))
    finally:
        os.close(file)


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "file"


def test_it_gives_what_is_in_a_file_in_order(stream, path):
    assert run(stream, path, "a", "b") == [Piece(0, b"a\n"), Piece(1, b"b\n")]


def test_it_passes_the_argument_on(stream, path):
    assert run(stream, path, "a", argument=7) == [Piece(0, b"7")]


def test_an_empty_file_gives_nothing(stream, path):
    assert run(stream, path) == []


def test_one_process_reads_many_files(path):
    def processes(file, _):
        yield os.getpid()

    with Stream(processes, LIMITS) as stream:
        assert len({run(stream, path)[0] for _ in range(100)}) == 1


def test_a_worker_makes_way_after_its_share_of_files(path):
    def processes(file, _):
        yield os.getpid()

    limits = Limits(seconds=5, memory=100 * MIB, output=MIB, tasks=3)
    with Stream(processes, limits) as stream:
        assert len({run(stream, path)[0] for _ in range(9)}) == 3


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("loop", "too_slow"),
        ("abort", "crashed"),
        ("stumble", "fault"),
        ("grow", "too_much_memory"),
        ("large", "too_much_output"),
        ("open", "fault"),
    ],
)
def test_what_came_before_a_fault_is_kept_and_the_next_file_works(
    stream, path, word, code
):
    first, second, fault = run(stream, path, "a", "b", word, "c")
    assert (first, second) == (Piece(0, b"a\n"), Piece(1, b"b\n"))
    assert isinstance(fault, Fault)
    assert fault.code == code
    assert run(stream, path, "a") == [Piece(0, b"a\n")]


def test_each_answer_has_its_own_time(stream, path):
    assert len(run(stream, path, *["pause"] * 2)) == 2


def test_a_reader_that_takes_its_time_is_no_fault(stream, path):
    path.write_text("big\n" * 3)
    with open(path, "rb") as file:
        pieces = stream.run(file.fileno())
        lengths = [len(next(pieces).data)]
        time.sleep(0.6)
        lengths += [len(piece.data) for piece in pieces]
    assert lengths == [7 * MIB] * 3


def test_the_child_waits_for_its_reader(path):
    """Where a file could give more than any memory holds, little is made ahead."""

    def endless(file, _):
        number = 0
        while True:
            number += 1
            os.lseek(file, number, os.SEEK_SET)  # shared with the parent: a gauge
            yield b"x" * MIB

    path.write_bytes(b"")
    limits = Limits(seconds=2, memory=100 * MIB, output=2 * MIB)
    with open(path, "rb") as file, Stream(endless, limits) as stream:
        answers = stream.run(file.fileno())
        for _ in range(5):
            next(answers)
        time.sleep(0.2)
        assert os.lseek(file.fileno(), 0, os.SEEK_CUR) <= 8
        answers.close()


def test_stopping_early_leaves_the_next_file_a_clean_start(stream, path):
    path.write_text("a\nb\nc\n")
    with open(path, "rb") as file:
        answers = stream.run(file.fileno())
        assert next(answers) == Piece(0, b"a\n")
        answers.close()
    assert run(stream, path, "d") == [Piece(0, b"d\n")]


def test_two_files_may_be_read_in_turns(stream, tmp_path):
    left, right = tmp_path / "left", tmp_path / "right"
    left.write_text("a\nb\n")
    right.write_text("c\nd\n")
    with open(left, "rb") as one, open(right, "rb") as two:
        pairs = zip(stream.run(one.fileno()), stream.run(two.fileno()), strict=True)
        assert [(a.data, b.data) for a, b in pairs] == [
            (b"a\n", b"c\n"),
            (b"b\n", b"d\n"),
        ]


def test_a_pipe_can_be_read_too(stream):
    reading, writing = os.pipe()
    os.write(writing, b"a\n")
    os.close(writing)
    try:
        assert list(stream.run(reading)) == [Piece(0, b"a\n")]
    finally:
        os.close(reading)


def test_a_stream_feeds_a_pool(stream, path):
    path.write_text("".join(f"{number}\n" for number in range(500)))
    with open(path, "rb") as file, Pool(len, 2, LIMITS) as pool:
        pieces = (piece.data for piece in stream.run(file.fileno()))
        answers = [answer for _, answer in pool.map(pieces)]
    assert answers == [len(f"{number}\n") for number in range(500)]


def test_faults_and_early_ends_cost_no_descriptor_and_no_process(path):
    before = len(os.listdir("/dev/fd"))
    with Stream(produce, LIMITS, answers=(Piece,)) as stream:
        for _ in range(30):
            assert run(stream, path, "abort")[0].code == "crashed"
            with open(path, "rb") as file:
                path.write_text("a\nb\n")
                next(stream.run(file.fileno()))
        assert run(stream, path, "a") == [Piece(0, b"a\n")]
    assert len(os.listdir("/dev/fd")) == before


def test_closing_while_a_file_is_read_is_clean(path):
    path.write_text("a\nb\n")
    before = len(os.listdir("/dev/fd"))
    with open(path, "rb") as file:
        with Stream(produce, LIMITS, answers=(Piece,)) as stream:
            answers = stream.run(file.fileno())
            next(answers)
        answers.close()
        with pytest.raises(ValueError, match="closed"):
            next(stream.run(file.fileno()))
    assert len(os.listdir("/dev/fd")) == before
