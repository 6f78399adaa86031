"""What comes out of a container, what does not, and how much may."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may come out of one file. Each limit that is hit is a `Problem`.

    `document_bytes`: most bytes of one document (a file in an archive, a line of
    JSON, a row of CSV, the HTML of a WARC record after its encodings are undone); a
    larger one is passed over with `too_large`, its neighbours come out.

    `total_bytes`: most bytes that may come out of the compressed streams of one
    file, those inside each other counted each; then the file ends with `too_large`.

    `members`: most documents and problems of one file; then it ends with `too_many`.

    `depth`: how many archives may be packed in each other, each compression, tar and
    zip counted; what lies deeper is passed over with `too_deep`.

    `ratio`: how many times its packed size a compressed stream may become, once it
    has given 10 MB; then the stream ends with `ratio`. The same holds for all streams
    of one file together, against the size of the file, once they have given 100 MB.

    `decoder_bytes`: most memory an xz stream may ask for (`xz -9` asks for 66 MB);
    one that asks for more ends with `memory`.

    `spool_bytes`: most bytes of a zip inside another container: a zip is read from
    its end, so it is held in memory, nothing being written; a larger one is
    `too_large`. A zip that is the file itself may be of any size.

    `bad_records`: most problems of one container that are told one by one; those
    beyond are counted in a last `too_many_bad`.
    """

    document_bytes: int = 20_000_000
    total_bytes: int = 20_000_000_000
    members: int = 1_000_000
    depth: int = 6
    ratio: int = 200
    decoder_bytes: int = 80_000_000
    spool_bytes: int = 50_000_000
    bad_records: int = 1_000


@dataclass(frozen=True, slots=True)
class Member:
    """A document as it lies in its container.

    `name` is its own name there, or its place ("line 3", "record 7"), printable,
    never a path to open. `container` names what holds it, the outermost first,
    between exclamation marks ("week.tar.gz!inner.zip"); it is empty for a file that
    is a document itself. `address` is where a web archive says it was fetched.
    `charset` is the encoding the container declares, else empty.

    `data` is the document byte for byte. A row of a table has the header's line before
    it, and a record of a UTF-16 file the file's mark, so that each explains itself.
    """

    name: str
    data: bytes
    container: str
    address: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that did not come out; `code` is stable, `reason` is for people.

    Codes: `too_large`, `too_many`, `too_many_bad`, `too_deep`, `ratio`, `memory` name
    limits; `broken` (damaged, cut off or followed by what is foreign), `bad_record`
    (one record of many), `empty` (a container that holds no document), `encrypted`,
    `link`, `special` (devices, pipes, sparse files), `overlap` (a zip entry inside
    another), `unsupported` (a method we do not undo), `unreadable` (the file itself
    could not be read).
    """

    name: str
    container: str
    code: str
    reason: str


class Refused(Exception):
    """The stream at hand gives no more; what surrounds it may go on."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Spent(Refused):
    """A limit of the whole file is reached: nothing more comes out of it."""
