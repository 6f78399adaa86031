"""Reading a backup: the whole of it is checked before anything is written."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from archive.backups import manifest, packing
from archive.backups.manifest import Manifest, Part
from archive.backups.packing import Member
from archive.backups.refusals import Damaged
from archive.backups.rows import PART_BYTES

Tell = Callable[[str, int, int], None]

_PART = re.compile(r"rows/[a-z0-9_]{1,40}\.[a-z0-9_]{1,80}/\d{6,9}\.jsonl")
_DOCUMENT = re.compile(r"documents/([0-9a-f]{64})")


@dataclass
class Backup:
    """A whole and unaltered backup, open for reading.

    `digests` are the hashes of the raw documents in it, 32 bytes each, in order.
    """

    manifest: Manifest
    digests: bytes
    _file: IO[bytes]

    def members(self) -> Iterator[Member]:
        """All but the manifest, tables first."""
        for member in packing.members(self._file):
            if member.name != manifest.NAME:
                yield member

    def documents(self) -> Iterator[str]:
        for start in range(0, len(self.digests), 32):
            yield self.digests[start : start + 32].hex()


def document_of(member: Member) -> str | None:
    """The hash of the document that a member holds; None for rows."""
    found = _DOCUMENT.fullmatch(member.name)
    return found[1] if found else None


def row_limit() -> int:
    """The most bytes that a part of a table can have."""
    return PART_BYTES + settings.ARCHIVE_MAX_BACKUP_ROW_BYTES


@contextmanager
def checked(path: Path, tell: Tell) -> Iterator[Backup]:
    """The backup in a file. Raises Damaged, with the reason, where it is not whole."""
    with packing.opened(path) as file:
        total = os.fstat(file.fileno()).st_size
        done = 0
        for size in packing.check_seal(file):
            done += size
            tell("seal", done, total)
        yield _checked(file, tell)


@dataclass
class _Seen:
    """What was met in the file, to be compared with what its manifest says."""

    parts: dict[str, Part] = field(default_factory=dict)
    digests: bytearray = field(default_factory=bytearray)
    names: Any = field(default_factory=hashlib.sha256)
    bytes: int = 0


def _checked(file: IO[bytes], tell: Tell) -> Backup:
    seen, said, unpacked = _Seen(), None, 0
    most = settings.ARCHIVE_MAX_BACKUP_BYTES
    size = os.fstat(file.fileno()).st_size
    for member in packing.members(file):
        unpacked += member.size
        if unpacked > most:
            raise Damaged(
                f"it unpacks to more than {most:,} bytes (ARCHIVE_MAX_BACKUP_BYTES)"
            )
        if said is not None:
            raise Damaged(f"{member.name!r} follows its manifest")
        if member.name == manifest.NAME:
            said = Manifest.load(member.read(manifest.MOST_BYTES))
        elif sha256 := document_of(member):
            _see_document(seen, sha256, member)
        elif _PART.fullmatch(member.name):
            _see_part(seen, member)
        else:
            raise Damaged(f"{member.name!r} has no place in a backup")
        tell("contents", min(file.tell(), size), size)
    if said is None:
        raise Damaged("its manifest is missing")
    _compare(seen, said)
    return Backup(said, bytes(seen.digests), file)


def _see_document(seen: _Seen, sha256: str, member: Member) -> None:
    raw = bytes.fromhex(sha256)
    if seen.digests and seen.digests[-32:] >= raw:
        raise Damaged(f"{member.name} is not in its order")
    found = hashlib.sha256()
    for chunk in member.chunks():
        found.update(chunk)
    if found.hexdigest() != sha256:
        raise Damaged(f"{member.name} holds other bytes than its name says")
    seen.digests += raw
    seen.names.update(sha256.encode())
    seen.bytes += member.size


def _see_part(seen: _Seen, member: Member) -> None:
    if member.name in seen.parts:
        raise Damaged(f"{member.name} comes twice")
    if seen.digests:
        raise Damaged(f"{member.name} comes after raw documents")
    if member.size > row_limit():
        raise Damaged(
            f"{member.name} has {member.size:,} bytes; a row may have "
            f"{settings.ARCHIVE_MAX_BACKUP_ROW_BYTES:,} (ARCHIVE_MAX_BACKUP_ROW_BYTES)"
        )
    found, rows = hashlib.sha256(), 0
    for chunk in member.chunks():
        found.update(chunk)
        rows += chunk.count(b"\n")
    seen.parts[member.name] = Part(member.name, member.size, found.hexdigest(), rows)


def _compare(seen: _Seen, said: Manifest) -> None:
    """What is in the file is what the manifest lists, no less and no more."""
    listed = {}
    for label, table in said.tables.items():
        for part in table.parts:
            if not part.name.startswith(f"rows/{label}/"):
                raise Damaged(f"its manifest has {part.name} as a part of {label}")
            listed[part.name] = part
    for name in sorted(listed.keys() ^ seen.parts.keys()):
        lacks = "missing" if name in listed else "unknown to its manifest"
        raise Damaged(f"{name} is {lacks}")
    for name, part in listed.items():
        if part != seen.parts[name]:
            raise Damaged(f"{name} is not what its manifest says")
    raw = said.raw
    found = (len(seen.digests) // 32, seen.bytes, seen.names.hexdigest())
    if found != (raw.count, raw.bytes, raw.sha256):
        raise Damaged("its raw documents are not those that its manifest lists")
    documents = said.tables.get("archive.document")
    if documents is None:
        raise Damaged("it has no table of documents")
    if raw.count + raw.purged + len(raw.absent) != documents.rows:
        raise Damaged("it has more or fewer raw documents than rows for them")
