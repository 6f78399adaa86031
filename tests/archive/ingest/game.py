"""Editors and machines that act by chance, on one archive, step by step."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from archive import decisions
from archive.ingest import Reader, World, reextract, reparse
from archive.models import (
    Article,
    CompanyMention,
    Decision,
    DistrictMention,
    Document,
    Figure,
    IndustryMention,
)
from districts.models import Company, District, Industry
from tests.archive.ingest.crude import ALL
from tests.archive.ingest.directly import take_directly
from tests.archive.ingest.invariants import ROWS, Memory

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


class Game:
    """One archive, one seed: what editors and machines do, step by step."""

    def __init__(self, seed: int, paths: list[Path], region: Any, names: World) -> None:
        self.dice = random.Random(seed)
        self.paths, self.region, self.world = paths, region, names
        self.memory = Memory()
        self.verbs = DECISIONS
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
        decide = self.dice.choice(self.verbs)
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

    def any_thing(self, model: type, **lookup: Any) -> Any:
        things = list(model.objects.filter(**lookup).order_by("slug"))
        if not things:
            raise decisions.NotFound("There is none.")
        return self.dice.choice(things)

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
    end = min(start + dice.choice([40, 200, 600]), len(piece.document.text))
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


def split(game: Game) -> str:
    """The last paragraph, or some of the text, becomes a story of its own."""
    story = game.any_article()
    runs = [(run.raw_start, run.raw_end) for run in story.mapped("body").runs]
    ranges = (game.dice.choice(runs),) if runs else ((0, 1),)
    decisions.move_piece(story.document, ranges, None, None)
    return f"{story!r} {ranges}"


def head(game: Game) -> str:
    """A piece of a text becomes the headline of a story."""
    story = game.any_article()
    starts = [run.raw_start for run in story.mapped("body").runs]
    start = game.dice.choice(starts or [0])
    ranges = ((start, start + 60),)
    decisions.move_piece(story.document, ranges, story, None, part="headline")
    return f"{story!r} {ranges}"


def vouch(game: Game) -> str:
    row = game.any_row(Figure)
    decisions.vouch(row, ["value", "unit"], None)
    return repr(row)


def take_back(game: Game) -> str:
    entries = [e for e in Decision.objects.order_by("id") if decisions.is_revertible(e)]
    if not entries:
        raise decisions.NotFound("There is none.")
    entry = game.dice.choice(entries)
    decisions.revert(entry, None)
    return f"{entry!r} {entry.raw_start}"


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
    split,
    head,
    vouch,
    take_back,
]
"""What is decided on documents."""


def merge(game: Game) -> str:
    one, other = game.any_thing(Company), game.any_thing(Company)
    decisions.merge(one, other, None)
    return f"{one!r} into {other!r}"


def take_apart(game: Game) -> str:
    company = game.any_thing(Company, standing="merged")
    decisions.unmerge(company, None)
    return repr(company)


def confirm_name(game: Game) -> str:
    company = game.any_thing(Company, standing="found")
    decisions.confirm_name(company, None)
    return repr(company)


def reject_name(game: Game) -> str:
    company = game.any_thing(Company, standing="found")
    decisions.reject_name(company, None)
    return repr(company)


def tell_apart(game: Game) -> str:
    one, other = game.any_thing(Company), game.any_thing(Company)
    decisions.tell_apart(one, other, None)
    return f"{one!r}, {other!r}"


DECISIONS_ON_THINGS: list[Callable[[Game], str]] = [
    merge,
    take_apart,
    confirm_name,
    reject_name,
    tell_apart,
]
"""What is decided on companies."""
