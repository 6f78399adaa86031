"""Making a backup: all rows as of one moment, then the raw documents of these rows."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from archive import originals
from archive.backups import manifest, rows
from archive.backups.kinds import columns, saved
from archive.backups.manifest import Manifest, Part, Raw, Table
from archive.backups.packing import Packer
from archive.backups.refusals import NoBackup
from archive.models import Document
from archive.snapshots import snapshot

Tell = Callable[[str, int, int], None]
"""Told how far a piece of work is: its name, how much is done, how much there is."""

UNFINISHED = ".unfinished-backup-"
FORGOTTEN = 3600
"""Seconds after which an unfinished file that nobody writes to is removed."""

IN_MEMORY = 8_000_000
"""Bytes of a raw document; a larger one goes through a temporary file."""


@dataclass(frozen=True)
class Saved:
    """A backup that was made; `absent` are raw documents it had to go without."""

    path: Path
    size: int
    manifest: Manifest

    @property
    def absent(self) -> dict[str, str]:
        return self.manifest.raw.absent


def save(path: Path, tell: Tell) -> Saved:
    """Write a backup to a file that is not there yet; it appears only when it is whole.

    Others may go on writing to the archive. Raises NoBackup, and leaves nothing.
    """
    with _appearing(path) as file:
        packer = Packer(file)
        with snapshot():
            migrations = _migrations()
            tables = _save_tables(packer, tell)
            wanted, purged = _documents()
            made_at = datetime.now(UTC).isoformat(timespec="seconds")
        raw = _save_documents(packer, wanted, purged, tell)
        found = Manifest(made_at, _database(), migrations, tables, raw)
        data = found.dump()
        if len(data) > manifest.MOST_BYTES:
            raise NoBackup(f"its manifest would have {len(data):,} bytes")
        packer.add(manifest.NAME, len(data), [data])
        packer.close()
        size = file.tell()
    return Saved(path, size, found)


def _migrations() -> list[tuple[str, str]]:
    """Those applied, which must be all there are: rows are read as they make them."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    if executor.migration_plan(graph.leaf_nodes()):
        raise NoBackup(
            "the database is of an older version than this program; "
            "save it with that version, or run `manage.py migrate` first"
        )
    return sorted(set(executor.loader.applied_migrations) & set(graph.nodes))


def _database() -> str:
    return f"{connection.display_name} {'.'.join(map(str, _version()))}"


def _version() -> tuple[int, ...]:
    connection.ensure_connection()
    return connection.get_database_version()


def _save_tables(packer: Packer, tell: Tell) -> dict[str, Table]:
    kinds = saved()
    total = sum(model._base_manager.count() for model in kinds)
    done = 0
    tables = {}
    for model in kinds:
        label = model._meta.label_lower
        found: list[Part] = []
        for data, count in rows.parts(model, settings.ARCHIVE_MAX_BACKUP_ROW_BYTES):
            name = f"rows/{label}/{len(found) + 1:06d}.jsonl"
            packer.add(name, len(data), [data])
            found.append(Part(name, len(data), originals.digest(data), count))
            done += count
            tell("rows", done, total)
        names = [field.attname for field in columns(model)]
        count = sum(part.rows for part in found)
        tables[label] = Table(names, count, rows.last_key(model), found)
    return tables


def _documents() -> tuple[bytes, int]:
    """The hashes of all documents that have bytes, 32 bytes each, in order.

    The second is the number of those that were purged and have none.
    """
    digests = bytearray()
    documents = Document.objects.order_by("sha256")
    purged = documents.filter(reason_code=Document.PURGED)
    held = documents.exclude(reason_code=Document.PURGED)
    for sha256 in held.values_list("sha256", flat=True).iterator(chunk_size=2000):
        digests += bytes.fromhex(sha256)
    return bytes(digests), purged.count()


def _save_documents(packer: Packer, wanted: bytes, purged: int, tell: Tell) -> Raw:
    seen: Counter[str] = Counter()
    names = hashlib.sha256()
    absent = {}
    total = len(wanted) // 32
    for done, start in enumerate(range(0, len(wanted), 32), 1):
        sha256 = wanted[start : start + 32].hex()
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as spool:
            if fault := _copy(sha256, spool):
                absent[sha256] = fault
            else:
                size = spool.tell()
                spool.seek(0)
                packer.add(f"documents/{sha256}", size, _chunks(spool))
                names.update(sha256.encode())
                seen.update(count=1, bytes=size)
        tell("raw documents", done, total)
    return Raw(seen["count"], seen["bytes"], names.hexdigest(), purged, absent)


def _copy(sha256: str, target: IO[bytes]) -> str:
    """Copy a raw document; returns what is wrong with it, in verify's words, if so."""
    found = hashlib.sha256()
    try:
        chunks = originals.read_chunks(sha256)
        while chunk := _next(chunks):
            found.update(chunk)
            target.write(chunk)
    except _Unread as error:
        gone = isinstance(error.__cause__, FileNotFoundError)
        return "missing" if gone else "unreadable"
    return "" if found.hexdigest() == sha256 else "altered"


class _Unread(Exception):
    """The document's bytes could not be read; writing them is another matter."""


def _next(chunks: Iterator[bytes]) -> bytes:
    try:
        return next(chunks, b"")
    except OSError as error:
        raise _Unread from error


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(1 << 20):
        yield chunk


@contextmanager
def _appearing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name when it is whole and on the disk, or never.

    Readable by its owner only: it holds accounts and all that is not public.
    """
    if path.exists() or path.is_symlink():
        raise NoBackup(f"{path} is there already; a backup never overwrites anything")
    try:
        _remove_forgotten(path.parent)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    except OSError as error:
        raise NoBackup(f"{path.parent}: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _name(Path(draft), path)
    except OSError as error:
        raise NoBackup(f"{path} could not be written: {error.strerror}") from error
    finally:
        Path(draft).unlink(missing_ok=True)


def _name(draft: Path, path: Path) -> None:
    """Give the file its name, unless another took that meanwhile."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise NoBackup(f"{path} was made by another meanwhile") from None
    except OSError as error:
        # Some file systems have no second names for a file.
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
            raise
        os.replace(draft, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _remove_forgotten(folder: Path) -> None:
    """Remove what killed backups left; one that is being written is always young."""
    for path in folder.glob(f"{UNFINISHED}*"):
        if time.time() - path.lstat().st_mtime > FORGOTTEN:
            path.unlink(missing_ok=True)
