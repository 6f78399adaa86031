"""Tables of documents: each row is one, with the header before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.containers.characters import Carrier, Window, carrier_of
from archive.containers.csv_rows import BadRow, Row, Unfinished, header_at, row_at
from archive.containers.parts import Fault, Found
from archive.containers.recognising import HEAD, start_of_text
from archive.containers.sources import Source

_LINE_END = re.compile(r"[\r\n]\n?")
_READ_TWICE = 50_000_000
"""Characters that may be read again after rows that are none: keeps time linear."""


def is_table(head: bytes) -> bool:
    """Whether a stream that begins with `head` is a table of documents."""
    return header_at(start_of_text(head), last=len(head) < HEAD) is not None


def rows_of_table(source: Source, limit: int) -> Iterator[Found | Fault]:
    """A document for each row that has as many fields as the header.

    Its bytes are those of the header's line and of the row, which so explains itself.
    A row that is none is a fault of its first line only: reading goes on at the next.
    """
    carrier = carrier_of(source)
    table = _Table(Window(source, carrier), carrier, limit)
    return table.rows()


class _Table:
    def __init__(self, window: Window, carrier: Carrier, limit: int) -> None:
        self._window = window
        self._carrier = carrier
        self._limit = limit
        self._most = limit // carrier.width
        self._line = 1
        self._spare = _READ_TWICE

    def rows(self) -> Iterator[Found | Fault]:
        window = self._window
        window.more()
        found = header_at(window.text, last=window.ended)
        if found is None:
            return
        delimiter, header = found
        columns = len(header.fields)
        start = window.text[: header.next]
        self._pass(header.next)
        while window.rest():
            name = f"line {self._line:,}"
            row = self._row(name, delimiter)
            if isinstance(row, Fault):
                yield row
                continue
            printed = window.text[window.at : row.end]
            if len(row.fields) == 1 and not printed.strip():
                self._pass(row.next)
            elif len(row.fields) == columns:
                data = self._carrier.document(start + printed)
                self._pass(row.next)
                yield Found(name, data, charset=self._carrier.charset)
            else:
                self._pass_line(row.next)
                count = f"{len(row.fields):,} fields, the header has {columns:,}"
                yield Fault(name, "bad_record", f"It has {count}.")

    def _row(self, name: str, delimiter: str) -> Row | Fault:
        """The row at the window's place; a fault where none is, and its line passed."""
        window = self._window
        while True:
            try:
                row = row_at(window.text, window.at, delimiter, last=window.ended)
            except BadRow as error:
                self._pass_line(error.at)
                return Fault(name, "bad_record", str(error))
            except Unfinished:
                if len(window.text) - window.at <= self._most:
                    window.more()
                    continue
            else:
                if row.end - window.at <= self._most:
                    return row
            self._pass_line(len(window.text))
            return Fault(name, "too_large", f"It has more than {self._limit:,} bytes.")

    def _pass_line(self, read: int) -> None:
        """Go behind the line at hand; all that was read where too much was so twice."""
        window = self._window
        while not (found := _LINE_END.search(window.text, window.at)):
            self._pass(len(window.text))
            read = 0
            if window.ended:
                return
            window.more()
        end = found.end()
        self._spare -= max(0, read - end)
        self._pass(end if self._spare > 0 else max(end, read))

    def _pass(self, end: int) -> None:
        window = self._window
        text = window.text[window.at : end]
        self._line += text.count("\n") or text.count("\r")
        window.at = end
