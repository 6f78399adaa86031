"""What a backup holds. Every table does by default, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.apps import apps as present
from django.apps.registry import Apps
from django.db import models

from archive import duplicates, search
from archive.finding import refreshing

LEFT_OUT = {
    "axes.accessattempt": "who gave a wrong password a moment ago",
    "axes.accessattemptexpiration": "until when they have to wait",
    "axes.accessfailurelog": "who gave a wrong password",
    "axes.accesslog": "who logged in; not kept",
    "archive.change": "derived: what lists held in memory have to follow",
    "archive.chunk": "derived: bitmaps of facets",
    "archive.termchunk": "derived: bitmaps of frequent terms",
    "archive.duplicate": "derived: which of nearly the same stories leads",
    "archive.likeness": "derived: which stories are nearly the same",
    "archive.sketchkey": "derived: what near-duplicates are found by",
    "archive.wordcounts": "derived: the words that articles have",
    "sessions.session": "who is logged in; the secret key of another place ends it",
}
"""Models whose rows are not saved, by label, each with its reason."""

LEFT_OUT_TABLES = {
    "archive_text_index": "derived from the articles",
    "django_migrations": "said in the manifest",
}
"""Tables without a model that are not saved. Those that SQLite makes beside a table of
its full-text search begin with its name."""

REPLACED = (
    "auth.group",
    "auth.group_permissions",
    "auth.permission",
    "contenttypes.contenttype",
)
"""Models that have rows as soon as the tables are made: a restore replaces these."""

DERIVED: dict[str, Callable[[], object]] = {
    "text index": search.rebuild,
    "near-duplicates": duplicates.rebuild,
    "bitmaps and vocabulary": partial(refreshing.refresh, everything=True),
}
"""What is not saved because it can be made anew from what is, and what makes it."""


def saved(apps: Apps = present) -> list[type[models.Model]]:
    """The models whose rows a backup holds, in the order of their labels.

    With the models of another state of the migrations, those of that state.
    """
    found = apps.get_models(include_auto_created=True)
    return sorted(
        (
            model
            for model in found
            if model._meta.managed
            and not model._meta.proxy
            and not model._meta.swapped
            and model._meta.label_lower not in LEFT_OUT
        ),
        key=lambda model: model._meta.label_lower,
    )


def columns(model: type[models.Model]) -> list[models.Field]:
    """The fields of the model's table that are stored, not computed there."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def rebuild_derived() -> None:
    """Make all derived data anew."""
    for rebuild in DERIVED.values():
        rebuild()
