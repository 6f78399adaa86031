"""Documents read again from their stored bytes; decisions stay."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q, QuerySet

from archive import extraction, originals
from archive.confinement import Fault, Pool
from archive.ingest.apart import Task, Workshop
from archive.ingest.outcome import Changes
from archive.ingest.reader import Prepared, Reader, limits, parse_apart, prepare
from archive.ingest.storing import UNFINISHED, hold, reparse
from archive.ingest.world import World
from archive.models import Document
from archive.parsing import PARSED, ParsedDocument, UnreadableDocument
from districts.models import Region

logger = logging.getLogger(__name__)

IN_FLIGHT = 60_000_000
"""Bytes of documents that are under way at once, unless a single one has more."""

NO_BYTES = "no_bytes"

COSTLY = ("too_slow", "too_much_memory", "too_much_output")


class Result(StrEnum):
    """What came of it."""

    TAKEN = "in now"
    READ = "read"
    REFUSED = "still refused"
    KEPT = "kept as read before"
    NO_BYTES = "without bytes"
    PURGED = "purged"

    @property
    def is_failure(self) -> bool:
        return self not in (Result.TAKEN, Result.READ)


@dataclass(frozen=True, slots=True)
class Again:
    """A document that was read again: TAKEN was refused before; READ was in already.

    KEPT is one that was in and which the present rules could not read.
    """

    sha256: str
    name: str
    result: Result
    reason_code: str = ""
    reason: str = ""
    changes: Changes = field(default_factory=Changes)

    @property
    def failed(self) -> bool:
        return self.result.is_failure


def behind() -> Q:
    """Documents read by other rules than the present ones, or never to an end."""
    present = Q(parser_version=Reader().version, extractor_version=extraction.VERSION)
    return ~present | Q(reason_code__in=UNFINISHED)


def read_again(document: Document, world: World) -> Again:
    """Read one document again; parsing is done in a program of its own, limited.

    One that was refused for what it cost is left to `read_many`: all that is found in
    it is limited there, not parsing alone.
    """
    data, problem = _bytes_of(document)
    if problem:
        return _without_bytes(document, problem)
    if document.reason_code in COSTLY:
        sha256, code = document.sha256, document.reason_code
        said = f"{document.reason} `manage.py reparse --document {sha256[:12]}` reads "
        said += "it within the limits."
        return Again(sha256, str(document), Result.REFUSED, code, said)
    prepared = prepare("", data, Reader(parse_apart), document.encoding)
    return _store(document, prepared, world)


def read_many(
    documents: QuerySet[Document], *, jobs: int = 1, dry_run: bool = False
) -> Iterator[Again]:
    """Read documents again in the order given; `jobs` processes parse.

    One bad document never stops the run. A dry run stores nothing.
    """
    world = World()
    keys = documents.values_list("pk", flat=True)
    workshops = _Workshops(documents, world)
    with Pool(
        workshops, jobs, limits(), prepare=workshops.warm_up, answers=PARSED
    ) as pool:
        tasks = (_task(key) for key in list(keys))
        for task, answer in pool.map(tasks, weight=_weight, most=IN_FLIGHT):
            yield _settle(task, answer, world, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Task:
    """A document's key, its region, what is to be read, or why there are no bytes."""

    key: int
    region: str
    reading: Task
    problem: str = ""


class _Workshops:
    """What a process does with documents of these regions; see `Workshop`.

    A document that was refused is judged as one that comes for the first time.
    """

    def __init__(self, documents: QuerySet[Document], world: World) -> None:
        regions = list(Region.objects.filter(document__in=documents).distinct())
        if documents.filter(region=None).exists() or not regions:
            regions.append(Region())
        self._by_region = {
            region.slug: Workshop(region, world, Reader()) for region in regions
        }

    def __call__(self, task: _Task) -> object:
        """What the bytes say, or code and reason."""
        if task.problem:
            return NO_BYTES, task.problem
        return self._by_region[task.region].read(task.reading)

    def warm_up(self) -> None:
        for workshop in self._by_region.values():
            workshop.warm_up()


