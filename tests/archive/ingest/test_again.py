"""Read for the first time or again, a document is judged alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import parsing
from archive.ingest import Reader, State, World, take_files
from archive.ingest.again import Result, read_again, read_many
from archive.models import Article, Document
from archive.parsing import Page, ParsedArticle, ParsedDocument
from archive.spans import MappedText
from tests.archive.test_commands import run
from tests.factories import make_region
from tests.seeded import load_seeds

pytestmark = pytest.mark.django_db

HEAD = "Quays are counted\n\nBy Ann Oar\n\n12 May 2021\n\n"
LINE = "Quay {n} rose {n}.5 percent to {n} million yuan (US$1 million) last year.\n\n"


@pytest.fixture
def dense(tmp_path, settings) -> Path:
    """A document that may be read, but whose finds are more than may be answered."""
    load_seeds()
    settings.ARCHIVE_MAX_DOCUMENT_BYTES = 20_000
    path = tmp_path / "dense.txt"
    path.write_text(HEAD + "".join(LINE.format(n=n) for n in range(10, 200)))
    return path


def verdicts() -> set[tuple[str, str]]:
    return set(Document.objects.values_list("verdict", "reason_code"))


def test_what_ingest_refuses_for_its_finds_is_refused_when_it_is_read_again(dense):
    assert run("ingest", dense)[2] == 1
    assert verdicts() == {("refused", "too_much_output")}

    output, errors, code = run("reparse", "--refused")

    assert (output, code) == ("1 documents: 1 still refused.\n", 1)
    assert "larger than the limit" in errors
    assert verdicts() == {("refused", "too_much_output")}
    assert not Article.objects.exists()


def test_a_second_name_does_not_get_in_what_was_refused_under_the_first(dense):
    dense.with_name("again.txt").write_bytes(dense.read_bytes())
    region = make_region()
    outcomes = list(take_files([dense, dense.with_name("again.txt")], region))
    assert {outcome.state for outcome in outcomes} == {State.REFUSED}
    assert {outcome.reason_code for outcome in outcomes} == {"too_much_output"}


def test_other_rules_do_not_get_it_in_either(dense):
    region = make_region()
    list(take_files([dense], region, reader=Reader(version="yesterday")))
    (outcome,) = take_files([dense], region)
    assert (outcome.state, outcome.reason_code) == (State.REFUSED, "too_much_output")


def test_with_room_for_it_both_take_it(dense, settings):
    run("ingest", dense)
    settings.ARCHIVE_MAX_DOCUMENT_BYTES = 20_000_000
    assert run("reparse", "--refused")[0] == "1 documents: 1 in now.\n"
    assert run("ingest", dense)[0] == "1 documents: 1 unchanged.\n"
    assert Article.objects.get().figures.count() > 300


def test_the_button_leaves_what_cost_too_much_to_the_command(dense):
    run("ingest", dense)
    document = Document.objects.get()
    again = read_again(document, World())
    assert again.result == Result.REFUSED
    assert f"manage.py reparse --document {document.sha256[:12]}" in again.reason
    assert not Article.objects.exists()


def test_a_pdf_of_very_many_words_is_read_again_as_it_was_taken_in(
    tmp_path, monkeypatch, settings, pytestconfig
):
    """The places of its words are more than two million values."""
    if pytestconfig.getoption("rounds") < 20:
        pytest.skip("takes half a minute: make torture runs it")
    place, number = (0, 4, 10.0, 20.0, 30.0, 40.0), 255_000
    page = Page(0, 60, 595.0, 842.0, (place,) * number)

    def dense(data: bytes, charset: str = "", **limits: int) -> ParsedDocument:
        text = data.decode()
        article = ParsedArticle(MappedText.cut(text, 0, len(text)))
        kind = "application/pdf"
        return ParsedDocument(text, "utf-8", kind, (article,), pages=(page,))

    settings.ARCHIVE_PARSE_SECONDS = 300
    monkeypatch.setattr(parsing, "parse", dense)
    path = tmp_path / "dense.pdf"
    path.write_text("Quays were mended in the town, officials said on Monday.")

    (outcome,) = take_files([path], make_region())
    (again,) = read_many(Document.objects.all())

    assert outcome.state == State.NEW
    assert (again.result, again.reason) == (Result.READ, "")
    assert len(Document.objects.get().pages[0]["words"]) == number


def test_it_is_parsed_in_a_program_of_its_own_within_limits(
    confined, tmp_path, settings
):
    load_seeds()
    path = tmp_path / "quay.txt"
    path.write_text(HEAD + "".join(LINE.format(n=n) for n in range(300)))
    run("ingest", path)
    document = Document.objects.get()
    assert read_again(document, World()).result == Result.READ

    settings.ARCHIVE_PARSE_SECONDS = 0.0001
    again = read_again(document, World())

    assert (again.result, again.reason_code) == (Result.KEPT, "too_slow")
