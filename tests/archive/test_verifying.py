"""verify names each fault by its class, and nothing that is none."""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from pyroaring import BitMap

from archive import originals, search, verifying
from archive.bitmaps.facts import Keys, article_facts
from archive.bitmaps.packing import pack, unpack
from archive.changes import changed
from archive.models import Article, Chunk, Document, Figure, TermChunk
from archive.verifying import CLASSES, Fault, faults
from districts.models import Company
from tests.commands import run_well
from tests.factories import make_company, mention_company
from tests.kept_rows import KeptRows
from tests.seeded import load_seeds

STORIES = [
    f"Mill number {number} gives Putuo new work\n\n"
    f"Putuo District counted {number}12 new firms last year, its bureau said.\n\n"
    f"The mill paid {number}.3 billion yuan in tax, up 12.5 percent.\n"
    for number in range(1, 5)
]
LONG_AGO = (1, 1)


_kept: list[KeptRows] = []


@pytest.fixture
def stories(db, tmp_path) -> list[Document]:
    """A sound archive of four documents with an article each, in order.

    It is made once, and put back for every other test.
    """
    if _kept:
        _kept[0].put_back()
        for text in STORIES:
            originals.keep(text.encode())
        search.rebuild()
    else:
        make_stories(tmp_path / "documents")
        both = map(apps.get_app_config, ("districts", "archive"))
        _kept.append(KeptRows(model for app in both for model in app.get_models()))
    return list(Document.objects.order_by("sha256"))


def make_stories(folder: Path) -> None:
    load_seeds()
    folder.mkdir()
    for number, text in enumerate(STORIES):
        (folder / f"{number}.txt").write_text(text)
    call_command("ingest", str(folder), stdout=StringIO())
    assert list(faults()) == []


def kinds() -> list[str]:
    return [fault.kind for fault in faults()]


def overwrite(document: Document, data: bytes) -> None:
    path = originals.path_of(document.sha256)
    path.chmod(0o644)
    path.write_bytes(data)


def drop_articles(document: Document) -> None:
    changed(document.articles.values_list("pk", flat=True))
    document.articles.all().delete()


def purge(document: Document) -> None:
    drop_articles(document)
    document.verdict, document.reason_code = "refused", Document.PURGED
    document.reason = "Its publisher asked for it."
    document.save()
    search.rebuild()


def flip_a_bit(document: Document) -> None:
    data = bytearray(originals.read(document.sha256))
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    overwrite(document, bytes(data))


def cut_short(document: Document) -> None:
    overwrite(document, originals.read(document.sha256)[:-1])


def make_longer(document: Document) -> None:
    overwrite(document, originals.read(document.sha256) + b"\n")


def empty_it(document: Document) -> None:
    overwrite(document, b"")


def remove(document: Document) -> None:
    originals.path_of(document.sha256).unlink()


def replaced(put: Callable[[Path], None]) -> Callable[[Document], None]:
    def replace(document: Document) -> None:
        remove(document)
        put(originals.path_of(document.sha256))

    return replace


def forget_the_row(document: Document) -> None:
    os.utime(originals.path_of(document.sha256), LONG_AGO)
    drop_articles(document)
    document.delete()
    search.rebuild()


def leave(name: str) -> Callable[[Document], None]:
    def put(document: Document) -> None:
        (originals.folder() / name.format(document.sha256)).write_bytes(b"stray")

    return put


def put_on_another_shelf(document: Document) -> None:
    other = originals.folder() / "zz"
    other.mkdir()
    (other / document.sha256).write_bytes(originals.read(document.sha256))


def purge_in_the_row_alone(document: Document) -> None:
    purge(document)


def move(document: Document) -> None:
    figure = Figure.objects.filter(document=document).first()
    Figure.objects.filter(pk=figure.pk).update(start=figure.start + 1)


def change_the_text(document: Document) -> None:
    """One letter more before all figures and mentions: index and places are off."""
    article = document.articles.get()
    article.body = article.body.replace("Putuo", "Putu", 1)
    article.save()
    search.index(article)


def unindex(document: Document) -> None:
    search.remove([document.articles.get().pk])


def index_other_words(document: Document) -> None:
    article = document.articles.get()
    article.headline = "Other words"
    search.index(article)


def index_what_is_not_there(document: Document) -> None:
    article = document.articles.get()
    Article.objects.filter(pk=article.pk).update(status="rejected")
    changed([article.pk])


def date_it_in_silence(document: Document) -> None:
    document.articles.update(published_on="1999-01-01", date_basis="editor")


def revalue_in_silence(document: Document) -> None:
    document.articles.get().figures.update(value=1)


