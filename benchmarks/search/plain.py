"""The same pages in plain SQL: one statement for the rows, the total and each facet.

Written by hand on the archive's own tables and indexes, as somebody would who has
nothing else. A facet's statement applies all selections but its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection

from archive.search.words import read_words
from benchmarks.search.cases import PER_PAGE, Pairs

Counts = dict[str, dict[str, int]]
SQL = tuple[str, list[object]]

MOST = 20
"""Companies, publishers and indicators that are listed."""
LEADING = (
    "a.status <> 'rejected' AND a.placed AND NOT EXISTS"
    " (SELECT 1 FROM archive_duplicate AS copy WHERE copy.article_id = a.id)"
)
NEWEST = "a.published_on DESC NULLS LAST, a.published_at DESC NULLS LAST, a.public_id"
YEAR = "substr(cast(a.published_on AS text), 1, 4)"
FAMILIES = (
    "WITH RECURSIVE family (ancestor, member) AS"
    " (SELECT id, id FROM districts_industry UNION SELECT family.ancestor, child.id"
    " FROM family JOIN districts_industry AS child ON child.parent_id = family.member) "
)


@dataclass(frozen=True)
class Answer:
    """Ids of a page, the total, and by facet the count of each value that has any."""

    ids: tuple[int, ...]
    total: int
    counts: Counts


def answer(pairs: Pairs, page: int = 1) -> Answer:
    """The page with its total and all counts."""
    conditions = _conditions(pairs)
    count = "SELECT count(*) FROM archive_article AS a WHERE {where}"
    ((total,),) = rows(count, conditions)
    counts = {}
    for name, statement in FACETS.items():
        others = {facet: one for facet, one in conditions.items() if facet != name}
        found = rows(statement, others)
        counts[name] = {str(value): count for value, count in found if count}
    words = dict(pairs).get("q")
    paging = f" LIMIT {PER_PAGE} OFFSET {(page - 1) * PER_PAGE}"
    if words:
        others = {name: one for name, one in conditions.items() if name != "q"}
        statement, values = RANKED[connection.vendor]
        found = rows(statement + paging, others, first=[match(words)] * values)
    else:
        found = rows(LATEST + paging, conditions)
    return Answer(tuple(row[0] for row in found), total, counts)


def rows(
    statement: str,
    conditions: dict[str, SQL],
    always: str = LEADING,
    first: Sequence[object] = (),
) -> list[tuple]:
    """What a statement finds, with all conditions wherever it says {where}."""
    where = " AND ".join([always, *(sql for sql, _ in conditions.values())])
    values = [value for _, some in conditions.values() for value in some]
    times = statement.count("{where}")
    with connection.cursor() as cursor:
        cursor.execute(
            statement.replace("{where}", where),
            [*first[:1], *values * times, *first[1:]],
        )
        return cursor.fetchall()


def _conditions(pairs: Pairs) -> dict[str, SQL]:
    """By facet what is asked of an article; values of one facet are OR."""
    return {name: CONDITIONS[name](values) for name, values in chosen(pairs).items()}


def chosen(pairs: Pairs) -> dict[str, list[str]]:
    """The values by facet."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _of_things(noun: str, table: str = "") -> Callable[[Sequence[str]], SQL]:
    """Articles with a visible row that names one of the things, or with none."""
    table = table or f"archive_{noun}mention"
    visible = f"m.status <> 'rejected' AND m.placed AND m.{noun}_id IS NOT NULL"

    def condition(slugs: Sequence[str]) -> SQL:
        stated = [slug for slug in slugs if slug != "none"]
        places = ", ".join(["%s"] * len(stated)) or "NULL"
        known = f"SELECT id FROM districts_{noun} WHERE slug IN ({places})"
        if noun == "industry":
            known = (
                "WITH RECURSIVE under (id) AS"
                f" ({known} UNION SELECT child.id FROM districts_industry AS child"
                " JOIN under ON child.parent_id = under.id) SELECT id FROM under"
            )
        found = (
            f"a.id IN (SELECT m.article_id FROM {table} AS m"
            f" WHERE m.{noun}_id IN ({known}) AND {visible})"
        )
        if len(stated) < len(slugs):
            found += (
                f" OR NOT EXISTS (SELECT 1 FROM {table} AS m"
                f" WHERE m.article_id = a.id AND {visible})"
            )
        return f"({found})", stated

    return condition


def _of_years(years: Sequence[str]) -> SQL:
    stated = [year for year in years if year != "none"]
    parts = ["a.published_on BETWEEN %s AND %s"] * len(stated)
    if len(stated) < len(years):
        parts.append("a.published_on IS NULL")
    days = [f"{year}-{day}" for year in stated for day in ("01-01", "12-31")]
    return f"({' OR '.join(parts)})", days


def _of_column(column: str) -> Callable[[Sequence[str]], SQL]:
    def condition(values: Sequence[str]) -> SQL:
        places = ", ".join(["%s"] * len(values))
        return f"a.{column} IN ({places})", [v if v != "none" else "" for v in values]

    return condition


