"""Editors, a merger and a machine at work on the same rows, each at its own pace.

Each is a generator: what lies between two of its steps is one whole transaction. So
they can be interleaved at will, in one thread or in many.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from archive import decisions
from archive.decisions.alike import alike, decide_alike
from archive.ingest import World, reextract, reparse
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
from tests.archive.ingest.invariants import ROWS

Person = Any
Steps = Iterator[None]

CLOSELY = 0.8
"""How often an editor looks at the rows that the others look at, too."""


@dataclass
class Seen:
    """A row as an editor saw it."""

    row: Any
    state: dict[str, Any]
    body: str

    @classmethod
    def of(cls, row: Any) -> Seen:
        body = row.body if isinstance(row, Article) else ""
        return cls(row, decisions.state_of(row), body)

    @property
    def version(self) -> int:
        return self.row.version


@dataclass
class Desk:
    """What they share: the dice, the places they look at most, and what was done.

    `after` is called when something was decided.
    """

    dice: random.Random
    places: list[tuple[type, int]]
    after: Callable[[], None] = lambda: None
    steps: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, dice: random.Random) -> Desk:
        """Four places, among them a company's: its mentions are merged as well."""
        places = [(m, row.raw_start) for m in ROWS for row in m.objects.order_by("pk")]
        of_companies = [place for place in places if place[0] is CompanyMention]
        return cls(dice, [dice.choice(of_companies), *dice.sample(places, 3)])

    def any_row(self) -> Any:
        """A row that is there, mostly at one of the places; or a story."""
        rows: list[Any] = []
        if self.dice.random() < CLOSELY:
            for model, start in self.places:
                rows += model.objects.filter(raw_start=start).order_by("pk")
        if not rows or self.dice.random() < 0.2:
            rows = list(Article.objects.filter(placed=True).order_by("pk"))
        return Seen.of(self.dice.choice(rows))


@contextmanager
def telling(game: str, steps: list[str]) -> Iterator[None]:
    """An error tells in which game it came, and behind which steps."""
    try:
        yield
    except Exception as error:
        error.add_note("\n".join([game, *steps]))
        raise


def editor(desk: Desk, by: Person, turns: int) -> Steps:
    """Looks at a row, thinks, and decides on the version that was seen."""
    for _ in range(turns):
        seen = desk.any_row()
        yield
        verb = desk.dice.choice(verbs_for(seen))
        done = Done(by, seen)
        try:
            said = verb(desk.dice, seen, by)
        except decisions.Refused as refusal:
            done.is_refused(refusal)
            said = f"refused: {refusal}"
        else:
            done.is_written()
            desk.after()
        desk.steps.append(f"{by}: {verb.__name__} {seen.row!r} {said}"[:200])
        yield


def lines_of(by: Person) -> list[Decision]:
    """What the book has of a person, in order."""
    return list(Decision.objects.filter(made_by=by).order_by("id"))


class Done:
    """What became of one decision of an editor's, held against what was seen."""

    def __init__(self, by: Person, seen: Seen) -> None:
        self.by, self.seen = by, seen
        self.before = lines_of(by)

    def is_refused(self, refusal: decisions.Refused) -> None:
        """Nothing was written; a conflict is one."""
        assert lines_of(self.by) == self.before
        if isinstance(refusal, decisions.Conflict):
            assert refusal.row.version > self.seen.version

    def is_written(self) -> None:
        """Its line stands on what the editor saw; without a line nothing was asked."""
        fresh = lines_of(self.by)[len(self.before) :]
        assert len(fresh) <= 1
        for entry in fresh:
            row = self.seen.row
            assert (entry.target, entry.target_id) == (row._meta.model_name, row.pk)
            assert entry.state == self.seen.state, (entry.state, self.seen.state)
            if entry.action == "repair":
                assert entry.previous["body"] == self.seen.body


def confirm(dice: random.Random, seen: Seen, by: Person) -> None:
    decisions.confirm(seen.row, by, seen.version)


def reject(dice: random.Random, seen: Seen, by: Person) -> None:
    decisions.reject(seen.row, by, seen.version)


def restore(dice: random.Random, seen: Seen, by: Person) -> None:
    decisions.restore(seen.row, by, seen.version)


def dismiss(dice: random.Random, seen: Seen, by: Person) -> None:
    code = seen.row.checks[0]["code"]
    decisions.dismiss_check(seen.row, code, f"said {by}", by, seen.version)


