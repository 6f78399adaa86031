"""Writes an invented archive into the database: everything in batches, as it is made.

Memory stays flat: a few chunks are made ahead in processes beside, one is written.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

import numpy as np

from benchmarks.search import vocabulary
from benchmarks.search.making import CHUNK, Order, make
from benchmarks.search.rows import Chunk
from benchmarks.search.saying import say
from benchmarks.search.stories import Cast

PUBLISHERS = 200
COMPANIES_PER_ARTICLE = 2_000 / 100_000
TABLES = (
    *("Document", "Delivery", "Article", "DistrictMention", "CompanyMention"),
    *("IndustryMention", "Figure", "Duplicate", "Likeness"),
)
KEYED = {
    "Document": ("id",),
    "Article": ("id",),
    "Duplicate": ("article_id", "leading_id"),
    "Likeness": ("low_id", "high_id"),
}
"""Columns that a table's rows have instead of, or before, those of `shape_of`."""


def fill(order: Order, jobs: int = 2) -> np.ndarray:
    """Make and write all articles; returns how many have the term of each word."""
    begun = time.perf_counter()
    cast = cast_of(order)
    held = np.zeros(vocabulary.of(order.articles).size, dtype=np.int64)
    done = 0
    for chunk in _chunks(order, cast, jobs):
        _write(chunk)
        numbers, counts = chunk.held
        held[numbers] += counts
        done += len(chunk.rows["Article"])
        if done % (10 * CHUNK) == 0:
            rate = done / (time.perf_counter() - begun)
            say(f"{done:,} of {order.articles:,} articles, {rate:,.0f} a second")
    return held


def cast_of(order: Order) -> Cast:
    """What the articles name; the companies and publishers are made for them.

    All in an order of our own: databases sort hyphens in different ways.
    """
    from districts.models import Company, District, Indicator, Industry, Region

    dice = random.Random(order.seed)
    names = [word.capitalize() for word in vocabulary.of(order.articles).words]
    count = max(20, int(order.articles * COMPANIES_PER_ARTICLE))
    drawn = dice.sample(names, 2 * count + PUBLISHERS)
    pairs = zip(drawn[:count], drawn[count : 2 * count], strict=True)
    companies = [" ".join(pair) for pair in pairs]
    Company.objects.bulk_create(
        Company(slug=name.lower().replace(" ", "-"), name=name, kind="company")
        for name in companies
    )
    keys = dict(Company.objects.values_list("name", "pk"))
    region = Region.objects.get(slug="shanghai")
    districts = District.objects.filter(region=region)
    indicators = Indicator.objects.exclude(unit="")
    return Cast(
        region=region.pk,
        districts=_by_slug(districts.values_list("slug", "pk", "name")),
        industries=_by_slug(
            (one.slug, one.pk, _keyword(one))
            for one in Industry.objects.prefetch_related("keywords")
        ),
        companies=tuple((keys[name], name) for name in companies),
        indicators=_by_slug(indicators.values_list("slug", "pk", "name", "unit")),
        publishers=tuple(f"{name} Daily" for name in drawn[2 * count :]),
    )


def _by_slug(rows: Iterable[tuple]) -> tuple[tuple, ...]:
    """The rows in the order of their slugs, without these."""
    return tuple(row[1:] for row in sorted(rows))


def _keyword(industry: Any) -> str:
    """The word that speaks for it most."""
    return min((-one.weight, one.word) for one in industry.keywords.all())[1]


def _chunks(order: Order, cast: Cast, jobs: int) -> Iterator[Chunk]:
    """All chunks in order, made beside; never more than a few ahead."""
    numbers = range(-(-order.articles // CHUNK))
    if jobs < 2:
        yield from (make(order, cast, number) for number in numbers)
        return
    made: list[Future[Chunk]] = []
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_begin
    ) as pool:
        for number in numbers:
            made.append(pool.submit(make, order, cast, number))
            if len(made) > jobs + 1:
                yield made.pop(0).result()
        for one in made:
            yield one.result()


def _begin() -> None:
    import django

    django.setup()


def _write(chunk: Chunk) -> None:
    from django.db import transaction

    from archive import search

    with transaction.atomic():
        for name in TABLES:
            _add(name, chunk.rows[name])
        search.add(chunk.index)


def _add(name: str, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows as they are, by COPY where the database has it."""
    from django.db import connection

    from archive import models
    from archive.ingest.rows import shape_of

    model = getattr(models, name)
    columns = KEYED.get(name, ())
    if len(columns) < 2:
        columns = (*columns, *shape_of(model).columns)
    if name == "Likeness":
        rows = sorted(rows)
    quoted = ", ".join(f'"{column}"' for column in columns)
    into = f"{model._meta.db_table} ({quoted})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", rows)


@contextmanager
def room() -> Iterator[None]:
    """Speed while nothing can be lost; afterwards all is as it was."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET synchronous_commit = off")
            cursor.execute("SET maintenance_work_mem = '512MB'")
            yield
            return
        for pragma in (
            *("synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000"),
            *("wal_autocheckpoint = 50000", "temp_store = FILE"),
        ):
            cursor.execute(f"PRAGMA {pragma}")
        # Terms wait in memory for longer, so that fewer segments are merged.
        hash_size = (
            "INSERT INTO archive_text_index (archive_text_index, rank)"
            " VALUES ('hashsize', %s)"
        )
        cursor.execute(hash_size, [64 << 20])
        yield
        cursor.execute(hash_size, [1 << 20])
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@contextmanager
def without_indexes() -> Iterator[None]:
    """Indexes that hold no constraint come when all rows are there: much faster."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
                " AND tablename LIKE 'archive\\_%%' AND indexname NOT IN"
                " (SELECT conname FROM pg_constraint)"
            )
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index'"
                " AND sql IS NOT NULL AND tbl_name LIKE 'archive\\_%%' ESCAPE '\\'"
            )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, definition in indexes:
            cursor.execute(definition)


def settle() -> None:
    """Keys go on behind those that were given; the planner learns what is there."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("archive_document", "archive_article"):
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"
                    f" (SELECT max(id) FROM {table}))"
                )
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
