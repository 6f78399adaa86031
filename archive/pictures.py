"""Pictures of the pages of PDFs: drawn by a limited process, kept on the disk.

They are derived from the raw bytes and can be removed at any time.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from archive import originals
from archive.confinement import Fault, Limits, run_module

logger = logging.getLogger(__name__)

WIDTH = 1200
"""Pixels; the one width in which pages are drawn."""
MOST_BYTES = 20_000_000
"""Of one picture; four million pixels without any compression have 12 million."""
AT_ONCE = 2
"""Pages that are drawn at the same time, by all processes of the server together."""
PATIENCE = 10.0
"""Seconds to wait for one's turn."""
AGAIN_AFTER = 24 * 60 * 60
"""Seconds after which a page that could not be drawn is tried again."""
PROGRAM = "archive.parsing.pdf.picture"


class NoPicture(Exception):
    """The page cannot be drawn; the message says why."""


class Busy(Exception):
    """Too many pages are being drawn just now."""


def picture(sha256: str, number: int) -> bytes:
    """PNG of a page of the PDF with that hash, counted from 1.

    Raises NoPicture where there is none and Busy where it is not our turn.
    """
    path = path_of(sha256, number)
    if (kept := _kept(path)) is not None:
        return kept
    with _turn():
        if (kept := _kept(path)) is not None:
            return kept
        drawn = _draw(sha256, number)
        _write(path, drawn)
    if not originals.path_of(sha256).exists():
        # It was purged while we drew.
        forget(sha256)
        raise NoPicture("The document is gone.")
    _make_room(path)
    return _told(drawn)


def forget(sha256: str) -> None:
    """Remove all pictures of a document; it does no harm when there are none."""
    with suppress(FileNotFoundError):
        shutil.rmtree(_folder() / sha256)


def path_of(sha256: str, number: int) -> Path:
    return _folder() / sha256 / f"{number}-{WIDTH}.png"


def _folder() -> Path:
    return Path(settings.ARCHIVE_DATA_DIR) / "pages"


def _kept(path: Path) -> bytes | None:
    """What was drawn before; a file without bytes stands for a page that fails."""
    try:
        data = path.read_bytes()
        if not data and time.time() - path.stat().st_mtime > AGAIN_AFTER:
            return None
    except FileNotFoundError:
        return None
    return _told(data)


def _told(drawn: bytes) -> bytes:
    if not drawn:
        raise NoPicture("This page cannot be drawn.")
    return drawn


def _draw(sha256: str, number: int) -> bytes:
    """The picture; no bytes where the page cannot be drawn."""
    try:
        data = originals.read(sha256)
    except OSError as error:
        raise NoPicture("The raw document cannot be read.") from error
    if originals.digest(data) != sha256:
        raise NoPicture("The raw document is not the one that was received.")
    limits = Limits(
        seconds=settings.ARCHIVE_PARSE_SECONDS,
        memory=settings.ARCHIVE_PARSE_MEMORY,
        output=MOST_BYTES,
    )
    try:
        return run_module(PROGRAM, data, limits, [str(number - 1), str(WIDTH)])
    except Fault as fault:
        logger.warning("Page %d of %s was not drawn: %s", number, sha256, fault)
        return b""
    except RuntimeError as error:
        logger.exception("The program that draws pages did not start.")
        raise Busy from error


@contextmanager
def _turn() -> Iterator[None]:
    """Hold one of the few places to draw at; the system frees it when we end."""
    folder = _folder()
    folder.mkdir(mode=0o750, exist_ok=True)
    until = time.monotonic() + PATIENCE
    files = [
        os.open(folder / f".place-{n}", os.O_RDWR | os.O_CREAT, 0o600)
        for n in range(AT_ONCE)
    ]
    try:
        while not any(map(_locked, files)):
            if time.monotonic() > until:
                raise Busy
            time.sleep(0.05)
        yield
    finally:
        for file in files:
            os.close(file)


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(path: Path, data: bytes) -> None:
    """The file appears under its name when it is whole and on the disk."""
    path.parent.mkdir(mode=0o750, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".drawing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _make_room(latest: Path) -> None:
    """Remove the oldest pictures where all together take too much of the disk."""
    most = settings.ARCHIVE_PICTURE_BYTES
    found = []
    for path in _folder().glob("*/*"):
        with suppress(FileNotFoundError):
            found.append((path.stat().st_mtime, path.stat().st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= most:
            break
        if path != latest:
            path.unlink(missing_ok=True)
            total -= size
