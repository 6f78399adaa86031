"""Many new documents at once: their rows as they are, in one transaction.

What a document's rows are was worked out before, in other processes; see `fresh`.
Here they only get their keys. A batch is written whole or not at all, so that every
document is, too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from archive import changes, duplicates, originals, search
from archive.ingest import families
from archive.ingest.companies import settle
from archive.ingest.fresh import Fresh
from archive.ingest.outcome import Changes, Outcome, State
from archive.ingest.rows import Row, row_with, shape_of
from archive.models import (
    FACTS,
    Article,
    CompanyMention,
    Delivery,
    Document,
    Figure,
    FormerAddress,
)
from districts.models import Region

MOST_VALUES = 10_000
"""Values of one statement; SQLite takes 32,766 of them, PostgreSQL 65,535."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A new document as it came: where from, its bytes, and its rows."""

    name: str
    container: str
    address: str
    data: bytes
    fresh: Fresh
    charset: str = ""

    def outcome(self) -> Outcome:
        """The verdict on it."""
        fresh = self.fresh
        code, reason = fresh.refusal
        *mentions, figures = map(len, fresh.found or [()])
        return Outcome(
            self.name,
            State.REFUSED if code else State.NEW,
            sha256=fresh.sha256,
            container=self.container,
            reason_code=code,
            reason=reason,
            articles=len(fresh.articles),
            figures=figures,
            mentions=sum(mentions),
            remarks=list(fresh.remarks),
            changes=Changes(added=list(fresh.added)),
        )


def write(arrivals: Sequence[Arrival], region: Region) -> None:
    """Store new documents with all their rows; each of them may come only once.

    The raw bytes are kept before the rows are. Raises IntegrityError where another
    writer has stored one of them meanwhile: then nothing of the batch is written.
    """
    with ThreadPoolExecutor(1) as beside, transaction.atomic():
        families.stay()
        # Most of it is waiting for the disk, so rows are written meanwhile.
        kept = beside.submit(originals.keep_all, [one.data for one in arrivals])
        documents = _with_keys(
            Document, "sha256", [arrival.fresh.row for arrival in arrivals]
        )
        _settle_deliveries(arrivals, documents, region)
        changes.told()
        keyed = [(documents[one.fresh.sha256], one.fresh) for one in arrivals]
        articles = _with_keys(Article, "public_id", _article_rows(keyed))
        companies = settle(one for _, fresh in keyed for one in fresh.companies)
        for number, model in enumerate(FACTS):
            rows = _found_rows(model, number, keyed, articles)
            if model is CompanyMention:
                rows = _with_companies(rows, companies)
            if model in families.NAMING:
                rows = _taken_home(model, rows)
            _add(model, rows)
        _let_live(keyed)
        stories = {
            articles[story.public_id]: story
            for arrival in arrivals
            for story in arrival.fresh.articles
        }
        changes.changed(stories)
        search.add((key, story.words) for key, story in stories.items())
        duplicates.settle_new(
            {key: story.sketch for key, story in stories.items()},
            {key: story.public_id for key, story in stories.items()},
        )
        kept.result()


@contextmanager
def many() -> Iterator[None]:
    """While many batches are written, SQLite gets room for it.

    A page cache of 64 MB instead of 2, and 32 MB of log instead of 4 before it is
    copied into the database: that halves the time the disk takes. What is committed
    is on the disk either way.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in _ROOM]
        for name, value in _ROOM.items():
            cursor.execute(f"PRAGMA {name} = {value}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for name, value in zip(_ROOM, before, strict=True):
                cursor.execute(f"PRAGMA {name} = {value}")


_ROOM = {"cache_size": -64_000, "wal_autocheckpoint": 8_000}


def _settle_deliveries(
    arrivals: Sequence[Arrival], documents: dict[str, int], region: Region
) -> None:
    """How the documents came; what could not be read under their names now could."""
    _add(
        Delivery,
        [
            row_with(
                Delivery,
                {
                    "document_id": documents[arrival.fresh.sha256],
                    "name": arrival.name,
                    "container": arrival.container,
                    "address": arrival.address,
                    "region_id": region.pk,
                    "received_at": timezone.now(),
                },
            )
            for arrival in arrivals
        ],
    )
    problems = Delivery.objects.filter(document=None, region=region)
    if not problems.exists():
        return
    names = {(arrival.name, arrival.container) for arrival in arrivals}
    named = problems.filter(name__in={name for name, _ in names})
    solved = [p.pk for p in named if (p.name, p.container) in names]
    if solved:
        Delivery.objects.filter(pk__in=solved).delete()


def _let_live(keyed: Iterable[tuple[int, Fresh]]) -> None:
    """Addresses that lead somewhere again are no former ones."""
    if not FormerAddress.objects.exists():
        return
    number = FACTS.index(Figure)
    place = shape_of(Figure).places["public_id"]
    live = [
        address
        for _, fresh in keyed
        for address in (
            *(article.public_id for article in fresh.articles),
            *(row[place] for _, row in (fresh.found and fresh.found[number])),
        )
    ]
    for start in range(0, len(live), MOST_VALUES):
        some = live[start : start + MOST_VALUES]
        FormerAddress.objects.filter(public_id__in=some).delete()


def _article_rows(keyed: Iterable[tuple[int, Fresh]]) -> list[list[Any]]:
    """The rows of the articles with their documents' keys."""
    place = shape_of(Article).places["document_id"]
    rows = []
    for key, fresh in keyed:
        for article in fresh.articles:
            row = list(article.row)
            row[place] = key
            rows.append(row)
    return rows


