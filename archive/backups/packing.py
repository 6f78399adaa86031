"""The file of a backup: a compressed tar, closed by a seal over every byte before it.

Any program for `.tar.gz` unpacks it: the seal is an empty gzip stream whose comment is
the SHA-256 of all that stands before. Only plain files are written and read; what else
a tar may hold, links and devices for instance, is refused.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from archive.backups.refusals import Damaged

LEVEL = 1
"""The fastest: of news texts it leaves about two fifths."""

BLOCK = tarfile.BLOCKSIZE
END = bytes(2 * BLOCK)
CHUNK = 1 << 20

_COMMENTED = b"\x1f\x8b\x08\x10" + bytes(4) + b"\x00\xff"
_EMPTY = b"\x03\x00" + bytes(8)


def seal(sha256: str) -> bytes:
    return _COMMENTED + f"sha256:{sha256}".encode() + b"\0" + _EMPTY


SEAL_SIZE = len(seal("0" * 64))


class Packer:
    """Writes members one after the other to a file; `close` puts the seal on it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._sealed = _Sealed(file)
        self._stream = gzip.GzipFile(
            filename="", mode="wb", compresslevel=LEVEL, fileobj=self._sealed, mtime=0
        )

    def add(self, name: str, size: int, chunks: Iterable[bytes]) -> None:
        """A member of `size` bytes, which the chunks must have together."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._stream.write(info.tobuf(tarfile.USTAR_FORMAT))
        written = 0
        for chunk in chunks:
            self._stream.write(chunk)
            written += len(chunk)
        if written != size:
            raise ValueError(f"{name}: {written} bytes instead of {size}")
        self._stream.write(bytes(-size % BLOCK))

    def close(self) -> None:
        self._stream.write(END)
        self._stream.close()
        self._sealed.close()


class _Sealed:
    """Passes bytes on to a file and counts them into the seal."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.write(seal(self._hash.hexdigest()))


class Member:
    """One file of the tar. Its bytes are read once, in order, before the next one's."""

    def __init__(self, name: str, size: int, stream: IO[bytes]) -> None:
        self.name, self.size = name, size
        self._stream, self._left = stream, size

    def chunks(self) -> Iterator[bytes]:
        while self._left:
            chunk = _exactly(self._stream, min(CHUNK, self._left))
            self._left -= len(chunk)
            yield chunk

    def read(self, limit: int) -> bytes:
        """All of it; Damaged where it is larger than the limit."""
        if self.size > limit:
            raise Damaged(
                f"{self.name} has {self.size:,} bytes; the limit is {limit:,}"
            )
        return b"".join(self.chunks())


def opened(path: Path) -> IO[bytes]:
    """The file, open for reading; Damaged where it can be no backup."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise Damaged(f"it could not be opened: {error.strerror}") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Damaged("it is not a regular file")
    return os.fdopen(handle, "rb")


def check_seal(file: IO[bytes]) -> Iterator[int]:
    """Read the whole file and compare it with its seal; gives the bytes of each step.

    Raises Damaged where one bit is not as it was written, or the end is missing.
    """
    left = os.fstat(file.fileno()).st_size - SEAL_SIZE
    if left <= 0:
        raise Damaged("it is no backup, or its end is missing")
    file.seek(0)
    found = hashlib.sha256()
    while left:
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            raise Damaged("it grew shorter while it was read")
        found.update(chunk)
        left -= len(chunk)
        yield len(chunk)
    last = file.read()
    if not last.startswith(_COMMENTED + b"sha256:"):
        raise Damaged("it is no backup, or its end is missing")
    if last != seal(found.hexdigest()):
        raise Damaged("it was altered: its bytes are not those that were written")


def members(file: IO[bytes]) -> Iterator[Member]:
    """The files of the tar, in order. Damaged for anything but plain files in it."""
    file.seek(0)
    with gzip.GzipFile(fileobj=file, mode="rb") as stream:
        while (header := _exactly(stream, BLOCK)) != bytes(BLOCK):
            member = _member(header, stream)
            yield member
            for _ in member.chunks():  # what the reader left of it
                pass
            if any(_exactly(stream, -member.size % BLOCK)):
                raise Damaged(f"{member.name} is followed by what is no part of it")
        if _exactly(stream, BLOCK) != bytes(BLOCK) or _some(stream, 1):
            raise Damaged("something follows its end")


def _member(header: bytes, stream: IO[bytes]) -> Member:
    try:
        info = tarfile.TarInfo.frombuf(header, "ascii", "strict")
    except (tarfile.HeaderError, ValueError) as error:
        raise Damaged(f"it is no tar: {error}") from error
    if info.type != tarfile.REGTYPE or info.size < 0:
        raise Damaged(f"{info.name!r} in it is not a plain file")
    return Member(info.name, info.size, stream)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = _some(stream, size)
    while len(data) < size:
        more = _some(stream, size - len(data))
        if not more:
            raise Damaged("it ends too early")
        data += more
    return data


def _some(stream: IO[bytes], size: int) -> bytes:
    try:
        return stream.read(size)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Damaged(f"it can't be unpacked: {error}") from error
