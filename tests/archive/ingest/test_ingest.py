"""The whole way in, on the five documents and on bad ones."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from archive import originals, parsing
from archive.ingest import Reader, files, take_files
from archive.ingest import storing as storing_module
from archive.models import Article, Delivery, Document, Figure
from archive.parsing import UnreadableDocument
from archive.spans import MappedText
from districts.models import Region
from tests.contents import MODELS, contents

STORY = (
    "Factories reopen in Putuo\n\n"
    "Putuo District collected 3.2 billion yuan (US$450 million) in tax last year.\n"
)


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    data = text if isinstance(text, bytes) else text.encode()
    path.write_bytes(data)
    return path


def states(outcomes) -> list[str]:
    return [outcome.state.value for outcome in outcomes]


def test_five_documents_give_six_articles(world, documents):
    outcomes = list(take_files(documents, world))

    assert states(outcomes) == ["new"] * 5
    assert [outcome.articles for outcome in outcomes] == [1, 1, 1, 2, 1]
    assert Article.objects.published().count() == 6


def test_every_row_stands_at_its_words(world, documents):
    list(take_files(documents, world))

    for model in MODELS[3:7]:
        rows = list(model.objects.select_related("article", "document"))
        assert rows
        for row in rows:
            text = getattr(row.article, row.part)
            assert text[row.start : row.end] == row.surface
            raw = "".join(row.document.text[start:end] for start, end in row.raw_ranges)
            assert letters(raw) in letters(row.surface)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def test_the_wrong_conversion_is_flagged_with_its_sum(world, documents):
    list(take_files(documents, world))

    flagged = Figure.objects.visible().flagged().get()
    assert flagged.surface == "9.781 billion yuan"
    assert flagged.conversion_surface == "(134.18 million)"
    words = flagged.checks[0]["words"]
    assert "names no currency" in words
    assert "72.89" in words
    assert "7.08" in words
    assert "too small by a factor of 10" in words


def test_a_second_run_changes_nothing(world, documents):
    list(take_files(documents, world))
    before = contents()

    assert states(take_files(documents, world)) == ["unchanged"] * 5
    assert contents() == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_parts_and_repeats_end_in_the_same_archive(
    world, documents, transactional_db, jobs
):
    shuffled = [*documents, *documents[:3]]
    random.Random(jobs).shuffle(shuffled)
    list(take_files(documents, world))
    before = contents()
    Document.objects.all().delete()

    list(take_files(shuffled[:4], world, jobs=jobs))
    list(take_files(shuffled[4:], world, jobs=jobs))

    assert contents() == before


def test_the_present_rules_change_nothing_that_they_just_made(world, documents):
    list(take_files(documents, world))
    before = contents()
    world_of_names = storing_module.World()

    for document in Document.objects.all():
        assert not storing_module.reparse(document, world_of_names).any
        assert not storing_module.reextract(document, world_of_names).any
    assert contents() == before


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(world, documents, data_dir):
    before = contents()

    assert states(take_files(documents, world, dry_run=True)) == ["new"] * 5
    assert contents() == before
    assert not list(originals.names())


def test_a_dry_run_and_a_real_one_count_copies_alike(world, tmp_path):
    files = [write(tmp_path, f"{n}.txt", STORY) for n in range(3)]
    files.append(write(tmp_path, "other.txt", STORY + "\nMore was said.\n"))

    told = states(take_files(files, world, dry_run=True))
    assert told == ["new", "unchanged", "unchanged", "new"]
    assert states(take_files(files, world)) == told


def test_raw_bytes_are_kept_as_they_came(world, documents):
    list(take_files(documents, world))

    kept = {originals.read(name) for name in originals.names()}
    assert kept == {path.read_bytes() for path in documents}


def test_a_refused_document_is_stored_with_its_reason(world, tmp_path):
    bad = write(tmp_path, "noise.txt", bytes(range(256)) * 4)
    good = write(tmp_path, "story.txt", STORY)

    assert states(take_files([bad, good], world)) == ["refused", "new"]
    document = Document.objects.refused().get()
    assert str(document) == "noise.txt"
    assert document.reason_code
    assert document.reason
    assert originals.read(document.sha256) == bad.read_bytes()


def test_what_is_no_regular_file_gets_a_verdict(world, tmp_path, settings):
    settings.ARCHIVE_MAX_DOCUMENT_BYTES = 1000
    os.mkfifo(tmp_path / "a-pipe.txt")
    (tmp_path / "b-link.txt").symlink_to("/etc/passwd")
    write(tmp_path, "c-large.txt", "words and words " * 100)
    write(tmp_path, "d-story.txt", STORY)

    outcomes = list(take_files(files([tmp_path]), world))

    assert states(outcomes) == ["unreadable"] * 3 + ["new"]
    problems = dict(
        Delivery.objects.filter(document=None).values_list("name", "problem")
    )
    assert "not a regular file" in problems["a-pipe.txt"]
    assert "link" in problems["b-link.txt"]
    assert "ARCHIVE_MAX_DOCUMENT_BYTES" in problems["c-large.txt"]


def test_a_file_that_can_be_read_after_all_loses_its_problem(world, tmp_path):
    path = tmp_path / "story.txt"
    path.symlink_to("/etc/passwd")
    list(take_files([path], world))
    path.unlink()
    write(tmp_path, "story.txt", STORY)

    assert states(take_files([path], world)) == ["new"]
    assert not Delivery.objects.filter(document=None).exists()


def test_a_fault_of_the_rules_stops_neither_the_run_nor_the_next_try(world, tmp_path):
    def faulty(data: bytes, name: str):
        if b"Factories" in data:
            raise ZeroDivisionError("a rule went wrong")
        return parsing.parse(data, name)

    paths = [
        write(tmp_path, "a.txt", STORY),
        write(tmp_path, "b.txt", STORY.replace("Factories", "Workshops")),
    ]
    version = parsing.VERSION

    outcomes = list(take_files(paths, world, reader=Reader(faulty, version)))
    assert states(outcomes) == ["refused", "new"]
    assert outcomes[0].reason_code == "fault"
    assert "ZeroDivisionError" in outcomes[0].reason
    assert states(take_files(paths, world)) == ["changed", "unchanged"]


def test_a_document_that_was_read_once_is_not_lost_to_later_rules(world, tmp_path):
    def refuse(data: bytes, name: str):
        raise UnreadableDocument("no_text", "The new rules see no text.")

    path = write(tmp_path, "story.txt", STORY)
    list(take_files([path], world))
    list(take_files([path], world, reader=Reader(refuse, "later")))

    document = Document.objects.get()
    assert document.verdict == "accepted"
    assert document.articles.published().count() == 1
    assert "new rules see no text" in document.remarks[0]


def test_the_same_bytes_under_two_names_are_one_document(world, tmp_path):
    paths = [write(tmp_path, "a.txt", STORY), write(tmp_path, "b.txt", STORY)]

    assert states(take_files(paths, world)) == ["new", "unchanged"]
    assert Document.objects.get().deliveries.count() == 2


def test_regions_that_contradict_each_other_leave_the_region_open(world, tmp_path):
    other = Region.objects.create(slug="elsewhere", name="Elsewhere", currency="USD")
    path = write(tmp_path, "story.txt", STORY)

    list(take_files([path], world))
    assert Document.objects.get().articles.get().district_mentions.exists()
    list(take_files([path], other))

    document = Document.objects.get()
    assert document.region is None
    assert not document.articles.get().district_mentions.exists()


def test_an_article_keeps_its_address_when_nothing_moved(world, tmp_path):
    path = write(tmp_path, "story.txt", STORY)
    list(take_files([path], world))
    before = Article.objects.get().public_id

    list(take_files([path], world, reader=Reader(parsing.parse, "later")))

    assert Article.objects.get().public_id == before


def test_files_are_found_once_in_name_order_without_hidden_ones(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path, name, STORY)

    found = list(files([tmp_path, tmp_path / "a.txt"]))

    assert [path.name for path in found] == ["a.txt", "b.txt", "c.txt"]


def test_the_map_of_a_text_is_made_once_and_not_once_a_row(
    world, tmp_path, monkeypatch
):
    """Else an article of many figures takes time in the square of them."""
    lines = [f"Revenue of the port reached {n}.5 billion yuan." for n in range(1, 200)]
    path = write(tmp_path, "many.txt", "Putuo in numbers\n\n" + "\n\n".join(lines))
    made = []
    load = MappedText.load
    monkeypatch.setattr(
        MappedText, "load", lambda *given: made.append(1) or load(*given)
    )

    outcome = next(iter(take_files([path], world)))

    assert outcome.figures >= 199
    assert len(made) < 30
