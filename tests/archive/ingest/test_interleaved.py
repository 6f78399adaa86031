"""Two editors, a merger and a machine on the same rows, one step of each at a time.

No decision is made on what has changed since it was seen, and the book of decisions
adds up to what is there. `pytest --rounds 20` plays 1,000 interleavings; one that fails
names its seed and its steps. Real races need a database with two writers at once:
those are run on PostgreSQL.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from archive import decisions, search
from archive.models import Article
from districts.models import ExchangeRate, Region
from tests.archive.ingest.adding_up import check_book
from tests.archive.ingest.crude import MERGED, SPLIT, readers_of_their_own
from tests.archive.ingest.directly import raw_bytes_looked_at_last, take_directly
from tests.archive.ingest.editors import (
    Desk,
    Steps,
    editor,
    machine,
    merger,
    spreader,
    telling,
)
from tests.archive.ingest.invariants import Memory
from tests.archive.ingest.test_at_once import Meanwhile
from tests.factories import (
    make_company,
    make_district,
    make_indicator,
    make_industry,
    make_region,
)

FEW, ALL_OF_THEM = 4, 1000
"""Interleavings on each change, and of 20 rounds."""
TURNS = 3
RACES = 2
"""Of real threads, for each of the rounds."""

STORY = """Putuo counts on its makers

  09:30 UTC+8, 2022-03-04       0
Putuo District and Qingteng counted 412 new firms last year.

Kelvo Motors Co Ltd paid 1.3 billion yuan (US$20 million) in tax.

 Harbour notes from the north
Qingteng Cloud of Yangpu makes steel worth 3.2 billion yuan.
"""


def make_world(folder: Path) -> tuple[list[Path], Region]:
    """A small world, which each decision reads anew, and two documents much alike."""
    region = make_region()
    for name in ("Putuo", "Yangpu"):
        make_district(name, region=region)
    for name in ("Qingteng", "Qingteng Cloud", "Harbour Batteries"):
        make_company(name)
    for name in ("Steel", "Finance"):
        make_industry(name, keywords=(name.lower(),))
    make_indicator("Fiscal revenue", aliases=("fiscal revenue",))
    ExchangeRate.objects.create(currency="CNY", year=2021, per_dollar="6.45")
    paths = [folder / "story.txt", folder / "again.txt"]
    paths[0].write_text(STORY)
    paths[1].write_text(f"{STORY}\nFinance in Putuo made Qingteng 8 percent.\n")
    return paths, region


def people(*names: str) -> list:
    users = get_user_model().objects
    return [users.create(username=name) for name in names]


def interleave(dice: random.Random, actors: list[Steps]) -> None:
    """Let one of them make a step, whichever, until all have made their last."""
    while actors:
        actor = dice.choice(actors)
        if next(actor, actors) is actors:
            actors.remove(actor)


def play(seed: int, everybody: list) -> int:
    """One interleaving; how often somebody was told that a row had changed."""
    one, other, third = everybody
    dice = random.Random(seed)
    desk, memory = Desk.over(dice), Memory()
    desk.after = memory.learn
    with telling(f"seed {seed}", desk.steps):
        actors = [
            editor(desk, one, TURNS),
            editor(desk, other, TURNS),
            merger(desk, third, 2),
            machine(desk, 2),
        ]
        interleave(dice, actors)
        memory.check()
        for _ in machine(desk, 1):
            memory.check()
        check_book()
    return sum("changed in the meantime" in step for step in desk.steps)


@pytest.mark.django_db
def test_no_decision_is_made_on_what_was_not_seen_and_the_book_adds_up(
    tmp_path, pytestconfig
):
    paths, region = make_world(tmp_path)
    (outcome,) = take_directly(paths[:1], region)
    assert not outcome.failed
    everybody = people("ann", "bo", "cy")
    rounds, conflicts = pytestconfig.getoption("rounds"), 0
    with readers_of_their_own(), raw_bytes_looked_at_last():
        for seed in range(max(FEW, ALL_OF_THEM * rounds // 20 if rounds > 1 else 0)):
            with transaction.atomic():
                conflicts += play(seed, everybody)
                transaction.set_rollback(True)
    assert conflicts


@pytest.mark.django_db
def test_who_saw_a_story_that_lost_its_place_is_told(tmp_path):
    paths, region = make_world(tmp_path)
    take_directly(paths[:1], region, reader=SPLIT)
    first, second = Article.objects.order_by("anchor")
    decisions.correct(second, {"headline": "Harbour notes"}, None)
    seen = Article.objects.get(pk=second.pk)
    take_directly(paths[:1], region, reader=MERGED)
    body = seen.body.replace("steel", "cars")

    with pytest.raises(decisions.Conflict):
        decisions.repair_body(seen, body, None, seen.version)
    with pytest.raises(decisions.NotFound):
        decisions.repair_body(seen, body, None)
    assert "steel" in Article.objects.get(pk=first.pk).body


@pytest.mark.django_db(transaction=True)
def test_whoever_is_faster_the_book_adds_up(
    transactional_db, tmp_path, pytestconfig, dice
):
    if connection.vendor != "postgresql":
        pytest.skip("needs a database with two writers at once")
    search.rebuild()  # what emptied the tables does not know this one
    paths, region = make_world(tmp_path)
    assert not any(outcome.failed for outcome in take_directly(paths, region))
    ann, bo, cy, di, el = people("ann", "bo", "cy", "di", "el")
    with readers_of_their_own(), raw_bytes_looked_at_last():
        for _ in range(RACES * pytestconfig.getoption("rounds")):
            desks = [Desk.over(random.Random(dice.random())) for _ in range(6)]
            for desk in desks:
                desk.places, desk.steps = desks[0].places, desks[0].steps
            actors = [
                *(
                    editor(desk, by, TURNS)
                    for desk, by in zip(desks, (ann, bo), strict=False)
                ),
                *(
                    spreader(desk, by, TURNS)
                    for desk, by in zip(desks[2:], (cy, di), strict=False)
                ),
                merger(desks[4], el, TURNS),
                machine(desks[5], TURNS),
            ]
            with telling("a race", desks[0].steps):
                race(actors)
                check_book()
                memory = Memory()
                memory.learn()
                memory.withdrawn = {}  # nobody noted what they showed at the time
                memory.check()


def race(actors: list[Steps]) -> None:
    """Let each go at its own pace, in a thread and a connection of its own."""

    def run(actor: Steps) -> None:
        for _ in actor:
            time.sleep(0.002)

    threads = [Meanwhile(lambda actor=actor: run(actor)) for actor in actors]
    for thread in threads:
        thread.end()
