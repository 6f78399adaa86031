"""Documents taken in here and now, one at a time, without processes of their own.

What becomes of a document is the same; see `test_fresh`. Starting processes for every
document of thousands of steps would take most of the time.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive.ingest import Outcome, Reader, World, prepare, take
from districts.models import Region


def take_directly(
    paths: Iterable[Path], region: Region, *, reader: Reader | None = None
) -> list[Outcome]:
    reader, world = reader or Reader(), World()
    return [
        take(prepare(path.name, path.read_bytes(), reader), region, world, reader)
        for path in paths
    ]