def _of_words(words: Sequence[str]) -> SQL:
    """A story is found by what any copy of it says."""
    key, matches = MATCHES[connection.vendor]
    return (
        f"a.id IN (SELECT coalesce(copy.leading_id, archive_text_index.{key})"
        " FROM archive_text_index LEFT JOIN archive_duplicate AS copy"
        f" ON copy.article_id = archive_text_index.{key} WHERE {matches})",
        [match(words[0])],
    )


def match(words: str) -> str:
    """One word, or the words of a phrase in quotes, as the index has them."""
    terms = [word.term for word in read_words(words)]
    if connection.vendor == "postgresql":
        return " <-> ".join(f"'{term}'" for term in terms)
    return f'"{" ".join(terms)}"'


CONDITIONS = {
    "district": _of_things("district"),
    "industry": _of_things("industry"),
    "company": _of_things("company"),
    "indicator": _of_things("indicator", "archive_figure"),
    "year": _of_years,
    "publisher": _of_column("publisher"),
    "basis": _of_column("date_basis"),
    "q": _of_words,
}
MATCHES = {
    "sqlite": ("rowid", "archive_text_index MATCH %s"),
    "postgresql": ("article_id", "archive_text_index.words @@ %s::tsquery"),
}
LATEST = (
    "SELECT a.id, a.public_id, a.headline, a.standfirst, a.publisher, a.published_on"
    f" FROM archive_article AS a WHERE {{where}} ORDER BY {NEWEST}"
)
_FOUND = (
    "SELECT a.id, a.public_id, a.headline, a.standfirst, a.publisher, a.published_on"
    " FROM archive_text_index"
    " JOIN archive_article AS a ON a.id = archive_text_index.{key}"
    " WHERE {matches} AND {{where}} ORDER BY {score}, "
)
RANKED = {
    "sqlite": (
        _FOUND.format(
            key="rowid",
            matches=MATCHES["sqlite"][1],
            score="bm25(archive_text_index, 10.0, 4.0, 1.0, 1.0, 1.0)",
        )
        + NEWEST,
        1,
    ),
    "postgresql": (
        _FOUND.format(
            key="article_id",
            matches=MATCHES["postgresql"][1],
            score="ts_rank(archive_text_index.words, %s::tsquery, 1) DESC",
        )
        + NEWEST,
        2,
    ),
}
"""Statements for the best matches, and how often they take the words."""


def _mentioned(table: str, key: str, joined: str, *, most: int = 0) -> str:
    """Counts of the things `t` that articles mention, and of articles without any."""
    visible = f"m.status <> 'rejected' AND m.placed AND m.{key} IS NOT NULL"
    limit = f" ORDER BY 2 DESC, 1 LIMIT {most}" if most else ""
    return (
        f"SELECT * FROM (SELECT t.slug, count(DISTINCT m.article_id) FROM {table} AS m"
        f" {joined} JOIN archive_article AS a ON a.id = m.article_id"
        f" WHERE {visible} AND {{where}} GROUP BY t.slug{limit}) AS stated"
        " UNION ALL SELECT 'none', count(*) FROM archive_article AS a WHERE {where}"
        f" AND NOT EXISTS (SELECT 1 FROM {table} AS m WHERE m.article_id = a.id"
        f" AND {visible})"
    )


FACETS = {
    "district": _mentioned(
        "archive_districtmention",
        "district_id",
        "JOIN districts_district AS t ON t.id = m.district_id",
    ),
    "industry": FAMILIES
    + _mentioned(
        "archive_industrymention",
        "industry_id",
        "JOIN family ON family.member = m.industry_id"
        " JOIN districts_industry AS t ON t.id = family.ancestor",
    ),
    "year": (
        f"SELECT coalesce({YEAR}, 'none'), count(*) FROM archive_article AS a"
        " WHERE {where} GROUP BY 1"
    ),
    "company": _mentioned(
        "archive_companymention",
        "company_id",
        "JOIN districts_company AS t ON t.id = m.company_id",
        most=MOST,
    ),
    "publisher": (
        "SELECT * FROM (SELECT a.publisher, count(*) FROM archive_article AS a"
        " WHERE {where} AND a.publisher <> '' GROUP BY 1"
        f" ORDER BY 2 DESC, 1 LIMIT {MOST}) AS stated"
        " UNION ALL SELECT 'none', count(*) FROM archive_article AS a"
        " WHERE {where} AND a.publisher = ''"
    ),
    "indicator": _mentioned(
        "archive_figure",
        "indicator_id",
        "JOIN districts_indicator AS t ON t.id = m.indicator_id",
        most=MOST,
    ),
    "basis": (
        "SELECT a.date_basis, count(*) FROM archive_article AS a"
        " WHERE {where} GROUP BY 1"
    ),
}
