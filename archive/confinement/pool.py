"""Many tasks, one answer each, in the order in which they were given."""

from __future__ import annotations

import pickle
import selectors
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from time import monotonic

from archive.confinement import channel, faults
from archive.confinement.answers import Answers
from archive.confinement.channel import Gone
from archive.confinement.faults import Fault
from archive.confinement.limits import Limits, allow_time, confine
from archive.confinement.worker import Ticket, Worker
from archive.confinement.zygote import Zygote

_LOADED = 2
"""Tasks a worker has at most: one in hand, and one so that it need not wait."""

_BLAMELESS = ("crashed", "too_much_memory")
"""Faults that an earlier task in the same process may have caused."""


class Pool:
    """Worker processes that are limited and may be killed; use it as a context.

    `work` is any callable; it and what it refers to reach the workers as they are
    when the pool is made. A task may be any value that can be pickled, an answer
    what `Answers` lets through with the classes given. See `Zygote` for `prepare`.

    One thread of the parent uses the pool. Nothing runs in the background: while the
    parent is elsewhere each worker goes on with up to two tasks, and the time the
    parent is away does not count against a task's `seconds` (processor time does).

    Each task is judged alone: one whose process dies where earlier tasks ran is tried
    once more in a fresh one.
    """

    def __init__(
        self,
        work: Callable[[object], object],
        jobs: int,
        limits: Limits,
        *,
        prepare: Callable[[], object] | None = None,
        answers: Iterable[type] = (),
    ) -> None:
        if jobs < 1:
            raise ValueError("a pool needs at least one worker")
        self._work, self._jobs, self._limits = work, jobs, limits
        self._answers = Answers(answers, limits.output, limits.pieces)
        self._waiting: deque[Ticket] = deque()
        self._workers: list[Worker] = []
        self._away = 0.0
        self._left = monotonic()
        self._selector = selectors.DefaultSelector()
        self._zygote: Zygote | None = None
        try:
            self._zygote = Zygote(self._live, prepare)
            for _ in range(jobs):
                self._start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, task: object) -> Ticket:
        """Hand in a task. Nothing bounds how many: see `map`."""
        if self._zygote is None:
            raise ValueError("the pool is closed")
        ticket = Ticket(task, self.wait)
        self._waiting.append(ticket)
        self._pump(wait=False)
        return ticket

    def wait(self, ticket: Ticket) -> None:
        """Return when the ticket is done, keeping the workers busy meanwhile."""
        while not ticket.is_done:
            if self._zygote is None:
                raise ValueError("the pool is closed")
            self._pump(wait=True)

    def map(
        self,
        tasks: Iterable[object],
        *,
        ahead: int | None = None,
        weight: Callable[[object], int] | None = None,
        most: int | None = None,
    ) -> Iterator[tuple[object, object]]:
        """Each task with its answer or its Fault, in the order of the tasks.

        At most `ahead` tasks (by default four a worker) are taken from `tasks` before
        the first of them is given back, and no further one while those under way
        weigh more than `most` together with it; one that alone weighs more runs alone.
        """
        ahead = ahead or 4 * self._jobs
        under_way: deque[tuple[Ticket, int]] = deque()
        load = 0
        try:
            for task in tasks:
                heavy = weight(task) if weight else 0
                while under_way and (
                    under_way[0][0].is_done
                    or len(under_way) >= ahead
                    or (most is not None and load + heavy > most)
                ):
                    ticket, lighter = under_way.popleft()
                    load -= lighter
                    yield _outcome(ticket)
                under_way.append((self.submit(task), heavy))
                load += heavy
            while under_way:
                yield _outcome(under_way.popleft()[0])
        finally:
            for ticket, _ in under_way:
                with suppress(ValueError):
                    self._waiting.remove(ticket)

    def close(self) -> None:
        """End all workers. What has no answer by now never gets one."""
        zygote, self._zygote = self._zygote, None
        workers, self._workers = self._workers, []
        self._waiting.clear()
        try:
            if zygote is not None:
                zygote.close()
        finally:
            self._selector.close()
            for worker in workers:
                worker.child.close()

    def _live(self, connection: socket.socket, zygote: int) -> None:
        """The life of a worker, in its own process."""
        confine(self._limits, zygote)
        channel.say(connection, channel.READY)
        work, answers, seconds = self._work, self._answers, self._limits.seconds
        while True:
            bodies = [channel.hear(connection)[0]]
            allow_time(seconds)
            channel.attempt(connection, partial(_answer, work, bodies, answers))

    def _start(self) -> Worker:
        worker = Worker(self._zygote.start(), self._limits)
        self._workers.append(worker)
        self._selector.register(worker.child.socket, worker.events, worker)
        return worker

    def _pump(self, *, wait: bool) -> None:
        """Hand out tasks and take in answers; wait until something happens."""
        self._away += monotonic() - self._left
        try:
            self._hand_out()
            for key, events in self._selector.select(self._patience(wait)):
                if events & selectors.EVENT_WRITE:
                    self._send(key.data)
                if events & selectors.EVENT_READ:
                    self._take(key.data)
            for worker in list(self._workers):
                if worker.deadline is not None and worker.deadline <= self._clock():
                    self._lose(worker, faults.too_slow(self._limits.seconds))
            self._hand_out()
        finally:
            self._left = monotonic()

    def _clock(self) -> float:
        """Seconds the parent has spent here."""
        return monotonic() - self._away

    def _patience(self, wait: bool) -> float:
        if not wait:
            return 0.0
        deadlines = [w.deadline for w in self._workers if w.deadline is not None]
        return max(0.0, min(deadlines) - self._clock()) if deadlines else 1.0

    def _hand_out(self) -> None:
        for depth in range(_LOADED):
            for worker in self._workers:
                if not self._waiting:
                    return
                if len(worker.tickets) == depth and not worker.is_worn:
                    self._give(worker, self._waiting.popleft())

    def _give(self, worker: Worker, ticket: Ticket) -> None:
        try:
            packed = pickle.dumps(ticket.task, pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            ticket.settle(error=error)
            return
        worker.tickets.append(ticket)
        worker.line.put(packed)
        self._send(worker)

    def _send(self, worker: Worker) -> None:
        worker.line.send()
        worker.expect(self._clock())
        awaited = worker.events
        if self._selector.get_key(worker.child.socket).events != awaited:
            self._selector.modify(worker.child.socket, awaited, worker)

    def _take(self, worker: Worker) -> None:
        """Take what the worker has sent."""
        try:
            while (frame := worker.line.receive()) is not None:
                if frame[0] == channel.READY and not worker.is_ready:
                    worker.is_ready = True
                elif worker.tickets and worker.is_ready:
                    answer = channel.read(*frame, self._answers, self._limits)
                    worker.settle(answer, self._clock())
                else:
                    raise faults.malformed()
        except Gone:
            self._lose(worker)
        except Fault as fault:
            self._lose(worker, fault)
        else:
            if worker.is_worn and not worker.tickets:
                self._end(worker)
                self._start()

    def _lose(self, worker: Worker, fault: Fault | None = None) -> None:
        """End a worker that did not answer as it should, and start another."""
        status, words = self._end(worker)
        if fault is None:
            limits = self._limits
            fault = faults.ended(status, limits.seconds, limits.memory, words)
        if not worker.is_ready and fault.code == "crashed":
            raise RuntimeError(f"a worker did not get ready: {fault} {fault.trace}")
        fresh = self._start()
        if not worker.tickets:
            return
        ticket = worker.tickets.popleft()
        self._waiting.extendleft(reversed(worker.tickets))
        if worker.served and fault.code in _BLAMELESS:
            self._give(fresh, ticket)
        else:
            ticket.settle(error=fault)

    def _end(self, worker: Worker) -> tuple[int, str]:
        self._workers.remove(worker)
        self._selector.unregister(worker.child.socket)
        return self._zygote.end(worker.child)


def _answer(
    work: Callable[[object], object], bodies: list[bytearray], answers: Answers
) -> list[bytes]:
    """The packed answer to a task; its packed form is let go as soon as it is read."""
    return answers.pack(work(pickle.loads(bodies.pop())))


def _outcome(ticket: Ticket) -> tuple[object, object]:
    try:
        return ticket.task, ticket.result()
    except Fault as fault:
        return ticket.task, fault
