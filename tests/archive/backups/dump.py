"""Every row of every table with a model, as plain values, to compare two archives."""

from __future__ import annotations

import json

from django.apps import apps

FLEETING = (
    "sessions.session",
    *("archive.change", "archive.chunk", "archive.termchunk", "archive.wordcounts"),
)
MADE_ANEW = ("archive.duplicate", "archive.likeness", "archive.sketchkey")
"""Derived rows: what they say is compared, their keys are not."""


def everything() -> dict[str, list]:
    """By label, the rows in the order of their keys, each with all its values."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label in FLEETING:
            continue
        rows = list(model._base_manager.order_by("pk").values())
        if label in MADE_ANEW:
            for row in rows:
                row.pop("id", None)
            rows.sort(key=repr)
        found[label] = json.loads(json.dumps(rows, default=str, sort_keys=True))
    return found


def differences(found: dict[str, list], wanted: dict[str, list]) -> list[str]:
    """Rows that only one of them has, cut to a readable length."""
    return [
        f"{label}: {sorted(set(map(repr, found[label])) ^ set(map(repr, rows)))}"[:1500]
        for label, rows in wanted.items()
        if found[label] != rows
    ]
