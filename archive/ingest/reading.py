"""Files as they lie on the disk: found in a fixed order, opened with care."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


class UnreadableFile(Exception):
    """A file whose bytes may not be taken; `code` is stable, str() says why."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def files(paths: Iterable[Path], hidden: list[Path] | None = None) -> Iterator[Path]:
    """The files named, and those in the folders named, each once, in name order.

    Links inside a folder are given as they are, so that they get a verdict; their
    targets are not followed. So are folders that cannot be read. What lies hidden in
    a folder, by a name that begins with a dot, is passed over and put to `hidden`.
    """
    for path in _roots(paths):
        yield from _walk(path, hidden) if path.is_dir() else [path]


def folder_of(paths: Iterable[Path]) -> Path:
    """The folder that holds all the files named: from there no two look alike.

    It is the one folder that is named, or the deepest that holds all that are.
    """
    roots = _roots(paths)
    if len(roots) == 1 and roots[0].is_dir():
        return roots[0]
    return Path(os.path.commonpath([path.parent for path in roots]))


def way_to(file: Path, folder: Path) -> str:
    """The way from a folder to a file in it; what cannot be shown is spelt out."""
    way = str(file.relative_to(folder)) if folder in file.parents else str(file)
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in way)


def _roots(paths: Iterable[Path]) -> list[Path]:
    """The paths that are named, each once, but for those within a folder named."""
    named = list(dict.fromkeys(path.absolute() for path in paths))
    folders = {path for path in named if path.is_dir()}
    return [path for path in named if folders.isdisjoint(path.parents)]


def _walk(folder: Path, hidden: list[Path] | None) -> Iterator[Path]:
    shut: list[Path] = []
    walk = os.walk(
        folder, onerror=lambda e: shut.append(Path(e.filename)), followlinks=False
    )
    for parent, folders, names in walk:
        if hidden is not None:
            dotted = (name for name in [*folders, *names] if name.startswith("."))
            hidden.extend(Path(parent, name) for name in dotted)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for name in sorted([*names, *linked]):
            if not name.startswith("."):
                yield Path(parent, name)
    yield from shut


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """The descriptor of a regular file, open for reading.

    Raises UnreadableFile for links, pipes, devices, and files that the system does
    not let us read.
    """
    try:
        # Without O_NONBLOCK a pipe that nobody writes to would hold us for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if path.is_symlink():
            reason = "It is a link; links are not followed."
            raise UnreadableFile("link", reason) from error
        reason = f"It could not be opened: {error.strerror}."
        raise UnreadableFile("unreadable", reason) from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise UnreadableFile("special", "It is not a regular file.")
        yield handle
    finally:
        os.close(handle)
