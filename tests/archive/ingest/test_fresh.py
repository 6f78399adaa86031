"""New documents are written in batches; it is the same as one at a time, with care."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from django.db import connection, transaction

from archive import search
from archive.ingest import Reader, World, files, prepare, take, take_files, writing
from archive.ingest.rows import row_of, shape_of
from archive.models import (
    Article,
    Delivery,
    Document,
    Duplicate,
    Figure,
    FormerAddress,
)
from archive.verifying import faults
from districts.models import Region
from tests.archive.ingest.test_hostile import news, page, pdf
from tests.contents import contents


@pytest.fixture
def folder(tmp_path: Path, documents: list[Path]) -> Path:
    """One of each kind, and the five documents."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    for path in documents:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "page.html").write_text(page(news()))
    (folder / "sheet.pdf").write_bytes(pdf(news()))
    (folder / "record.json").write_text(
        json.dumps({"title": "Cranes", "text": news(), "url": "https://a.example/1"})
    )
    (folder / "empty.txt").write_text("")
    (folder / "no-words.txt").write_text("1 2 3")
    return folder


def index_rows() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM archive_text_index")
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
    # The first column of PostgreSQL's table is a key, which differs.
    return sorted(row[1:] if names[0] == "article_id" else row for row in rows)


def groups() -> set[tuple[str, str]]:
    return set(
        Duplicate.objects.values_list("article__public_id", "leading__public_id")
    )


def test_a_batch_holds_what_care_would_have_stored(world, folder):
    known, reader = World(), Reader()
    with transaction.atomic():
        for path in sorted(folder.iterdir()):
            take(prepare(path.name, path.read_bytes(), reader), world, known)
        carefully = contents(), index_rows(), groups()
        transaction.set_rollback(True)

    outcomes = list(take_files(files([folder]), world, jobs=2))

    assert (contents(), index_rows(), groups()) == carefully
    assert not list(faults())
    by_name = {outcome.name: outcome for outcome in outcomes}
    assert by_name["sheet.pdf"].articles == 1
    assert (
        by_name["sheet.pdf"].figures
        == Figure.objects.filter(document__sha256=by_name["sheet.pdf"].sha256).count()
    )
    assert Article.objects.get(address="https://a.example/1").headline == "Cranes"


def test_a_row_has_a_value_for_every_column():
    row = row_of(Article(public_id="abc"))
    shape = shape_of(Article)

    assert len(row) == len(shape.columns)
    assert row[shape.places["public_id"]] == "abc"
    assert row[shape.places["tags"]] == "[]"
    assert row[shape.places["status"]] == "extracted"


def test_a_document_that_comes_twice_in_a_batch_is_stored_once(world, tmp_path):
    for name in ("one.txt", "two.txt", "three.txt"):
        (tmp_path / name).write_text("The mill of Putuo District made 5 billion yuan.")

    outcomes = list(take_files(files([tmp_path]), world))

    assert [one.state for one in outcomes] == ["new", "unchanged", "unchanged"]
    assert Document.objects.count() == 1
    assert Delivery.objects.count() == 3


def test_a_batch_that_cannot_be_written_is_stored_one_by_one(
    world, folder, monkeypatch
):
    def fail(*_):
        raise ValueError("no batches today")

    monkeypatch.setattr(writing, "write", fail)
    outcomes = list(take_files(files([folder]), world))

    good = [one for one in outcomes if not one.failed]
    assert len(good) == len(outcomes) - 2
    assert Document.objects.accepted().count() == len(good)
    assert not list(faults())


def test_an_address_that_lives_again_is_no_former_one(world, documents):
    list(take_files(documents, world))
    known = list(Figure.objects.values_list("public_id", flat=True))
    search.remove(Article.objects.values_list("pk", flat=True))
    Document.objects.all().delete()
    FormerAddress.objects.bulk_create(FormerAddress(public_id=one) for one in known)

    list(take_files(documents, world))

    assert not FormerAddress.objects.filter(public_id__in=known).exists()


def test_what_could_not_be_read_once_is_no_problem_any_more(world, tmp_path):
    path = tmp_path / "story.txt"
    path.symlink_to("/etc/passwd")
    list(take_files([path], world))
    assert Delivery.objects.get().problem_code == "link"
    path.unlink()
    path.write_text(news())

    list(take_files([path], world))

    assert Delivery.objects.get().document is not None


def test_a_refusal_is_stored_with_its_reason(world, tmp_path):
    (tmp_path / "story.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))

    (outcome,) = take_files(files([tmp_path]), world)

    document = Document.objects.get()
    assert document.verdict == "refused"
    assert (document.reason_code, document.reason) == (
        outcome.reason_code,
        outcome.reason,
    )


def test_a_region_nobody_stated_says_nothing_against_the_one_known(world, tmp_path):
    fed = Region.objects.get(slug="federal-reserve")
    path = tmp_path / "1978-03-bo.txt"
    path.write_text("Retailers in the District sold 5 percent more than last March.")
    list(take_files([path], fed))
    before = contents()

    (outcome,) = take_files([path], world, is_assumed=True)

    assert outcome.state == "unchanged"
    assert contents() == before
    article = Article.objects.get()
    assert str(article.published_on) == "1978-03-01"
    assert list(take_files([path], world))[0].state == "changed"
    assert Document.objects.get().region is None


def test_the_name_within_an_archive_says_what_a_files_name_does(world, tmp_path):
    fed = Region.objects.get(slug="federal-reserve")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("txt/1978/03/1978-03-bo.txt", "Sales rose 5 percent in March.")

    list(take_files([tmp_path / "all.zip"], fed))

    article = Article.objects.get()
    assert (article.date_basis, str(article.published_on)) == ("address", "1978-03-01")
    assert article.district_mentions.get(basis="address").district.slug == "boston"


def test_a_folder_that_cannot_be_read_gets_a_verdict(world, tmp_path, monkeypatch):
    shut = tmp_path / "shut"
    shut.mkdir()
    listing = os.scandir

    def scandir(path):
        if not isinstance(path, int) and Path(path) == shut:
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    (outcome,) = take_files(files([tmp_path]), world)

    assert (outcome.name, outcome.state) == ("shut", "unreadable")
