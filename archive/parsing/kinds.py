"""What a document is, by its content alone and never by its name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from enum import StrEnum

from archive.containers.csv_rows import BadRow, header_at, row_at
from archive.containers.field_names import holds_text
from archive.containers.json_values import BadJson, fields_of
from archive.parsing.decoding import decode
from archive.parsing.model import UnreadableDocument
from archive.parsing.vocabulary import word_set


class Kind(StrEnum):
    """The kinds of document that can be parsed."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"
    CSV = "csv"


# What the first bytes of files say that are no text; from the formats' own
# specifications (PKWARE APPNOTE, RFC 1952, RFC 8878, PNG, JFIF, ISO 28500 ...).
_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "a zip archive"),
    (b"PK\x07\x08", "a part of a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x1aE\xdf\xa3", "a Matroska video"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x00asm", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"SQLite format 3\x00", "a database"),
    (b"WARC/", "a WARC archive"),
)
# Office documents and electronic books are zip archives with a fixed first entry
# (ECMA-376 part 2, OpenDocument 1.3 part 2, EPUB OCF 3.2).
_FIRST_ENTRIES = (
    (b"[Content_Types].xml", "an Office document"),
    (b"_rels/.rels", "an Office document"),
    (b"mimetypeapplication/epub", "an electronic book"),
    (b"mimetype", "an OpenDocument file"),
)
_PDF_WITHIN = 1024
"""A PDF's header may stand behind this many bytes (PDF 32000-1, annex H.3.4.1)."""
_HEAD = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_XML = re.compile(r"<\?xml\b[^>]{0,500}>", re.IGNORECASE)
_PASSED = re.compile(r"\s+|<!--|<\?[^>]{0,500}>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype\s{1,50}(?P<name>[a-z][\w:-]{0,40})", re.IGNORECASE)
_TAG = re.compile(
    r"<(?P<name>[a-z][\w:.-]{0,60})(?=[\s/>])[^<>]{0,4000}>", re.IGNORECASE
)
_ANY_TAG = re.compile(
    r"</?(?P<name>[a-z][a-z1-6]{0,15})(?=[\s/>])[^<>]{0,500}>", re.IGNORECASE
)
_PAGE = word_set("html head body frameset")
_BLOCKS = word_set(
    """
    address article aside blockquote center details dialog div dl fieldset figure
    footer form h1 h2 h3 h4 h5 h6 header hr link main meta nav ol p pre script
    section style table template title ul base noscript
    """
)
_INLINE = word_set(
    """
    a abbr amp-img b big br button cite code em font i iframe img ins label li mark q s
    small span strong sub sup svg td th tr tbody time tt u var video picture
    """
)
_XML_ROOTS = word_set("rss feed urlset sitemapindex svg opml rdf:rdf kml gpx tei nitf")
_MENTIONS = re.compile(r"text|html|body|content|article", re.IGNORECASE)


def kind_of(data: bytes) -> Kind:
    """The kind of a document; `UnreadableDocument` names a kind that is not parsed.

    Plain text is what is nothing else, also where it begins with a brace or mentions
    a tag.
    """
    _refuse_signatures(data)
    if _is_pdf(data):
        return Kind.PDF
    head = _start_of(data)
    begin = _behind_prolog(head)
    if begin is not None and _is_page(head, begin):
        return Kind.HTML
    if begin is not None:
        _refuse_xml(head, begin)
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return _kind_of_object(data)
    if start.startswith("["):
        _refuse_array(data, start)
    if _is_record(data, head):
        return Kind.CSV
    return Kind.TEXT


