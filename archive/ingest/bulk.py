"""Many files: read and parsed by limited processes, written by one writer.

Files are opened here and read elsewhere: one process takes them apart, others parse
and extract. Documents that are new come back as rows, and many of them are written in
one transaction. All others go the careful way of `storing`, one at a time.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import IntegrityError, InterfaceError, OperationalError

from archive import originals
from archive.confinement import Fault, Pool, Stream, Ticket
from archive.containers import Member, Problem
from archive.ingest import apart, writing
from archive.ingest.apart import Task, Workshop
from archive.ingest.fresh import Fresh, fresh
from archive.ingest.outcome import Outcome, State
from archive.ingest.reader import Prepared, Reader
from archive.ingest.reading import UnreadableFile, opened
from archive.ingest.storing import keep, rehearse, take
from archive.ingest.unchanged import Known
from archive.ingest.world import World
from archive.ingest.writing import Arrival
from archive.models import Delivery
from archive.parsing import ParsedDocument
from districts.models import Region

logger = logging.getLogger(__name__)

TOGETHER = 16
"""Documents that one process gets at once."""
TOGETHER_BYTES = 250_000
"""Bytes of these, at most, unless a single one has more."""
AHEAD = 4
"""Groups under way, per process."""
IN_FLIGHT = 60_000_000
"""Bytes of documents that are read but not written yet, at most."""
BATCH = 128
"""New documents that are written in one transaction."""
BATCH_BYTES = 8_000_000


def take_files(
    paths: Iterable[Path],
    region: Region,
    *,
    jobs: int = 1,
    dry_run: bool = False,
    reader: Reader | None = None,
    is_assumed: bool = False,
) -> Iterator[Outcome]:
    """Take in files, in the order given; one outcome for each document in them.

    A region that nobody stated `is_assumed`: it counts for new documents alone.

    One bad document never stops the run. `jobs` processes parse and extract; writing
    stays here. Killed at any moment, the next run ends it.
    """
    if not dry_run:
        originals.sweep()
    workshop = Workshop(region, World(), reader or Reader())
    with (
        apart.rarely_collected(),
        apart.stream() as stream,
        apart.pool(workshop, jobs) as pool,
        writing.many(),
    ):
        run = _Run(workshop, stream, pool, jobs, dry_run=dry_run, is_assumed=is_assumed)
        for outcome in run.outcomes(paths):
            outcome.file = run.sources.popleft()
            yield outcome


@dataclass(slots=True)
class _Item:
    """A document that came, or a problem; with its verdict where it is known."""

    came: Member | Problem
    task: Task | None = None
    outcome: Outcome | None = None


@dataclass(slots=True)
class _Group:
    """Documents that go to one process together."""

    items: list[_Item] = field(default_factory=list)
    ticket: Ticket | None = None
    size: int = 0

    @property
    def tasks(self) -> tuple[Task, ...]:
        return tuple(item.task for item in self.items if item.task)


class _Run:
    def __init__(
        self,
        workshop: Workshop,
        stream: Stream,
        pool: Pool,
        jobs: int,
        *,
        dry_run: bool,
        is_assumed: bool,
    ) -> None:
        self.workshop, self.stream, self.pool = workshop, stream, pool
        self.region, self.world = workshop.region, workshop.world
        self.reader = workshop.reader
        self.ahead = AHEAD * jobs
        self.dry_run, self.is_assumed = dry_run, is_assumed
        self.waiting: list[Arrival | Outcome] = []
        self.waiting_bytes = 0
        # The file of each document under way: there is one outcome for each, in order.
        self.sources: deque[Path] = deque()
        # What came since the documents under way were looked up.
        self.seen: deque[str] = deque(maxlen=self.ahead * TOGETHER + 2 * BATCH)
        # What a dry run would have stored: parts of hashes, 60 bytes a document.
        self.rehearsed: set[int] = set()

    def outcomes(self, paths: Iterable[Path]) -> Iterator[Outcome]:
        under_way: deque[_Group] = deque()
        load = 0
        for group in self._groups(paths):
            while under_way and (
                len(under_way) >= self.ahead or load + group.size > IN_FLIGHT
            ):
                first = under_way.popleft()
                yield from self._settle(first)
                load -= first.size
            if tasks := group.tasks:
                group.ticket = self.pool.submit(tasks)
            under_way.append(group)
            load += group.size
        while under_way:
            yield from self._settle(under_way.popleft())
        yield from self._flush()

    # In

    def _groups(self, paths: Iterable[Path]) -> Iterator[_Group]:
        group = _Group()
        for item in map(_Item, self._arrivals(paths)):
            size = len(item.came.data) if isinstance(item.came, Member) else 0
            full = group.size + size > TOGETHER_BYTES
            if group.items and (full or len(group.items) == TOGETHER):
                self._look_up(group)
                yield group
                group = _Group()
            group.items.append(item)
            group.size += size
        if group.items:
            self._look_up(group)
            yield group

    def _arrivals(self, paths: Iterable[Path]) -> Iterator[Member | Problem]:
        """All documents of all files; a file that cannot be read is a problem."""
        for path in paths:
            name = _name(path)
            try:
                with opened(path) as file:
                    for found in self.stream.run(file, name):
                        if isinstance(found, Fault):
                            found = Problem(name, "", found.code, found.reason)
                        self.sources.append(path)
                        yield found
            except UnreadableFile as error:
                self.sources.append(path)
                yield Problem(name, "", error.code, str(error))

    def _look_up(self, group: _Group) -> None:
        """Which documents of the group must be read, and which are known."""
        came = [item.came for item in group.items if isinstance(item.came, Member)]
        region = None if self.is_assumed else self.region
        known = Known(came, region, self.reader)
        for item in group.items:
            if isinstance(item.came, Problem):
                continue
            item.outcome = known.outcome(item.came)
            if item.outcome is None:
                is_new, is_in = known.is_new(item.came), known.is_in(item.came)
                item.task = _task(item.came, is_new=is_new, is_in=is_in)

    # Out

    def _settle(self, group: _Group) -> Iterator[Outcome]:
        answers = iter(self._answers(group))
        for item in group.items:
            if isinstance(item.came, Problem):
                yield from self._hold(self._problem(item.came))
            elif item.task is None:
                if not self.dry_run:
                    keep(item.came.data)
                yield from self._hold(item.outcome)
            else:
                yield from self._store(item.task, next(answers))

    def _answers(self, group: _Group) -> Sequence[object]:
        """What became of each task; if of all together a fault, each is tried alone."""
        if group.ticket is None:
            return ()
        try:
            return group.ticket.result()
        except Fault as fault:
            if len(group.tasks) == 1:
                return [fault]
        return [self._alone(task) for task in group.tasks]

    def _alone(self, task: Task) -> object:
        try:
            (answer,) = self.pool.submit((task,)).result()
        except Fault as fault:
            return fault
        return answer

    def _store(self, task: Task, answer: object) -> Iterator[Outcome]:
        if isinstance(answer, Fault):
            answer = self._fault(task, answer)
        if isinstance(answer, str):
            answer = Fresh.load(answer)
        if isinstance(answer, Fresh):
            arrival = Arrival(
                task.name, task.container, task.address, task.data, answer, task.charset
            )
            if self.dry_run:
                yield from self._hold(self._rehearsed(arrival))
            elif answer.sha256 in self.seen:
                # It has come before, a moment ago, and is no longer new.
                yield from self._flush()
                yield from self._carefully(task)
            else:
                self.seen.append(answer.sha256)
                yield from self._hold(arrival)
        else:
            yield from self._flush()
            yield self._write(_prepared(task, answer))

    def _rehearsed(self, arrival: Arrival) -> Outcome:
        """What would become of a new document: one that came before is not new."""
        outcome = arrival.outcome()
        number = int(arrival.fresh.sha256[:16], 16)
        if number in self.rehearsed and outcome.state is State.NEW:
            outcome = replace(outcome, state=State.UNCHANGED)
        self.rehearsed.add(number)
        return outcome

    def _fault(self, task: Task, fault: Fault) -> object:
        trace = fault.trace if fault.code == "fault" else ""
        logger.error("Reading %s failed: %s %s", task.name, fault, trace)
        reason = apart.in_full(fault.code, f"Reading it failed: {fault.reason}"[:500])
        refusal = fault.code, reason
        if not task.is_new:
            return refusal
        prepared = _prepared(task, refusal)
        return fresh(prepared, self.region, self.world, self.reader)

    def _carefully(self, task: Task) -> Iterator[Outcome]:
        """Store a document that turned out to be known."""
        known = _task(task, is_new=False)
        answer = self._alone(known)
        if isinstance(answer, Fault):
            answer = self._fault(known, answer)
        yield self._write(_prepared(task, answer))

    def _write(self, prepared: Prepared) -> Outcome:
        write = rehearse if self.dry_run else take
        prepared = replace(prepared, is_assumed=self.is_assumed)
        try:
            return write(prepared, self.region, self.world, self.reader)
        except (OperationalError, InterfaceError):
            raise  # the database itself is in trouble, not this document
        except Exception as error:
            logger.exception("Storing %s failed", prepared.name)
            reason = f"Storing it failed: {type(error).__name__}: {error}"[:500]
            failed = replace(prepared, parsed=None, refusal=("fault", reason))
            return write(failed, self.region, self.world, self.reader)

    def _hold(self, what: Arrival | Outcome) -> Iterator[Outcome]:
        """Let it wait for its batch, behind all that came before it."""
        self.waiting.append(what)
        if isinstance(what, Arrival):
            self.waiting_bytes += len(what.data)
        if len(self.waiting) >= BATCH or self.waiting_bytes > BATCH_BYTES:
            yield from self._flush()

    def _flush(self) -> Iterator[Outcome]:
        waiting, self.waiting, self.waiting_bytes = self.waiting, [], 0
        arrivals = [one for one in waiting if isinstance(one, Arrival)]
        are_written = not arrivals or self._write_all(arrivals)
        for one in waiting:
            if isinstance(one, Outcome):
                yield one
            elif are_written:
                yield one.outcome()
            else:
                yield from self._carefully(
                    Task(one.name, one.data, one.container, one.address, one.charset)
                )

    def _write_all(self, arrivals: Sequence[Arrival]) -> bool:
        """Write a batch; where it fails, its documents are to be stored one by one."""
        try:
            writing.write(arrivals, self.region)
        except (OperationalError, InterfaceError):
            raise
        except IntegrityError:
            return False  # another writer was faster
        except Exception:
            logger.exception("Storing a batch failed; its documents go one by one.")
            return False
        return True

    def _problem(self, problem: Problem) -> Outcome:
        reason = apart.in_full(problem.code, problem.reason)
        if not self.dry_run:
            Delivery.objects.update_or_create(
                document=None,
                name=problem.name[-255:],
                region=self.region,
                container=problem.container[-255:],
                defaults={"problem_code": problem.code, "problem": reason},
            )
        return Outcome(
            problem.name,
            State.UNREADABLE,
            container=problem.container,
            reason_code=problem.code,
            reason=reason,
        )


def _task(came: Member | Task, *, is_new: bool, is_in: bool = False) -> Task:
    return Task(
        came.name[-255:],
        came.data,
        came.container[-255:],
        came.address[:2000],
        came.charset,
        is_new,
        is_in,
    )


def _prepared(task: Task, answer: object) -> Prepared:
    origin = {
        "container": task.container,
        "address": task.address,
        "charset": task.charset,
    }
    if isinstance(answer, ParsedDocument):
        return Prepared(task.name, task.data, answer, **origin)
    code, reason = answer
    return Prepared(task.name, task.data, refusal=(code, reason), **origin)


def _name(path: Path) -> str:
    """The file's name as text; bytes that are no text are marked as such."""
    return path.name.encode("utf-8", "replace").decode()[-255:]