def _task(key: int) -> _Task:
    document = Document.objects.defer("text", "pages").get(pk=key)
    data, problem = _bytes_of(document)
    first = document.deliveries.order_by("id").first()
    reading = Task(
        first.name if first else "",
        data,
        address=first.address if first else "",
        charset=document.encoding,
        is_new=False,
        is_in=document.is_accepted,
    )
    region = document.region.slug if document.region else ""
    return _Task(key, region, reading, problem)


def _weight(task: _Task) -> int:
    return len(task.reading.data)


def _settle(task: _Task, answer: object, world: World, *, dry_run: bool) -> Again:
    document = Document.objects.get(pk=task.key)
    if task.problem:
        return _without_bytes(document, task.problem)
    if isinstance(answer, ParsedDocument):
        prepared = Prepared("", task.reading.data, answer)
    elif isinstance(answer, Fault):
        refusal = answer.code, f"Reading it failed: {answer.reason}"[:500]
        prepared = Prepared("", task.reading.data, refusal=refusal)
    else:
        prepared = Prepared("", task.reading.data, refusal=answer)
    return _store(document, prepared, world, dry_run=dry_run)


def _store(
    document: Document, prepared: Prepared, world: World, *, dry_run: bool = False
) -> Again:
    was_accepted = document.is_accepted
    try:
        with transaction.atomic():
            again = _stored(hold(document), prepared, world)
            transaction.set_rollback(dry_run)
        return again
    except (OperationalError, InterfaceError):
        raise  # the database itself is in trouble, not this document
    except Exception as error:
        logger.exception("Storing %s failed", document.sha256)
        reason = f"Storing it failed: {type(error).__name__}: {error}"[:500]
        kept = Result.KEPT if was_accepted else Result.REFUSED
        return Again(document.sha256, str(document), kept, "fault", reason)


def _stored(document: Document, prepared: Prepared, world: World) -> Again:
    """Store what was read of a document that is held; what it was read from is not."""
    was_accepted, text = document.is_accepted, document.text
    if document.is_purged:
        return _without_bytes(document, "")
    changes = reparse(document, world, Reader(lambda data, charset: _answer(prepared)))
    document.refresh_from_db(fields=["verdict", "reason_code", "reason", "remarks"])
    code, reason = prepared.refusal
    if not document.is_accepted:
        result = Result.PURGED if document.is_purged else Result.REFUSED
        code, reason = document.reason_code, document.reason
    elif code or (text and text != prepared.parsed.text):
        result, reason = Result.KEPT, " ".join(document.remarks)
    else:
        result = Result.READ if was_accepted else Result.TAKEN
    return Again(document.sha256, str(document), result, code, reason, changes)


def _answer(prepared: Prepared) -> ParsedDocument:
    if prepared.parsed is None:
        raise UnreadableDocument(*prepared.refusal)
    return prepared.parsed


def _bytes_of(document: Document) -> tuple[bytes, str]:
    """The raw bytes, or why they cannot be had."""
    if document.is_purged:
        return b"", "it was purged"
    try:
        data = originals.read(document.sha256)
    except OSError as error:
        return b"", error.strerror or str(error)
    if originals.digest(data) != document.sha256:
        return b"", "they are not those that were received"
    return data, ""


def _without_bytes(document: Document, problem: str) -> Again:
    if document.is_purged:
        return Again(
            document.sha256,
            str(document),
            Result.PURGED,
            document.reason_code,
            document.reason,
        )
    reason = f"Its raw bytes cannot be read: {problem}."
    return Again(document.sha256, str(document), Result.NO_BYTES, NO_BYTES, reason)


def in_words(results: Iterable[Result]) -> str:
    """How many of each: "2 in now, 1 still refused"."""
    counts = Counter(results)
    said = [f"{counts[result]} {result}" for result in Result if counts[result]]
    return ", ".join(said) or "none"
