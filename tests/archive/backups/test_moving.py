"""From one database to another, and from one version to the next."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.archive.backups.dump import differences
from tests.archive.backups.files import MANIFEST, altered, packed, unpacked

pytestmark = pytest.mark.django_db

FILL = "tests.archive.backups.small.fill"
COLUMNS = "tests.archive.backups.versions.columns_of"
OLD = "0002_text_index"


@pytest.fixture
def filled(machines, folder):
    machine = machines()
    machine.run("migrate", "-v0")
    machine.call(FILL, folder)
    return machine


def test_a_backup_comes_back_on_a_machine_that_has_nothing_at_all(
    filled, machines, tmp_path
):
    filled.run("backup", tmp_path / "b.tar.gz")
    wanted = filled.everything()
    assert wanted["archive.decision"]
    other = machines()

    output = other.run("restore", tmp_path / "b.tar.gz")

    assert "All is well." in output
    assert differences(other.everything(), wanted) == []


def test_tables_that_are_there_but_empty_do_not_stand_in_the_way(
    filled, machines, tmp_path
):
    filled.run("backup", tmp_path / "b.tar.gz")
    other = machines()
    other.run("migrate", "-v0")

    other.run("restore", tmp_path / "b.tar.gz")

    assert differences(other.everything(), filled.everything()) == []


def test_an_archive_moves_from_sqlite_to_postgresql_and_back(
    machines, folder, tmp_path
):
    if not os.environ.get("DATABASE_URL"):
        pytest.skip("needs PostgreSQL: pytest --postgresql")
    on_sqlite = machines(sqlite=True)
    on_sqlite.run("migrate", "-v0")
    on_sqlite.call(FILL, folder)
    on_sqlite.run("backup", tmp_path / "there.tar.gz")
    wanted = on_sqlite.everything()

    on_postgresql = machines()
    on_postgresql.run("restore", tmp_path / "there.tar.gz")
    assert differences(on_postgresql.everything(), wanted) == []
    assert "PostgreSQL" in on_postgresql.run("verify")

    on_postgresql.run("backup", tmp_path / "back.tar.gz")
    back = machines(sqlite=True)
    back.run("restore", tmp_path / "back.tar.gz")
    assert differences(back.everything(), wanted) == []
    assert "SQLite" in back.run("verify")
    there = unpacked(tmp_path / "there.tar.gz")
    again = unpacked(tmp_path / "back.tar.gz")
    assert there.keys() == again.keys()


def test_new_rows_get_new_keys_after_a_move(filled, machines, folder, tmp_path):
    filled.run("backup", tmp_path / "b.tar.gz")
    other = machines()
    other.run("restore", tmp_path / "b.tar.gz")
    (folder / "new.txt").write_text("Jiading counted 77 new parks last year.\n" * 3)

    assert "1 new" in other.run("ingest", folder / "new.txt")

    before, now = filled.everything(), other.everything()
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
def old(filled, tmp_path) -> tuple[Path, dict[str, list[str]]]:
    """A backup of an older version, and the columns its tables had."""
    filled.run("backup", tmp_path / "b.tar.gz")
    columns = filled.call(COLUMNS, OLD)
    source = tmp_path / "b.tar.gz"
    return as_of(tmp_path / "old.tar.gz", source, OLD, columns), columns


def test_a_backup_of_an_older_version_is_brought_to_this_one(old, filled, machines):
    path, columns = old
    other = machines()

    output = other.run("restore", path)

    assert "then brought to the present version" in output
    assert "All is well." in output
    found, wanted = other.everything(), filled.everything()
    for label, names in columns.items():
        if label in ("auth.permission", "contenttypes.contenttype"):
            continue  # those of newer tables were made anew
        assert [[row[name] for name in names] for row in found[label]] == [
            [row[name] for name in names] for row in wanted[label]
        ], label
    assert other.try_to("migrate", "--check")[0] == 0


def test_an_older_backup_wants_a_database_without_newer_tables(old, machines):
    path, _ = old
    other = machines()
    other.run("migrate", "-v0")

    code, _, errors = other.try_to("restore", path)

    assert code == 2
    assert "begin with a new database and do not run `manage.py migrate`" in errors
    assert not any(
        rows
        for label, rows in other.everything().items()
        if label.startswith(("archive.", "districts."))
    )
