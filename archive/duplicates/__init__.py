"""The same story with another header, menu, credit line, cut end or edition.

At ingest each article gets a sketch (`sketching`); articles that share keys of it are
compared, text with text (`comparing`); those alike form a group (`grouping`), of
which one leads. Lists, counts and feeds show the leading article alone, by
`Article.objects.leading()`; the others keep their pages.

What stands in the end follows from the articles as they are, not from the order in
which they came, nor from how they were split into runs. All of it is derived:
`rebuild` makes it anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection, transaction

from archive.duplicates.checking import out_of_step
from archive.duplicates.keys import Placed
from archive.duplicates.settling import NOWHERE, bring_in_step, place, place_of
from archive.duplicates.showing import Group, group_of
from archive.duplicates.sketching import sketch
from archive.models import Article, Duplicate, Likeness, Sketch, SketchKey

__all__ = [
    "Group",
    "forget",
    "group_of",
    "out_of_step",
    "rebuild",
    "settle",
    "settle_new",
    "sketch",
]

Keys = Sequence[int]

BATCH = 200
"""Articles that are settled at once."""
LOCK = 0x6475706C
"""Number of PostgreSQL's advisory lock for grouping."""


def settle(
    articles: Sequence[Article], sketches: Mapping[int, Keys] | None = None
) -> None:
    """Group articles as they are stored now, in the transaction of the change.

    Call it last in the transaction, when rows and decisions are written. Of an
    article whose key is not in `sketches` the sketch is made of its body here. One
    that readers may not see leaves its group.
    """
    sketches = sketches or {}
    for start in range(0, len(articles), BATCH):
        some = articles[start : start + BATCH]
        _bring_in_step(
            {
                article.pk: place_of(article, sketches.get(article.pk))
                for article in some
            }
        )


def settle_new(
    sketches: Mapping[int, Keys], names: Mapping[int, str] | None = None
) -> None:
    """Group articles that were stored just now and may be seen, by their sketches.

    `names` are their public ids; they are looked up where they are not given.
    """
    ids = [article for article, keys in sketches.items() if keys]
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        held = _public_ids(some) if names is None else names
        _bring_in_step({one: place(held[one], sketches[one]) for one in some}, new=True)


def _public_ids(articles: Collection[int]) -> dict[int, str]:
    found = Article.objects.filter(pk__in=articles).order_by()
    return dict(found.values_list("pk", "public_id"))


def forget(article_ids: Iterable[int]) -> None:
    """Take articles out of their groups; ids that are in none do no harm.

    Call it before the rows are deleted. Of what is left of a group, one leads.
    """
    ids = list(article_ids)
    for start in range(0, len(ids), BATCH):
        _bring_in_step(dict.fromkeys(ids[start : start + BATCH], NOWHERE))


def rebuild() -> int:
    """Make all sketches and groups anew from the articles; returns their number."""
    count = 0
    with transaction.atomic():
        _wait_for_others()
        for model in (Duplicate, Likeness, SketchKey, Sketch):
            model.objects.all().delete()
        stored = Article.objects.published().order_by("pk").values_list("pk", "body")
        batch: dict[int, Keys] = {}
        for article, body in stored.iterator(chunk_size=BATCH):
            batch[article] = sketch(body)
            count += 1
            if len(batch) == BATCH:
                settle_new(batch)
                batch = {}
        settle_new(batch)
    return count


def _bring_in_step(wanted: Mapping[int, Placed], *, new: bool = False) -> None:
    # A savepoint would make SQLite copy every page that is written.
    with transaction.atomic(savepoint=False):
        _wait_for_others()
        bring_in_step(wanted, new=new)


def _wait_for_others() -> None:
    """Group one at a time: of two writers each would miss what the other brings.

    The lock is PostgreSQL's own and ends with the transaction; the next one then sees
    all that was committed. SQLite has one writer in any case.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
