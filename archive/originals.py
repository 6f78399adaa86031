"""The documents' raw bytes, each kept unchanged under its SHA-256."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing
from io import FileIO
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"[0-9a-f]{64}")
_SHELF = re.compile(r"[0-9a-f]{2}")
_INCOMING = ".incoming-"
_CHUNK = 1 << 20


class WrongBytes(Exception):
    """Bytes that are not those of the hash they came under."""


def digest(data: bytes) -> str:
    """SHA-256 of the bytes, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def folder() -> Path:
    return Path(settings.ARCHIVE_DATA_DIR) / "documents"


def path_of(sha256: str) -> Path:
    return Path(_place_of(sha256))


def keep(data: bytes) -> str:
    """Write the bytes under their hash, if they are not there yet; return the hash.

    They appear under their name only when they are whole and on the disk: temporary
    name, fsync, rename, fsync of the folder. What stands there and is not them, a
    damaged file or a link, is replaced: the right bytes have just come again.
    """
    keep_all([data])
    return digest(data)


def keep_all(documents: Iterable[bytes]) -> None:
    """Keep many as `keep` does each, every step for all of them before the next."""
    named = {digest(data): data for data in documents}
    _put((name, [data]) for name, data in named.items() if not _holds(name, data))
    # Also of what was there: who put it there may not have lived to do this.
    _sync_shelves(named)


def keep_chunks(sha256: str, chunks: Iterable[bytes]) -> None:
    """Write bytes that come piece by piece under the hash that they are known by.

    Raises WrongBytes, and keeps nothing, when they are others.
    """
    _put([(sha256, chunks)])
    _sync_shelves([sha256])


def read(sha256: str) -> bytes:
    """The bytes as they were received.

    Raises OSError where they cannot be read, and where a link, a pipe or a folder
    stands in their place.
    """
    return b"".join(read_chunks(sha256))


def read_chunks(sha256: str) -> Iterator[bytes]:
    """The same bytes piece by piece; the errors come with the first piece or later."""
    handle = os.open(_place_of(sha256), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        while chunk := os.read(handle, _CHUNK):
            yield chunk
    finally:
        os.close(handle)


def remove(sha256: str) -> None:
    """Take the bytes away for good; it does no harm when they are not there."""
    path = path_of(sha256)
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        _sync(path.parent)


def names(shelf: str = "") -> Iterator[str]:
    """The hashes under which something is kept, in order; those of one shelf if named.

    A shelf is the folder of all hashes that begin with the same two digits.
    """
    for first in [shelf] if shelf else _shelves():
        for name in _listed(folder() / first):
            if _NAME.fullmatch(name) and name.startswith(first):
                yield name


def leftovers() -> Iterator[Path]:
    """Files of the folder that no finished write left: strays and broken writes.

    What a living process is just writing is not among them.
    """
    kept = {folder() / shelf for shelf in _shelves()}
    for parent, folders, files in os.walk(folder()):
        folders.sort()
        for name in sorted(files):
            path = Path(parent, name)
            is_kept = path.parent in kept and _NAME.fullmatch(name)
            if is_kept and name.startswith(path.parent.name):
                continue
            if not (name.startswith(_INCOMING) and _is_being_written(path)):
                yield path


def sweep() -> None:
    """Remove what killed processes left half written; nobody knows it by a name."""
    for path in folder().glob(f"??/{_INCOMING}*"):
        if _process_of(path).isdecimal() and not _is_being_written(path):
            path.unlink(missing_ok=True)


def _place_of(sha256: str) -> str:
    return f"{folder()}/{sha256[:2]}/{sha256}"


def _put(documents: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Let bytes appear under the hashes that they come with, all of them whole.

    Only when their folders are brought to the disk as well is it sure that the names
    last. Raises WrongBytes, and keeps nothing, when some are those of another hash.
    """
    aside: dict[str, str] = {}
    try:
        for sha256, chunks in documents:
            target = _place_of(sha256)
            name = f"{_INCOMING}{os.getpid()}-{secrets.token_hex(8)}"
            aside[target] = f"{os.path.dirname(target)}/{name}"
            if _write_new(aside[target], chunks) != sha256:
                raise WrongBytes(f"these bytes are not those of {sha256}")
        for temporary in aside.values():
            _sync(temporary)
        for target, temporary in aside.items():
            os.replace(temporary, target)
    except BaseException:
        for temporary in aside.values():
            Path(temporary).unlink(missing_ok=True)
        raise


def _write_new(path: str, chunks: Iterable[bytes]) -> str:
    """Write a file that was not there, for reading alone; return its hash."""
    found = hashlib.sha256()
    with open(_new(path), "wb", buffering=0) as file:
        for chunk in chunks:
            found.update(chunk)
            _write(file, chunk)
        os.fchmod(file.fileno(), 0o444)
    return found.hexdigest()


def _new(path: str) -> int:
    """A file that was not there, to be written by us alone; its folder is made."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        shelf = os.path.dirname(path)
        os.makedirs(shelf, exist_ok=True)
        _sync(os.path.dirname(shelf))
        return os.open(path, flags, 0o600)


def _write(file: FileIO, chunk: bytes) -> None:
    """All of the chunk: the system may take it in pieces."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[file.write(rest) :]


def _holds(sha256: str, data: bytes) -> bool:
    """Whether the file is there and holds just these bytes."""
    rest = memoryview(data)
    try:
        with closing(read_chunks(sha256)) as chunks:
            for chunk in chunks:
                if rest[: len(chunk)] != chunk:
                    return False
                rest = rest[len(chunk) :]
    except OSError:
        return False
    return not rest


def _shelves() -> list[str]:
    return [name for name in _listed(folder()) if _SHELF.fullmatch(name)]


def _listed(path: Path) -> list[str]:
    try:
        return sorted(os.listdir(path))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _process_of(path: Path) -> str:
    """The number of the process that began to write the file, as its name has it."""
    return path.name.removeprefix(_INCOMING).partition("-")[0]


def _is_being_written(path: Path) -> bool:
    process = _process_of(path)
    return process.isdecimal() and Path("/proc", process).exists()


def _sync_shelves(hashes: Iterable[str]) -> None:
    """Bring the folders of these hashes to the disk, so that names in them last."""
    for shelf in {os.path.dirname(_place_of(sha256)) for sha256 in hashes}:
        _sync(shelf)


def _sync(path: str | Path) -> None:
    """Bring a file or a folder to the disk, whoever wrote it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
