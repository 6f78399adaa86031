"""Editors and ingests at work on one document at the same moment.

SQLite lets one writer in at a time; what has to be shown is shown on PostgreSQL.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from archive import decisions, search
from archive.ingest import Reader, World, files, reextract, reparse, take_files
from archive.models import Article, Document, Figure
from archive.removal import purge
from archive.verifying import faults
from districts.models import Company
from tests.archive.ingest.crude import CRUDE, MERGED, PRESENT
from tests.contents import contents

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("confined"),
]

STORY = (
    "Factories reopen in Putuo\n\n"
    "Putuo District collected 3.2 billion yuan (US$450 million) in tax last year.\n"
)


@pytest.fixture
def story(transactional_db, world, tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("needs a database with two writers at once")
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    search.rebuild()  # what emptied the tables does not know this one
    return path


class Meanwhile:
    """Something done in a thread and a connection of its own."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work, self.error = work, None
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.work()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def end(self) -> None:
        self.thread.join(timeout=20)
        assert not self.thread.is_alive()
        if self.error:
            raise self.error


def test_a_decision_in_the_making_is_not_overwritten_by_an_ingest(story, world):
    list(take_files([story], world, reader=CRUDE))
    document, row = Document.objects.get(), Figure.objects.first()
    with transaction.atomic():
        decisions.correct(row, {"hedge": "about"}, None)
        decisions.confirm(row, None)
        # In one body with the headline, the row stands elsewhere: it is written.
        ingest = Meanwhile(lambda: reparse(document, World(), MERGED))
        time.sleep(0.5)
    ingest.end()

    now = Figure.objects.get(pk=row.pk)
    assert (now.status, now.hedge) == ("confirmed", "about")
    assert now.start != row.start
    assert not list(faults())


def test_an_editor_waits_for_the_ingest_of_the_document(story, world):
    list(take_files([story], world, reader=CRUDE))
    document, row = Document.objects.get(), Figure.objects.first()
    with transaction.atomic():
        reparse(document, World(), PRESENT)
        editor = Meanwhile(lambda: decisions.reject(row, None))
        time.sleep(0.5)
        assert editor.thread.is_alive()
    editor.end()

    assert Figure.objects.get(pk=row.pk).status == "rejected"
    assert not list(faults())


def test_an_editor_who_saw_the_row_before_the_ingest_is_told(story, world):
    list(take_files([story], world, reader=MERGED))
    seen = Article.objects.get()
    with transaction.atomic():
        reparse(Document.objects.get(), World(), PRESENT)
        body = seen.body.replace("3.2", "3.3")
        editor = Meanwhile(
            lambda: decisions.repair_body(seen, body, None, seen.version)
        )
        time.sleep(0.3)
    with pytest.raises(decisions.Conflict):
        editor.end()


def test_two_ingests_of_one_document_end_as_one(story, world):
    list(take_files([story], world))
    wanted = contents()
    Document.objects.all().delete()
    search.rebuild()

    both = [Meanwhile(lambda: list(take_files([story], world))) for _ in range(4)]
    for ingest in both:
        ingest.end()

    assert contents() == wanted
    again = Reader(PRESENT.parse, "later")
    both = [
        Meanwhile(lambda: list(take_files([story], world, reader=again)))
        for _ in range(4)
    ]
    for ingest in both:
        ingest.end()
    assert Document.objects.get().parser_version == "later"
    assert Figure.objects.count() == len(wanted["Figure"])
    assert not list(faults())


def test_many_writers_of_the_same_new_names_neither_clash_nor_wait_for_ever(
    story, world, tmp_path
):
    """Some take documents in, some read them again, some take them out."""
    firms = ["Kelvo Motors", "Ailo Foods", "Brandal Logistics", "Zentis Capital"]
    folders = []
    for number, order in enumerate(itertools.permutations(firms)):
        folder = tmp_path / f"writer-{number % 4}"
        folder.mkdir(exist_ok=True)
        folders = sorted({*folders, folder})
        said = " and ".join(f"{name} Co Ltd" for name in order[: 2 + number % 3])
        if number % 5 == 0:
            said = f"{order[0].upper()} Co Ltd"
        (folder / f"{number}.txt").write_text(f"Works number {number}: {said} build.")
    before = list(take_files(files([folders[3]]), world))

    def take_out() -> None:
        for outcome in before:
            purge(Document.objects.get(sha256=outcome.sha256), "asked", None)

    def read_again() -> None:
        for document in Document.objects.order_by("sha256"):
            reextract(document, World())

    works = [lambda f=folder: list(take_files(files([f]), world)) for folder in folders]
    for work in [Meanwhile(work) for work in (*works[:3], take_out, read_again)]:
        work.end()

    assert not list(faults())
    found = Company.objects.found().values_list("name", flat=True)
    assert set(found) == set(firms)
    once = contents()["CompanyMention"]
    for document in Document.objects.accepted():
        reparse(document, World(), PRESENT)
    assert contents()["CompanyMention"] == once


def test_a_name_that_leaves_waits_for_the_document_that_brings_it(story, world):
    first, second = (story.with_name(name) for name in ("first.txt", "second.txt"))
    first.write_text("Kelvo Motors Co Ltd opens a works.")
    second.write_text("Kelvo Motors Co Ltd closes a works in the old town.")
    list(take_files([first], world))
    with transaction.atomic():
        document = Document.objects.get()
        list(take_files([second], world))
        purge_it = Meanwhile(lambda: purge(document, "asked", None))
        time.sleep(0.3)
    purge_it.end()

    company = Company.objects.found().get()
    assert company.companymention_set.count() == 1
    assert not list(faults())
