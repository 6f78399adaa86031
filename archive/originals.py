"""The documents' raw bytes, each kept unchanged under its SHA-256."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"[0-9a-f]{64}")
_INCOMING = ".incoming-"


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
    sha256 = digest(data)
    target = path_of(sha256)
    if _holds(target, data):
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = f"{_INCOMING}{os.getpid()}-"
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=prefix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o444)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)
    return sha256


def read(sha256: str) -> bytes:
    """The bytes as they were received.

    Raises OSError where they cannot be read, and where a link, a pipe or a folder
    stands in their place.
    """
    handle = os.open(path_of(sha256), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return file.read()


def _holds(target: Path, data: bytes) -> bool:
    try:
        return read(target.name) == data
    except OSError:
        return False


def names() -> Iterator[str]:
    """The hashes under which something is kept, in order."""
    for path in sorted(folder().glob("??/*")):
        if _NAME.fullmatch(path.name):
            yield path.name


def leftovers() -> Iterator[Path]:
    """Files of the folder that no finished write left: strays and broken writes."""
    for path in sorted(folder().rglob("*")):
        if path.is_file() and not (
            _NAME.fullmatch(path.name) and path.parent.name == path.name[:2]
        ):
            yield path


def sweep() -> None:
    """Remove what killed processes left half written; nobody knows it by a name."""
    for path in folder().glob(f"??/{_INCOMING}*"):
        process = path.name.removeprefix(_INCOMING).partition("-")[0]
        if process.isdecimal() and not Path("/proc", process).exists():
            path.unlink(missing_ok=True)


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