def hold_another_district(document: Document) -> None:
    chunk = Chunk.objects.get(universe="articles")
    facts = unpack(chunk.packed)
    facts.values["district"].popitem()
    chunk.packed = pack(facts)
    chunk.save()


def hold_one_article_less(document: Document) -> None:
    key = document.articles.get().pk
    facts = article_facts(Keys(0, key))
    Chunk.objects.filter(universe="articles").update(packed=pack(facts))


def hold_rubbish(document: Document) -> None:
    Chunk.objects.filter(universe="figures").update(packed=b"{} \n")


def lose_a_chunk(document: Document) -> None:
    Chunk.objects.filter(universe="articles").delete()


def hold_rows_above_the_last(document: Document) -> None:
    chunk = Chunk.objects.get(universe="figures")
    chunk.pk, chunk.number = None, 9
    chunk.save()


def hold_a_word_of_nobody(document: Document) -> None:
    nobody = BitMap().serialize()
    parts = dict.fromkeys(("anywhere", "headline", "standfirst"), nobody)
    TermChunk.objects.create(term="mill", number=0, **parts)


MISCOUNTS = (
    date_it_in_silence,
    revalue_in_silence,
    hold_another_district,
    hold_one_article_less,
    hold_rubbish,
    lose_a_chunk,
    hold_rows_above_the_last,
    hold_a_word_of_nobody,
)


def empty_a_name(document: Document) -> None:
    Company.objects.create(slug="nobody", name="Nobody", standing="found")


def misname(document: Document) -> None:
    said = {"company": "kelvo", "name": "KELVO", "kind": "company"}
    company = make_company("Kelvo", standing="found", spelling="0Kelvo")
    article = document.articles.get()
    mention_company(article, company, "Putuo", extracted={"fields": said})


FAULTS: list[tuple[Callable[[Document], None], str]] = [
    (flip_a_bit, "altered"),
    (cut_short, "altered"),
    (make_longer, "altered"),
    (empty_it, "altered"),
    (remove, "missing"),
    (replaced(os.mkfifo), "unreadable"),
    (replaced(os.mkdir), "unreadable"),
    (replaced(lambda path: path.symlink_to("/etc/passwd")), "unreadable"),
    (replaced(lambda path: path.symlink_to("nowhere")), "unreadable"),
    (forget_the_row, "orphaned"),
    (leave("notes.txt"), "orphaned"),
    (leave("{0:.2}/notes.txt"), "orphaned"),
    (leave("{0:.2}/.incoming-999999999-x"), "orphaned"),
    (put_on_another_shelf, "orphaned"),
    (purge_in_the_row_alone, "returned"),
    (move, "displaced"),
    (unindex, "out of step"),
    (index_other_words, "out of step"),
    (index_what_is_not_there, "out of step"),
    (empty_a_name, "misnamed"),
    (misname, "misnamed"),
    *((do, "miscounted") for do in MISCOUNTS),
]


@pytest.mark.parametrize(("do", "kind"), FAULTS)
def test_each_fault_is_named_by_its_class_and_no_other_is(stories, do, kind):
    do(stories[2])

    assert kinds() == [kind]


def test_every_class_has_a_fault_that_shows_it():
    assert {kind for _, kind in FAULTS} == CLASSES.keys()


@pytest.mark.parametrize("do", MISCOUNTS)
def test_what_lists_hold_is_made_anew(stories, do):
    do(stories[2])

    run_well("verify", "--repair-index")


def test_what_the_log_tells_of_is_no_miscount(stories):
    revalue_in_silence(stories[2])
    date_it_in_silence(stories[2])
    changed([stories[2].articles.get().pk])

    assert kinds() == []


def test_a_miscount_says_where_and_of_what(stories):
    date_it_in_silence(stories[2])

    (fault,) = faults()
    assert fault.where == "articles 0"
    assert "year" in fault.what


def test_faults_of_many_kinds_at_once_are_all_named(stories):
    flip_a_bit(stories[0])
    remove(stories[1])
    move(stories[2])
    unindex(stories[3])

    assert sorted(kinds()) == ["altered", "displaced", "missing", "out of step"]


def test_a_text_that_was_changed_is_found_by_the_rows_that_stand_in_it(stories):
    change_the_text(stories[0])

    assert set(kinds()) == {"displaced"}


def test_every_single_bit_counts(stories):
    document = stories[0]
    data = originals.read(document.sha256)
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        overwrite(document, bytes(changed))
        (fault,) = verifying._document_faults(document)
        assert (fault.kind, fault.where) == ("altered", document.sha256), place


def test_a_purged_document_is_rightly_without_bytes(stories):
    purge(stories[1])
    remove(stories[1])

    assert kinds() == []


