"""Compressed streams undone piece by piece, each within its limits."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Any

from archive.containers.budget import STREAM_START, Budget
from archive.containers.model import Refused
from archive.containers.sources import CHUNK, Source

GZIP = b"\x1f\x8b\x08"
XZ = b"\xfd7zXZ\x00"
BZIP2 = b"BZh"

FOLLOWED = "Something else follows the compressed data; it was left out."

_FAULTS = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, MemoryError)


class Inflater:
    """A compressed stream as a plain one: `read` gives what comes out of it.

    `start` makes a decompressor. A stream may hold several compressed ones after one
    another, each beginning with `magic`; without a magic it is a single one. Zeros
    behind them are padding; where something else is, the stream has ended and is
    `followed`: what came out of it is whole, as gzip's own program sees it.
    `taken` counts the compressed bytes; once the stream has `ended` it is exact.
    """

    def __init__(
        self,
        source: Source,
        start: Callable[[], Any],
        budget: Budget,
        magic: bytes = b"",
    ) -> None:
        self._source = source
        self._start = start
        self._budget = budget
        self._magic = magic
        self._decoder = _Decoder(start())
        self.taken = 0
        self._given = 0
        self._fault: Refused | None = None
        self.ended = False
        self.followed = False

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, none at the end; Refused again and again once broken."""
        if self._fault:
            raise self._fault
        try:
            return self._next(min(size, CHUNK))
        except Refused as fault:
            self._fault = fault
            raise
        except _FAULTS as error:
            self._fault = _refusal(error, self._budget)
            raise self._fault from error

    def mend(self) -> bool:
        """Go behind damage or what is foreign to the next compressed stream, if any."""
        damaged = self._fault is not None and self._fault.code == "broken"
        if not self._magic or not (damaged or self.followed):
            return False
        self._source.push(self._decoder.release())
        # One byte on, as the magic of the damaged stream may stand right here.
        self._source.read(1)
        while (ahead := self._source.peek(CHUNK)) and self._magic not in ahead:
            self._source.read(max(1, len(ahead) - len(self._magic) + 1))
        if not ahead:
            return False
        self._source.read(ahead.find(self._magic))
        self._decoder = _Decoder(self._start())
        self._fault = None
        self.ended = self.followed = False
        return True

    def _next(self, size: int) -> bytes:
        while not self.ended:
            if self._decoder.ended:
                self._follow()
                continue
            data = self._source.read(CHUNK) if self._decoder.hungry else b""
            starved = self._decoder.hungry and not data
            self.taken += len(data)
            self._decoder.feed(data)
            piece = self._decoder.give(size)
            if piece:
                self._count(len(piece))
                return piece
            if starved and not self._decoder.ended:
                raise Refused("broken", "The compressed data is cut off.")
        return b""

    def _follow(self) -> None:
        """Go on with the compressed stream that follows, or end."""
        left = self._decoder.release()
        self.taken -= len(left)
        self._source.push(left)
        if self._magic:
            self._skip_padding()
        ahead = self._source.peek(len(self._magic))
        if self._magic and ahead == self._magic:
            self._decoder = _Decoder(self._start())
        else:
            self.ended = True
            self.followed = bool(ahead)

    def _skip_padding(self) -> None:
        while ahead := self._source.peek(4096):
            zeros = len(ahead) - len(ahead.lstrip(b"\x00"))
            self._source.read(zeros)
            if zeros < len(ahead):
                return

    def _count(self, count: int) -> None:
        self._given += count
        self._budget.give(count)
        ratio = self._budget.limits.ratio
        if self._given > STREAM_START + ratio * self.taken:
            raise Refused("ratio", f"It becomes more than {ratio} times as large.")


class _Ended:
    """A decompressor that has given all and holds nothing."""

    eof = True
    unused_data = b""


_ENDED = _Ended()


class _Decoder:
    """One compressed stream: zlib's way of keeping its input, and the others'."""

    def __init__(self, made: Any) -> None:
        self._made = made
        # zlib hands back the input it could not take yet, the others keep it.
        self._zlib = not hasattr(made, "needs_input")
        self._input = b""

    @property
    def ended(self) -> bool:
        return self._made.eof

    @property
    def hungry(self) -> bool:
        return not self._input if self._zlib else self._made.needs_input

    def release(self) -> bytes:
        """Input that belongs to what follows; after damage, what was not decoded."""
        left, self._input = self._made.unused_data or self._input, b""
        self._made = _ENDED
        return left

    def feed(self, data: bytes) -> None:
        self._input += data

    def give(self, size: int) -> bytes:
        if self._zlib:
            piece = self._made.decompress(self._input, size)
            self._input = self._made.unconsumed_tail
            return piece
        data, self._input = self._input, b""
        return self._made.decompress(data, size)


def gunzip(source: Source, budget: Budget) -> Inflater:
    return Inflater(source, lambda: zlib.decompressobj(31), budget, GZIP)


def unbzip2(source: Source, budget: Budget) -> Inflater:
    return Inflater(source, bz2.BZ2Decompressor, budget, BZIP2)


def unxz(source: Source, budget: Budget) -> Inflater:
    memory = budget.limits.decoder_bytes
    return Inflater(
        source, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memory), budget, XZ
    )


def undeflate(source: Source, budget: Budget, *, wrapped: bool = False) -> Inflater:
    """Deflated data, bare as in zip files or wrapped as zlib writes it."""
    bits = 15 if wrapped else -15
    return Inflater(source, lambda: zlib.decompressobj(bits), budget)


def _refusal(error: Exception, budget: Budget) -> Refused:
    asks = isinstance(error, lzma.LZMAError) and "emory" in str(error)
    if asks or isinstance(error, MemoryError):
        return Refused(
            "memory",
            f"It asks for more than {budget.limits.decoder_bytes:,} bytes of memory.",
        )
    return Refused("broken", "The compressed data is damaged.")
