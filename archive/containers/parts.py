"""What a container's reader gives: entries to open, documents, and faults."""

from __future__ import annotations

from dataclasses import dataclass

from archive.containers.sources import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive: its printable name, its bytes, their count if known."""

    name: str
    source: Source
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be taken out of an archive, and why."""

    name: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A document in a file of records: its place there and its bytes."""

    name: str
    data: bytes
    address: str = ""
    charset: str = ""
