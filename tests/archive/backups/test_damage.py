"""A backup that is not whole and unaltered is refused before anything is written."""

from __future__ import annotations

import gzip
import json
import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import originals
from archive.models import Document
from districts.models import Region
from tests.archive.backups.files import MANIFEST, packed, sealed, tar_of, unpacked
from tests.commands import run

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 20


_made: list[bytes] = []


@pytest.fixture
def saved(request, transactional_db, tmp_path) -> Path:
    """A backup, and an empty archive to restore it to. It is made only once."""
    path = tmp_path / "b.tar.gz"
    if not _made:
        request.getfixturevalue("archive")
        run("backup", path)
        _made.append(path.read_bytes())
        request.getfixturevalue("empty")()
    path.write_bytes(_made[0])
    return path


def assert_refused(path: Path, reason: str) -> None:
    _, errors, code = run("restore", path)
    assert code == 2
    assert f"{path} is refused: " in errors
    assert reason in errors
    assert not Document.objects.exists()
    assert not Region.objects.exists()
    assert not originals.folder().exists()


def test_the_tests_put_a_backup_together_as_it_was(saved, tmp_path):
    """Otherwise they would show nothing: what they alter is refused for that alone."""
    again = packed(tmp_path / "again.tar.gz", unpacked(saved))

    assert run("restore", again)[1:] == ("", 0)


def test_one_that_is_cut_short_anywhere_is_refused(saved, tmp_path):
    data = saved.read_bytes()
    dice = random.Random(1970)
    cut = tmp_path / "cut.tar.gz"
    places = [0, 1, len(data) - 1, len(data) - 92, len(data) - 93]
    for place in [*places, *(dice.randrange(len(data)) for _ in range(TIMES))]:
        cut.write_bytes(data[:place])
        assert_refused(cut, "its end is missing")


def test_one_flipped_bit_anywhere_is_enough(saved, tmp_path):
    data = bytearray(saved.read_bytes())
    dice = random.Random(1971)
    flipped = tmp_path / "flipped.tar.gz"
    # The header of a gzip file and its time are covered by no checksum of its own.
    for place in [*range(10), *(dice.randrange(len(data)) for _ in range(TIMES))]:
        bit = 1 << dice.randrange(8)
        data[place] ^= bit
        flipped.write_bytes(data)
        assert_refused(flipped, "")
        data[place] ^= bit
    flipped.write_bytes(data)
    assert run("restore", flipped)[1:] == ("", 0)


def test_two_in_one_file_are_refused(saved, tmp_path):
    both = tmp_path / "both.tar.gz"
    both.write_bytes(saved.read_bytes() * 2)

    assert_refused(both, "altered")


def test_two_in_one_file_are_refused_even_under_one_true_seal(saved, tmp_path):
    tar = gzip.decompress(saved.read_bytes())

    assert_refused(sealed(tmp_path / "b2.tar.gz", tar * 2), "something follows its end")


@pytest.mark.parametrize("end", [0, 1, 512, 700, 1024 + 511])
def test_an_end_that_is_missing_is_noticed_under_a_true_seal(saved, tmp_path, end):
    tar = gzip.decompress(saved.read_bytes())

    cut = sealed(tmp_path / "cut.tar.gz", tar[: len(tar) - 1 - end])
    assert_refused(cut, "ends too early")


@pytest.mark.parametrize(
    "data", [b"", b"a letter\n" * 100, gzip.compress(b"no tar" * 500, mtime=0)]
)
def test_what_is_no_backup_is_refused(saved, tmp_path, data):
    other = tmp_path / "other"
    other.write_bytes(data)

    assert_refused(other, "it is no backup, or its end is missing")


def test_a_file_that_is_none_is_refused(saved, tmp_path):
    assert_refused(tmp_path / "nowhere", "No such file")
    assert_refused(tmp_path, "not a regular file")


Change = Callable[[dict[str, bytes]], object]
FIRST = "rows/archive.article/000001.jsonl"


def a_document(members: dict[str, bytes]) -> str:
    return next(name for name in members if name.startswith("documents/"))


def change_manifest(members: dict[str, bytes], *keys: str, value: object) -> None:
    said = json.loads(members[MANIFEST])
    place = said
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    members[MANIFEST] = json.dumps(said).encode()


def say(*keys: str, value: object) -> Change:
    return lambda members: change_manifest(members, *keys, value=value)


def add_first(name: str, data: bytes = b"[]\n") -> Change:
    def change(members: dict[str, bytes]) -> None:
        rest = dict(members)
        members.clear()
        members.update({name: data, **rest})

    return change


