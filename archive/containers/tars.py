"""Tar archives, read once from front to end (POSIX ustar and pax, GNU tar).

Our own reader, because the library's keeps headers of any announced size in memory
and ends at the first damaged one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.containers.model import Refused
from archive.containers.parts import Entry, Fault
from archive.containers.places import is_hidden, name_of
from archive.containers.sources import Part, Source

BLOCK = 512
_MOST_HEADER_BYTES = 1 << 16
"""Longest name or set of pax records that is read; real ones are some hundred."""

_REGULAR = b"0\x007"
_LINKS = {b"1": "hard link", b"2": "link"}
_SPECIAL = {
    b"3": "character device",
    b"4": "block device",
    b"6": "pipe",
    b"M": "part of a file on another volume",
    b"S": "sparse file",
}
_PASSED_OVER = b"5DVA"  # folders, lists of folders, volume names, Solaris' rights


@dataclass(slots=True)
class _Header:
    name: bytes
    size: int
    kind: bytes
    extended: bool


@dataclass(slots=True)
class _Extra:
    """What headers before the real one said about it."""

    name: bytes | None = None
    size: int | None = None
    sparse: bool = False


def is_tar(head: bytes) -> bool:
    """Whether the bytes begin with a header whose check sum is right."""
    return len(head) >= BLOCK and head[0] != 0 and _sum_is_right(head[:BLOCK])


def tar_entries(source: Source) -> Iterator[Entry | Fault]:
    """The files of a tar stream; each is to be read before the next is asked for.

    Raises Refused where the archive is cut off.
    """
    extra = _Extra()
    damaged = False
    while block := source.read(BLOCK):
        if len(block) < BLOCK:
            raise Refused("broken", "The archive is cut off.")
        if not block.strip(b"\x00"):
            if not source.peek(BLOCK).strip(b"\x00"):
                return
            continue
        header = _header(block)
        if header is None:
            if not damaged:
                yield Fault("", "broken", "A header in the archive is damaged.")
            damaged = True
            continue
        damaged = False
        if header.kind in b"LKxgX":
            yield from _read_extra(source, header, extra)
            continue
        yield from _file(source, header, extra)
        extra = _Extra()


def _file(source: Source, header: _Header, extra: _Extra) -> Iterator[Entry | Fault]:
    name = name_of(extra.name or header.name, "gb18030")
    size = header.size if extra.size is None else extra.size
    while header.kind == b"S" and header.extended:
        header.extended = source.exactly(BLOCK)[504] != 0
    if header.kind in _LINKS:
        yield Fault(name, "link", f"It is a {_LINKS[header.kind]}.")
        # Old archives name a size here although no bytes follow.
        return
    part = Part(source, size)
    if header.kind in _SPECIAL or extra.sparse:
        what = _SPECIAL.get(header.kind, "sparse file")
        yield Fault(name, "special", f"It is a {what}.")
    elif not (header.kind in _PASSED_OVER or name.endswith("/") or is_hidden(name)):
        yield Entry(name, Source(part.read), size)
    part.leave()
    source.skip(-size % BLOCK)


def _header(block: bytes) -> _Header | None:
    """The fields of a header block; None where it is none."""
    if not _sum_is_right(block):
        return None
    size = _number(block[124:136])
    if size is None:
        return None
    name = block[:100].split(b"\x00", 1)[0]
    prefix = block[345:500].split(b"\x00", 1)[0]
    if block[257:263] == b"ustar\x00" and prefix:
        name = prefix + b"/" + name
    return _Header(name, size, block[156:157], block[482] != 0)


def _sum_is_right(block: bytes) -> bool:
    """The sum of the header's bytes, its own field read as blanks (POSIX 1003.1)."""
    stated = _number(block[148:156])
    if stated is None:
        return False
    rest = block[:148] + b" " * 8 + block[156:]
    total = sum(rest)
    # Some old programs added the bytes as signed numbers.
    return stated == total or stated == total - 256 * sum(byte > 127 for byte in rest)


def _number(field: bytes) -> int | None:
    """Octal digits, or GNU's binary form; None where it is neither or negative."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    digits = field.split(b"\x00", 1)[0].strip()
    if not digits:
        return 0
    return None if digits.strip(b"01234567") else int(digits, 8)


def _read_extra(source: Source, header: _Header, extra: _Extra) -> Iterator[Fault]:
    """Take in a long name or pax records, which speak of the file that follows."""
    part = Part(source, header.size)
    if header.size > _MOST_HEADER_BYTES:
        yield Fault("", "broken", "A header in the archive is too long.")
    else:
        data = part.read(header.size)
        if header.kind == b"L":
            extra.name = data.split(b"\x00", 1)[0]
        elif header.kind in b"xX":
            _read_pax(data, extra)
    part.leave()
    source.skip(-header.size % BLOCK)


def _read_pax(data: bytes, extra: _Extra) -> None:
    """Records "length key=value\\n"; reading ends at the first that is not one."""
    at = 0
    while at < len(data):
        digits, blank, _ = data[at : at + 20].partition(b" ")
        if not blank or not digits.isdigit():
            return
        end = at + int(digits)
        key, equals, value = data[at + len(digits) + 1 : end - 1].partition(b"=")
        if not equals or end > len(data):
            return
        if key == b"path":
            extra.name = value
        elif key == b"size" and value.isdigit() and len(value) <= 20:
            extra.size = int(value)
        elif key.startswith(b"GNU.sparse."):
            extra.sparse = True
        at = end
