"""A small archive with decisions in it, and other archives to restore to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.archive.backups.machines import Databases, Machine

STORIES = {
    "mill.txt": (
        "Paper mill gives Jiading new work\n\n"
        "Jiading District counted 412 new firms last year, its bureau said.\n\n"
        "The mill paid 1.3 billion yuan (US$20 million) in tax, up 12.5 percent.\n"
    ),
    "harbour.txt": (
        "Harbour notes from Yangpu\n\n"
        "Yangpu took 3.2 billion yuan in fiscal revenue last year, up 8 percent.\n\n"
        "Biotech and artificial intelligence grew by 21 percent; Putuo had “5” of 9.\n"
    ),
    "noise.txt": "\0\1\2\3" * 50,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents that are good, one that is refused, one that can't be read."""
    path = tmp_path / "documents"
    path.mkdir()
    for name, text in STORIES.items():
        (path / name).write_text(text, encoding="utf-8")
    (path / "link.txt").symlink_to("/etc/passwd")
    return path


@pytest.fixture
def archive(transactional_db, folder: Path):
    """The test's own archive with the documents, an editor, and their decisions."""
    from tests.archive.backups import small

    small.fill(folder)
    return small


@pytest.fixture
def empty(archive, settings, tmp_path: Path) -> Callable[[], None]:
    """Empties the test's archive: an empty database and another data folder."""
    from django.core.management import call_command

    def clear() -> None:
        call_command("flush", interactive=False, verbosity=0)
        settings.ARCHIVE_DATA_DIR = tmp_path / f"data-{len(list(tmp_path.iterdir()))}"

    return clear


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Callable[..., Machine]]:
    """Makes machines on the database of this run; `sqlite=True` makes one on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    databases = Databases(url)

    def another(*, sqlite: bool = False) -> Machine:
        folder = tmp_path / f"machine-{len(list(tmp_path.iterdir()))}"
        return Machine(folder, "" if sqlite or not url else databases.another())

    yield another
    databases.drop()
