"""Taking in what contradicts the documents, the database, or an editor of here."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import decisions
from archive.decision_files import take
from archive.decisions import things
from archive.models import (
    Article,
    BodyRepair,
    CompanyMention,
    Decision,
    DistrictMention,
    Document,
    Figure,
    PieceMove,
)
from districts.models import Company
from tests.archive.decision_files.telling import as_file, exported, told_elsewhere
from tests.commands import run
from tests.factories import make_company

pytestmark = pytest.mark.django_db


def correction(hedge: str = "over") -> None:
    decisions.correct(Figure.objects.earliest("pk"), {"hedge": hedge}, None)


def named_pier() -> None:
    """Somebody lets a company be known of which the headline speaks."""
    company = make_company("Pier")
    things.record(Decision.Action.ADD, company, {}, None)


def rewording(old: str, new: str) -> None:
    article = Article.objects.get()
    decisions.repair_body(article, article.body.replace(old, new), None)


def test_a_decision_without_its_words_is_listed_and_not_guessed(story, take_in):
    told = told_elsewhere(correction)
    for line in told:
        if line["line"] == "row":
            line["place"]["words"] = ["another harbour"]
    said, code = take_in(told)
    assert code == 1
    assert "its words do not stand there" in said
    assert not Figure.objects.exclude(status="extracted").exists()


def test_decisions_on_documents_that_are_elsewhere_are_listed(story, take_in, tmp_path):
    told, report = told_elsewhere(correction), tmp_path / "report.jsonl"
    Document.objects.all().delete()
    _, code = take_in(told, "--report", str(report))
    assert code == 1
    left = [json.loads(line) for line in report.read_text().splitlines()]
    assert {line["why"] for line in left} == {"its document is not in this archive"}


def test_another_decision_here_stands_and_is_told(story, take_in):
    told = told_elsewhere(correction)
    correction("under")
    said, code = take_in(told)
    assert (code, "here somebody decided otherwise" in said) == (1, True)
    assert Figure.objects.earliest("pk").hedge == "under"


def test_a_rehearsal_changes_nothing(story, take_in):
    told, before = told_elsewhere(correction), exported()
    said, code = take_in(told, "--dry-run")
    assert ("would be taken in" in said, code) == (True, 0)
    assert exported() == before


@pytest.mark.parametrize(
    "text", ["", "{}\n", "no json\n", '{"line":"head"}\n', "[" * 9]
)
def test_a_file_of_something_else_is_refused(tmp_path, text):
    other = tmp_path / "other.jsonl"
    other.write_text(text)
    _, said, code = run("decisions", "import", str(other))
    assert code != 0
    assert "Traceback" not in said
    assert not Decision.objects.exists()


def test_a_repair_that_meets_one_of_here_is_listed(story, take_in):
    told = told_elsewhere(lambda: rewording("third paragraph", "x"))
    rewording("paragraph", "column")
    said, code = take_in(told)
    assert (code, "here somebody decided otherwise" in said) == (1, True)
    assert "A third column stands" in Article.objects.get().body
    assert BodyRepair.objects.get().placed


def test_a_move_that_meets_one_of_here_is_listed(story, take_in):
    start = story.document.text.index("A third")
    ranges = ((start, start + 30),), ((start + 10, start + 60),)

    def move(span: tuple) -> None:
        decisions.move_piece(story.document, span, None, None)

    told = told_elsewhere(lambda: move(ranges[0]))
    move(ranges[1])
    said, code = take_in(told)
    assert (code, "here somebody decided otherwise" in said) == (1, True)
    assert PieceMove.objects.get().ranges == ranges[1]


def test_a_name_of_which_somebody_here_kept_a_mention_is_not_rejected(story, take_in):
    found = Company.objects.found().get()
    told = told_elsewhere(lambda: decisions.reject_name(found, None))
    decisions.confirm(CompanyMention.objects.get(company=found), None)
    said, code = take_in(told)
    assert (code, "A person kept" in said) == (1, True)
    found.refresh_from_db()
    assert found.is_found


def purged(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "purged": "a court said so", "answered": []}


def test_a_purge_leaves_what_somebody_here_decided_on(story, take_in):
    told = told_elsewhere(correction)
    layers = purged(next(line for line in told if line["line"] == "layers"))
    correction("under")
    said, code = take_in([layers])
    assert (code, "here somebody decided otherwise" in said) == (1, True)
    assert Figure.objects.filter(hedge="under").exists()


def test_a_purge_of_what_only_the_file_knows_is_taken_in(story, take_in):
    told = told_elsewhere(correction)
    assert take_in(told)[1] == 0
    layers = purged(next(line for line in told if line["line"] == "layers"))
    entry = next(line for line in told if line["line"] == "entry")
    silenced = {"quote": "", "before": "", "after": "", "row": None}
    silenced |= {"values": {}, "previous": {}, "state": {}}
    assert take_in([layers, {**entry, **silenced}])[1] == 0
    assert Document.objects.get().is_purged


def far(line: dict[str, Any]) -> None:
    """Let the row stand behind the end of every text."""
    line["place"] |= {"raw_ranges": [[9990, 9999]], "words": [""]}
    line["place"] |= {"number_start": 9990, "number_end": 9999}
    line["name"][1] = 9990


def upside_down(line: dict[str, Any]) -> None:
    line["place"]["number_end"] = line["place"]["number_start"]
    line["place"]["key_unit"] = line["name"][2] = "PCS"


def ends_before_it_begins(line: dict[str, Any]) -> None:
    period = {"period_start": "2022-12-31", "period_end": "2022-01-01"}
    line["state"]["fields"] |= period


@pytest.mark.parametrize(
    ("spoil", "answer"),
    [
        (far, "its words do not stand there"),
        (upside_down, "cannot be kept together"),
        (ends_before_it_begins, "cannot be kept together"),
        (lambda line: line.update(kind="layers", line="layers"), "has no “purged”"),
    ],
)
def test_a_row_that_cannot_be_is_not_taken_in(story, take_in, spoil, answer):
    told, before = told_elsewhere(correction), Figure.objects.count()
    row = next(line for line in told if line["line"] == "row")
    spoil(row)
    said, code = take_in([line for line in told if line["line"] != "entry"])
    assert (code, answer in said) == (1, True), said
    assert Figure.objects.filter(status="extracted").count() == before


def test_lines_on_a_document_need_that_of_its_layers(story, take_in):
    told = [line for line in told_elsewhere(correction) if line["line"] == "row"]
    said, code = take_in(told)
    assert (code, "lack that of its layers" in said) == (1, True)


def test_one_name_twice_is_refused(story, take_in):
    told = exported()
    company = next(line for line in told if line.get("kind") == "company")
    names = ({"name": name, "language": "en"} for name in ("HB", "hb"))
    company["state"]["aliases"] = [*names]
    said, code = take_in(told)
    assert (code, "Lines 2 to" in said) == (1, True)


def test_a_run_that_was_stopped_is_completed_by_another(story, take_in):
    """New names are looked for in documents of which the file has nothing, too."""
    told = told_elsewhere(named_pier)
    with BytesIO(as_file(told).encode()) as file:
        next(take(file))
    assert not CompanyMention.objects.filter(company__slug="pier").exists()
    assert take_in(told)[1] == 0
    assert CompanyMention.objects.filter(company__slug="pier").exists()


def test_more_decisions_are_written_with_as_many_queries(story):
    """Not one more for each row and each line of the book."""
    rows = [*DistrictMention.objects.all(), *Figure.objects.all()]
    assert len(rows) > 3
    kinds = {type(row): row for row in rows}
    for row in kinds.values():
        decisions.confirm(row, None)
    with CaptureQueriesContext(connection) as few:
        exported()
    for row in rows:
        if row not in kinds.values():
            decisions.confirm(row, None)
    with CaptureQueriesContext(connection) as many:
        exported()
    assert len(many) == len(few)
