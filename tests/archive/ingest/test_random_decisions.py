"""Random editors against random machines: a decision outlives every re-ingest.

`pytest --rounds 50` plays more games, each with a seed of its own; a game that fails
names its seed and the steps that led there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive import search
from archive.ingest import World
from archive.models import Decision, Document
from districts.models import Company
from tests.archive.ingest.crude import ALL, CRUDE, PRESENT, readers_of_their_own
from tests.archive.ingest.directly import names_read_once, raw_bytes_looked_at_last
from tests.archive.ingest.game import STORIES, Game
from tests.contents import contents

STEPS = 9


@pytest.fixture
def paths(tmp_path: Path, documents: list[Path]) -> list[Path]:
    """Two invented documents and the one with two stories in columns."""
    for name, text in STORIES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    columns = [path for path in documents if "003" in path.name]
    return [*(tmp_path / name for name in STORIES), *columns]


@pytest.fixture
def names() -> Iterator[World]:
    with names_read_once() as read:
        yield read


def play(seed: int, paths: list[Path], region: Any, names: World) -> Game:
    game = Game(seed, paths, region, names)
    for path in paths:
        game.read(path, game.dice.choice(ALL))
    try:
        with readers_of_their_own(), raw_bytes_looked_at_last():
            for _ in range(STEPS):
                game.editor()
                game.machine()
    except Exception as error:
        error.add_note(f"seed {seed}:\n" + "\n".join(game.steps))
        raise
    return game


def empty_archive() -> None:
    book = Decision.objects.all()
    book._raw_delete(book.db)
    for document in Document.objects.all():
        document.delete()
    Company.objects.found().delete()
    search.rebuild()


def test_decisions_outlive_whatever_machines_do(world, names, paths, pytestconfig):
    for seed in range(pytestconfig.getoption("rounds")):
        empty_archive()
        play(seed, paths, world, names)


def as_read() -> dict[str, Any]:
    """What the archive holds, but for the counters of changes."""
    return {
        model: [
            {name: value for name, value in row.items() if name != "version"}
            for row in rows
        ]
        for model, rows in contents().items()
    }


def differing(left: dict[str, Any], right: dict[str, Any]) -> list[str]:
    return [
        f"{model}: {[row for row in [*old, *new] if row not in old or row not in new]}"
        for model, old in left.items()
        if (new := right[model]) != old
    ]


def test_rules_that_change_to_and_fro_end_in_the_same_archive(
    world, names, paths, pytestconfig
):
    for seed in range(1000, 1000 + pytestconfig.getoption("rounds")):
        empty_archive()
        game = Game(seed, paths, world, names)
        for path in paths:
            game.read(path, CRUDE)
        with readers_of_their_own(), raw_bytes_looked_at_last():
            for _ in range(STEPS // 2):
                game.editor()
        for path in paths:
            game.read(path, PRESENT)  # from now on every address there is was public
        seen: dict[str, dict[str, Any]] = {}
        for reader in (CRUDE, PRESENT, CRUDE, PRESENT):
            for path in paths:
                game.read(path, reader)
            game.memory.check()
            now = as_read()
            then = seen.setdefault(reader.version, now)
            assert differing(then, now) == [], (seed, game.steps)
