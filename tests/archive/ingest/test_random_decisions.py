"""Random editors against random machines: a decision outlives every re-ingest.

`pytest --rounds 50` plays more games, each with a seed of its own; a game that fails
names its seed and the steps that led there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from archive import decisions, search
from archive.ingest import Reader, World, reextract, reparse
from archive.models import (
    Article,
    CompanyMention,
    DistrictMention,
    Document,
    Figure,
    IndustryMention,
)
from districts.models import Company, District, Industry
from tests.archive.ingest.crude import ALL, CRUDE, PRESENT, readers_of_their_own
from tests.archive.ingest.directly import (
    names_read_once,
    raw_bytes_looked_at_last,
    take_directly,
)
from tests.archive.ingest.invariants import ROWS, Memory
from tests.contents import contents

STEPS = 9

STORIES = {
    "mill.txt": """Paper mill gives Jiading new work

By Ann Marlow
  09:30 UTC+8, 2022-03-04       0
Jiading District counted 412 new firms last year, its bureau said.

The mill alone paid 1.3 billion yuan (US$20 million) in tax, up 12.5 percent.

Putuo and Yangpu hope for 30 percent more investment this year, about 2 billion yuan.

A park for new energy vehicles opens in Putuo District with Alibaba and Tencent.

It is to house 200 companies and 15,000 people by 2025, officials in Jiading said.
""",
    "harbour.txt": """ Harbour notes from the north
Yangpu took 3.2 billion yuan in fiscal revenue from January to June, up 8 percent.

Biotech and artificial intelligence grew by 21 percent; Putuo had 5 percent.

 Finance notes from the west
Putuo counted 120 banks and 44 funds last year, among them Tencent's.

District-level revenue reached 184 million yuan (US$27 million), a third of the total.

