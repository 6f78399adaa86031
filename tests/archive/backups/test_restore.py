"""manage.py restore: what was saved comes back, or nothing does."""

from __future__ import annotations

import json
import os
from collections import namedtuple
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from archive import finding, originals, search
from archive.models import Decision, Document, Figure
from districts.models import Company, Region
from tests.archive.backups.dump import differences, everything
from tests.archive.backups.files import altered, packed, unpacked
from tests.commands import run
from tests.desk import log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def saved(archive, tmp_path) -> Path:
    run("backup", tmp_path / "b.tar.gz")
    return tmp_path / "b.tar.gz"


def rows_there_are() -> int:
    """Rows of what a freshly made database does not have by itself."""
    return Document.objects.count() + Region.objects.count() + User.objects.count()


def test_what_was_saved_comes_back_row_by_row_and_byte_by_byte(saved, empty):
    wanted = everything()
    bytes_wanted = {name: originals.read(name) for name in originals.names()}
    empty()
    assert rows_there_are() == 0

    output, errors, code = run("restore", saved)

    assert (errors, code) == ("", 0)
    assert "3 raw documents and " in output
    assert "All is well." in output
    assert differences(everything(), wanted) == []
    assert {name: originals.read(name) for name in originals.names()} == bytes_wanted


def test_editors_log_in_as_before_and_searches_find_as_before(saved, empty, client):
    query = search.parse("brewing OR mill OR harbour")
    wanted = list(finding.articles(query, {}, flagged=False).chosen)
    assert wanted
    empty()
    run("restore", saved)

    assert log_in(client, "wen", "a lantern over the water").status_code == 302
    assert list(finding.articles(query, {}, flagged=False).chosen) == wanted


def test_an_ingest_after_a_restore_changes_nothing(saved, empty, folder):
    empty()
    run("restore", saved)
    wanted = everything()

    run("ingest", folder)

    now = everything()
    assert now.pop("archive.delivery")
    wanted.pop("archive.delivery")
    assert differences(now, wanted) == []


def test_no_row_gets_the_number_of_one_that_is_gone(saved, empty):
    """A company was made and deleted: whatever names its number means that one."""
    gone = Company.objects.create(slug="after", name="After").pk - 1
    empty()
    run("restore", saved)
    assert not Company.objects.filter(pk=gone).exists()

    assert Company.objects.create(slug="new", name="New").pk > gone
    decision = Decision.objects.order_by("-pk").first()
    decision.pk, decision._state.adding = None, True
    decision.save(force_insert=True)


def test_a_database_that_is_not_empty_is_left_alone(saved):
    wanted = everything()

    _, errors, code = run("restore", saved)

    assert code == 2
    assert "Nothing was restored: the database is not empty" in errors
    assert "name a new ARCHIVE_DATA_DIR" in errors
    assert everything() == wanted


def test_an_account_made_before_is_never_overwritten(saved, empty):
    empty()
    User.objects.create_user("admin")

    _, errors, code = run("restore", saved)

    assert code == 2
    assert "not empty (1 rows of auth.user)" in errors
    assert User.objects.get().username == "admin"


def test_a_folder_with_documents_of_another_archive_is_refused(saved, empty):
    empty()
    stranger = originals.keep(b"of another archive")

    _, errors, code = run("restore", saved)

    assert code == 2
    assert f"{stranger} is there, which the backup does not hold" in errors
    assert rows_there_are() == 0


def test_raw_documents_that_a_killed_restore_left_are_of_use(saved, empty):
    name = Document.objects.accepted().first().sha256
    data = originals.read(name)
    empty()
    originals.keep(data)
    (originals.path_of(name).parent / ".incoming-999999999-x").touch()

    assert run("restore", saved)[1:] == ("", 0)


def test_a_disk_without_room_is_said_before_anything_is_written(
    saved, empty, monkeypatch
):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage(10, 10, 0))
    empty()

    _, errors, code = run("restore", saved)

    assert code == 2
    assert "has 0 bytes free" in errors
    assert not list(originals.names())


def test_a_write_that_fails_half_way_leaves_no_row(saved, empty, monkeypatch):
    empty()
    fsync, calls = os.fsync, []

    def fail_at_the_second(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 2:
            raise OSError(28, "No space left on device")
        fsync(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail_at_the_second)
        _, errors, code = run("restore", saved)
    assert code == 2
    assert "No space left on device" in errors
    assert rows_there_are() == 0

    assert run("restore", saved)[1:] == ("", 0)


def test_rows_that_do_not_fit_together_are_refused_whole(saved, empty, tmp_path):
    """Whole, sealed, but a figure's article is not in it."""
    members = unpacked(saved)
    name = "rows/archive.article/000001.jsonl"
    first, rest = members[name].split(b"\n", 1)
    cut = packed(tmp_path / "cut.tar.gz", altered(members, name, rest))
    empty()

    _, errors, code = run("restore", cut)

    assert code == 2
    assert "the database did not take it" in errors
    assert rows_there_are() == 0


def test_a_value_that_is_none_is_refused_with_its_place(saved, empty, tmp_path):
    members = unpacked(saved)
    name = "rows/archive.figure/000001.jsonl"
    rows = [json.loads(line) for line in members[name].splitlines()]
    columns = json.loads(members["manifest.json"])["tables"]["archive.figure"][
        "columns"
    ]
    rows[0][columns.index("value")] = "a lot"
    data = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    wrong = packed(tmp_path / "wrong.tar.gz", altered(members, name, data))
    empty()

    _, errors, code = run("restore", wrong)

    assert code == 2
    assert f"a row of {name} can't be read" in errors
    assert rows_there_are() == 0


def test_what_was_missing_when_it_was_saved_is_told_again(saved, empty, tmp_path):
    lost = Document.objects.accepted().first().sha256
    originals.path_of(lost).unlink()
    run("backup", tmp_path / "c.tar.gz")
    empty()

    output, errors, code = run("restore", tmp_path / "c.tar.gz")

    assert code == 1
    assert f"{lost} was missing when the backup was made" in errors
    assert f"missing: {lost}: its raw bytes are gone" in errors
    assert "Faults: 1 missing." in output
    assert Figure.objects.filter(document__sha256=lost).exists()


def test_a_group_that_migrations_made_does_not_stand_in_the_way(saved, empty):
    from django.contrib.auth.models import Group, Permission

    wanted = everything()
    allowed = Group.permissions.through.objects
    count = allowed.count()
    empty()
    group = Group.objects.create(name="made by a migration")
    group.permissions.set(Permission.objects.all()[:3])

    assert run("restore", saved)[1:] == ("", 0)
    assert differences(everything(), wanted) == []
    assert allowed.count() == count
