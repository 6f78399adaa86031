"""Archives made in memory for tests, and short ways to take them apart."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

from archive.containers import Limits, Member, Problem, unpack

SMALL = Limits(document_bytes=100_000)


def tar_of(*entries: tuple[str, bytes] | tarfile.TarInfo, form=tarfile.PAX_FORMAT):
    """A tar with files (name, bytes) and other entries as they are given."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
        for entry in entries:
            if isinstance(entry, tarfile.TarInfo):
                archive.addfile(entry)
            else:
                info = tarfile.TarInfo(entry[0])
                info.size = len(entry[1])
                archive.addfile(info, io.BytesIO(entry[1]))
    return packed.getvalue()


def zip_of(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return packed.getvalue()


class Unseekable(io.BytesIO):
    """Bytes that come as from a pipe."""

    def seekable(self) -> bool:
        return False

    def seek(self, *args: int) -> int:
        raise OSError("a pipe cannot be moved")


def out_of(data: bytes, name: str = "file", limits: Limits = SMALL, pipe: bool = False):
    """All that comes out, in order."""
    file = Unseekable(data) if pipe else io.BytesIO(data)
    return list(unpack(file, name, limits))


def members_of(data: bytes, name: str = "file", limits: Limits = SMALL) -> list[Member]:
    return [item for item in out_of(data, name, limits) if isinstance(item, Member)]


def problems_of(
    data: bytes, name: str = "file", limits: Limits = SMALL
) -> list[Problem]:
    return [item for item in out_of(data, name, limits) if isinstance(item, Problem)]


def told(items: list[Member | Problem]) -> list[tuple[str, bytes | str]]:
    """Name and bytes of each document, name and code of each problem."""
    return [
        (item.name, item.data if isinstance(item, Member) else item.code)
        for item in items
    ]


def record(
    kind: str = "response",
    body: bytes = b"",
    address: str = "https://news.example/a",
    headers: str = "Content-Type: text/html; charset=GBK",
    status: str = "200 OK",
    media_type: str = "application/http; msgtype=response",
    length: int | None = None,
) -> bytes:
    """A WARC record with an answer of a server in it."""
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: {media_type}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def chunked(*parts: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (*parts, b""))


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
