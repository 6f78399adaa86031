"""Raw documents and the file of decisions make the same archive elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from archive.ingest import World, take_files
from archive.models import Decision
from districts.models import Region
from tests.archive.ingest.game import DECISIONS, DECISIONS_ON_THINGS, STORIES, Game
from tests.commands import run
from tests.seeded import load_seeds
from tests.whole import empty_all

pytestmark = pytest.mark.django_db(transaction=True)

DOCUMENTS = sorted((Path(__file__).parents[3] / "seeds" / "documents").iterdir())


@pytest.fixture
def paths(tmp_path, pytestconfig) -> list[Path]:
    """Raw documents: invented ones; two of the seeds too where there is time."""
    for name, text in STORIES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    seeds = DOCUMENTS[2:4] if pytestconfig.getoption("rounds") > 1 else []
    return [*(tmp_path / name for name in STORIES), *seeds]


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
    steps = decide(12 + 20 * seed, seed)
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