def _refuse_signatures(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if not data.startswith(signature):
            continue
        if signature == b"PK\x03\x04":
            first = data[30:120]
            name = next(
                (n for mark, n in _FIRST_ENTRIES if first.startswith(mark)), name
            )
        raise UnreadableDocument("unsupported_type", f"This is {name}, no text.")
    if data[4:8] == b"ftyp":
        raise UnreadableDocument("unsupported_type", "This is a video, no text.")
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise UnreadableDocument("unsupported_type", "This is media, no text.")
    if data[257:262] == b"ustar":
        raise UnreadableDocument("unsupported_type", "This is a tar archive, no text.")


def _is_pdf(data: bytes) -> bool:
    """Whether a PDF begins here, at most blanks and marks before it."""
    head = data[:_PDF_WITHIN]
    return head.lstrip(b"\x00\t\n\r\f \xef\xbb\xbf").startswith(b"%PDF-")


def _start_of(data: bytes) -> str:
    """The first characters, ASCII among them right whatever the encoding is."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) : _HEAD].decode(encoding, "replace")
    head = data[:_HEAD]
    if head[:400].count(b"\x00") >= 0.3 * len(head[:400]) > 3:
        wide = "utf-16-be" if head[:1] == b"\x00" else "utf-16-le"
        return head.decode(wide, "replace")
    return head.decode("latin-1").replace("\x00", "")


def _behind_prolog(head: str) -> int | None:
    """Where the first tag or doctype begins; None where a text does not begin so."""
    at = 0
    while found := _PASSED.match(head, at):
        if found[0] == "<!--":
            end = head.find("-->", at)
            if end < 0:
                return None
            at = end + 3
        else:
            at = found.end()
    return at if head.startswith("<", at) else None


def _is_page(head: str, begin: int) -> bool:
    """Whether a web page or a part of one begins there."""
    doctype = _DOCTYPE.match(head, begin)
    if doctype:
        return doctype["name"].lower() == "html"
    first = _TAG.match(head, begin)
    if first is None:
        return False
    name = first["name"].lower()
    if name in _PAGE:
        return True
    known = [found for found in _names(head, begin) if found in _BLOCKS | _INLINE]
    if name in _BLOCKS:
        return len(known) >= 2
    return name in _INLINE and len(known) >= 3


def _names(head: str, begin: int) -> Iterator[str]:
    """The names of the first tags, end tags among them."""
    for count, found in enumerate(_ANY_TAG.finditer(head, begin)):
        if count >= 50:
            return
        yield found["name"].lower()


def _refuse_xml(head: str, begin: int) -> None:
    """Refuse what is XML of some other kind: feeds, site maps, pictures."""
    doctype = _DOCTYPE.match(head, begin)
    first = _TAG.match(head, begin)
    name = (doctype or first or {"name": ""})["name"].lower()
    declared = _XML.match(head.lstrip("\ufeff \t\r\n"))
    if declared or doctype or name in _XML_ROOTS:
        named = f" ({name})" if name else ""
        raise UnreadableDocument(
            "unsupported_type", f"This is XML{named}, no page and no plain text."
        )


def _kind_of_object(data: bytes) -> Kind:
    """JSON where the whole is one object with a text; text that has a brace else."""
    text = decode(data, len(data)).text.strip("\ufeff \t\r\n")
    if not text.endswith("}"):
        return Kind.TEXT
    try:
        names = [field.key for field in fields_of(text)]
    except BadJson:
        return Kind.TEXT
    if holds_text(names):
        return Kind.JSON
    raise UnreadableDocument(
        "unsupported_type", "This is JSON whose fields name neither a text nor html."
    )


def _refuse_array(data: bytes, start: str) -> None:
    """Refuse a JSON array of objects; a text may begin with a bracket."""
    if not re.match(r"\[\s{0,1000}\{\s{0,1000}\"", start):
        return
    text = decode(data, len(data)).text.strip("\ufeff \t\r\n")
    if not text.endswith("]"):
        return
    try:
        for _ in fields_of(f'{{"":{text}}}'):
            pass
    except BadJson:
        return
    raise UnreadableDocument(
        "unsupported_type", "This is a JSON array, not one object with a text."
    )


def _is_record(data: bytes, head: str) -> bool:
    """Whether it is a header that names a text, and one row below it."""
    line = head[:20_000].lstrip("\ufeff").split("\n", 1)[0]
    if not any(mark in line for mark in ",;\t") or not _MENTIONS.search(line):
        return False
    text = decode(data, len(data)).text
    found = header_at(text)
    if found is None:
        return False
    delimiter, header = found
    try:
        row = row_at(text, header.next, delimiter)
    except BadRow:
        return False
    same = len(row.fields) == len(header.fields)
    return same and not text[row.next :].strip()
