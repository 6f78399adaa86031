"""An editor at work and what must be true of all that was decided."""

from __future__ import annotations

import io
import json
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import models

from archive import decisions
from archive.models import (
    Article,
    CompanyMention,
    Decision,
    DistrictMention,
    Document,
    Figure,
    IndustryMention,
    Status,
)
from tests.archive.backups.dump import everything

DECIDED: dict[str, type[models.Model]] = {
    "figure": Figure,
    "districtmention": DistrictMention,
    "industrymention": IndustryMention,
    "companymention": CompanyMention,
}
FOUND = (Article, *DECIDED.values())
A_FEW = 5
AT_WORK = 10
"""Decisions after which the editor is well at work."""


def take_in_slowly(folder: str, stop: str) -> None:
    """Take in the documents a few at a time; the last when the file `stop` is there."""
    rest = sorted(map(str, Path(folder).iterdir()))
    while rest:
        count = len(rest) if Path(stop).exists() else min(A_FEW, len(rest) - A_FEW)
        if count:
            call_command("ingest", *rest[:count], jobs=1, stdout=io.StringIO())
            rest = rest[count:]
        time.sleep(0.2)


def edit_until(stop: str, started: str) -> None:
    """Decide on rows at random until the file `stop` is there.

    The file `started` appears when documents are there and some are decided on.
    """
    dice = random.Random(7)
    editor = User.objects.create_user("wen")
    made = 0
    while not Path(stop).exists():
        model = dice.choice(list(DECIDED.values()))
        keys = list(model.objects.values_list("pk", flat=True)[:300])
        if keys:
            _decide(dice, model.objects.get(pk=dice.choice(keys)), editor)
            made += 1
        if made == AT_WORK:
            Path(started).touch()
        time.sleep(0.02)


def _decide(dice: random.Random, row: Any, editor: User) -> None:
    action = dice.choice(["confirm", "reject", "restore", "correct"])
    if action != "correct":
        getattr(decisions, action)(row, editor)
    elif isinstance(row, Figure):
        hedge = dice.choice(["about", "nearly", "over", "up to", "some"])
        decisions.correct(row, {"hedge": hedge}, editor)


def state() -> dict[str, Any]:
    """All that a test asks of an archive, in one go."""
    return {
        "everything": everything(),
        "found": found_in_documents(),
        "broken": broken_decisions(),
    }


def broken_decisions() -> list[str]:
    """Rows that are not as the decisions on them left them, and lone decisions.

    Row and line of the book are written in one transaction: one without the other
    would be half a decision.
    """
    broken = []
    made: dict[tuple[str, int], list[Decision]] = defaultdict(list)
    for decision in Decision.objects.order_by("pk"):
        made[decision.target, decision.target_id].append(decision)
    for target, model in DECIDED.items():
        for row in model.objects.all():
            if problem := _problem(row, made.pop((target, row.pk), [])):
                broken.append(f"{target} {row.pk}: {problem}")
    return broken + [f"{key} is decided on and not there" for key in made]


def _problem(row: Any, made: list[Decision]) -> str:
    if not made:
        return f"{row.status} by nobody" if row.is_decided else ""
    actions = [decision.action for decision in made if decision.action != "correct"]
    rejected = bool(actions) and actions[-1] == "reject"
    if rejected != (row.status == Status.REJECTED):
        return f"{row.status} although {actions} were decided"
    if made[-1].action == "confirm" and row.status != Status.CONFIRMED:
        return f"{row.status} although confirmed last"
    values = {name: value for one in made for name, value in one.values.items()}
    present = {name: getattr(row, name) for name in values}
    return "" if present == values else f"{present}, decided were {values}"


def found_in_documents() -> dict[str, list]:
    """By document, what was read in it: where each row stands, whatever its status."""
    found: dict[str, list] = {
        sha256: [] for sha256 in Document.objects.values_list("sha256", flat=True)
    }
    for model in FOUND:
        names = {field.name for field in model._meta.concrete_fields}
        place = "raw_start" if "raw_start" in names else "anchor"
        words = "surface" if "surface" in names else "body"
        for sha256, *row in model.objects.values_list(
            "document__sha256", place, words
        ).order_by(place, words, "pk"):
            found[sha256].append([model.__name__, *row])
    return json.loads(json.dumps(found))
