"""What can go wrong in a limited child process, as values with stable codes."""

from __future__ import annotations

import os
import signal

CODES = ("too_slow", "too_much_memory", "too_much_output", "crashed", "fault")

MEMORY_EXIT = 71
"""Exit code of a child that has no memory left, not even to say so."""


class Fault(Exception):
    """A task without an answer: `code` is one of CODES, `reason` a sentence.

    `trace` is for the log only: the traceback or the last words of the child. It is
    text from the child, so it may say anything.
    """

    def __init__(self, code: str, reason: str, trace: str = "") -> None:
        super().__init__(code, reason, trace)
        self.code, self.reason, self.trace = code, reason, trace

    def __str__(self) -> str:
        return self.reason


def too_slow(seconds: float) -> Fault:
    return Fault("too_slow", f"It took longer than {seconds:g} s.")


def too_much_memory(memory: int) -> Fault:
    return Fault("too_much_memory", f"It needed more memory than {memory:,} bytes.")


def too_much_output(output: int) -> Fault:
    return Fault(
        "too_much_output", f"What came of it is larger than the limit ({output:,})."
    )


def malformed() -> Fault:
    return Fault("crashed", "Its process answered what no answer can be.")


def ended(status: int, seconds: float, memory: int, trace: str = "") -> Fault:
    """The fault behind the wait status of a process that ended without an answer."""
    if os.WIFEXITED(status):
        code = os.WEXITSTATUS(status)
        if code == MEMORY_EXIT:
            return too_much_memory(memory)
        return Fault("crashed", f"Its process left with exit code {code}.", trace)
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU:
        return too_slow(seconds)
    if number == signal.SIGKILL:
        reason = "The system ended its process, as it does when memory runs out."
        return Fault("too_much_memory", reason, trace)
    try:
        name = signal.Signals(number).name
    except ValueError:
        name = f"signal {number}"
    return Fault("crashed", f"Its process was ended by {name}.", trace)
