import os
import subprocess

import pytest

from archive import originals


def test_bytes_are_kept_under_their_hash_and_read_back():
    name = originals.keep(b"a document")

    assert name == originals.digest(b"a document")
    assert originals.read(name) == b"a document"
    assert list(originals.names()) == [name]


def test_kept_bytes_are_never_written_again():
    name = originals.keep(b"a document")
    before = originals.path_of(name).stat().st_ino

    originals.keep(b"a document")

    assert originals.path_of(name).stat().st_ino == before
    assert originals.path_of(name).stat().st_mode & 0o222 == 0


def test_a_failed_write_leaves_nothing_behind(monkeypatch):
    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(OSError, match="No space"):
        originals.keep(b"a document")
    assert not list(originals.names())
    assert not list(originals.leftovers())


def test_what_a_killed_process_left_is_swept_and_a_living_one_is_left_alone():
    originals.keep(b"a document")
    folder = next(originals.folder().iterdir())
    gone = subprocess.Popen(["true"])
    gone.wait()
    dead = folder / f".incoming-{gone.pid}-x"
    living = folder / f".incoming-{os.getpid()}-x"
    dead.touch()
    living.touch()

    originals.sweep()

    assert not dead.exists()
    assert living.exists()
