"""The encoding that a container declares counts at every try to read a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import parsing
from archive.ingest import Reader, World, prepare, reparse, take, take_files
from archive.ingest.again import read_many
from archive.models import Document
from archive.parsing import UnreadableDocument
from tests.archive.containers.packing import record
from tests.archive.ingest.test_hostile import page

WORDS = "Port w Łodzi wzrósł o trzecią część, a miasto wydało 12 milionów złotych. "
HEADERS = "Content-Type: text/html; charset=ISO-8859-2"
BYTES = page(f"Port w Łodzi\n\n{WORDS * 5}").encode("iso8859-2")


def refuse(data: bytes, charset: str):
    raise UnreadableDocument("too_slow", "It took too long.")


REFUSING = Reader(refuse, "slow-1")


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """A web archive whose page does not say its encoding: only the answer did."""
    path = tmp_path / "crawl.warc"
    path.write_bytes(record(headers=HEADERS, body=BYTES))
    return path


def test_a_page_refused_at_first_is_read_later_as_its_answer_declared(world):
    prepared = prepare("record 1", BYTES, REFUSING, "iso-8859-2", container="a.warc")
    assert take(prepared, world, World(), REFUSING).reason_code == "too_slow"

    reparse(Document.objects.get(), World())

    document = Document.objects.get()
    assert WORDS.strip() in document.articles.get().body
    assert document.encoding == "iso8859-2"


def test_it_is_read_so_too_when_many_are_read_again(world):
    prepared = prepare("record 1", BYTES, REFUSING, "iso-8859-2", container="a.warc")
    take(prepared, world, World(), REFUSING)

    (again,) = read_many(Document.objects.all())

    assert not again.failed
    assert "wzrósł" in Document.objects.get().text


def test_a_delivery_that_declares_nothing_takes_nothing_away(world):
    declared = prepare("record 1", BYTES, REFUSING, "iso-8859-2", container="a.warc")
    take(declared, world, World(), REFUSING)
    take(prepare("page.html", BYTES, REFUSING), world, World(), REFUSING)

    reparse(Document.objects.get(), World())

    assert "wzrósł" in Document.objects.get().text


def test_a_page_of_an_archive_refused_at_first_is_read_later_the_same(world, crawl):
    (outcome,) = take_files([crawl], world, reader=REFUSING)
    assert outcome.reason_code == "too_slow"

    reparse(Document.objects.get(), World())

    assert "wzrósł" in Document.objects.get().text


def test_a_page_that_is_in_reads_the_same_by_later_rules(world, crawl):
    list(take_files([crawl], world))
    before = Document.objects.get()
    assert "wzrósł" in before.text

    reparse(before, World(), Reader(parsing.parse, "later"))

    document = Document.objects.get()
    assert (document.text, document.remarks) == (before.text, before.remarks)
    assert document.parser_version == "later"
