"""The log of changes: how everything kept in memory learns that it is out of date.

Whoever changes an article, its mentions or its figures says so here, in the same
transaction. Names of districts, companies and so on are changed from many places that
know nothing of the archive; triggers of the database log these.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.db import connection

from archive.models import Change

MARK_BITS = 62


def changed(articles: Iterable[int]) -> None:
    """Log that the rows of these articles, given by their keys, changed."""
    rows = [[article, secrets.randbits(MARK_BITS)] for article in set(articles)]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Change._meta.db_table} (article, mark) VALUES (%s, %s)", rows
        )


def told() -> None:
    """Log that pages may say something else, though no article's rows changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Change._meta.db_table} (article, mark) VALUES (NULL, %s)",
            [secrets.randbits(MARK_BITS)],
        )


def version() -> str:
    """A name for the data as they are now: another one after any change of them.

    Of two moments the later one has committed all that the earlier had, and maybe
    more, so the number of log rows tells them apart whatever the order of their keys.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT coalesce(max(version), 0) FROM archive_chunk),"
            " (SELECT mark FROM archive_change ORDER BY id DESC LIMIT 1),"
            " count(*) FROM archive_change"
        )
        written, mark, count = cursor.fetchone()
    return f"{written:x}-{count}-{mark or 0:x}"
