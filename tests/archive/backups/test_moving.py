"""From one database to another, and from one version to the next."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.archive.backups.dump import differences, everything
from tests.archive.backups.files import MANIFEST, altered, packed, unpacked
from tests.archive.backups.small import fill
from tests.archive.backups.versions import columns_of
from tests.commands import run, run_well

pytestmark = pytest.mark.django_db

OLD = "0002_text_index"


def test_a_backup_comes_back_on_a_machine_that_has_nothing_at_all(
    source, backup, machines
):
    machine = machines()

    assert "All is well." in machine.run("restore", backup.path)

    assert source.everything["archive.decision"]
    with machine.entered():
        assert differences(everything(), source.everything) == []


def test_tables_that_are_there_but_empty_do_not_stand_in_the_way(source, backup, empty):
    empty()

    run_well("restore", backup.path)

    assert differences(everything(), source.everything) == []


def test_an_archive_moves_from_sqlite_to_postgresql_and_back(
    machines, migrated, folder, tmp_path
):
    if not os.environ.get("DATABASE_URL"):
        pytest.skip("needs PostgreSQL: pytest --postgresql")
    there, back = tmp_path / "there.tar.gz", tmp_path / "back.tar.gz"
    empty = machines(sqlite=True)
    empty.run("migrate", "-v0")
    with machines(empty).entered():
        fill(folder)
        run_well("backup", there)
        wanted = everything()

    with machines(migrated).entered():
        run_well("restore", there)
        assert "PostgreSQL" in run_well("verify")
        assert differences(everything(), wanted) == []
        run_well("backup", back)

    with empty.entered():
        run_well("restore", back)
        assert "SQLite" in run_well("verify")
        assert differences(everything(), wanted) == []
    assert unpacked(there).keys() == unpacked(back).keys()


def test_new_rows_get_new_keys_after_a_move(source, backup, empty, tmp_path):
    story = tmp_path / "new.txt"
    story.write_text("Jiading counted 77 new parks last year.\n" * 3)
    empty()
    run_well("restore", backup.path)

    assert "1 new" in run_well("ingest", story)

    before, now = source.everything, everything()
    for label in ("archive.document", "archive.figure", "archive.delivery"):
        assert [row for row in now[label] if row in before[label]] == before[label]
        assert len(now[label]) > len(before[label])


def as_of(path: Path, source: Path, migration: str, columns: dict) -> Path:
    """The backup as a version with no later migrations of `archive` had made it."""
    members = unpacked(source)
    said = json.loads(members[MANIFEST])
    said["migrations"] = [
        [app, name]
        for app, name in said["migrations"]
        if app != "archive" or name <= migration
    ]
    for label in list(said["tables"]):
        table = said["tables"][label]
        if label not in columns:
            for part in table["parts"]:
                del members[part["name"]]
            del said["tables"][label]
    members[MANIFEST] = json.dumps(said).encode()
    for label, table in said["tables"].items():
        places = [table["columns"].index(name) for name in columns[label]]
        for part in table["parts"]:
            rows = map(json.loads, members[part["name"]].splitlines())
            lines = [json.dumps([row[place] for place in places]) for row in rows]
            data = "".join(f"{line}\n" for line in lines).encode()
            members = altered(members, part["name"], data)
    said = json.loads(members[MANIFEST])
    for label, table in said["tables"].items():
        table["columns"] = columns[label]
    members[MANIFEST] = json.dumps(said).encode()
    return packed(path, members)


@pytest.fixture
def old(backup, db, tmp_path) -> tuple[Path, dict[str, list[str]]]:
    """A backup of an older version, and the columns its tables had."""
    columns = columns_of(OLD)
    return as_of(tmp_path / "old.tar.gz", backup.path, OLD, columns), columns


def test_a_backup_of_an_older_version_is_brought_to_this_one(old, source, machines):
    path, columns = old

    with machines().entered():
        output = run_well("restore", path)
        now, before = everything(), source.everything
        run_well("migrate", "--check")

    assert "then brought to the present version" in output
    assert "All is well." in output
    for label, names in columns.items():
        if label in ("auth.permission", "contenttypes.contenttype"):
            continue  # those of newer tables were made anew
        assert [[row[name] for name in names] for row in now[label]] == [
            [row[name] for name in names] for row in before[label]
        ], label


def test_an_older_backup_wants_a_database_without_newer_tables(old, empty):
    path, _ = old
    empty()

    _, errors, code = run("restore", path)

    assert code == 2
    assert "begin with a new database and do not run `manage.py migrate`" in errors
    assert not any(
        rows
        for label, rows in everything().items()
        if label.startswith(("archive.", "districts."))
    )
