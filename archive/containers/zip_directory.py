"""The directory at a zip archive's end, and the headers before its files.

After PKWARE's APPNOTE 6.3: 4.3.7 local header, 4.3.12 central directory, 4.3.14-16 its
end, 4.5.3 sizes above 4 GB. The directory is read as a stream: it may be of any
length.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from archive.containers.model import Refused
from archive.containers.places import name_of, printable
from archive.containers.sources import Source, reading

LOCAL = b"PK\x03\x04"
_CENTRAL = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"

_LOCAL_HEADER = struct.Struct("<4s5HLLLHH")
_CENTRAL_HEADER = struct.Struct("<4s6H3L5H2L")
_LONGEST_COMMENT = 1 << 16
_UNKNOWN = 0xFFFFFFFF
_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as a zip archive lists it; sizes are what it claims.

    `start` is the offset of its local header. `sized` is False where the sizes stand
    behind the data only. `mode` is the Unix type and rights, 0 where not told.
    """

    name: str
    start: int
    method: int
    packed_size: int
    size: int
    checksum: int
    encrypted: bool
    sized: bool = True
    mode: int = 0

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/") or stat.S_ISDIR(self.mode)

    @property
    def is_link(self) -> bool:
        return stat.S_ISLNK(self.mode)

    @property
    def is_special(self) -> bool:
        return stat.S_IFMT(self.mode) not in (0, stat.S_IFREG)


class Range:
    """Bytes start to end of a file that others read too; `at` is where it is."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file = file
        self._read = reading(file)
        self.at = start
        self._end = end

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; Refused where the file is shorter than the range."""
        wanted = min(size, self._end - self.at)
        if wanted <= 0:
            return b""
        self._file.seek(self.at)
        data = self._read(wanted)
        if not data:
            raise Refused("broken", "It is cut off.")
        self.at += len(data)
        return data


def size_of(file: BinaryIO) -> int:
    return file.seek(0, os.SEEK_END)


def find_directory(file: BinaryIO) -> tuple[int, int, int] | None:
    """Where the directory begins and ends, and by how much its offsets are too small.

    None where there is no whole one.
    """
    length = size_of(file)
    tail_start = max(0, length - _LONGEST_COMMENT - 22)
    tail = Source(Range(file, tail_start, length).read).read(length - tail_start)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        return None
    size, offset = struct.unpack_from("<LL", tail, at + 12)
    end = tail_start + at
    large = _end_64(file, end)
    if large:
        size, offset, end = large
    start = end - size
    if start < offset or start < 0:
        return None
    return start, end, start - offset


def _end_64(file: BinaryIO, end: int) -> tuple[int, int, int] | None:
    """Size, offset and end of the directory from the record for large archives."""
    if end < 20 + 56:
        return None
    locator = Source(Range(file, end - 20, end).read).read(20)
    if not locator.startswith(_LOCATOR_64):
        return None
    (at,) = struct.unpack_from("<Q", locator, 8)
    if at > end - 20 - 56:
        return None
    record = Source(Range(file, at, end).read).read(56)
    if not record.startswith(_END_64):
        return None
    size, offset = struct.unpack_from("<QQ", record, 40)
    return size, offset, at


def listed(file: BinaryIO, start: int, end: int, shift: int) -> Iterator[Listed]:
    """The files of the directory in its order; Refused where it is damaged."""
    source = Source(Range(file, start, end).read, ahead=_AT_ONCE)
    while head := source.read(_CENTRAL_HEADER.size):
        if len(head) < _CENTRAL_HEADER.size or not head.startswith(_CENTRAL):
            raise Refused("broken", "The archive's directory is damaged.")
        fields = _CENTRAL_HEADER.unpack(head)
        made_by, flags, method = fields[1], fields[3], fields[4]
        checksum, packed, size = fields[7:10]
        name = source.exactly(fields[10])
        extra = source.exactly(fields[11])
        source.skip(fields[12])
        size, packed, offset = _large(extra, [size, packed, fields[16]])
        yield Listed(
            _name(name, flags),
            offset + shift,
            method,
            packed,
            size,
            checksum,
            bool(flags & 0x2041),
            mode=fields[15] >> 16 if made_by >> 8 == 3 else 0,
        )


def local_header(file: BinaryIO, start: int) -> tuple[Listed, int] | None:
    """What stands before a file's data, and the data's offset; None if it is no header.

    Refused where it is cut off.
    """
    source = Source(Range(file, start, start + (1 << 18)).read, ahead=256)
    head = source.exactly(_LOCAL_HEADER.size)
    if not head.startswith(LOCAL):
        return None
    _, _, flags, method, _, _, checksum, packed, size, names, extras = (
        _LOCAL_HEADER.unpack(head)
    )
    name, extra = source.exactly(names), source.exactly(extras)
    size, packed = _large(extra, [size, packed])
    entry = Listed(
        _name(name, flags),
        start,
        method,
        packed,
        size,
        checksum,
        bool(flags & 0x2041),
        sized=not flags & 8,
    )
    return entry, start + len(head) + names + extras


def _large(extra: bytes, values: list[int]) -> list[int]:
    """The values with those that did not fit taken from the extra field."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            data = extra[at + 4 : at + 4 + length]
            for index, value in enumerate(values):
                if value == _UNKNOWN and len(data) >= 8:
                    values[index] = int.from_bytes(data[:8], "little")
                    data = data[8:]
            break
        at += 4 + length
    return values


def _name(data: bytes, flags: int) -> str:
    if flags & 0x800:
        return printable(data.decode("utf-8", "backslashreplace"))
    return name_of(data, "gb18030", "cp437")
