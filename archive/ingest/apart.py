"""What is done with untrusted bytes, in limited processes: unpack, parse, extract.

The same for the one document of an editor as for a million: nothing here runs in the
process that talks to the database or to readers.
"""

from __future__ import annotations

import codecs
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from archive import containers, parsing
from archive.confinement import Pool, Stream
from archive.confinement.answers import Answers
from archive.containers import Member, Problem
from archive.ingest.fresh import fresh
from archive.ingest.reader import Prepared, Reader, limits, prepare
from archive.ingest.world import World
from archive.parsing import PARSED
from districts.models import Region

CODECS = (
    *("ascii", "big5", "cp1252", "cp437", "gb18030", "idna", "latin-1", "utf-16"),
    *("utf-16-be", "utf-16-le", "utf-8", "utf-8-sig"),
)

EXAMPLE = (
    b"Plants grow in the north\n\nBy A Writer\n\n12 May 2021\n\n"
    b"Output of the district rose 3.5 percent to 1.2 billion yuan last year.\n\n"
    b"New plants, the mayor said, would add a further 200 million yuan by 2030.\n"
)


SETTINGS = {
    "memory": "ARCHIVE_PARSE_MEMORY",
    "ratio": "ARCHIVE_MAX_RATIO",
    "too_deep": "ARCHIVE_MAX_DEPTH",
    "too_large": "ARCHIVE_MAX_DOCUMENT_BYTES, ARCHIVE_MAX_UNPACKED_BYTES",
    "too_many": "ARCHIVE_MAX_MEMBERS",
    "too_many_pages": "ARCHIVE_MAX_PAGES",
    "too_much_memory": "ARCHIVE_PARSE_MEMORY",
    "too_slow": "ARCHIVE_PARSE_SECONDS",
}
"""The settings that say how much is allowed, by the code of what was too much."""


def in_full(code: str, reason: str) -> str:
    """The reason, with the settings that it follows from, if any."""
    return f"{reason} ({SETTINGS[code]})" if code in SETTINGS else reason


@dataclass(frozen=True, slots=True)
class Task:
    """A document for a process: its bytes, where it came from, whether it is new.

    Of one that is not new, `is_in` tells whether it was accepted before.
    """

    name: str
    data: bytes
    container: str = ""
    address: str = ""
    charset: str = ""
    is_new: bool = True
    is_in: bool = False


class Workshop:
    """What a process does with documents: it knows the world, but no database."""

    def __init__(self, region: Region, world: World, reader: Reader) -> None:
        self.region, self.world, self.reader = region, world, reader
        world.gather(region.slug)

    def __call__(self, tasks: tuple[Task, ...]) -> list[object]:
        """For each new document its rows as text, for others what was parsed.

        All that are not in yet are judged alike: none is parsed here whose rows would
        be too much, nor the other way round.
        """
        return [self.read(task) for task in tasks]

    def read(self, task: Task) -> object:
        prepared = prepare(
            task.name,
            task.data,
            self.reader,
            task.charset,
            container=task.container,
            address=task.address,
        )
        parsed = prepared.parsed or prepared.refusal
        if task.is_in:
            return parsed
        if task.is_new:
            # What could not be answered when it is read again is not taken in.
            _check_size(parsed)
            return self._rows(prepared)
        _check_size(self._rows(prepared))
        return parsed

    def _rows(self, prepared: Prepared) -> str:
        return fresh(prepared, self.region, self.world, self.reader).dump()

    def warm_up(self) -> None:
        """Load all that reading ever loads: later no file can be opened."""
        load_codecs()
        parsing.warm_up()
        example = prepare("example.txt", EXAMPLE, Reader())
        fresh(example, self.region, self.world, self.reader)


def _check_size(answer: object) -> None:
    """Raise TooLarge where this could not be answered."""
    most = limits()
    _answers(most.output, most.pieces).pack(answer)


@cache
def _answers(output: int, pieces: int) -> Answers:
    return Answers(PARSED, output, pieces)


@contextmanager
def rarely_collected() -> Iterator[None]:
    """While many documents are read, garbage in cycles is looked for less often.

    Rows and parsed texts make no cycles, but are so many that Python would look
    through them, and through all that stays, again and again. Processes that begin
    meanwhile go on like that.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


_RARELY = (50_000, 20, 20)


def pool(workshop: Workshop, jobs: int) -> Pool:
    """Processes that parse and extract."""
    return Pool(workshop, jobs, limits(), prepare=workshop.warm_up, answers=PARSED)


def stream() -> Stream:
    """A process that takes files apart: `run` gives Members and Problems."""
    bounds = containers.Limits(
        document_bytes=settings.ARCHIVE_MAX_DOCUMENT_BYTES,
        total_bytes=settings.ARCHIVE_MAX_UNPACKED_BYTES,
        members=settings.ARCHIVE_MAX_MEMBERS,
        depth=settings.ARCHIVE_MAX_DEPTH,
        ratio=settings.ARCHIVE_MAX_RATIO,
        decoder_bytes=settings.ARCHIVE_PARSE_MEMORY // 6,
        spool_bytes=settings.ARCHIVE_PARSE_MEMORY // 10,
        bad_records=settings.ARCHIVE_MAX_BAD_RECORDS,
    )

    def produce(file: int, name: object) -> Iterator[Member | Problem]:
        with open(file, "rb", closefd=False) as opened:
            yield from containers.unpack(opened, str(name), bounds)

    return Stream(produce, limits(), prepare=load_codecs, answers=(Member, Problem))


def load_codecs() -> None:
    """Load the encodings of file names and records: later no file can be opened."""
    for name in CODECS:
        codecs.lookup(name)
