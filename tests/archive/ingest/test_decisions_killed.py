"""Decisions outlive readings by other rules that are killed on their way.

`pytest --rounds 20` makes 200 decisions and kills 50 readings; see `make torture`.
"""

from __future__ import annotations

from typing import Any

import pytest

from archive import decisions
from archive.models import Article, BodyRepair, Decision, PieceMove
from districts.models import Company, Region
from tests.archive.ingest.adding_up import Stand, check_book
from tests.archive.ingest.crude import ALL, PRESENT, readers_of_their_own
from tests.archive.ingest.directly import raw_bytes_looked_at_last, take_directly
from tests.archive.ingest.editors import telling
from tests.archive.ingest.game import DECISIONS, DECISIONS_ON_THINGS, STORIES, Game
from tests.archive.ingest.invariants import FIXED, ROWS
from tests.archive.ingest.otherwise import RULES
from tests.commands import run_well
from tests.dying import kill
from tests.machines import Machine

DECIDED, KILLED = 200, 50
"""How many of 20 rounds; one round has no fewer than these:"""
FEWEST_KILLED = 1

EVERY_KIND = [*DECISIONS, *DECISIONS_ON_THINGS]

MAKERS = """Makers of Putuo look ahead

Kelvo Motors Co Ltd hired 300 people in Putuo, and Ailo Foods Co Ltd did in Yangpu.

Tencent and Ailo Foods Co Ltd paid 1.3 billion yuan (US$20 million) in tax last year.

Alibaba Group said that Kelvo Motors Co Ltd grew by 12 percent in Jiading District.
"""

OTHERWISE = "tests.archive.ingest.otherwise"
LAST_WORD = 3.3
"""A power of ten: what is told to the database before a reading is killed."""


class OnWhatIsNamed(Game):
    """Decisions on companies are on those that are in the texts."""

    def any_thing(self, model: type, **lookup: Any) -> Any:
        named = Company.objects.filter(companymention__isnull=False)
        merged = Company.objects.merged()
        keys = {*named.values_list("pk", flat=True)}
        return super().any_thing(
            model, pk__in=keys | {*merged.values_list("pk", flat=True)}, **lookup
        )


@pytest.mark.django_db
def test_decisions_stand_where_they_were(
    seeded, machines, dice, tmp_path, pytestconfig
):
    rounds = pytestconfig.getoption("rounds")
    texts = {"makers.txt": MAKERS, "harbour.txt": STORIES["harbour.txt"]}
    paths = [tmp_path / name for name in texts]
    for path in paths:
        path.write_text(texts[path.name], encoding="utf-8")
    # The same decisions on each change, but never the same moments.
    machine, seed = machines(seeded), dice.randrange(10**6) if rounds > 1 else 0
    with machine.entered(), raw_bytes_looked_at_last():
        game = OnWhatIsNamed(seed, paths, Region.objects.get(slug="shanghai"), None)
        with telling(f"seed {seed}", game.steps):
            decide(game, max(len(EVERY_KIND), DECIDED * rounds // 20))
            read_by_all(game)
            before, game.dice = all_there_is(), dice
            for _ in range(max(FEWEST_KILLED, KILLED * rounds // 20)):
                kill_a_reading(game, machine)
                game.memory.check()
            read_by_all(game)
            run_well("reextract")
            now = all_there_is()
            assert differing(before, now) == []
            check_book()
    with machine.entered():
        assert "All is well." in run_well("verify")


def decide(game: Game, number: int) -> None:
    """Decisions of every kind on what the present rules read, and then others."""
    take_directly(game.paths, game.region)
    with readers_of_their_own():
        verbs = list(EVERY_KIND)
        game.dice.shuffle(verbs)
        for turn in range(number):
            game.verbs = [verbs[turn]] if turn < len(verbs) else EVERY_KIND
            game.editor()


def read_by_all(game: Game) -> None:
    """By every reader, the present one last: so all addresses have been public."""
    for reader in (*ALL, PRESENT):
        take_directly(game.paths, game.region, reader=reader)
    game.memory.check()


def kill_a_reading(game: Game, machine: Machine) -> None:
    """Have something read by some rules, and killed at some moment."""
    dice = game.dice
    by = dice.choice(ALL).version, dice.choice(sorted(RULES))
    shuffled = dice.sample(game.paths, len(game.paths))
    command = dice.choice([("ingest", *shuffled), ("reparse",), ("reextract",)])
    word = int(10 ** dice.uniform(0, LAST_WORD))
    game.steps.append(f"{by} {command}, killed after {word}")
    kill(machine, word, dice, *command, by=(OTHERWISE, *by))


def differing(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Rows that are not the same, by what they are rows of."""
    return [
        f"{name}: {row}"
        for name, rows in before.items()
        for row in [*rows, *now[name]]
        if row not in rows or row not in now[name]
    ]


def all_there_is() -> dict[str, Any]:
    """All that people decided: rows by key, layers, the book, and the companies.

    What the machine says of a row besides, and where it keeps one that has no place
    now, follows from what was read last.
    """
    rows = [
        (
            *(model.__name__, row.pk, row.placed),
            Stand.of(decisions.state_of(row)).said,
            row.raw_ranges if row.status in FIXED and model is not Article else (),
        )
        for model in (*ROWS, Article)
        for row in model.objects.order_by("pk")
        if row.is_decided
    ]
    names = ("slug", "name", "kind", "standing", "spelling", "merged_into__slug")
    return {
        "decided": rows,
        "moves": list(PieceMove.objects.order_by("id").values()),
        "repairs": list(BodyRepair.objects.order_by("id").values()),
        "book": list(Decision.objects.order_by("id").values()),
        "companies": list(Company.objects.order_by("slug").values(*names)),
    }
