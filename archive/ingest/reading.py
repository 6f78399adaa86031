"""Files as they lie on the disk: found in a fixed order, opened with care."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


class UnreadableFile(Exception):
    """A file whose bytes could not be taken, or may not be; str() says why."""


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, each once, in name order.

    Links inside a folder are given as they are, so that they get a verdict; their
    targets are not followed. Hidden files are passed over.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _walk(path) if path.is_dir() else [path]:
            place = found.absolute()
            if place not in seen:
                seen.add(place)
                yield found


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for name in sorted([*names, *linked]):
            if not name.startswith("."):
                yield Path(parent, name)


def read(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes.

    Raises UnreadableFile for links, pipes, devices, files above the limit and files
    that the system does not let us read.
    """
    with _opened(path) as handle:
        size = os.fstat(handle).st_size
        if size > limit:
            raise UnreadableFile(
                f"It has {size:,} bytes; the limit is {limit:,} "
                "(ARCHIVE_MAX_DOCUMENT_BYTES)."
            )
        chunks = []
        taken = 0
        while chunk := os.read(handle, min(1 << 20, limit + 1 - taken)):
            chunks.append(chunk)
            taken += len(chunk)
            if taken > limit:
                raise UnreadableFile("It grew above the limit while it was read.")
        return b"".join(chunks)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if path.is_symlink():
            raise UnreadableFile("It is a link; links are not followed.") from error
        raise UnreadableFile(f"It could not be opened: {error.strerror}.") from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise UnreadableFile("It is not a regular file.")
        yield handle
    except OSError as error:
        raise UnreadableFile(f"It could not be read: {error.strerror}.") from error
    finally:
        os.close(handle)
