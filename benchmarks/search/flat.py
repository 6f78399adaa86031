"""The archive as one flat table, as a careful user of Datasette would make it.

    python -m benchmarks.search.flat ARCHIVE.sqlite3 FLAT.sqlite3 [--stem]

Stories that lists show, with their districts, industries (and those above them),
companies and indicators as JSON arrays, with full-text search, and an index for each
plain facet.
The texts are in the table of the search alone: Datasette copies whole rows to count
arrays, which takes many times longer where rows have a body.
"""

from __future__ import annotations

import argparse
import sqlite3
from pathlib import Path

from benchmarks.search.archives import MANIFEST

FOUND_BY = {"fts_table": "articles_fts", "fts_pk": "id"}
"""What Datasette must be told, so that it searches there."""
ARRAYS = ("districts", "industries", "companies", "indicators")
FACETS = (*ARRAYS, "year", "publisher", "basis")

_TABLE = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, public_id TEXT, headline TEXT, publisher TEXT,
    published_on TEXT, year INTEGER, basis TEXT,
    districts TEXT, industries TEXT, companies TEXT, indicators TEXT
)
"""
_FAMILIES = """
WITH RECURSIVE family (ancestor, member) AS (
    SELECT id, id FROM archive.districts_industry
    UNION SELECT family.ancestor, child.id FROM family
    JOIN archive.districts_industry AS child ON child.parent_id = family.member
)
"""
_SHOWN = """
FROM archive.archive_article AS a
WHERE a.status <> 'rejected' AND a.placed
    AND a.id NOT IN (SELECT article_id FROM archive.archive_duplicate)
"""


def _named(table: str, joined: str) -> str:
    """The things `t` that an article names, as a JSON array."""
    return (
        "(SELECT json_group_array(slug) FROM (SELECT DISTINCT t.slug"
        f" FROM archive.archive_{table} AS m {joined}"
        " WHERE m.article_id = a.id AND m.status <> 'rejected' AND m.placed))"
    )


def _fill() -> str:
    """The statement that fills the table."""
    thing = "JOIN archive.districts_{0} AS t ON t.id = m.{0}_id"
    columns = [
        *("a.id", "a.public_id", "a.headline", "nullif(a.publisher, '')"),
        *("a.published_on", "cast(substr(a.published_on, 1, 4) AS INTEGER)"),
        "a.date_basis",
        _named("districtmention", thing.format("district")),
        _named(
            "industrymention",
            "JOIN family ON family.member = m.industry_id"
            " JOIN archive.districts_industry AS t ON t.id = family.ancestor",
        ),
        _named("companymention", thing.format("company")),
        _named("figure", thing.format("indicator")),
    ]
    return f"{_FAMILIES} INSERT INTO articles SELECT {', '.join(columns)} {_SHOWN}"


def flatten(archive: Path, target: Path, *, stem: bool = False) -> None:
    """Make the flat database anew, unless it is newer than the archive's manifest."""
    made = (archive.parent / MANIFEST).stat().st_mtime
    if target.exists() and target.stat().st_mtime > made:
        return
    target.unlink(missing_ok=True)
    making = target.with_suffix(".making")
    making.unlink(missing_ok=True)
    tokenize = ", tokenize = 'porter'" if stem else ""
    with sqlite3.connect(making) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("ATTACH ? AS archive", [str(archive)])
        connection.execute(_TABLE)
        connection.execute(_fill())
        for column in ("year", "publisher", "basis", "published_on"):
            connection.execute(f"CREATE INDEX articles_{column} ON articles ({column})")
        connection.execute(
            "CREATE VIRTUAL TABLE articles_fts"
            f" USING fts5(headline, standfirst, body, captions{tokenize})"
        )
        connection.execute(
            "INSERT INTO articles_fts (rowid, headline, standfirst, body, captions)"
            " SELECT a.id, a.headline, a.standfirst, a.body, a.captions"
            " FROM articles JOIN archive.archive_article AS a ON a.id = articles.id"
        )
        connection.commit()
        connection.execute("ANALYZE main")
    connection.close()
    making.rename(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("flat", type=Path)
    parser.add_argument("--stem", action="store_true")
    asked = parser.parse_args()
    flatten(asked.archive, asked.flat, stem=asked.stem)


if __name__ == "__main__":
    main()
