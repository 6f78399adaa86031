"""Bytes become a text layer, by an allow-list of encodings."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from archive.parsing.model import UnreadableDocument

MAX_BYTES = 20_000_000
"""Larger text documents are refused unless the caller allows more."""

# The encodings that texts on the web are in, by the labels of the WHATWG's Encoding
# Standard, and the codecs that read them; several where the first is too narrow. What a
# label means there is not always what it says: "iso-8859-1" is cp1252.
_LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8",
    "utf-16-le": "utf-16 utf-16le unicode ucs-2",
    "utf-16-be": "utf-16be unicodefffe",
    "gb18030": "gb18030 gbk gb2312 gb_2312-80 x-gbk chinese euc-cn cp936 ms936 "
    "windows-936",
    "big5 big5hkscs cp950": "big5 big5-hkscs cn-big5 x-x-big5 cp950",
    "cp932 shift_jis_2004": "shift_jis shift-jis sjis x-sjis windows-31j ms_kanji",
    "euc_jp euc_jis_2004": "euc-jp x-euc-jp",
    "iso2022_jp iso2022_jp_2": "iso-2022-jp",
    "cp949": "euc-kr ks_c_5601-1987 korean windows-949 cp949",
    "cp1252 latin-1": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 latin1 "
    "latin-1 l1 ascii us-ascii ansi_x3.4-1968",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 latin5",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "cp874": "windows-874 tis-620 iso-8859-11",
    "iso8859-2": "iso-8859-2 latin2",
    "iso8859-3": "iso-8859-3",
    "iso8859-4": "iso-8859-4",
    "iso8859-5": "iso-8859-5",
    "iso8859-6": "iso-8859-6",
    "iso8859-7": "iso-8859-7",
    "iso8859-8": "iso-8859-8 iso-8859-8-i",
    "iso8859-10": "iso-8859-10",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15 latin-9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi8",
    "koi8-u": "koi8-u",
    "cp866": "ibm866 cp866",
    "mac-roman": "macintosh mac x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic",
}
# A text that was decoded before says by which codec; what a label means goes first.
_CODECS = {name: [name] for names in _LABELS for name in names.split()} | {
    label: names.split()
    for names, labels in _LABELS.items()
    for label in labels.split()
}
_ESCAPED = ("iso-2022-jp", "iso2022_jp", "iso2022_jp_2")
_DECLARED = (
    re.compile(
        rb"<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})[\"']"
    ),
    re.compile(
        rb"<meta\b[^>]{0,400}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})",
        re.IGNORECASE,
    ),
)
_DECLARED_WITHIN = 8192
_MARKUP = re.compile(rb"[\x00\s]{0,400}<[!?a-zA-Z]")

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


def decode(
    data: bytes, max_bytes: int = MAX_BYTES, declared: str | None = None
) -> Decoded:
    """The text of the bytes; `UnreadableDocument` where they are no text.

    `declared` is the encoding that came with the bytes, in an answer's header for
    one; what a page's own `meta` tag or an XML declaration says counts after it. A
    declared encoding is taken where it is a known one and the bytes fit it, but text
    that is UTF-8 is UTF-8 whatever is declared: no other text looks like it.
    """
    if not data:
        raise UnreadableDocument("empty", "The document has no bytes.")
    if len(data) > max_bytes:
        raise UnreadableDocument(
            "too_large", f"{len(data)} bytes; at most {max_bytes} are read."
        )
    labels = [declared or "", _declared_inside(data)]
    decoded = (
        _by_mark(data)
        or _as_utf16(data)
        or _as_escaped(data, labels)
        or _as_utf8(data)
        or _as_declared(data, labels)
        or _as_broken_utf8(data)
        or _by_characters(data)
    )
    if decoded is None:
        raise UnreadableDocument("binary", "No known encoding fits the bytes.")
    return _without_controls(decoded)


def load_encodings() -> None:
    """Load every codec of the list, for a process that may open no files later."""
    for names in _CODECS.values():
        for name in names:
            codecs.lookup(name)
            codecs.getincrementaldecoder(name)


def _declared_inside(data: bytes) -> str:
    """The encoding that a page or an XML file declares in its first bytes."""
    head = data[:_DECLARED_WITHIN]
    if not _MARKUP.match(head):
        return ""
    for pattern in _DECLARED:
        found = pattern.search(head)
        if found:
            label = found[1].decode("ascii", "replace")
            # Read by ASCII, so it cannot be what it says (WHATWG, "prescan").
            return "utf-8" if label.lower().startswith("utf-16") else label
    return ""


def _as_declared(data: bytes, labels: list[str]) -> Decoded | None:
    for label in labels:
        for encoding in _CODECS.get(label.strip().lower().strip("\"'"), ()):
            try:
                return _strictly(data, encoding)
            except UnicodeDecodeError:
                continue
    return None


def _as_escaped(data: bytes, labels: list[str]) -> Decoded | None:
    """ISO-2022-JP, which is written in ASCII's bytes."""
    escaped = [label for label in labels if label.lower() in _ESCAPED]
    return _as_declared(data, escaped) if escaped and b"\x1b$" in data else None


def _as_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark, told by the zero half of its ASCII characters."""
    head = data[:4096]
    half = len(head) // 2
    if half < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros >= 0.4 * half and others <= 0.02 * half:
            try:
                return _strictly(data, encoding)
            except UnicodeDecodeError:
                return None
    return None


def _as_broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes that are none, as cutting and joining files leave it."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text[:200_000]) - broken
    if broken > 20 * (1 + len(data) // 100_000) or whole < 10 * broken:
        return None
    return Decoded(text, "utf-8", (f"{broken} places are no UTF-8; they are marked.",))


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
    """Without stray control characters; many of them mean it is no text.

    Zero bytes pad files and are let off more easily than others.
    """
    text = decoded.text.rstrip("\x00")
    zeros = text.count("\x00")
    stray = len(_CONTROL.findall(text)) - zeros
    if stray > max(2, len(text) // 500) or zeros > max(2, len(text) // 20):
        raise UnreadableDocument(
            "binary", f"{stray + zeros} control characters: this is no text."
        )
    dropped = stray + len(decoded.text) - len(text) + zeros
    if not dropped:
        return decoded
    remark = f"{dropped} control characters were left out."
    return Decoded(_CONTROL.sub("", text), decoded.encoding, (*decoded.remarks, remark))
