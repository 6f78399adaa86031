"""The tables of sketches: who shares a key with whom.

The first keys of each sketch are looked up, INDEXED of them: of a text cut in half, 996
in 1,000 share one of eight with the whole. Articles that share a key stand in a row,
ordered by `place`; each knows its neighbours up to NEAR places away. Where few share a
key these are all of them; where very many do, because the words are boilerplate or
because the story was printed everywhere, a look still costs no more. Who is whose
neighbour follows from what is in the table, not from who came first.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from django.db import connection

from archive.models import Sketch, SketchKey

INDEXED = 8
NEAR = 3
AT_ONCE = 5_000
"""Ids in one statement."""

_SKETCH, _KEY = Sketch._meta.db_table, SketchKey._meta.db_table

# A join to the few rows before or after a row, which SQLite can only say as a list.
_SQLITE = f"""
    SELECT own.article_id, own.key, near.article_id
    FROM {_KEY} AS own JOIN {_KEY} AS near ON near.id IN (
        SELECT id FROM {_KEY} WHERE key = own.key AND place {{sign}} own.place
        ORDER BY place {{order}} LIMIT {NEAR})
    WHERE own.article_id IN ({{ids}})
"""
_POSTGRESQL = f"""
    SELECT own.article_id, own.key, near.article_id
    FROM {_KEY} AS own CROSS JOIN LATERAL (
        SELECT article_id FROM {_KEY}
        WHERE key = own.key AND place {{sign}} own.place
        ORDER BY place {{order}} LIMIT {NEAR}) AS near
    WHERE own.article_id IN ({{ids}})
"""
_SIDES = ((">", "ASC"), ("<", "DESC"))


class Placed(NamedTuple):
    """An article's sketch, and its place among those that share a key."""

    place: int
    keys: tuple[int, ...]


Neighbour = tuple[int, int, int]
"""An article, a key of it, and an article near it under this key."""


def held(articles: Iterable[int]) -> dict[int, Placed]:
    """The sketches that the table holds of these articles."""
    query = f"SELECT article_id, place, keys FROM {_SKETCH} WHERE article_id IN ({{}})"
    return {
        article: Placed(place, struct.unpack(f"<{len(keys) // 8}q", keys))
        for article, place, keys in rows(query, articles)
    }


def add(placed: Mapping[int, Placed]) -> None:
    """Put in sketches of articles that have none."""
    sketches = [
        (article, one.place, struct.pack(f"<{len(one.keys)}q", *one.keys))
        for article, one in placed.items()
    ]
    # In the order of the index, whose pages are then written one after another.
    keys = sorted(
        (key, one.place, article)
        for article, one in placed.items()
        for key in one.keys[:INDEXED]
    )
    _insert(
        _SKETCH, {"article_id": "bigint", "place": "bigint", "keys": "bytea"}, sketches
    )
    _insert(_KEY, dict.fromkeys(("key", "place", "article_id"), "bigint"), keys)


def erase(articles: Iterable[int]) -> None:
    ids = list(articles)
    if ids:
        Sketch.objects.filter(article__in=ids).delete()
        SketchKey.objects.filter(article__in=ids).delete()


def neighbours(articles: Iterable[int]) -> list[Neighbour]:
    """All neighbours of these articles, under each of their keys."""
    query = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    ids = list(articles)
    found: list[Neighbour] = []
    for sign, order in _SIDES:
        found += rows(query.format(sign=sign, order=order, ids="{}"), ids)
    return found


def rows(query: str, ids: Iterable[int]) -> Iterator[tuple]:
    """The rows of a query that has a list of ids, some at a time, between braces."""
    numbers = sorted(ids)
    with connection.cursor() as cursor:
        for start in range(0, len(numbers), AT_ONCE):
            some = numbers[start : start + AT_ONCE]
            cursor.execute(query.format(", ".join(["%s"] * len(some))), some)
            yield from cursor.fetchall()


def _insert(table: str, types: Mapping[str, str], added: Collection[tuple]) -> None:
    """Add rows: by bulk_create it would take three times as long."""
    if not added:
        return
    columns = ", ".join(types)
    insert = f"INSERT INTO {table} ({columns})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{one}[]" for one in types.values())
            cursor.execute(
                f"{insert} SELECT * FROM unnest({arrays})",
                [list(column) for column in zip(*added, strict=True)],
            )
        else:
            places = ", ".join(["%s"] * len(types))
            cursor.executemany(f"{insert} VALUES ({places})", added)
