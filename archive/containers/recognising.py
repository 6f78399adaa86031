"""What a stream holds, told by its first bytes and never by its name."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from archive.containers.inflating import BZIP2, GZIP, XZ
from archive.containers.tars import BLOCK, is_tar

HEAD = 1 << 16
"""Bytes that are looked at."""

_BZIP2 = re.compile(re.escape(BZIP2) + rb"[1-9](?:1AY&SY|\x17rE8P\x90)")
# A zip archive begins with a file, or is empty (PKWARE APPNOTE 4.3.7, 4.3.16).
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Office documents and electronic books are zip archives with a fixed first entry
# (ECMA-376 part 2, OpenDocument 1.3 part 2, EPUB OCF 3.2): documents of their own.
_DOCUMENT_IN_ZIP = (b"[Content_Types].xml", b"mimetype", b"_rels/.rels")
_WARC = re.compile(rb"(?:\r?\n){0,4}WARC/\d\.\d\d?\r?\n")
_OBJECT = re.compile(r"\s{0,1000}\{\s{0,1000}(?:\"|\})")
_ARRAY = re.compile(r"\s{0,1000}\[\s{0,1000}\{\s{0,1000}(?:\"|\})")


class Form(StrEnum):
    """How the documents lie in a stream."""

    GZIP = "gzip"
    XZ = "xz"
    BZIP2 = "bzip2"
    ZIP = "zip"
    TAR = "tar"
    WARC = "warc"
    OBJECT = "object"  # a JSON object: a document, the first of many lines, a wrapping
    LINES = "lines"  # JSON, an object on each line
    ARRAY = "array"  # a JSON array of objects
    WRAPPED = "wrapped"  # a JSON object with such arrays among its fields
    TEXT = "text"  # perhaps a table
    TABLE = "table"  # CSV
    DOCUMENT = "document"  # the stream is the document


def recognise(head: bytes) -> Form:
    """The form of a stream that begins with `head` (up to HEAD bytes)."""
    if head.startswith(GZIP):
        return Form.GZIP
    if head.startswith(XZ):
        return Form.XZ
    if _BZIP2.match(head):
        return Form.BZIP2
    if head.startswith(_ZIP):
        first = head[30 : 30 + 60]
        return Form.DOCUMENT if first.startswith(_DOCUMENT_IN_ZIP) else Form.ZIP
    if _WARC.match(head):
        return Form.WARC
    if is_tar(head[:BLOCK]):
        return Form.TAR
    text = start_of_text(head)
    if _ARRAY.match(text):
        return Form.ARRAY
    if _OBJECT.match(text):
        return Form.OBJECT
    if text and "\x00" not in text[:4096]:
        return Form.TEXT
    return Form.DOCUMENT


def mark_of(head: bytes) -> tuple[bytes, str]:
    """The byte order mark and the encoding it stands for; empty where there is none."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return mark, encoding
    return b"", ""


def start_of_text(head: bytes) -> str:
    """The head as text, its ASCII right whatever the rest is."""
    mark, encoding = mark_of(head)
    wide = encoding.startswith("utf-16")
    return head[len(mark) :].decode(encoding if wide else "latin-1", "replace")
