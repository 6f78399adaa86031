"""What stands in for limited processes where these are not the point of a test.

Tasks and answers are packed and unpacked as on their way to a process and back, and
what goes wrong becomes a Fault. Nothing is limited but the size of an answer. Starting
processes for a document or two takes longer than all the rest of most tests.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from archive.confinement import Fault, Limits, Pool, Ticket, channel
from archive.confinement.answers import Answers


class UnconfinedPool(Pool):
    """A Pool whose tasks are done when they are handed in."""

    def __init__(
        self,
        work: Callable[[object], object],
        jobs: int,
        limits: Limits,
        *,
        prepare: Callable[[], object] | None = None,
        answers: Iterable[type] = (),
    ) -> None:
        self._work, self._jobs, self._limits = work, jobs, limits
        self._answers = Answers(answers, limits.output, limits.pieces)
        self._waiting = []

    def submit(self, task: object) -> Ticket:
        packed = pickle.dumps(task)
        ticket = Ticket(task, lambda ticket: None)
        answer = _answer(
            lambda: self._work(pickle.loads(packed)), self._answers, self._limits
        )
        fault = answer if isinstance(answer, Fault) else None
        ticket.settle(answer=answer, error=fault)
        return ticket

    def close(self) -> None:
        """There is nothing to end."""


class UnconfinedStream:
    """Stands in for Stream: each answer is made when it is asked for."""

    def __init__(
        self,
        produce: Callable[[int, object], Iterable[object]],
        limits: Limits,
        *,
        prepare: Callable[[], object] | None = None,
        answers: Iterable[type] = (),
    ) -> None:
        self._produce, self._limits = produce, limits
        self._answers = Answers(answers, limits.output, limits.pieces)

    def __enter__(self) -> UnconfinedStream:
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to end."""

    def run(self, file: int, argument: object = None) -> Iterator[object]:
        steps = iter(self._produce(os.dup(file), argument))

        def step() -> object:
            try:
                return next(steps)
            except StopIteration:
                raise channel.Finished from None

        while (answer := _answer(step, self._answers, self._limits)) is not _END:
            yield answer
            if isinstance(answer, Fault):
                return


def run_module(
    module: str, data: bytes, limits: Limits, arguments: Iterable[str] = ()
) -> bytes:
    """Stands in for the function of this name."""
    return import_module(module).main(data, *arguments)


_END = object()


def _answer(work: Callable[[], object], answers: Answers, limits: Limits) -> object:
    """The answer as it arrives, a Fault, or that there is no further one."""
    kind, chunks = channel.outcome(lambda: answers.pack(work()))
    if kind == channel.END:
        return _END
    try:
        return channel.read(kind, bytearray(b"".join(chunks)), answers, limits)
    except Fault as fault:
        return fault
