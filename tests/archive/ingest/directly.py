"""Documents taken in here and now, one at a time, without processes of their own.

What becomes of a document is the same; see `test_fresh`. Starting processes for every
document of thousands of steps would take most of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from archive import verifying
from archive.decisions import holding, layers, reverting, rows
from archive.ingest import Outcome, Reader, World, prepare, take
from districts.models import Region


def take_directly(
    paths: Iterable[Path],
    region: Region,
    *,
    reader: Reader | None = None,
    world: World | None = None,
) -> list[Outcome]:
    reader, world = reader or Reader(), world or World()
    return [
        take(prepare(path.name, path.read_bytes(), reader), region, world, reader)
        for path in paths
    ]


@contextmanager
def names_read_once() -> Iterator[World]:
    """For tests in which the known names stay as they are.

    Each decision reads them all from the database; that would take most of the time.
    """
    world = World()
    with (
        patch.object(layers, "World", lambda: world),
        patch.object(rows, "World", lambda: world),
        patch.object(reverting, "World", lambda: world),
        patch.object(holding, "World", lambda: world),
    ):
        yield world


@contextmanager
def raw_bytes_looked_at_last() -> Iterator[None]:
    """`faults` leaves them out meanwhile; they must be as they were in the end."""
    looked = verifying._raw_faults
    with patch.object(verifying, "_raw_faults", lambda tell: iter(())):
        yield
    assert list(looked(verifying.silent)) == []
