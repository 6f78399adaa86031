"""Backups taken apart and put together by other means than the archive's own."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


def unpacked(path: Path) -> dict[str, bytes]:
    """Name and bytes of each member, as any program for tar sees them."""
    with tarfile.open(path, "r:gz") as tar:
        return {info.name: tar.extractfile(info).read() for info in tar}


def manifest_of(path: Path) -> dict[str, Any]:
    return json.loads(unpacked(path)[MANIFEST])


def packed(path: Path, members: dict[str, bytes]) -> Path:
    """A file with these members and a true seal, whatever the members are."""
    return sealed(path, tar_of([(tarfile.TarInfo(n), d) for n, d in members.items()]))


def tar_of(members: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    """An uncompressed tar, closed by two empty blocks and no more."""
    parts = []
    for info, data in members:
        info.size = len(data)
        parts += [info.tobuf(tarfile.USTAR_FORMAT), data, bytes(-len(data) % 512)]
    return b"".join([*parts, bytes(1024)])


def sealed(path: Path, tar: bytes) -> Path:
    """Compress and close with the seal: the whole file's hash, in a gzip comment."""
    stream = gzip.compress(tar, mtime=0)
    mark = f"sha256:{hashlib.sha256(stream).hexdigest()}".encode()
    empty = io.BytesIO()
    empty.write(b"\x1f\x8b\x08\x10\0\0\0\0\0\xff" + mark + b"\0\x03\0" + bytes(8))
    path.write_bytes(stream + empty.getvalue())
    return path


def altered(members: dict[str, bytes], name: str, data: bytes) -> dict[str, bytes]:
    """The members with one part of a table changed, and the manifest told so."""
    said = json.loads(members[MANIFEST])
    for table in said["tables"].values():
        for part in table["parts"]:
            if part["name"] == name:
                table["rows"] += data.count(b"\n") - part["rows"]
                part["size"], part["rows"] = len(data), data.count(b"\n")
                part["sha256"] = hashlib.sha256(data).hexdigest()
    return {**members, name: data, MANIFEST: json.dumps(said).encode()}
