"""Lists by SQL on narrow tables in memory, which are made within one moment.

The few columns that lists are made of are copied by plain SELECTs from the archive's
record tables, on either database; words are looked for by its own text index. Nothing
that the archive derives for its lists is read: no bitmaps, no log of changes.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection

from benchmarks.search import plain, plain_figures
from benchmarks.search.cases import Case, Pairs
from benchmarks.search.plain import FAMILIES, LEADING, Counts, chosen

FEW = 15_000
"""Rows that are looked up one by one; of more, a facet is read through."""
JOINED = {
    "sqlite": {"": " AND ", "OR ": " OR ", "-": " NOT "},
    "postgresql": {"": " & ", "OR ": " | ", "-": " & !"},
}
"""What the text index says between two words that stand side by side, and so on."""

_VISIBLE = "m.status <> 'rejected' AND m.placed"
_LISTED = (
    "SELECT a.id, a.id, EXISTS (SELECT 1 FROM archive_figure AS m"
    f" WHERE m.article_id = a.id AND m.flagged AND {_VISIBLE}), NULL,"
    f" {plain.YEAR}, nullif(a.publisher, ''), a.date_basis"
    f" FROM archive_article AS a WHERE {LEADING}"
)
_FIGURES = (
    "SELECT f.id, f.article_id, f.flagged, cast(f.value AS double precision),"
    " district.slug, indicator.slug, f.unit, f.kind, "
    f"{plain_figures.YEAR}, company.slug,"
    " CASE WHEN f.flagged THEN 'flagged' ELSE 'clear' END, f.status"
    f" FROM {plain_figures.FIGURES}"
    " LEFT JOIN districts_district AS district ON district.id = f.subject_district_id"
    " LEFT JOIN districts_indicator AS indicator ON indicator.id = f.indicator_id"
    " LEFT JOIN districts_company AS company ON company.id = f.subject_company_id"
    f" WHERE {plain_figures.VISIBLE}"
)
_INDUSTRIES = (
    f"{FAMILIES} SELECT DISTINCT t.slug, m.article_id FROM archive_industrymention AS m"
    " JOIN family ON family.member = m.industry_id"
    f" JOIN districts_industry AS t ON t.id = family.ancestor WHERE {_VISIBLE}"
)


def _mentioned(noun: str, table: str) -> str:
    return (
        f"SELECT DISTINCT t.slug, m.article_id FROM {table} AS m"
        f" JOIN districts_{noun} AS t ON t.id = m.{noun}_id WHERE {_VISIBLE}"
    )


@dataclass(frozen=True)
class Rows:
    """How the rows of one kind of list are copied.

    `statement` gives for each row its key, its article, whether it is flagged, its
    number, and one value for each of `columns`; `mentions` gives the values and rows
    of a facet of which a row may have many.
    """

    name: str
    statement: str
    columns: tuple[str, ...]
    mentions: dict[str, str]

    @property
    def facets(self) -> tuple[str, ...]:
        return (*self.columns, *self.mentions)


OF_ARTICLES = Rows(
    "article",
    _LISTED,
    ("year", "publisher", "basis"),
    {
        "district": _mentioned("district", "archive_districtmention"),
        "industry": _INDUSTRIES,
        "company": _mentioned("company", "archive_companymention"),
        "indicator": _mentioned("indicator", "archive_figure"),
    },
)
OF_FIGURES = Rows(
    "figure",
    _FIGURES,
    ("district", "indicator", "unit", "kind", "year", "company", "checks", "status"),
    {},
)
ALWAYS = {
    "q": "article IN (SELECT article FROM matching)",
    "flagged": "flagged",
    "value_min": "number >= ?",
    "value_max": "number <= ?",
}
"""Conditions that are no facet's, and so hold for all counts."""


