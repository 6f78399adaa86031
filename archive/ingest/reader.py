"""How bytes become stories, and what is known of a document before it is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from archive import parsing
from archive.confinement import Fault, Limits, run_module
from archive.confinement.answers import Answers
from archive.parsing import PARSED, ParsedDocument, UnreadableDocument


def parse(data: bytes, charset: str = "") -> ParsedDocument:
    """`parsing.parse` within the limits of the settings."""
    return parsing.parse(
        data,
        charset,
        max_bytes=settings.ARCHIVE_MAX_DOCUMENT_BYTES,
        max_pages=settings.ARCHIVE_MAX_PAGES,
    )


def parse_apart(data: bytes, charset: str = "") -> ParsedDocument:
    """The same in a program of its own, limited: for use where threads run.

    Raises UnreadableDocument also where a limit ended it.
    """
    most = limits()
    bounds = (
        settings.ARCHIVE_MAX_DOCUMENT_BYTES,
        settings.ARCHIVE_MAX_PAGES,
        most.output,
        most.pieces,
    )
    arguments = [charset, *map(str, bounds)]
    try:
        packed = run_module("archive.parsing.program", data, most, arguments)
    except Fault as fault:
        raise UnreadableDocument(fault.code, str(fault)) from fault
    answer = Answers(PARSED, most.output, most.pieces).unpack(bytearray(packed))
    if isinstance(answer, ParsedDocument):
        return answer
    raise UnreadableDocument(*answer)


def limits() -> Limits:
    """What reading one document may cost."""
    output = 4 * settings.ARCHIVE_MAX_DOCUMENT_BYTES
    return Limits(
        seconds=settings.ARCHIVE_PARSE_SECONDS,
        memory=settings.ARCHIVE_PARSE_MEMORY,
        output=output,
        pieces=output // BYTES_OF_A_PIECE,
    )


BYTES_OF_A_PIECE = 8
"""What a value of an answer takes, about, where the answer is nothing but numbers: so
these may be as large as texts may."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How bytes become stories; the version tells whether a document is behind.

    `parse` takes the bytes and the encoding that their container declared, if any.
    """

    parse: Callable[[bytes, str], ParsedDocument] = parse
    version: str = parsing.VERSION


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as it came, and what its bytes say, or why they say nothing.

    `parsed` is what the bytes say alone: its names and addresses are not looked at
    yet. `container` is what it lay in, "" for a file of its own, and `charset` the
    encoding that this declared, if any. A region that nobody stated, `is_assumed`,
    says nothing against one that is known already.
    """

    name: str
    data: bytes
    parsed: ParsedDocument | None = None
    refusal: tuple[str, str] = ("", "")
    container: str = ""
    address: str = ""
    charset: str = ""
    is_assumed: bool = False


def prepare(
    name: str,
    data: bytes,
    reader: Reader,
    charset: str = "",
    *,
    container: str = "",
    address: str = "",
) -> Prepared:
    """Parse, or say why not."""
    origin = {"container": container, "address": address, "charset": charset}
    try:
        return Prepared(name, data, reader.parse(data, charset), **origin)
    except UnreadableDocument as error:
        return Prepared(name, data, refusal=(error.code, error.reason), **origin)
