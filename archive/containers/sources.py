"""Bytes that come once, in order, with a look ahead."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from archive.containers.model import Refused, Spent

CHUNK = 1 << 18
"""Bytes read at once; no step of the unpacking holds much more, documents apart."""


def reading(file: BinaryIO) -> Callable[[int], bytes]:
    """A way to read a file of the disk: where that fails, nothing more comes of it."""

    def read(size: int) -> bytes:
        try:
            return file.read(size)
        except OSError as error:
            raise Spent("unreadable", f"{error.strerror}.") from error

    return read


class Source:
    """A stream of bytes. `file` is the seekable file it reads from the start, if any.

    `ahead` is how many bytes to fetch at once where few are asked for.
    Where the stream is damaged or a limit is reached, what came before is given out
    first; reading on from there raises Refused.
    """

    def __init__(
        self,
        read: Callable[[int], bytes],
        file: BinaryIO | None = None,
        ahead: int = 0,
    ) -> None:
        self._read = read
        self._ahead = b""
        self._at = 0
        self._at_once = ahead
        self.file = file

    def peek(self, size: int) -> bytes:
        """The next bytes, which stay; fewer than `size` only where no more follow."""
        have = len(self._ahead) - self._at
        if have < size:
            self._ahead = self._filled(self._ahead[self._at :], size)
            self._at = 0
        return self._ahead[self._at : self._at + size]

    def read(self, size: int) -> bytes:
        """The next bytes; fewer than `size` only where no more follow."""
        if self._at + size > len(self._ahead) and size < self._at_once:
            self.peek(self._at_once)
        taken = self._ahead[self._at : self._at + size]
        self._at += len(taken)
        if self._at >= len(self._ahead):
            self._ahead, self._at = b"", 0
        return taken if len(taken) == size else self._filled(taken, size)

    def exactly(self, size: int) -> bytes:
        """The next `size` bytes; Refused where fewer follow."""
        data = self.read(size)
        if len(data) < size:
            # A fault of the stream speaks for itself.
            self.peek(1)
            raise Refused("broken", "It is cut off.")
        return data

    def skip(self, size: int) -> None:
        """Pass over `size` bytes; Refused where fewer follow."""
        while size > 0:
            size -= len(self.exactly(min(size, CHUNK)))

    def push(self, data: bytes) -> None:
        """Put bytes back in front."""
        self._ahead, self._at = data + self._ahead[self._at :], 0

    def _filled(self, data: bytes, size: int) -> bytes:
        pieces, length = [data], len(data)
        try:
            while length < size and (piece := self._read(size - length)):
                pieces.append(piece)
                length += len(piece)
        except Refused:
            if not length:
                raise
        return b"".join(pieces)


class Part:
    """The next `size` bytes of a stream, to be read or left; `rest` is not yet read."""

    def __init__(self, source: Source, size: int) -> None:
        self._source = source
        self.rest = size

    def read(self, size: int) -> bytes:
        wanted = min(size, self.rest)
        data = self._source.read(wanted) if wanted else b""
        if wanted and not data:
            raise Refused("broken", "It is cut off.")
        self.rest -= len(data)
        return data

    def leave(self) -> None:
        """Pass over what was not read."""
        while self.rest:
            self.read(CHUNK)


def whole(source: Source, limit: int) -> bytes:
    """All that is left of the stream; Refused where it is more than `limit` bytes."""
    data = bytearray()
    while piece := source.read(min(CHUNK, limit + 1 - len(data))):
        data += piece
        if len(data) > limit:
            raise Refused("too_large", f"It has more than {limit:,} bytes.")
    return bytes(data)
