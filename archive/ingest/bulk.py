"""Many files: read and parsed in processes, written by one writer, one at a time."""

from __future__ import annotations

import logging
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections

from archive import originals
from archive.extraction import Gazetteer
from archive.ingest.outcome import Outcome, State
from archive.ingest.reading import UnreadableFile, read
from archive.ingest.storing import (
    Prepared,
    Reader,
    is_behind,
    prepare,
    rehearse,
    take,
)
from archive.ingest.world import World
from archive.models import Delivery, Document
from districts.models import Region

logger = logging.getLogger(__name__)

AHEAD = 4
"""Documents that wait for the writer, per process: enough to keep it busy."""


def take_files(
    paths: Iterable[Path],
    region: Region,
    *,
    jobs: int = 1,
    dry_run: bool = False,
    reader: Reader | None = None,
) -> Iterator[Outcome]:
    """Take in files, in the order given; one outcome each, as soon as it is known.

    One bad file never stops the run. With several jobs, parsing and extraction run in
    as many processes; writing stays here. Killed at any moment, the next run ends it.
    """
    if not dry_run:
        originals.sweep()
    run = _Run(region, World(), reader or Reader(), dry_run)
    if jobs > 1:
        yield from run.in_processes(paths, jobs)
    else:
        for path in paths:
            yield run.store(path, run.bytes_of(path))


class _Run:
    def __init__(
        self, region: Region, world: World, reader: Reader, dry_run: bool
    ) -> None:
        self.region, self.world, self.reader = region, world, reader
        self.dry_run = dry_run
        self.gazetteer = world.gazetteer(region.slug)

    def bytes_of(self, path: Path) -> bytes | UnreadableFile:
        try:
            return read(path, settings.ARCHIVE_MAX_DOCUMENT_BYTES)
        except UnreadableFile as error:
            return error

    def needs_reading(self, data: bytes) -> bool:
        """Whether the bytes are new or were read by other rules."""
        document = Document.objects.filter(sha256=originals.digest(data)).first()
        return (
            document is None
            or not document.deliveries.filter(region=self.region).exists()
            or is_behind(document, self.reader)
        )

    def store(
        self,
        path: Path,
        data: bytes | UnreadableFile,
        prepared: Prepared | None = None,
    ) -> Outcome:
        if isinstance(data, UnreadableFile):
            return self._problem(path, str(data))
        if prepared is None and self.needs_reading(data):
            prepared = _prepare(
                data, _name(path), self.reader, self.gazetteer, self.region.slug
            )
        name = _name(path)
        try:
            return self._write(prepared or Prepared(name, data))
        except (OperationalError, InterfaceError):
            raise  # the database itself is in trouble, not this document
        except Exception as error:
            return self._write(_fault(data, name, error))

    def _write(self, prepared: Prepared) -> Outcome:
        write = rehearse if self.dry_run else take
        return write(prepared, self.region, self.world, self.reader)

    def in_processes(self, paths: Iterable[Path], jobs: int) -> Iterator[Outcome]:
        connections.close_all()  # a forked process must not share them
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(
            jobs, context, _remember, (self.gazetteer, self.reader, self.region.slug)
        ) as pool:
            waiting: deque[tuple[Path, bytes | UnreadableFile, Future | None]] = deque()
            for path in paths:
                data = self.bytes_of(path)
                future = None
                if isinstance(data, bytes) and self.needs_reading(data):
                    future = pool.submit(_prepare_there, data, _name(path))
                waiting.append((path, data, future))
                if len(waiting) > AHEAD * jobs:
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)

    def _next(self, waiting: deque) -> Outcome:
        path, data, future = waiting.popleft()
        return self.store(path, data, future.result() if future else None)

    def _problem(self, path: Path, reason: str) -> Outcome:
        if not self.dry_run:
            Delivery.objects.update_or_create(
                document=None,
                name=_name(path),
                region=self.region,
                container="",
                defaults={"problem_code": "unreadable", "problem": reason},
            )
        return Outcome(
            _name(path), State.UNREADABLE, reason_code="unreadable", reason=reason
        )


_there: dict[str, object] = {}


def _remember(gazetteer: Gazetteer, reader: Reader, region: str) -> None:
    """Runs once in each process: what all documents are read with."""
    _there.update(gazetteer=gazetteer, reader=reader, region=region)


def _prepare_there(data: bytes, name: str) -> Prepared:
    return _prepare(data, name, **_there)


def _prepare(
    data: bytes, name: str, reader: Reader, gazetteer: Gazetteer, region: str
) -> Prepared:
    """Prepare, and turn a fault of ours in one document into its verdict."""
    try:
        return prepare(data, name, reader, gazetteer, region)
    except Exception as error:
        return _fault(data, name, error)


def _fault(data: bytes, name: str, error: Exception) -> Prepared:
    logger.exception("Reading %s failed", name, exc_info=error)
    reason = f"Reading it failed: {type(error).__name__}: {error}"
    return Prepared(name, data, refusal=("fault", reason[:500]))


def _name(path: Path) -> str:
    """The file's name as text; bytes that are no text are marked as such."""
    return path.name.encode("utf-8", "replace").decode()[-255:]
