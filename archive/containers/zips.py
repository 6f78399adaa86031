"""Zip archives: by their directory, or from front to back where that is missing.

Our own reader, because the library's keeps the whole directory in memory and knows
neither overlapping files nor archives that are cut off.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import BinaryIO

from archive.containers.budget import Budget
from archive.containers.inflating import unbzip2, undeflate
from archive.containers.model import Refused
from archive.containers.parts import Entry, Fault
from archive.containers.places import is_hidden
from archive.containers.sources import CHUNK, Source
from archive.containers.zip_directory import (
    LOCAL,
    Listed,
    Range,
    find_directory,
    listed,
    local_header,
    size_of,
)

_STORED, _DEFLATED, _BZIP2 = 0, 8, 12


def zip_entries(file: BinaryIO, budget: Budget) -> Iterator[Entry | Fault]:
    """The files of a zip archive; each is to be read before the next is asked for."""
    places = find_directory(file)
    if places is None:
        yield from _walk(file, 0, budget)
        yield Fault("", "broken", "The archive's directory is missing: it is cut off.")
        return
    layout = _Layout(file, places, budget.limits.members)
    directory = listed(file, *places)
    while True:
        try:
            entry = next(directory, None)
        except Refused as fault:
            yield Fault("", fault.code, fault.reason)
            yield from _walk(file, layout.end, budget)
            return
        if entry is None:
            return
        if entry.is_folder or is_hidden(entry.name):
            continue
        yield from _take(file, entry, layout, budget)


def _take(
    file: BinaryIO, entry: Listed, layout: _Layout, budget: Budget
) -> Iterator[Entry | Fault]:
    fault = _fault_of(entry)
    if fault:
        yield fault
        return
    try:
        found = local_header(file, entry.start)
    except Refused as fault:
        yield Fault(entry.name, fault.code, fault.reason)
        return
    if found is None:
        yield Fault(entry.name, "broken", "It is not where the directory says.")
        return
    data_start = found[1]
    data_end = data_start + entry.packed_size
    if not layout.take(entry.start, data_end):
        yield Fault(entry.name, "overlap", "It lies inside another file.")
        return
    packed = Source(Range(file, data_start, data_end).read)
    opened = _opened(packed, entry.method, budget)
    checked = _Checked(opened, entry.size, entry.checksum)
    yield Entry(entry.name, Source(checked.read), entry.size)


def _fault_of(entry: Listed) -> Fault | None:
    """Why an entry is not to be opened."""
    if entry.encrypted:
        return Fault(entry.name, "encrypted", "It is encrypted.")
    if entry.is_link:
        return Fault(entry.name, "link", "It is a link.")
    if entry.is_special:
        return Fault(entry.name, "special", "It is not a regular file.")
    if entry.method not in (_STORED, _DEFLATED, _BZIP2):
        reason = f"It is packed by method {entry.method}, which is not undone."
        return Fault(entry.name, "unsupported", reason)
    return None


def _opened(packed: Source, method: int, budget: Budget) -> Callable[[int], bytes]:
    if method == _DEFLATED:
        return undeflate(packed, budget).read
    if method == _BZIP2:
        return unbzip2(packed, budget).read

    def stored(size: int) -> bytes:
        data = packed.read(size)
        budget.give(len(data))
        return data

    return stored


class _Checked:
    """A file's bytes, held against the size and check sum that the archive claims."""

    def __init__(self, read: Callable[[int], bytes], size: int, checksum: int) -> None:
        self._read = read
        self._left = size
        self._stated = checksum
        self._checksum = 0

    def read(self, size: int) -> bytes:
        data = self._read(min(size, CHUNK))
        self._left -= len(data)
        self._checksum = zlib.crc32(data, self._checksum)
        if self._left < 0 or (not data and self._left):
            raise Refused("broken", "Its size is not the one the archive states.")
        if not data and self._checksum != self._stated:
            raise Refused("broken", "Its check sum is wrong.")
        return data


class _Layout:
    """Where the files begin, in order: a file ends before the next one begins."""

    def __init__(self, file: BinaryIO, places: tuple[int, int, int], most: int) -> None:
        starts = array("Q", [places[0]])
        # A damaged directory is told of when its files are taken out.
        with suppress(Refused):
            for entry in islice(listed(file, *places), most):
                starts.append(min(entry.start, 1 << 63))
        self._starts = array("Q", sorted(starts))
        self.end = 0

    def take(self, start: int, end: int) -> bool:
        """Note that a file was found there; False where it overlaps another."""
        after = bisect_right(self._starts, start)
        alone = bisect_left(self._starts, start) == after - 1
        if not alone or after == len(self._starts) or end > self._starts[after]:
            return False
        self.end = max(self.end, end)
        return True


def _walk(file: BinaryIO, at: int, budget: Budget) -> Iterator[Entry | Fault]:
    """The files from an offset on, by what stands before each."""
    length = size_of(file)
    while (start := _find_local(file, at, length)) is not None:
        found = None
        try:
            found = local_header(file, start)
        except Refused as fault:
            yield Fault("", fault.code, "The last file's header is cut off.")
        if found is None:
            return
        entry, data_start = found
        fault = _fault_of(entry)
        if not entry.sized and entry.method != _DEFLATED and not fault:
            fault = Fault(entry.name, "broken", "Where it ends is not known.")
        at = data_start + (entry.packed_size if entry.sized else 0)
        if fault:
            yield fault
        elif entry.is_folder or is_hidden(entry.name):
            continue
        elif entry.sized:
            packed = Source(Range(file, data_start, at).read)
            opened = _opened(packed, entry.method, budget)
            checked = _Checked(opened, entry.size, entry.checksum)
            yield Entry(entry.name, Source(checked.read), entry.size)
        else:
            packed = Source(Range(file, data_start, length).read)
            inflater = undeflate(packed, budget)
            yield Entry(entry.name, Source(inflater.read))
            at += inflater.taken if inflater.ended else 0


def _find_local(file: BinaryIO, at: int, length: int) -> int | None:
    """The offset of the next local header at or after an offset."""
    # Mostly it is right there.
    size = 64
    while at < length:
        window = Source(Range(file, at, length).read).read(size)
        size = CHUNK
        found = window.find(LOCAL)
        if found >= 0:
            return at + found
        at += max(1, len(window) - len(LOCAL) + 1)
    return None
