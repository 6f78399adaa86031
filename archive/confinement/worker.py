"""A task that was handed in, and the worker that has it, as the parent sees them."""

from __future__ import annotations

import selectors
from collections import deque
from collections.abc import Callable

from archive.confinement.channel import Line
from archive.confinement.faults import Fault
from archive.confinement.limits import Limits
from archive.confinement.zygote import Child


class Ticket:
    """A task that was handed in."""

    def __init__(self, task: object, wait: Callable[[Ticket], None]) -> None:
        self._wait = wait
        self.task = task
        self.is_done = False
        self._answer: object = None
        self._error: Exception | None = None

    def result(self) -> object:
        """The answer, waited for; raises the Fault if there is none."""
        self._wait(self)
        if self._error is not None:
            raise self._error
        return self._answer

    def settle(self, answer: object = None, error: Exception | None = None) -> None:
        self._answer, self._error, self.is_done = answer, error, True


class Worker:
    """A process, the tickets it was given, and until when it may take for the first."""

    def __init__(self, child: Child, limits: Limits) -> None:
        self.child = child
        self.line = Line(child.socket, limits.output)
        self.tickets: deque[Ticket] = deque()
        self.is_ready = False
        self.served = 0
        self.deadline: float | None = None
        self._limits = limits

    @property
    def is_worn(self) -> bool:
        """Whether it has had, with the tasks it has, its share of them."""
        return self.served + len(self.tickets) >= self._limits.tasks

    @property
    def events(self) -> int:
        """What to wait for: its answers, and room for what is still to be sent."""
        sending = selectors.EVENT_WRITE if self.line.is_sending else 0
        return selectors.EVENT_READ | sending

    def expect(self, now: float) -> None:
        """Set the clock for the task in hand, once."""
        if self.tickets and self.deadline is None:
            self.deadline = now + self._limits.seconds

    def settle(self, answer: object, now: float) -> None:
        """Give the task in hand its answer or its Fault, and take up the next."""
        ticket = self.tickets.popleft()
        self.served += 1
        self.deadline = None
        self.expect(now)
        if isinstance(answer, Fault):
            ticket.settle(error=answer)
        else:
            ticket.settle(answer)
