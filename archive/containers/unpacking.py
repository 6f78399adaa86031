"""One file taken apart, down to its documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from archive.containers.budget import Budget
from archive.containers.csv_files import is_table, rows_of_table
from archive.containers.inflating import FOLLOWED, Inflater, gunzip, unbzip2, unxz
from archive.containers.json_files import (
    is_lines,
    is_wrapped,
    lone_object,
    objects_in_array,
    objects_in_object,
    objects_on_lines,
)
from archive.containers.model import Limits, Member, Problem, Refused, Spent
from archive.containers.parts import Entry, Fault, Found
from archive.containers.places import Place, printable
from archive.containers.recognising import HEAD, Form, recognise
from archive.containers.sources import CHUNK, Source, reading, whole
from archive.containers.tars import tar_entries
from archive.containers.warcs import pages
from archive.containers.zips import zip_entries

_COMPRESSIONS = {Form.GZIP: gunzip, Form.XZ: unxz, Form.BZIP2: unbzip2}
_NESTING = {*_COMPRESSIONS, Form.ZIP, Form.TAR}


def unpack(file: BinaryIO, name: str, limits: Limits) -> Iterator[Member | Problem]:
    """The documents in a file, and what could not be taken out of it.

    `file` is read from its beginning; a seekable one must not be moved meanwhile by
    others. Content alone decides what is in it; `name` is only shown. A file that is
    no container is one member. Nothing of what is wrong in a file is raised.
    """
    place = Place(printable(name))
    budget = Budget(limits, _size_of(file))
    unpacking = _Unpacking(budget)
    try:
        yield from unpacking.open(_source_of(file, budget), place, 0)
    except Refused as fault:
        yield Problem(place.name, "", fault.code, fault.reason)
    except OSError as error:
        yield Problem(place.name, "", "unreadable", f"{error.strerror}.")


def _size_of(file: BinaryIO) -> int | None:
    if not file.seekable():
        return None
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size


def _source_of(file: BinaryIO, budget: Budget) -> Source:
    taken = reading(file)

    def read(size: int) -> bytes:
        data = taken(min(size, CHUNK))
        budget.take(len(data))
        return data

    return Source(read, file if file.seekable() else None)


class _Unpacking:
    """The walk through one file."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._limits = budget.limits

    def open(
        self,
        source: Source,
        place: Place,
        depth: int,
        size: int | None = None,
        inflater: Inflater | None = None,
    ) -> Iterator[Member | Problem]:
        """All that a stream holds. `size` is its length where an archive states it."""
        try:
            form = self._form_of(source)
            if form in _NESTING and depth >= self._limits.depth:
                reason = f"It is packed deeper than {self._limits.depth} levels."
                raise Refused("too_deep", reason)
            if form in _COMPRESSIONS:
                opened = _COMPRESSIONS[form](source, self._budget)
                yield from self.open(
                    Source(opened.read), place.unpacked(), depth + 1, inflater=opened
                )
                if opened.followed:
                    yield self._problem(place, Fault("", "broken", FOLLOWED))
            elif form in (Form.DOCUMENT, Form.OBJECT):
                yield self._document(source, place, form, size)
            else:
                yield from self._container(form, source, place, depth, inflater)
        except Spent:
            raise
        except Refused as fault:
            yield self._problem(place, fault)

    def _form_of(self, source: Source) -> Form:
        head = source.peek(HEAD)
        form = recognise(head)
        if form == Form.TEXT:
            return Form.TABLE if is_table(head) else Form.DOCUMENT
        if form == Form.OBJECT:
            limit = self._limits.document_bytes
            if is_wrapped(source, limit):
                return Form.WRAPPED
            if is_lines(source, limit):
                return Form.LINES
        return form

    def _document(
        self, source: Source, place: Place, form: Form, size: int | None
    ) -> Member:
        limit = self._limits.document_bytes
        if size is not None and size > limit:
            raise Refused(
                "too_large", f"It has {size:,} bytes; the limit is {limit:,}."
            )
        data, charset = whole(source, limit), ""
        if form == Form.OBJECT:
            data, charset = lone_object(data)
        self._budget.member()
        return Member(place.name, data, place.around, charset=charset)

    def _container(
        self,
        form: Form,
        source: Source,
        place: Place,
        depth: int,
        inflater: Inflater | None,
    ) -> Iterator[Member | Problem]:
        empty = True
        bad = 0
        with self._parts(form, source, inflater) as parts:
            for part in parts:
                empty = False
                if isinstance(part, Entry):
                    inside = place.inside(part.name)
                    yield from self.open(part.source, inside, depth + 1, part.size)
                elif isinstance(part, Found):
                    self._budget.member()
                    yield Member(
                        part.name, part.data, place.path, part.address, part.charset
                    )
                else:
                    bad += 1
                    if bad <= self._limits.bad_records:
                        yield self._problem(place, part)
        if bad > self._limits.bad_records:
            reason = f"{bad - self._limits.bad_records:,} more of it did not come out."
            yield self._problem(place, Fault("", "too_many_bad", reason))
        if empty:
            yield self._problem(place, Fault("", "empty", "It holds no document."))

    @contextmanager
    def _parts(
        self, form: Form, source: Source, inflater: Inflater | None
    ) -> Iterator[Iterable[Entry | Found | Fault]]:
        """What a container holds, as it comes."""
        limit = self._limits.document_bytes
        if form == Form.ZIP:
            with self._seekable(source) as file:
                yield zip_entries(file, self._budget)
        elif form == Form.TAR:
            yield tar_entries(source)
        elif form == Form.WARC:
            yield pages(source, inflater.mend if inflater else _nothing, self._budget)
        elif form == Form.LINES:
            yield objects_on_lines(source, limit)
        elif form == Form.ARRAY:
            yield objects_in_array(source, limit)
        elif form == Form.WRAPPED:
            yield objects_in_object(source, limit)
        else:
            yield rows_of_table(source, limit)

    @contextmanager
    def _seekable(self, source: Source) -> Iterator[BinaryIO]:
        """The stream as a file that can be read from its end."""
        if source.file:
            yield source.file
            return
        held = BytesIO()
        for piece in _until_broken(source):
            if held.tell() + len(piece) > self._limits.spool_bytes:
                limit = self._limits.spool_bytes
                raise Refused("too_large", f"It has more than {limit:,} bytes.")
            held.write(piece)
        yield held

    def _problem(self, place: Place, fault: Fault | Refused) -> Problem:
        self._budget.member()
        name = fault.name if isinstance(fault, Fault) else ""
        if name:
            return Problem(name, place.path, fault.code, fault.reason)
        return Problem(place.own, place.containers, fault.code, fault.reason)


def _until_broken(source: Source) -> Iterator[bytes]:
    """The stream up to where it is damaged, which what surrounds it will tell."""
    try:
        while piece := source.read(CHUNK):
            yield piece
    except Spent:
        raise
    except Refused:
        return


def _nothing() -> bool:
    return False