class Narrow:
    """Articles and figures as they are now; to be asked within the same snapshot."""

    def __init__(self) -> None:
        self.memory = sqlite3.connect(":memory:", isolation_level=None)
        self.whole: Counts = {}
        self.memory.execute("PRAGMA temp_store = MEMORY")
        self.memory.execute("CREATE TABLE matching (article INTEGER PRIMARY KEY)")
        self.memory.execute(
            "CREATE TABLE rest (id INTEGER PRIMARY KEY, failed INTEGER)"
        )
        for rows in (OF_ARTICLES, OF_FIGURES):
            self._copy(rows)

    def close(self) -> None:
        self.memory.close()

    def values(self, case: Case, most: int) -> dict[str, list[str]]:
        """The most frequent values of each facet."""
        rows = _rows(case)
        return {
            facet: [
                value
                for (value,) in self.memory.execute(
                    f"SELECT value FROM {rows.name}_{facet} GROUP BY value"
                    " ORDER BY count(*) DESC, value LIMIT ?",
                    [most],
                )
            ]
            for facet in rows.facets
        }

    def numbers(self) -> list[float]:
        """The different numbers of figures, the smallest first."""
        asked = "SELECT DISTINCT number FROM figure ORDER BY number"
        return [number for (number,) in self.memory.execute(asked)]

    def sizes(self) -> tuple[int, int]:
        """How many articles and figures there are."""
        asked = "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM figure)"
        return self.memory.execute(asked).fetchone()

    def answer(self, case: Case, pairs: Pairs) -> tuple[int, Counts]:
        """The total, and by facet the count of every value that has any."""
        rows, asked = _rows(case), chosen(pairs)
        facets = [name for name in rows.facets if name in asked]
        self._narrow(rows, asked, facets)
        counts = {
            facet: self._counts(rows, facet, asked, facets) for facet in rows.facets
        }
        ((total,),) = self.memory.execute("SELECT count(*) FROM rest WHERE failed = 0")
        return total, counts

    def _narrow(
        self, rows: Rows, asked: dict[str, list[str]], facets: Sequence[str]
    ) -> None:
        """Keep in `rest` the rows that fail at most one facet, and which that is."""
        self.memory.execute("DELETE FROM matching")
        if "q" in asked:
            self._look_up(asked["q"][0])
        failed, values = ["0"], []
        for number, facet in enumerate(facets):
            places = ", ".join("?" * len(asked[facet]))
            failed.append(
                f"(id NOT IN (SELECT id FROM {rows.name}_{facet}"
                f" WHERE value IN ({places}))) * {1 << number}"
            )
            values += asked[facet]
        always = ["1"]
        for name in [name for name in ALWAYS if name in asked]:
            always.append(ALWAYS[name])
            values += [float(one) for one in asked[name] if "?" in ALWAYS[name]]
        allowed = ", ".join(["0", *(str(1 << n) for n in range(len(facets)))])
        self.memory.execute("DELETE FROM rest")
        self.memory.execute(
            "INSERT INTO rest SELECT id, failed FROM"
            f" (SELECT id, {' + '.join(failed)} AS failed FROM {rows.name}"
            f" WHERE {' AND '.join(always)}) WHERE failed IN ({allowed})",
            values,
        )

    def _counts(
        self, rows: Rows, facet: str, asked: Collection[str], facets: Sequence[str]
    ) -> dict[str, int]:
        """Counts of a facet among the rows that fail none, or itself alone.

        Where nothing else is asked they are those of all rows, and kept.
        """
        table, is_whole = f"{rows.name}_{facet}", set(asked) <= {facet}
        if is_whole and table in self.whole:
            return self.whole[table]
        ((left,),) = self.memory.execute("SELECT count(*) FROM rest")
        order = ("rest", table) if left < FEW else (table, "rest")
        found = self.memory.execute(
            f"SELECT value, count(*) FROM {' CROSS JOIN '.join(order)}"
            f" ON rest.id = {table}.id WHERE failed IN (0, ?) GROUP BY value",
            [1 << facets.index(facet) if facet in facets else 0],
        )
        counts = dict(found)
        if is_whole:
            self.whole[table] = counts
        return counts

    def _look_up(self, words: str) -> None:
        """Keep in `matching` the articles that the text index finds.

        A story is found by what any copy of it says; not so with a minus, which asks
        about each article by itself.
        """
        key, matches = plain.MATCHES[connection.vendor]
        found = f"archive_text_index.{key}"
        if " -" not in words:
            found = f"coalesce(copy.leading_id, {found})"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {found} FROM archive_text_index LEFT JOIN archive_duplicate AS"
                f" copy ON copy.article_id = archive_text_index.{key} WHERE {matches}",
                [_match(words)],
            )
            self.memory.executemany(
                "INSERT OR IGNORE INTO matching VALUES (?)", cursor.fetchall()
            )

    def _copy(self, rows: Rows) -> None:
        """Make the tables: the rows, and for each facet its values and their rows."""
        run, name = self.memory.execute, rows.name
        run("BEGIN")
        run(
            f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, article INTEGER,"
            f" flagged INTEGER, number REAL, {' TEXT, '.join(rows.columns)} TEXT)"
        )
        places = ", ".join("?" * (4 + len(rows.columns)))
        self._fill(f"INSERT INTO {name} VALUES ({places})", rows.statement)
        for facet in rows.facets:
            run(
                f"CREATE TABLE {name}_{facet} (value TEXT, id INTEGER,"
                " PRIMARY KEY (value, id)) WITHOUT ROWID"
            )
            into = f"INSERT INTO {name}_{facet}"
            if facet in rows.columns:
                run(f"{into} SELECT {facet}, id FROM {name} WHERE {facet} IS NOT NULL")
            else:
                self._fill(f"{into} VALUES (?, ?)", rows.mentions[facet])
                unlisted = f"id NOT IN (SELECT id FROM {name})"
                run(f"DELETE FROM {name}_{facet} WHERE {unlisted}")
            run(
                f"{into} SELECT 'none', id FROM {name}"
                f" WHERE id NOT IN (SELECT id FROM {name}_{facet})"
            )
            run(f"CREATE INDEX {name}_{facet}_id ON {name}_{facet} (id, value)")
        run("COMMIT")

    def _fill(self, into: str, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            self.memory.executemany(into, cursor.fetchall())


def _rows(case: Case) -> Rows:
    return OF_FIGURES if case.of_figures else OF_ARTICLES


def _match(words: str) -> str:
    """Two words or phrases side by side, with OR or a minus, as the index has them."""
    joined, found = JOINED[connection.vendor], ""
    for sign, one in re.findall(r'(OR |-|)("[^"]+"|[^ ]+)', words):
        term = f"({plain.match(one)})"
        found = f"({found}){joined[sign]}{term}" if found else term
    return found
