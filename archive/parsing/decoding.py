"""Bytes become a text layer, by an allow-list of encodings."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from archive.parsing.model import UnreadableDocument

MAX_BYTES = 20_000_000
"""Larger text documents are refused unless the caller allows more."""

# What the first bytes of files say that are no plain text; from the formats' own
# specifications (PDF 32000-1, PKWARE APPNOTE, RFC 1952, RFC 8878, PNG, JFIF ...).
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "zip archive"),
    (b"PK\x05\x06", "zip archive"),
    (b"\x1f\x8b", "gzip archive"),
    (b"\xfd7zXZ\x00", "xz archive"),
    (b"\x28\xb5\x2f\xfd", "zstandard archive"),
    (b"BZh", "bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"Rar!\x1a\x07", "rar archive"),
    (b"\x89PNG\r\n\x1a\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"\x7fELF", "program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office document"),
    (b"{\\rtf", "RTF document"),
    (b"SQLite format 3\x00", "database"),
    (b"WARC/", "WARC archive"),
)
_HTML = re.compile(
    rb"\s{0,200}(?:<!--.{0,400}?-->\s{0,40})?<(?:!doctype html|html|head|body)\b"
)
_XML = re.compile(rb"\s{0,200}<\?xml\b")

# White space that a text may hold; every other control character is a doubt.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

# The most frequent characters of Chinese news text, simplified and traditional:
# a wrong decoding yields few of them.
_FREQUENT_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
    "同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自"
    "二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变"
    "條這個國們來時為於對會發動產種過說經進電裡現實體當點從業開還應關線內數樣與億萬區"
    "亿万区元市府企投资資金增长長海沪滬"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text layer: its encoding and what had to be given up to get it."""

    text: str
    encoding: str
    remarks: tuple[str, ...] = ()


def decode(data: bytes, max_bytes: int = MAX_BYTES) -> Decoded:
    """The text of the bytes; `UnreadableDocument` where they are no plain text."""
    if not data:
        raise UnreadableDocument("empty", "The document has no bytes.")
    if len(data) > max_bytes:
        raise UnreadableDocument(
            "too_large", f"{len(data)} bytes; at most {max_bytes} are read."
        )
    _refuse_other_types(data)
    decoded = _by_mark(data) or _as_utf8(data) or _by_characters(data)
    if decoded is None:
        raise UnreadableDocument("binary", "No known encoding fits the bytes.")
    return _without_controls(decoded)


def _refuse_other_types(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocument("unsupported_type", f"This is a {name}, no text.")
    head = data[:1024].lower()
    if head.lstrip(b"\x00\t\n\r\f \xef\xbb\xbf").startswith(b"%pdf-"):
        raise UnreadableDocument("unsupported_type", "This is a PDF, no text.")
    if _HTML.match(head.removeprefix(codecs.BOM_UTF8)):
        raise UnreadableDocument("unsupported_type", "This is HTML, no plain text.")
    if _XML.match(head.removeprefix(codecs.BOM_UTF8)):
        raise UnreadableDocument("unsupported_type", "This is XML, no plain text.")


def _by_mark(data: bytes) -> Decoded | None:
    """By a byte order mark, which is no part of the text."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            try:
                return _strictly(data[len(mark) :], encoding)
            except UnicodeDecodeError as error:
                raise UnreadableDocument(
                    "binary", f"The mark says {encoding}, the bytes do not fit it."
                ) from error
    return None


def _strictly(data: bytes, encoding: str) -> Decoded:
    """Decoded without loss, but for a last character that is cut off."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    text = decoder.decode(data)
    cut_off = decoder.getstate()[0]
    remarks = ("The last character is cut off.",) if cut_off else ()
    return Decoded(text, encoding, remarks)


def _as_utf8(data: bytes) -> Decoded | None:
    try:
        decoded = _strictly(data, "utf-8")
    except UnicodeDecodeError:
        return None
    # A lone high byte at the end proves nothing: cp1252 ends in "é" that way too.
    if decoded.remarks and decoded.text.isascii():
        return None
    return decoded


def _by_characters(data: bytes) -> Decoded | None:
    """The Chinese encoding whose text has the more frequent characters, or cp1252."""
    best: Decoded | None = None
    best_share = 0.0
    for encoding in ("gb18030", "big5"):
        try:
            decoded = _strictly(data, encoding)
        except UnicodeDecodeError:
            continue
        share = _frequent_share(decoded.text)
        if share > best_share:
            best, best_share = decoded, share
    if best and best_share >= 0.12:
        return best
    try:
        return Decoded(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return None


def _frequent_share(text: str) -> float:
    """Share of very frequent Chinese characters among all that are not ASCII."""
    sample = [char for char in text[:200_000] if char > "\x7f" and char.isalpha()]
    if not sample:
        return 0.0
    return sum(char in _FREQUENT_HAN for char in sample) / len(sample)


def _without_controls(decoded: Decoded) -> Decoded:
    """Without stray control characters; many of them mean it is no text."""
    stray = len(_CONTROL.findall(decoded.text))
    if not stray:
        return decoded
    if stray > max(2, len(decoded.text) // 500):
        raise UnreadableDocument(
            "binary", f"{stray} control characters: this is no text."
        )
    remark = f"{stray} control characters were left out."
    return Decoded(
        _CONTROL.sub("", decoded.text), decoded.encoding, (*decoded.remarks, remark)
    )