def test_a_report_has_a_line_for_each_fault(stories, tmp_path):
    remove(stories[0])
    unindex(stories[1])
    report = tmp_path / "faults.jsonl"

    with pytest.raises(SystemExit):
        call_command("verify", report=report, stdout=StringIO(), stderr=StringIO())

    rows = [json.loads(line) for line in report.read_text().splitlines()]
    article = stories[1].articles.get()
    assert [(row["kind"], row["where"]) for row in rows] == [
        ("missing", stories[0].sha256),
        ("out of step", article.public_id),
    ]
    assert rows[0]["what"] == f"{stories[0].sha256}: its raw bytes are gone"


def test_it_tells_how_far_it_is(stories):
    told: list[tuple[str, int, int]] = []

    list(faults(lambda *words: told.append(words)))

    assert [words for words in told if words[0] == "raw documents"] == [
        ("raw documents", done, 4) for done in range(1, 5)
    ]
    assert ("places", 4, 4) in told


# What is only under way is no fault.


def test_raw_bytes_that_have_just_come_may_still_get_their_document(stories):
    name = originals.keep(b"just come")
    assert kinds() == []

    os.utime(originals.path_of(name), LONG_AGO)
    assert kinds() == ["orphaned"]


def test_what_a_living_process_is_writing_is_no_leftover(stories):
    shelf = originals.path_of(stories[0].sha256).parent
    with subprocess.Popen(["sleep", "60"]) as process:
        (shelf / f".incoming-{process.pid}-x").touch()
        assert kinds() == []
        process.kill()
    assert kinds() == ["orphaned"]


def test_a_document_that_is_purged_meanwhile_is_not_missing(stories, monkeypatch):
    document = stories[0]
    read = originals.read_chunks

    def purged_first(sha256: str) -> Iterator[bytes]:
        if sha256 == document.sha256:
            purge(Document.objects.get(pk=document.pk))
            remove(document)
        yield from read(sha256)

    monkeypatch.setattr(originals, "read_chunks", purged_first)
    assert list(verifying._raw_faults(verifying.silent)) == []


@pytest.mark.parametrize("few", [0, verifying.FEW])
def test_raw_bytes_whose_document_is_stored_meanwhile_are_no_orphan(
    stories, monkeypatch, few
):
    """The files are listed, then the rows are read, then the row comes."""
    monkeypatch.setattr(verifying, "FEW", few)
    data = b"stored meanwhile\n"
    name = originals.keep(data)
    os.utime(originals.path_of(name), LONG_AGO)
    list_rows = verifying._documents

    def stored_after(shelves: list[str]) -> dict[str, Document]:
        rows = list_rows(shelves)
        if name[:2] in shelves:
            Document.objects.create(
                sha256=name, size=len(data), verdict="refused", reason_code="late"
            )
        return rows

    monkeypatch.setattr(verifying, "_documents", stored_after)
    assert list(faults()) == []


@pytest.mark.django_db(transaction=True)
def test_an_article_that_changes_meanwhile_is_not_out_of_step(
    stories, monkeypatch, transactional_db
):
    """What is compared is of one moment, whatever is written in the meantime."""
    pairs = search._held_ids

    def written_meanwhile() -> set[int]:
        held = pairs()
        add_an_article_elsewhere()
        return held

    search.rebuild()
    monkeypatch.setattr(search, "_held_ids", written_meanwhile)
    assert list(faults()) == []
    assert Article.objects.filter(headline="Made meanwhile").exists()


def add_an_article_elsewhere() -> None:
    """In a thread, and so over a connection, of its own."""
    from threading import Thread

    from tests.factories import make_article

    def work() -> None:
        try:
            document = make_article("Made meanwhile. And so on.").document
            document.articles.update(headline="Made meanwhile")
            originals.keep(document.text.encode())
        finally:
            connection.close()

    thread = Thread(target=work, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()


def test_its_memory_does_not_grow_with_the_raw_documents(stories, monkeypatch):
    """No shelf's rows are held when the next one's are read; files come in pieces."""
    import tracemalloc

    big = b"x" * 30_000_000
    name = originals.keep(big)
    Document.objects.create(
        sha256=name, size=len(big), verdict="refused", reason_code="large"
    )
    del big
    tracemalloc.start()
    assert list(verifying._raw_faults(verifying.silent)) == []
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_a_fault_reads_as_its_class_and_its_words():
    assert str(Fault("missing", "ab", "ab: gone")) == "missing: ab: gone"


def test_a_future_time_does_not_excuse_an_orphan(stories):
    name = originals.keep(b"from the future")
    later = time.time() + 10_000
    os.utime(originals.path_of(name), (later, later))

    assert kinds() == ["orphaned"]
