"""The documents' raw bytes, each kept unchanged under its SHA-256."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import FileIO
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"[0-9a-f]{64}")
_SHELF = re.compile(r"[0-9a-f]{2}")
_INCOMING = ".incoming-"
_CHUNK = 1 << 20
_AT_ONCE = 4
"""Files that are written at once where there are many: most of it is waiting."""


class WrongBytes(Exception):
    """Bytes that are not those of the hash they came under."""


def digest(data: bytes) -> str:
    """SHA-256 of the bytes, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def folder() -> Path:
    return Path(settings.ARCHIVE_DATA_DIR) / "documents"


def path_of(sha256: str) -> Path:
    return folder() / sha256[:2] / sha256


def keep(data: bytes) -> str:
    """Write the bytes under their hash, if they are not there yet; return the hash.

    They appear under their name only when they are whole and on the disk: temporary
    name, fsync, rename, fsync of the folder. What stands there and is not them, a
    damaged file or a link, is replaced: the right bytes have just come again.
    """
    _sync_folder(_put_missing(data))
    return digest(data)


def keep_all(documents: Iterable[bytes]) -> None:
    """Keep many as `keep` does each; their folders follow when all are in place."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        shelves = set(pool.map(_put_missing, documents))
        list(pool.map(_sync_folder, shelves))


def keep_chunks(sha256: str, chunks: Iterable[bytes]) -> None:
    """Write bytes that come piece by piece under the hash that they are known by.

    Raises WrongBytes, and keeps nothing, when they are others.
    """
    _sync_folder(_put(sha256, chunks))


def read(sha256: str) -> bytes:
    """The bytes as they were received.

    Raises OSError where they cannot be read, and where a link, a pipe or a folder
    stands in their place.
    """
    return b"".join(read_chunks(sha256))


def read_chunks(sha256: str) -> Iterator[bytes]:
    """The same bytes piece by piece; the errors come with the first piece or later."""
    handle = os.open(path_of(sha256), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
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
        _sync_folder(path.parent)


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


def _put_missing(data: bytes) -> str:
    """Write the bytes under their hash, if they are not there; return their folder.

    Also where they are: who put them there may not have lived to sync the folder.
    """
    sha256 = digest(data)
    if _holds(sha256, data):
        return os.path.dirname(path_of(sha256))
    return _put(sha256, [data])


def _put(sha256: str, chunks: Iterable[bytes]) -> str:
    """Let the bytes appear under their name, whole; return their folder.

    Only when that is brought to the disk as well is it sure that the name lasts.
    """
    target = os.fspath(path_of(sha256))
    shelf = os.path.dirname(target)
    temporary = f"{shelf}/{_INCOMING}{os.getpid()}-{secrets.token_hex(8)}"
    try:
        with open(_new(temporary), "wb", buffering=0) as file:
            found = hashlib.sha256()
            for chunk in chunks:
                found.update(chunk)
                _write(file, chunk)
            if found.hexdigest() != sha256:
                raise WrongBytes(f"these bytes are not those of {sha256}")
            os.fchmod(file.fileno(), 0o444)
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return shelf


def _new(path: str) -> int:
    """A file that was not there, to be written by us alone; its folder is made."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        shelf = os.path.dirname(path)
        os.makedirs(shelf, exist_ok=True)
        _sync_folder(os.path.dirname(shelf))
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


def _sync_folder(path: str | Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
