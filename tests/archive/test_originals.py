import os
import subprocess

import pytest

from archive import originals


def test_bytes_are_kept_under_their_hash_and_read_back():
    name = originals.keep(b"a document")

    assert name == originals.digest(b"a document")
    assert originals.read(name) == b"a document"
    assert list(originals.names()) == [name]


def test_many_are_kept_as_one_is():
    documents = [bytes([number]) for number in range(40)]
    originals.keep(documents[7])

    originals.keep_all(documents)

    assert list(originals.names()) == sorted(map(originals.digest, documents))
    assert not list(originals.leftovers())


def test_of_many_each_is_on_the_disk_before_its_folder_is(monkeypatch):
    documents, synced = [bytes([number]) for number in range(9)], []

    def noted(handle: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{handle}"))

    monkeypatch.setattr(os, "fsync", noted)

    originals.keep_all(documents)

    shelves = {str(originals.path_of(originals.digest(d)).parent) for d in documents}
    last = synced[-len(shelves) :]
    assert set(last) == shelves
    earlier = synced[: -len(shelves)]
    assert sum(".incoming-" in name for name in earlier) == len(documents)
    # New shelves are names in a folder themselves.
    assert str(originals.folder()) in earlier


def test_bytes_that_stand_there_already_get_their_folder_synced_too(monkeypatch):
    originals.keep(b"a document")
    synced = []
    monkeypatch.setattr(
        os,
        "fsync",
        lambda handle: synced.append(os.readlink(f"/proc/self/fd/{handle}")),
    )
    originals.keep_all([b"a document"])
    assert synced == [str(originals.path_of(originals.digest(b"a document")).parent)]


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


def test_bytes_that_come_piece_by_piece_are_kept_when_they_are_those_named():
    name = originals.digest(b"a document")
    originals.keep_chunks(name, iter([b"a docu", b"ment"]))

    assert originals.read(name) == b"a document"


def test_bytes_that_are_not_those_named_are_not_kept():
    with pytest.raises(originals.WrongBytes):
        originals.keep_chunks(originals.digest(b"a document"), iter([b"another"]))

    assert not list(originals.names())
    assert not list(originals.leftovers())


def test_a_large_document_is_read_in_pieces():
    name = originals.keep(b"x" * 3_000_000)

    sizes = [len(chunk) for chunk in originals.read_chunks(name)]
    assert sum(sizes) == 3_000_000
    assert max(sizes) <= 1 << 20


@pytest.mark.parametrize("put", [b"a documenT", b"a document.", b"a documen", b""])
def test_a_damaged_file_is_replaced_when_its_bytes_come_again(put):
    name = originals.keep(b"a document")
    originals.path_of(name).chmod(0o644)
    originals.path_of(name).write_bytes(put)

    originals.keep(b"a document")

    assert originals.read(name) == b"a document"


def test_names_come_in_order_and_only_from_their_own_shelf():
    names = sorted(originals.keep(bytes([number])) for number in range(40))
    wrong = originals.folder() / ("00" if names[0][:2] != "00" else "01")
    wrong.mkdir(exist_ok=True)
    (wrong / names[0]).touch()

    assert list(originals.names()) == names
    assert list(originals.names(names[5][:2])) == [
        name for name in names if name[:2] == names[5][:2]
    ]
    assert list(originals.leftovers()) == [wrong / names[0]]


def test_removed_bytes_are_gone_and_may_be_removed_again():
    name = originals.keep(b"a document")

    originals.remove(name)
    originals.remove(name)

    assert not list(originals.names())
    originals.remove(originals.digest(b"never there"))
