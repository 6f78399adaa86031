"""A stream of bytes as characters that lead back to the very same bytes.

To cut records out of a file its structure must be seen, and what is cut out must keep
its bytes, also those that fit no encoding. So a file is read by a *carrier*: an
encoding that shows ASCII as it is and gives every byte back. UTF-8 and all that does
not use ASCII inside its characters is carried as Latin-1, one character a byte.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from archive.containers.recognising import HEAD, mark_of
from archive.containers.sources import CHUNK, Source

_LARGEST_STEP = 1 << 22


@dataclass(frozen=True, slots=True)
class Carrier:
    """The encoding a stream is read by; `charset` is what its mark declares, if any."""

    encoding: str
    errors: str = "strict"
    charset: str = ""
    width: int = 1
    """Least bytes of a character."""
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """The bytes the text was read from."""
        return text.encode(self.encoding, self.errors)

    def document(self, text: str) -> bytes:
        """The same as a document of its own: UTF-16 is only known by its mark."""
        return self.mark + self.encode(text)


_LATIN = Carrier("latin-1")
_WIDE = {
    name: Carrier(name, "surrogatepass", label, 2, mark)
    # The labels are those of the WHATWG's Encoding Standard.
    for name, label, mark in (
        ("utf-16-le", "utf-16le", codecs.BOM_UTF16_LE),
        ("utf-16-be", "utf-16be", codecs.BOM_UTF16_BE),
    )
}
CHINESE = Carrier("gb18030", "surrogateescape")
"""Its second bytes may be ASCII's braces and backslashes, which JSON cares for."""


def carrier_of(source: Source) -> Carrier:
    """The carrier of a stream at its start; a byte order mark is passed over."""
    mark, charset = mark_of(source.peek(4))
    source.read(len(mark))
    if charset in _WIDE:
        return _WIDE[charset]
    return Carrier("latin-1", charset=charset)


def json_carrier_of(source: Source) -> Carrier:
    """The same for JSON that is cut by brackets: GB18030 is told by the head."""
    carrier = carrier_of(source)
    head = source.peek(HEAD)
    if carrier.width > 1 or carrier.charset or is_utf8(head, last=len(head) < HEAD):
        return carrier
    return CHINESE if _fits(head, "gb18030", last=len(head) < HEAD) else carrier


def is_utf8(data: bytes, *, last: bool = True) -> bool:
    return _fits(data, "utf-8", last)


def _fits(data: bytes, encoding: str, last: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(data, last)
    except UnicodeDecodeError:
        return False
    return True


def chunks(source: Source, carrier: Carrier) -> Iterator[str]:
    """The stream's characters, some 256 kB at a time."""
    decoder = codecs.getincrementaldecoder(carrier.encoding)(carrier.errors)
    while data := source.read(CHUNK):
        yield decoder.decode(data)
    # Half a character at the end belongs to none.
    left = decoder.getstate()[0]
    if left and carrier.width == 1:
        yield left.decode(carrier.encoding, carrier.errors)


class Window:
    """The part of a stream of characters that is looked at: `text` from `at` on.

    `ended` tells that nothing follows the text at hand.
    """

    def __init__(self, source: Source, carrier: Carrier) -> None:
        self._chunks = chunks(source, carrier)
        self.text = ""
        self.at = 0
        self.ended = False

    def more(self) -> int:
        """Take in as much again and forget what lies before `at`, which becomes 0.

        Gives by how much all offsets became smaller.
        """
        shift, self.at = self.at, 0
        pieces = [self.text[shift:]]
        wanted = min(max(CHUNK, len(pieces[0])), _LARGEST_STEP)
        while wanted > 0 and not self.ended:
            piece = next(self._chunks, None)
            if piece is None:
                self.ended = True
            else:
                pieces.append(piece)
                wanted -= len(piece)
        self.text = "".join(pieces)
        return shift

    def rest(self) -> bool:
        """Whether anything is left to look at; takes in more where it must."""
        while self.at >= len(self.text) and not self.ended:
            self.more()
        return self.at < len(self.text)