WRONG: dict[str, tuple[Change, str]] = {
    "no manifest": (lambda m: m.pop(MANIFEST), "manifest is missing"),
    "nothing at all": (lambda m: m.clear(), "manifest is missing"),
    "a part less": (lambda m: m.pop(FIRST), f"{FIRST} is missing"),
    "a part more": (
        add_first("rows/archive.article/000009.jsonl"),
        "rows/archive.article/000009.jsonl is unknown to its manifest",
    ),
    "rows changed": (
        lambda m: m.update({FIRST: m[FIRST].replace(b"a", b"b")}),
        f"{FIRST} is not what its manifest says",
    ),
    "a document less": (
        lambda m: m.pop(a_document(m)),
        "not those that its manifest lists",
    ),
    "a document changed": (
        lambda m: m.update({a_document(m): b"other bytes"}),
        "holds other bytes than its name says",
    ),
    "a document out of order": (
        lambda m: (
            (d := a_document(m), v := m.pop(d), k := m.pop(MANIFEST))
            and m.update({d: v, MANIFEST: k})
        ),
        "is not in its order",
    ),
    "rows after documents": (
        lambda m: (
            (v := m.pop(FIRST), k := m.pop(MANIFEST))
            and m.update({FIRST: v, MANIFEST: k})
        ),
        f"{FIRST} comes after raw documents",
    ),
    "something after the manifest": (
        lambda m: m.update({"rows/archive.article/000002.jsonl": b""}),
        "follows its manifest",
    ),
    "a name that climbs": (add_first("../../etc/cron.d/x"), "has no place in a backup"),
    "a name from the root": (add_first("/etc/passwd"), "has no place in a backup"),
    "a stranger": (add_first("read me"), "has no place in a backup"),
    "a manifest that is no JSON": (
        lambda m: m.update({MANIFEST: b"{" * 100_000}),
        "its manifest can't be read",
    ),
    "a manifest of nothing": (lambda m: m.update({MANIFEST: b"[]"}), "none of ours"),
    "another format": (say("format", value=2), "a newer version of the archive"),
    "a count of rows": (say("tables", "archive.article", "rows", value=1), "not whole"),
    "a negative count": (say("raw", "count", value=-1), "manifest is not whole"),
    "a true for a number": (say("raw", "count", value=True), "manifest is not whole"),
    "a list for a text": (say("made_at", value=[]), "manifest is not whole"),
    "a word it does not know": (say("more", value=1), "manifest is not whole"),
    "tables that are none": (say("tables", value=[]), "manifest is not whole"),
    "purged that are not": (say("raw", "purged", value=3), "more or fewer raw"),
    "a table less": (
        lambda m: (
            drop_table(m, "archive.document"),
            m.pop("rows/archive.document/000001.jsonl"),
        ),
        "no table of documents",
    ),
    "migrations of tomorrow": (
        say("migrations", value=[["archive", "9999_tomorrow"]]),
        "newer version of the archive: this one does not know archive.9999_tomorrow",
    ),
    "migrations that stand on nothing": (
        say("migrations", value=[["archive", "0002_text_index"]]),
        "lacks migrations that archive.0002_text_index stands on",
    ),
    "a table of another version": (
        lambda m: rename_table(m, "districts.company", "districts.firm"),
        "districts.firm is none of the tables of its version",
    ),
    "columns of another version": (
        say("tables", "auth.group", "columns", value=["id", "name", "colour"]),
        "auth.group has other columns",
    ),
}


def drop_table(members: dict[str, bytes], label: str) -> None:
    said = json.loads(members[MANIFEST])
    del said["tables"][label]
    members[MANIFEST] = json.dumps(said).encode()


def rename_table(members: dict[str, bytes], label: str, other: str) -> None:
    """Under both names: of its parts and in the manifest."""
    for name in list(members):
        data = members.pop(name)
        if name == MANIFEST:
            data = data.replace(f'"{label}"'.encode(), f'"{other}"'.encode())
            data = data.replace(f"/{label}/".encode(), f"/{other}/".encode())
        members[name.replace(f"/{label}/", f"/{other}/")] = data


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_inside_is_refused_under_a_true_seal(saved, tmp_path, wrong):
    change, reason = WRONG[wrong]
    members = unpacked(saved)
    change(members)

    path = packed(tmp_path / "wrong.tar.gz", members)
    _, errors, code = run("restore", path)

    assert code == 2
    assert reason in errors
    assert not Document.objects.exists()
    assert not originals.folder().exists()


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (tarfile.SYMTYPE, "/etc/passwd"),
        (tarfile.LNKTYPE, "manifest.json"),
        (tarfile.DIRTYPE, ""),
        (tarfile.FIFOTYPE, ""),
        (tarfile.CHRTYPE, ""),
        (tarfile.XHDTYPE, ""),
        (tarfile.GNUTYPE_LONGNAME, ""),
    ],
)
def test_links_devices_and_the_like_are_refused(saved, tmp_path, kind, target):
    info = tarfile.TarInfo(f"documents/{'0' * 64}")
    info.type, info.linkname = kind, target
    rest = [(tarfile.TarInfo(n), d) for n, d in unpacked(saved).items()]

    path = sealed(tmp_path / "odd.tar.gz", tar_of([(info, b""), *rest]))
    assert_refused(path, "is not a plain file")


def test_one_that_unpacks_to_too_much_is_refused_in_time(saved, tmp_path, settings):
    settings.ARCHIVE_MAX_BACKUP_BYTES = 1_000_000
    info = tarfile.TarInfo("documents/" + "0" * 64)

    path = sealed(tmp_path / "bomb.tar.gz", tar_of([(info, bytes(5_000_000))]))
    assert path.stat().st_size < 20_000
    assert_refused(path, "more than 1,000,000 bytes (ARCHIVE_MAX_BACKUP_BYTES)")


def test_a_part_too_large_for_the_memory_is_refused(saved, tmp_path, settings):
    settings.ARCHIVE_MAX_BACKUP_ROW_BYTES = 1000
    members = unpacked(saved)
    members[FIRST] = bytes(4_100_000)

    path = packed(tmp_path / "large.tar.gz", members)
    assert_refused(path, "a row may have 1,000 (ARCHIVE_MAX_BACKUP_ROW_BYTES)")
