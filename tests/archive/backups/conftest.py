"""A small archive with decisions in it, and other archives to restore to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.dying import Words
from tests.machines import Machine
from tests.stories import write_stories

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


def write_few(folder: Path) -> Path:
    """Two documents that are good, one that is refused, one that can't be read."""
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "link.txt").symlink_to("/etc/passwd")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_few(tmp_path / "documents")


@pytest.fixture
def archive(make_once, folder: Path):
    """The test's own archive with the documents, an editor, and their decisions."""
    from tests.archive.backups import small

    make_once(small.fill, folder)
    return small


@pytest.fixture
def empty(transactional_db, settings, tmp_path: Path) -> Callable[[], None]:
    """Empties the test's archive: an empty database and another data folder."""
    from tests.whole import empty_all

    def clear() -> None:
        empty_all()
        settings.ARCHIVE_DATA_DIR = tmp_path / f"data-{len(list(tmp_path.iterdir()))}"

    return clear


@dataclass(frozen=True)
class Source:
    """A machine to make backups of, and all its rows; nobody changes them."""

    machine: Machine
    everything: dict[str, list]


@pytest.fixture(scope="session")
def source(tmp_path_factory, databases, seeded, django_db_blocker) -> Source:
    """With such an archive, and some stories more."""
    from tests.archive.backups import small
    from tests.archive.backups.dump import everything

    folder = tmp_path_factory.mktemp("source")
    machine = seeded.copied(folder / "data", databases)
    few, more = write_few(folder / "few"), write_stories(folder / "more", 20)
    with django_db_blocker.unblock(), machine.entered():
        small.take_in(few, more)
        return Source(machine, everything())


@dataclass(frozen=True)
class Backup:
    """A backup of it, and what making it says to the database."""

    path: Path
    words: Words


@pytest.fixture(scope="session")
def backup(tmp_path_factory, source) -> Backup:
    path = tmp_path_factory.mktemp("saved") / "b.tar.gz"
    return Backup(path, Words.of(source.machine, "backup", path))
