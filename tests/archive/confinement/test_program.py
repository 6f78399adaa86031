"""A task in a program of its own, as a web server needs it."""

from __future__ import annotations

import sys
import threading
import time

import pytest

from archive.confinement import Fault, Limits, run_module

MIB = 1 << 20
LIMITS = Limits(seconds=5, memory=150 * MIB, output=2 * MIB)
MODULE = "tests.archive.confinement.programs"


def run(data: bytes, *arguments: str, limits: Limits = LIMITS) -> bytes:
    return run_module(MODULE, data, limits, arguments)


def test_it_answers_what_the_module_makes_of_the_data():
    assert run(b"abc", "upper") == b"ABC"


def test_it_passes_much_in_and_much_out():
    data = b"x" * (2 * MIB)
    assert run(data, "upper") == data.upper()


def test_what_the_module_prints_is_no_part_of_the_answer(capfd):
    assert run(b"abc", "chatty") == b"abc"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("what", "code", "words"),
    [
        ("hog", "too_much_memory", "157,286,400"),
        ("large", "too_much_output", "2,097,152"),
        ("leave", "crashed", "exit code 5"),
        ("crash", "crashed", "SIGABRT"),
        ("stumble", "fault", "ValueError: cannot read 3 bytes"),
    ],
)
def test_what_goes_wrong_has_its_code(what, code, words):
    with pytest.raises(Fault) as caught:
        run(b"abc", what)
    assert caught.value.code == code
    assert words in caught.value.reason


def test_it_is_ended_when_its_time_is_over():
    started = time.monotonic()
    with pytest.raises(Fault) as caught:
        run(b"", "loop", limits=Limits(seconds=0.3, memory=MIB * 100, output=100))
    assert caught.value.code == "too_slow"
    assert time.monotonic() - started < 5


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux offers this")
def test_it_reaches_nothing_and_knows_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("ARCHIVE_SECRET_KEY", "secret")
    assert set(run(b"", "outside").decode().split()) <= {"LC_CTYPE"}


def test_a_module_that_is_not_there_is_our_own_mistake():
    with pytest.raises(RuntimeError, match="No module named"):
        run_module("tests.archive.confinement.nothing", b"", LIMITS)


def test_threads_may_call_it_at_once():
    answers = {}

    def ask(number: int) -> None:
        answers[number] = run(b"x" * number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: str(number).encode() for number in range(4)}
