"""manage.py backup as a person at a terminal meets it."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from django.apps import apps
from django.conf import settings as project
from django.db import connection, transaction

from archive import backups, originals
from archive.backups import rows
from archive.backups.kinds import DERIVED, LEFT_OUT, LEFT_OUT_TABLES
from archive.models import Article, Document, Figure
from tests.archive.backups.files import manifest_of, unpacked
from tests.commands import run
from tests.desk import log_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_backup_says_what_it_holds(archive, tmp_path):
    path = tmp_path / "b.tar.gz"
    output, errors, code = run("backup", path)

    assert (errors, code) == ("", 0)
    size = f"{path.stat().st_size:,}"
    assert re.fullmatch(
        rf"3 raw documents and \d+ rows saved to {path} \({size} bytes\)\.\n", output
    )
    said = manifest_of(path)
    assert said["raw"]["count"] == 3
    assert said["tables"]["archive.figure"]["rows"] == Figure.objects.count()
    assert ["archive", "0001_the_record"] in said["migrations"]


def test_any_program_for_tar_unpacks_it_and_finds_the_raw_documents(
    archive, folder, tmp_path
):
    run("backup", tmp_path / "b.tar.gz")

    found = unpacked(tmp_path / "b.tar.gz")
    for file in folder.glob("*.txt"):
        if not file.is_symlink():
            data = file.read_bytes()
            assert found[f"documents/{hashlib.sha256(data).hexdigest()}"] == data
    assert list(found)[-1] == "manifest.json"


def test_a_folder_gets_a_file_with_the_time_for_its_name(archive, tmp_path):
    there = tmp_path / "backups"
    there.mkdir()

    run("backup", there)

    [path] = there.iterdir()
    assert re.fullmatch(r"archive-20\d{6}T\d{6}Z\.tar\.gz", path.name)


def test_every_table_is_saved_or_named_as_left_out(archive, tmp_path):
    """A new table is in it without anyone thinking of it."""
    run("backup", tmp_path / "b.tar.gz")
    saved = manifest_of(tmp_path / "b.tar.gz")["tables"]

    models = {
        m._meta.label_lower: m for m in apps.get_models(include_auto_created=True)
    }
    assert saved.keys() | LEFT_OUT.keys() == models.keys()
    assert not saved.keys() & LEFT_OUT.keys()
    named = {models[label]._meta.db_table for label in models}
    others = [
        table
        for table in connection.introspection.table_names()
        if table not in named and not table.startswith(tuple(LEFT_OUT_TABLES))
    ]
    assert others == [], "tables that no backup holds and nobody named"
    assert all(DERIVED)


def test_a_small_archive_has_something_in_nearly_every_table(archive, tmp_path):
    """So that the tests of restoring compare rows and not emptiness."""
    run("backup", tmp_path / "b.tar.gz")

    tables = manifest_of(tmp_path / "b.tar.gz")["tables"]
    filled = {label for label, table in tables.items() if table["rows"]}
    assert filled >= {
        "admin.logentry",
        "archive.bodyrepair",
        "archive.decision",
        "archive.delivery",
        "archive.document",
        "archive.figure",
        "archive.formeraddress",
        "auth.group_permissions",
        "auth.user",
        "auth.user_groups",
        "auth.user_user_permissions",
        "districts.seedrecord",
    }


def test_neither_the_secret_key_nor_sessions_are_in_it(archive, client, tmp_path):
    assert log_in(client, "wen", "a lantern over the water").status_code == 302
    session = client.session.session_key
    run("backup", tmp_path / "b.tar.gz")

    everything = b"".join(unpacked(tmp_path / "b.tar.gz").values())
    assert b"wen" in everything
    assert session.encode() not in everything
    assert project.SECRET_KEY.encode() not in everything


def test_only_its_owner_may_read_it(archive, tmp_path):
    run("backup", tmp_path / "b.tar.gz")

    assert stat.S_IMODE((tmp_path / "b.tar.gz").stat().st_mode) == 0o600


def test_it_never_overwrites_a_file(archive, tmp_path):
    path = tmp_path / "b.tar.gz"
    path.write_text("dear")

    _, errors, code = run("backup", path)

    assert code == 2
    assert "is there already" in errors
    assert path.read_text() == "dear"


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    archive, tmp_path, monkeypatch
):
    path = tmp_path / "b.tar.gz"
    fsync = os.fsync

    def another_first(handle: int) -> None:
        path.write_text("dear")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", another_first)
    _, errors, code = run("backup", path)

    assert code == 2
    assert "meanwhile" in errors
    assert path.read_text() == "dear"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("where", ["fsync", "link"])
def test_a_full_disk_leaves_nothing_and_is_said(archive, tmp_path, monkeypatch, where):
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, where, fail)
    _, errors, code = run("backup", tmp_path / "b.tar.gz")

    assert code == 2
    assert "No space left on device" in errors
    assert not (tmp_path / "b.tar.gz").exists()
    assert not list(tmp_path.glob(".*"))


def test_a_folder_that_is_not_there_is_said(archive, tmp_path):
    _, errors, code = run("backup", tmp_path / "nowhere" / "b.tar.gz")

    assert code == 2
    assert "No backup was made" in errors
    assert "nowhere: No such file or directory" in errors


def test_what_killed_backups_left_is_removed_but_not_what_is_being_written(
    archive, tmp_path
):
    old, young = tmp_path / ".unfinished-backup-a", tmp_path / ".unfinished-backup-b"
    old.touch()
    young.touch()
    os.utime(old, (1, 1))

    run("backup", tmp_path / "b.tar.gz")

    assert not old.exists()
    assert young.exists()


def test_missing_altered_and_unreadable_documents_are_told_and_the_rest_is_saved(
    archive, tmp_path
):
    altered, missing, unreadable = Document.objects.order_by("sha256")
    for document in (altered, unreadable):
        originals.path_of(document.sha256).unlink()
    originals.path_of(altered.sha256).write_text("something else")
    originals.path_of(unreadable.sha256).symlink_to("/etc/passwd")
    originals.path_of(missing.sha256).unlink()

    output, errors, code = run("backup", tmp_path / "b.tar.gz")

    assert code == 1
    assert "0 raw documents and " in output
    absent = {
        altered.sha256: "altered",
        missing.sha256: "missing",
        unreadable.sha256: "unreadable",
    }
    assert manifest_of(tmp_path / "b.tar.gz")["raw"]["absent"] == absent
    for sha256, fault in absent.items():
        assert f"{fault}: {sha256}: its raw bytes are not in the backup" in errors
    assert b"root:" not in b"".join(unpacked(tmp_path / "b.tar.gz").values())


def test_the_bytes_of_a_purged_document_are_not_looked_for_nor_saved(archive, tmp_path):
    gone, back = Document.objects.accepted()
    for document in (gone, back):
        document.verdict, document.reason_code = "refused", Document.PURGED
        document.save()
    originals.path_of(gone.sha256).unlink()

    _, errors, code = run("backup", tmp_path / "b.tar.gz")

    assert (errors, code) == ("", 0)
    assert manifest_of(tmp_path / "b.tar.gz")["raw"]["purged"] == 2
    assert f"documents/{back.sha256}" not in unpacked(tmp_path / "b.tar.gz")


def test_a_row_that_no_restore_would_take_is_not_saved_in_silence(
    archive, tmp_path, settings
):
    settings.ARCHIVE_MAX_BACKUP_ROW_BYTES = 300

    _, errors, code = run("backup", tmp_path / "b.tar.gz")

    assert code == 2
    assert "the limit is 300 (ARCHIVE_MAX_BACKUP_ROW_BYTES)" in errors
    assert not (tmp_path / "b.tar.gz").exists()


def test_a_database_of_an_older_version_is_not_saved(archive, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = %s", [LATEST])
    try:
        _, errors, code = run("backup", tmp_path / "b.tar.gz")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied)"
                " VALUES ('archive', %s, CURRENT_TIMESTAMP)",
                [LATEST],
            )

    assert code == 2
    assert "older version than this program" in errors


LATEST = sorted(
    path.stem for path in Path(backups.__file__).parents[1].glob("migrations/0*.py")
)[-1]


def test_what_is_written_while_a_backup_is_made_is_not_half_in_it(
    archive, tmp_path, monkeypatch
):
    """Tables are read one after the other, and are yet of one moment."""
    parts, before = rows.parts, Document.objects.count()

    def and_another_comes(model: type, limit: int) -> Iterator[tuple[bytes, int]]:
        yield from parts(model, limit)
        if model is Article:  # which is read long before documents are
            elsewhere(add_a_document)

    monkeypatch.setattr(rows, "parts", and_another_comes)
    assert run("backup", tmp_path / "b.tar.gz")[1:] == ("", 0)

    assert Document.objects.count() == before + 1
    said = manifest_of(tmp_path / "b.tar.gz")
    assert said["raw"]["count"] == before
    assert said["tables"]["archive.document"]["rows"] == before
    assert run("verify")[2] == 0


def add_a_document() -> None:
    article = make_article("Made meanwhile. And so on.")
    originals.keep(article.document.text.encode())


def elsewhere(work: Callable[[], None]) -> None:
    """In a thread, and so over a connection, of its own."""

    def do() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=do, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()


def test_a_backup_within_a_test_s_transaction_sees_what_it_wrote(archive, tmp_path):
    with transaction.atomic():
        Document.objects.filter(verdict="refused").delete()
        run("backup", tmp_path / "b.tar.gz")
        transaction.set_rollback(True)

    assert manifest_of(tmp_path / "b.tar.gz")["raw"]["count"] == 2
