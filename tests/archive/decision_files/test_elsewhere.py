"""Raw documents and the file of decisions make the same archive elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from archive import decisions
from archive.ingest import World, take_files
from archive.models import Decision, Document, Figure
from districts.models import Region
from tests.archive.ingest.game import DECISIONS, DECISIONS_ON_THINGS, STORIES, Game
from tests.commands import run
from tests.seeded import load_seeds
from tests.whole import empty_all

pytestmark = pytest.mark.django_db(transaction=True)

DOCUMENTS = sorted((Path(__file__).parents[3] / "seeds" / "documents").iterdir())


@pytest.fixture
def paths(tmp_path) -> list[Path]:
    """Raw documents: two invented ones, and two of the seeds."""
    for name, text in STORIES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [*(tmp_path / name for name in STORIES), *DOCUMENTS[2:4]]


@pytest.fixture
def build(paths) -> Callable[[], None]:
    """Makes an archive of the raw documents alone."""

    def build() -> None:
        load_seeds()
        list(take_files(paths, Region.objects.get(slug="shanghai")))

    return build


def decide(number: int, seed: int) -> list[str]:
    """Let somebody decide so often, by chance; what was refused is among the steps."""
    region = Region.objects.get(slug="shanghai")
    game = Game(seed, [], region, World())
    game.verbs = [*DECISIONS, *DECISIONS_ON_THINGS]
    while Decision.objects.count() < number:
        game.editor()
    return game.steps


def public() -> dict[str, bytes]:
    """All that a reader can download."""
    client = Client()
    addresses = ("/articles.csv", "/figures.csv", "/companies.csv", "/districts.csv")
    found = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        found[address] = b"".join(answer)
    return found


def test_the_public_export_is_the_same_byte_for_byte(tmp_path, build, pytestconfig):
    """`pytest --rounds 20` takes more decisions, of others; `make torture` does."""
    for seed in range(max(1, pytestconfig.getoption("rounds") // 4)):
        empty_all()
        build_and_compare(tmp_path, build, seed)


def build_and_compare(tmp_path: Path, build: Callable[[], None], seed: int) -> None:
    build()
    untouched = public()
    steps = decide(40 + 20 * seed, seed)
    there, written = public(), tmp_path / "decisions.jsonl"
    assert there != untouched
    assert run("decisions", "export", written)[2] == 0

    empty_all()
    build()
    said, _, code = run("decisions", "import", written)

    assert code == 0, said
    assert public() == there, steps
    again = tmp_path / "again.jsonl"
    run("decisions", "export", again)
    assert again.read_text().splitlines() == written.read_text().splitlines()
    # Taken in twice it changes nothing.
    said, _, code = run("decisions", "import", written)
    assert ("New lines taken in: none" in said, code) == (True, 0)


def test_a_decision_without_its_words_is_listed_and_not_guessed(tmp_path, build):
    build()
    figure = Figure.objects.visible().order_by("pk").first()
    decisions.correct(figure, {"hedge": "over"}, None)
    written = tmp_path / "decisions.jsonl"
    run("decisions", "export", written)
    lines = [json.loads(line) for line in written.read_text().splitlines()]
    for line in lines:
        if line["line"] == "row":
            line["place"]["words"] = ["another harbour"]
    written.write_text("".join(json.dumps(line) + "\n" for line in lines))

    empty_all()
    build()
    before = public()
    said, _, code = run("decisions", "import", written)

    assert code == 1
    assert "its words do not stand there" in said
    assert public() == before


def test_decisions_on_documents_that_are_elsewhere_are_listed(tmp_path, build):
    build()
    decide(5, seed=1)
    written, report = tmp_path / "decisions.jsonl", tmp_path / "report.jsonl"
    run("decisions", "export", written)
    empty_all()
    load_seeds()
    _, _, code = run("decisions", "import", written, "--report", report)
    assert code == 1
    left = [json.loads(line) for line in report.read_text().splitlines()]
    assert {line["why"] for line in left} == {"its document is not in this archive"}
    assert not Document.objects.exists()


def test_another_decision_here_stands_and_is_told(tmp_path, build):
    build()
    figure = Figure.objects.visible().order_by("pk").first()
    place = {"number_start": figure.number_start, "document": figure.document.sha256}
    decisions.correct(figure, {"hedge": "over"}, None)
    written = tmp_path / "decisions.jsonl"
    run("decisions", "export", written)
    empty_all()
    build()
    figure = Figure.objects.get(
        number_start=place["number_start"],
        document__sha256=place["document"],
        surface=figure.surface,
    )
    decisions.correct(figure, {"hedge": "under"}, None)
    said, _, code = run("decisions", "import", written)
    assert (code, "here somebody decided otherwise" in said) == (1, True)
    figure.refresh_from_db()
    assert figure.hedge == "under"


@pytest.mark.parametrize(
    "text", ["", "{}\n", "no json\n", '{"line":"head"}\n', "[" * 9]
)
def test_a_file_of_something_else_is_refused_and_changes_nothing(tmp_path, text):
    other = tmp_path / "other.jsonl"
    other.write_text(text)
    _, said, code = run("decisions", "import", other)
    assert code != 0
    assert "Traceback" not in said
    assert not Decision.objects.exists()


def test_a_rehearsal_changes_nothing(tmp_path, build):
    build()
    decide(8, seed=2)
    written = tmp_path / "decisions.jsonl"
    run("decisions", "export", written)
    empty_all()
    build()
    before = public()
    said, _, code = run("decisions", "import", written, "--dry-run")
    assert ("would be taken in" in said, code) == (True, 0)
    assert (public(), Decision.objects.count()) == (before, 0)