def _found_rows(
    model: type[models.Model],
    number: int,
    keyed: Iterable[tuple[int, Fresh]],
    articles: dict[str, int],
) -> list[list[Any]]:
    """The rows of one model with the keys of their documents and articles."""
    places = shape_of(model).places
    its_document, its_article = places["document_id"], places["article_id"]
    rows = []
    for key, fresh in keyed:
        keys = [articles[article.public_id] for article in fresh.articles]
        for index, found in fresh.found[number] if fresh.found else ():
            row = list(found)
            row[its_document], row[its_article] = key, keys[index]
            rows.append(row)
    return rows


def _with_companies(
    rows: Iterable[list[Any]], companies: dict[str, int | None]
) -> list[list[Any]]:
    """The rows with their companies' keys for slugs, without those of rejected ones."""
    place = shape_of(CompanyMention).places["company_id"]
    for row in rows:
        row[place] = companies.get(row[place], row[place])
    return [row for row in rows if row[place] is not None]


def _taken_home(
    model: type[models.Model], rows: Sequence[list[Any]]
) -> list[list[Any]]:
    """The rows with those of merged companies under the ones that these went into.

    Of mentions that are of one company then, at one place, the first is left.
    """
    places = shape_of(model).places
    its_company = places[f"{families.NAMING[model]}_id"]
    homes = families.homes_of({row[its_company] for row in rows} - {None})
    if not homes:
        return rows
    for row in rows:
        if home := homes.get(row[its_company]):
            row[its_company], row[places["merged_from"]] = home.key, home.slug
    if model is not CompanyMention:
        return rows
    kept: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        same = (
            row[places[name]] for name in ("document_id", "company_id", "raw_start")
        )
        kept.setdefault(tuple(same), row)
    return list(kept.values())


def _with_keys(
    model: type[models.Model], name: str, rows: Sequence[Row]
) -> dict[str, int]:
    """Add the rows; returns the key of each by its value of a unique column."""
    return dict(_insert(model, rows, f"RETURNING {name}, id"))


def _add(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Add rows whose keys nobody asks for."""
    if connection.vendor != "postgresql":
        deque(_insert(model, rows), maxlen=0)
    elif rows:
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {_into(model)} FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)


def _insert(
    model: type[models.Model], rows: Sequence[Row], returning: str = ""
) -> Iterator[tuple[Any, ...]]:
    """Add rows, many with one statement; what the statements return, if asked.

    The driver is asked itself: writing each of the thousands of places in the other
    style takes Django as long as filling them takes SQLite.
    """
    start = 0
    place = "?" if connection.vendor == "sqlite" else "%s"
    for size in _AT_ONCE:
        statement = f"{_statement(model, size, place)} {returning}"
        while start + size <= len(rows):
            values = list(chain.from_iterable(rows[start : start + size]))
            with connection.wrap_database_errors:
                yield from connection.connection.execute(statement, values)
            start += size


_AT_ONCE = (128, 16, 1)
"""Rows of one statement. Only these: the driver keeps statements that it has seen."""


@cache
def _statement(model: type[models.Model], rows: int, place: str) -> str:
    one = f"({', '.join([place] * len(shape_of(model).columns))})"
    return f"INSERT INTO {_into(model)} VALUES {', '.join([one] * rows)}"


def _into(model: type[models.Model]) -> str:
    names = ", ".join(f'"{column}"' for column in shape_of(model).columns)
    return f'"{model._meta.db_table}" ({names})'
