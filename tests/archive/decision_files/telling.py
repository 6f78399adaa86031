"""What an archive writes into a file of decisions, as values."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.db import transaction

from archive.decision_files import lines

STORY = """Pier opens in Putuo

2023-08-19

Putuo district took in 9.8 billion yuan of revenue in 2022, up 4 percent.

Brandal Freight Ltd rents its lorries to Harbour Batteries in Putuo.

A third paragraph stands here and says little of anything at all.
"""
Lines = list[dict[str, Any]]


def exported() -> Lines:
    return [json.loads(line) for line in lines()][1:]


def told_elsewhere(decide: Callable[[], Any]) -> Lines:
    """The lines of an archive where somebody decided so; here nobody did."""
    with transaction.atomic():
        decide()
        told = exported()
        transaction.set_rollback(True)
    return told


def as_file(told: Lines) -> str:
    told = [{"line": "head", "form": 1}, *told]
    return "".join(json.dumps(line) + "\n" for line in told)
