"""One file at a time, many answers each: containers and what is in them."""

from __future__ import annotations

import os
import pickle
import selectors
import socket
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from time import monotonic

from archive.confinement import channel, faults
from archive.confinement.answers import Answers
from archive.confinement.channel import Finished, Gone, Line
from archive.confinement.faults import Fault
from archive.confinement.limits import Limits, allow_time, confine
from archive.confinement.zygote import Child, Zygote

_FIRST_FREE = 3
"""The number a received file gets: 0, 1 and 2 are taken, a worker's socket lies above
all that the parent had open."""


class Stream:
    """A limited worker process that reads files it is handed; use it as a context.

    `produce(file, argument)` is given an open descriptor and yields answers. It must
    not close the file or need a second one (`open(file, "rb", closefd=False)` is
    fine, `mmap` is not). See `Pool` for the rest; `limits.seconds` is the time from
    one answer to the next, while the parent waits for it.
    """

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
        self._idle: _Reader | None = None
        self._zygote: Zygote | None = Zygote(self._live, prepare)

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, file: int, argument: object = None) -> Iterator[object]:
        """The answers for an open file, each as it is asked for, then any Fault.

        The child reads on only while there is room for an answer on the way, so that
        neither side fills up. The descriptor stays the caller's; its position is
        shared with the child. Stop early by closing the iterator.
        """
        if self._zygote is None:
            raise ValueError("the stream is closed")
        packed = pickle.dumps(argument, pickle.HIGHEST_PROTOCOL)
        reader, self._idle = self._idle or self._start(), None
        is_sound = False
        try:
            reader.line.put(packed, file)
            while True:
                answer = self._next(reader)
                if answer is _END:
                    is_sound = True
                    return
                yield answer
                if isinstance(answer, Fault):
                    return
        finally:
            self._put_away(reader, is_sound)

    def close(self) -> None:
        """End the worker."""
        zygote, self._zygote = self._zygote, None
        idle, self._idle = self._idle, None
        try:
            if zygote is not None:
                zygote.close()
        finally:
            if idle is not None:
                idle.close()

    def _live(self, connection: socket.socket, zygote: int) -> None:
        """The life of a worker, in its own process."""
        confine(self._limits, zygote, files=_FIRST_FREE + 1)
        channel.say(connection, channel.READY)
        while True:
            body, file = channel.hear(connection)
            steps = self._steps(body, file)
            del body
            allow_time(self._limits.seconds)
            while channel.attempt(connection, lambda steps=steps: _next(steps)):
                allow_time(self._limits.seconds)
            with suppress(BaseException):
                steps.close()
            with suppress(OSError):
                os.close(file)

    def _steps(self, body: bytearray, file: int) -> Generator[list[bytes], None, None]:
        for answer in self._produce(file, pickle.loads(body)):
            yield self._answers.pack(answer)
            del answer

    def _start(self) -> _Reader:
        return _Reader(self._zygote.start(), self._limits.output)

    def _next(self, reader: _Reader) -> object:
        """The next answer, _END, or the Fault after which there is none."""
        try:
            frame = reader.next(self._limits.seconds)
            if frame[0] == channel.END:
                return _END
            return channel.read(*frame, self._answers, self._limits)
        except Gone:
            limits = self._limits
            status, words = self._zygote.end(reader.child)
            reader.has_ended = True
            fault = faults.ended(status, limits.seconds, limits.memory, words)
            if not reader.is_ready and fault.code == "crashed":
                message = f"a worker did not get ready: {fault} {words}"
                raise RuntimeError(message) from None
            return fault
        except Fault as fault:
            return fault

    def _put_away(self, reader: _Reader, is_sound: bool) -> None:
        reader.served += 1
        if self._zygote is None:
            reader.close()
        elif is_sound and self._idle is None and reader.served < self._limits.tasks:
            self._idle = reader
        else:
            reader.selector.close()
            if not reader.has_ended:
                self._zygote.end(reader.child)


_END = object()


class _Reader:
    """A worker as the parent sees it."""

    def __init__(self, child: Child, output: int) -> None:
        self.child = child
        self.line = Line(child.socket, output)
        self.served = 0
        self.is_ready = self.has_ended = False
        self.selector = selectors.DefaultSelector()
        self.selector.register(child.socket, selectors.EVENT_READ)

    def next(self, seconds: float) -> tuple[bytes, bytearray]:
        """The next frame; raises Gone, or the Fault that it did not come in time."""
        until = monotonic() + seconds
        while True:
            self.line.send()
            while (frame := self.line.receive()) is not None:
                if self.is_ready:
                    return frame
                if frame[0] != channel.READY:
                    raise faults.malformed()
                self.is_ready = True
            events = selectors.EVENT_READ
            if self.line.is_sending:
                events |= selectors.EVENT_WRITE
            self.selector.modify(self.child.socket, events)
            patience = until - monotonic()
            if patience <= 0:
                raise faults.too_slow(seconds)
            self.selector.select(patience)

    def close(self) -> None:
        self.selector.close()
        self.child.close()


def _next(steps: Generator[list[bytes], None, None]) -> list[bytes]:
    try:
        return next(steps)
    except StopIteration:
        raise Finished from None
