"""Web archives (WARC, ISO 28500): the pages among their records.

Our own reader: headers and blocks are read within limits, and after a damaged record
the next one is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from archive.containers.budget import Budget
from archive.containers.http_messages import headers_of, page_of
from archive.containers.inflating import FOLLOWED
from archive.containers.model import Refused, Spent
from archive.containers.parts import Fault, Found
from archive.containers.places import printable
from archive.containers.sources import Part, Source

_MOST_HEADER_BYTES = 1 << 16
_VERSION = re.compile(rb"WARC/\d\.\d\d?[ \t]{0,4}\r?\n")
_VERSION_LENGTH = 16
_NEAR = 4096
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_ADDRESS = 2_000


def pages(
    source: Source, mend: Callable[[], bool], budget: Budget
) -> Iterator[Found | Fault]:
    """The HTML pages that were fetched whole (status 200); other records are passed.

    `mend` is called after damage in the stream: it goes on behind it, or says False.
    """
    number = 0
    lost = False
    while True:
        try:
            if lost:
                _find_record(source)
                lost = False
            headers = _next_record(source)
            if headers is None:
                if not mend():
                    return
                raise Refused("bad_record", FOLLOWED)
            number += 1
            yield from _record(source, headers, f"record {number:,}", budget)
        except Spent:
            raise
        except Refused as fault:
            if fault.code != "bad_record" and not (fault.code == "broken" and mend()):
                raise
            yield Fault(f"after record {number:,}", "bad_record", fault.reason)
            lost = True


def _record(
    source: Source, headers: dict[bytes, bytes], name: str, budget: Budget
) -> Iterator[Found | Fault]:
    length = headers.get(b"content-length", b"")
    if not length.isdigit() or len(length) > 18:
        raise Refused("bad_record", "A record does not state its length.")
    part = Part(source, int(length))
    media_type = headers.get(b"content-type", b"").lower().replace(b" ", b"")
    if (
        headers.get(b"warc-type", b"").lower() == b"response"
        and media_type.startswith(b"application/http")
        and not media_type.endswith(b"msgtype=request")
    ):
        address = headers.get(b"warc-target-uri", b"").strip(b"<>")
        shown = printable(address.decode("utf-8", "backslashreplace"))
        try:
            page = page_of(Source(part.read), budget)
        except Spent:
            raise
        except Refused as fault:
            part.leave()
            yield Fault(name, _code_of(fault), fault.reason)
        else:
            part.leave()
            if page:
                whole = len(address) <= _LONGEST_ADDRESS and address.isascii()
                known = shown if whole and shown == address.decode() else ""
                yield Found(name, page.data, known, page.charset)
                if page.followed:
                    yield Fault(f"end of {name}", "bad_record", FOLLOWED)
    part.leave()


def _code_of(fault: Refused) -> str:
    return "bad_record" if fault.code == "broken" else fault.code


def _next_record(source: Source) -> dict[bytes, bytes] | None:
    """The headers of the record that comes next, by small names; None at the end."""
    while (ahead := source.peek(2)) and ahead[:1] in b"\r\n":
        source.read(1)
    if not ahead:
        return None
    head = source.peek(_NEAR)
    if not _VERSION.match(head):
        raise Refused("bad_record", "No record begins where one should.")
    end = _HEADER_END.search(head)
    if not end:
        head = source.peek(_MOST_HEADER_BYTES)
        end = _HEADER_END.search(head)
    if not end:
        # No record that begins in these bytes has a head that ends, but the last.
        last = head.rfind(b"WARC/")
        source.read(last or max(1, len(head) - _VERSION_LENGTH))
        raise Refused("bad_record", "A record's head does not end.")
    source.read(end.end())
    return headers_of(head[: end.start()])


def _find_record(source: Source) -> None:
    """Go to the next line that begins a record, or to the end."""
    while ahead := source.peek(_NEAR):
        found = _VERSION.search(ahead)
        if found:
            source.read(found.start())
            return
        source.read(max(1, len(ahead) - _VERSION_LENGTH))
