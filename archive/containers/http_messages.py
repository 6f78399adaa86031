"""The page in a stored answer of a web server, its encodings undone within limits.

Transfer codings and content codings after RFC 9112 and RFC 9110. Some archives keep
the headers of a coding they have undone: then the bytes are taken as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.containers.budget import Budget
from archive.containers.inflating import GZIP, Inflater, gunzip, undeflate
from archive.containers.model import Refused
from archive.containers.sources import Part, Source, whole

_MOST_HEADER_BYTES = 1 << 16
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +200(?!\d)")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_CHUNK_SIZE = re.compile(
    rb"[ \t]{0,8}([0-9A-Fa-f]{1,8})[ \t]{0,8}(?:;[^\r\n]{0,1000})?\r?\n"
)
_HTML_TYPES = (b"text/html", b"application/xhtml+xml")
_LOOKS_LIKE_HTML = re.compile(
    rb"\s{0,1000}(?:<!doctype\s{1,10}html|<html)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Page:
    """The HTML of an answer and its declared charset.

    `followed` tells that something stood behind its compressed data.
    """

    data: bytes
    charset: str
    followed: bool


def page_of(source: Source, budget: Budget) -> Page | None:
    """The page of an answer with status 200; None where it is anything else.

    Raises Refused where it is damaged, too large or coded in a way we do not undo.
    """
    head = source.peek(_MOST_HEADER_BYTES)
    if not _STATUS.match(head):
        return None
    end = _HEADER_END.search(head)
    if not end:
        raise Refused("bad_record", "The answer's head does not end.")
    headers = headers_of(head[: end.start()])
    source.read(end.end())
    stated = headers.get(b"content-type", b"")
    media_type = stated.split(b";")[0].strip().lower()
    if media_type and media_type not in _HTML_TYPES:
        return None
    if headers.get(b"transfer-encoding", b"").lower().endswith(b"chunked"):
        source = _unchunked(source)
    inflaters = []
    for coding in reversed(headers.get(b"content-encoding", b"").lower().split(b",")):
        if inflater := _inflater(source, coding.strip(), budget):
            inflaters.append(inflater)
            source = Source(inflater.read)
    if not media_type and not _LOOKS_LIKE_HTML.match(source.peek(2048)):
        return None
    charset = _CHARSET.search(stated[:1000])
    return Page(
        whole(source, budget.limits.document_bytes),
        charset[1].decode("ascii", "replace").lower() if charset else "",
        any(inflater.followed for inflater in inflaters),
    )


def headers_of(head: bytes) -> dict[bytes, bytes]:
    """Value by small name of each line after the first; lines that go on are joined."""
    headers: dict[bytes, bytes] = {}
    name = b""
    for line in head.replace(b"\r\n", b"\n").split(b"\n")[1:]:
        if line[:1] in (b" ", b"\t") and name:
            headers[name] += b" " + line.strip()
            continue
        key, colon, value = line.partition(b":")
        if colon:
            name = key.strip().lower()
            headers.setdefault(name, value.strip())
    return headers


def _unchunked(source: Source) -> Source:
    if not _CHUNK_SIZE.match(source.peek(1024)):
        return source
    return Source(_Chunks(source).read)


class _Chunks:
    """The bytes of a chunked answer; what ends without its last chunk is damaged."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._part = Part(source, 0)
        self._ended = False
        self._first = True

    def read(self, size: int) -> bytes:
        while not self._ended and not self._part.rest:
            self._next_chunk()
        return b"" if self._ended else self._part.read(size)

    def _next_chunk(self) -> None:
        if not self._first and self._source.peek(2).startswith((b"\r\n", b"\n")):
            self._source.read(2 if self._source.peek(1) == b"\r" else 1)
        self._first = False
        found = _CHUNK_SIZE.match(self._source.peek(1024))
        if not found:
            raise Refused("bad_record", "The answer is cut off or badly chunked.")
        self._source.read(found.end())
        self._part = Part(self._source, int(found[1], 16))
        self._ended = self._part.rest == 0


def _inflater(source: Source, coding: bytes, budget: Budget) -> Inflater | None:
    """What undoes a coding; None where there is nothing to undo."""
    if coding in (b"", b"identity"):
        return None
    if coding in (b"gzip", b"x-gzip"):
        return gunzip(source, budget) if source.peek(3).startswith(GZIP) else None
    if coding == b"deflate":
        # The name means zlib's wrapping; some servers sent the data bare.
        head = source.peek(2)
        if len(head) < 2 or source.peek(1) == b"<":
            return None
        wrapped = head[0] & 15 == 8 and (head[0] * 256 + head[1]) % 31 == 0
        return undeflate(source, budget, wrapped=wrapped)
    if _LOOKS_LIKE_HTML.match(source.peek(2048)):
        return None
    shown = coding[:20].decode("ascii", "replace")
    raise Refused("unsupported", f"Its coding {shown!r} is not undone.")