def vouch(dice: random.Random, seen: Seen, by: Person) -> None:
    decisions.vouch(seen.row, ["unit", "period_start"], by, seen.version)


def correct(dice: random.Random, seen: Seen, by: Person) -> list[str]:
    choices: dict[type, Callable[[], dict[str, Any]]] = {
        Article: lambda: _of_an_article(dice, seen.row, by),
        DistrictMention: lambda: {"role": dice.choice(["about", "passing"])},
        CompanyMention: lambda: {
            "company": _any(dice, Company.objects.exclude(standing="rejected"))
        },
        IndustryMention: lambda: {"industry": _any(dice, Industry.objects)},
        Figure: lambda: _of_a_figure(dice, by),
    }
    values = choices[type(seen.row)]()
    return decisions.correct(seen.row, values, by, seen.version)


def _of_an_article(dice: random.Random, row: Article, by: Person) -> dict[str, Any]:
    words = [*row.headline.split(), str(by)]
    dice.shuffle(words)
    day = dice.choice([date(2021, 5, 5), date(2019, 4, 3), None])
    return dice.choice([{"headline": " ".join(words)}, {"published_on": day}])


def _of_a_figure(dice: random.Random, by: Person) -> dict[str, Any]:
    return dice.choice(
        [
            {"value": Decimal(f"{dice.randint(1, 999)}.000000")},
            {"hedge": f"nearly, says {by}", "kind": Figure.Kind.TARGET},
            {"period_start": date(2020, 1, 1), "period_end": date(2020, 6, 30)},
            {"subject_district": _any(dice, District.objects)},
            {
                "subject_company": _any(
                    dice, Company.objects.exclude(standing="rejected")
                )
            },
        ]
    )


def _any(dice: random.Random, things: Any) -> Any:
    return dice.choice(things.order_by("slug"))


def repair(dice: random.Random, seen: Seen, by: Person) -> int:
    words = seen.body.split(" ")
    words[dice.randrange(len(words))] = f"{by}’s"
    body = " ".join(words)
    return decisions.repair_body(seen.row, body, by, seen.version)


def verbs_for(seen: Seen) -> list[Callable]:
    """What may be decided on the row, the more telling the oftener."""
    verbs: list[Callable] = [confirm, correct, correct, reject]
    if seen.row.status == "rejected":
        verbs = [restore, restore, correct]
    if isinstance(seen.row, Article):
        verbs += [repair, repair]
    if isinstance(seen.row, Figure):
        verbs += [vouch, *[dismiss] * 3 * bool(seen.row.checks)]
    return verbs


def merger(desk: Desk, by: Person, turns: int) -> Steps:
    """Merges companies, and takes them apart again."""
    for _ in range(turns):
        companies = Company.objects.exclude(standing="rejected").order_by("slug")
        one, other = desk.dice.sample(list(companies), 2)
        yield
        try:
            if one.is_merged:
                decisions.unmerge(one, by)
            else:
                decisions.merge(one, other, by)
            desk.after()
            desk.steps.append(f"{by}: {one.slug} and {other.slug}, merged or apart")
        except decisions.Refused as refusal:
            desk.steps.append(f"{by}: {one.slug} and {other.slug}: {refusal}")
        yield


def spreader(desk: Desk, by: Person, turns: int) -> Steps:
    """Decides at once on all rows that are alike."""
    for _ in range(turns):
        row = desk.any_row().row
        if isinstance(row, Article):
            continue
        verb = desk.dice.choice(["confirm", "reject"])
        seen = {one.pk: Seen.of(one) for one in (row, *alike(row))}
        yield
        before = lines_of(by)
        versions = {key: one.version for key, one in seen.items()}
        spread = decide_alike(row, verb, by, versions)
        fresh = lines_of(by)[len(before) :]
        assert len(fresh) <= spread.done
        for entry in fresh:
            assert entry.state == seen[entry.target_id].state
        desk.steps.append(f"{by}: {verb} {spread.done} like {row!r}")
        yield


def machine(desk: Desk, turns: int) -> Steps:
    """Reads documents again, by the same rules or by others."""
    for _ in range(turns):
        document = desk.dice.choice(list(Document.objects.order_by("sha256")))
        reader = desk.dice.choice(ALL)
        if desk.dice.random() < 0.3:
            reextract(document, World())
            desk.steps.append(f"reextract {document}")
        else:
            reparse(document, World(), reader)
            desk.steps.append(f"{reader.version} reads {document}")
        yield