About 9.96 percent of it came from finance, said Putuo District.
""",
}


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


class Game:
    """One archive, one seed: what editors and machines do, step by step."""

    def __init__(self, seed: int, paths: list[Path], region: Any, names: World) -> None:
        self.dice = random.Random(seed)
        self.paths, self.region, self.world = paths, region, names
        self.memory = Memory()
        self.steps: list[str] = []

    def read(self, path: Path, reader: Reader) -> None:
        outcomes = take_directly([path], self.region, reader=reader, world=self.world)
        assert not outcomes[0].failed, outcomes[0].reason
        assert Document.objects.filter(remarks__icontains="could not").count() == 0

    def machine(self) -> None:
        """Something is read again, by the same rules or by others."""
        kind = self.dice.choice(["take", "take", "take", "reparse", "reextract"])
        path, reader = self.dice.choice(self.paths), self.dice.choice(ALL)
        document = self.dice.choice(list(Document.objects.order_by("sha256")))
        self.steps.append(f"{kind} {path.name} {reader.version}")
        if kind == "take":
            self.read(path, reader)
        elif kind == "reparse":
            reparse(document, self.world, reader)
        else:
            reextract(document, self.world)
        self.memory.check()

    def editor(self) -> None:
        """A decision of some kind; one that is refused leaves no trace."""
        decide = self.dice.choice(DECISIONS)
        try:
            said = decide(self)
        except decisions.Refused as refusal:
            said = f"refused: {refusal}"
        self.steps.append(f"{decide.__name__} {said}"[:200])
        self.memory.learn()
        self.memory.check()

    def any_row(self, model: type | None = None, **lookup: Any) -> Any:
        model = model or self.dice.choice(ROWS)
        rows = list(model.objects.filter(**lookup).order_by("document__sha256", "id"))
        if not rows:
            raise decisions.NotFound("There is none.")
        return self.dice.choice(rows)

    def any_article(self) -> Article:
        return self.any_row(Article, placed=True)


def confirm(game: Game) -> str:
    row = game.any_row()
    decisions.confirm(row, None)
    return repr(row)


def correct(game: Game) -> str:
    row = game.any_row()
    dice = game.dice
    values: dict[str, Any] = {
        DistrictMention: lambda: {"role": dice.choice(["about", "passing"])},
        CompanyMention: lambda: {"company": dice.choice(Company.objects.all()[:9])},
        IndustryMention: lambda: {"industry": dice.choice(Industry.objects.all()[:9])},
        Figure: lambda: dice.choice(
            [
                {"value": Decimal(dice.randint(1, 999))},
                {"hedge": "nearly", "kind": Figure.Kind.TARGET},
                {"period_start": date(2020, 1, 1), "period_end": date(2020, 6, 30)},
                {"subject_district": District.objects.get(slug="yangpu")},
                {"unit": "USD"},
            ]
        ),
    }[type(row)]()
    return f"{row!r} {decisions.correct(row, values, None)}"


def reject(game: Game) -> str:
    row = game.any_row()
    decisions.reject(row, None)
    return repr(row)


def restore(game: Game) -> str:
    row = game.any_row(status="rejected")
    decisions.restore(row, None)
    return repr(row)


def add(game: Game) -> str:
    article, dice = game.any_article(), game.dice
    words = article.body.split()
    at = dice.randrange(len(words)) if words else 0
    surface = " ".join(words[at : at + dice.randint(1, 3)])
    row = dice.choice(
        [
            lambda: DistrictMention(
                district=District.objects.get(slug="putuo"), role="about"
            ),
            lambda: CompanyMention(company=Company.objects.get(slug="tencent")),
            lambda: IndustryMention(industry=Industry.objects.get(slug="steel")),
            lambda: Figure(value=7, unit="count:firms", kind="level"),
        ]
    )()
    row.article = article
    decisions.add(row, surface, None)
    return repr(row)


def set_headline(game: Game) -> str:
    article = game.any_article()
    words = article.headline.split() or ["Untold"]
    game.dice.shuffle(words)
    decisions.correct(article, {"headline": " ".join(words)}, None)
    return repr(article)


def set_date(game: Game) -> str:
    article = game.any_article()
    day = game.dice.choice([date(2021, 5, 5), date(2019, 4, 3), None])
    decisions.correct(article, {"published_on": day}, None)
    return f"{article!r} {day}"


def repair(game: Game) -> str:
    article, dice = game.any_article(), game.dice
    body = article.body
    for _ in range(dice.randint(1, 3)):
        start = dice.randrange(len(body) + 1)
        end = min(len(body), start + dice.choice([0, 1, 8, 60]))
        words = dice.choice(["", " ", "\n\n", "new ", "Putuo", "41 percent ", "ä"])
        body = body[:start] + words + body[end:]
    if dice.random() < 0.1:
        body = dice.choice(["", "Nothing is left of it."])
    body = body.strip("\n")
    decisions.repair_body(article, body, None)
    article.refresh_from_db()
    assert article.body == body
    return repr(article)


def move_piece(game: Game) -> str:
    piece = game.any_article()
    target = game.any_row(Article, placed=True, document=piece.document)
    starts, dice = [run.raw_start for run in piece.mapped("body").runs], game.dice
    start = dice.choice(starts or [0])
    end = start + dice.choice([40, 200, 600])
    decisions.move_piece(piece.document, ((start, end),), target, None)
    return f"{piece!r} {start}-{end} to {target!r}"


def withdraw(game: Game) -> str:
    article = game.any_article()
    if game.dice.random() < 0.5:
        return "not this time"
    decisions.reject(article, None)
    return repr(article)


def let_back(game: Game) -> str:
    article = game.any_row(Article, status="rejected")
    decisions.restore(article, None)
    return repr(article)


def dismiss(game: Game) -> str:
    row = game.any_row(Figure, flagged=True)
    decisions.dismiss_check(row, row.checks[0]["code"], "a rate of its own", None)
    return repr(row)


DECISIONS: list[Callable[[Game], str]] = [
    *[confirm, correct, reject, add] * 2,
    restore,
    set_headline,
    set_date,
    repair,
    repair,
    move_piece,
    withdraw,
    let_back,
    dismiss,
]


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
    for document in Document.objects.all():
        document.decisions.all().delete()
        document.delete()
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
