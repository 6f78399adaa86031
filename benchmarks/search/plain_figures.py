"""Lists of figures in plain SQL, as `plain` has lists of articles."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.search.cases import PER_PAGE, Pairs
from benchmarks.search.plain import LEADING, MOST, SQL, Answer, chosen, rows

VISIBLE = f"f.status <> 'rejected' AND f.placed AND {LEADING}"
FIGURES = "archive_figure AS f JOIN archive_article AS a ON a.id = f.article_id"
YEAR = "substr(cast(coalesce(f.period_end, f.period_start) AS text), 1, 4)"
LATEST = (
    "SELECT f.id, f.public_id, f.surface, f.value, f.unit, a.headline, a.published_on"
    f" FROM {FIGURES} WHERE {{where}}"
    " ORDER BY a.published_on DESC NULLS LAST, a.public_id, f.raw_start, f.ordinal"
)


def answer(pairs: Pairs, page: int = 1) -> Answer:
    """The page with its total and all counts."""
    conditions = {name: CONDITIONS[name](some) for name, some in chosen(pairs).items()}
    count = f"SELECT count(*) FROM {FIGURES} WHERE {{where}}"
    ((total,),) = rows(count, conditions, VISIBLE)
    counts = {}
    for name, statement in FACETS.items():
        others = {facet: one for facet, one in conditions.items() if facet != name}
        found = rows(statement, others, VISIBLE)
        counts[name] = {str(value): count for value, count in found if count}
    paging = f" LIMIT {PER_PAGE} OFFSET {(page - 1) * PER_PAGE}"
    found = rows(LATEST + paging, conditions, VISIBLE)
    return Answer(tuple(row[0] for row in found), total, counts)


def _of_districts(slugs: Sequence[str]) -> SQL:
    places = ", ".join(["%s"] * len(slugs))
    known = f"SELECT id FROM districts_district WHERE slug IN ({places})"
    return f"f.subject_district_id IN ({known})", list(slugs)


def _of_kinds(kinds: Sequence[str]) -> SQL:
    return f"f.kind IN ({', '.join(['%s'] * len(kinds))})", list(kinds)


def _of_years(years: Sequence[str]) -> SQL:
    return f"{YEAR} IN ({', '.join(['%s'] * len(years))})", list(years)


CONDITIONS = {"district": _of_districts, "kind": _of_kinds, "year": _of_years}


def _by(value: str) -> str:
    return f"SELECT {value}, count(*) FROM {FIGURES} WHERE {{where}} GROUP BY 1"


def _by_thing(table: str, key: str, *, most: int = 0) -> str:
    """Counts of the known things that figures name, and of figures without any."""
    limit = f" ORDER BY 2 DESC, 1 LIMIT {most}" if most else ""
    return (
        f"SELECT * FROM (SELECT t.slug, count(*) FROM {FIGURES}"
        f" JOIN {table} AS t ON t.id = f.{key} WHERE {{where}} GROUP BY 1{limit})"
        f" AS stated UNION ALL SELECT 'none', count(*) FROM {FIGURES}"
        f" WHERE {{where}} AND f.{key} IS NULL"
    )


FACETS = {
    "district": _by_thing("districts_district", "subject_district_id"),
    "indicator": _by_thing("districts_indicator", "indicator_id", most=MOST),
    "unit": _by("f.unit") + f" ORDER BY 2 DESC, 1 LIMIT {MOST}",
    "kind": _by("f.kind"),
    "year": _by(f"coalesce({YEAR}, 'none')"),
    "company": _by_thing("districts_company", "subject_company_id", most=MOST),
    "checks": _by("CASE WHEN f.flagged THEN 'flagged' ELSE 'clear' END"),
    "status": _by("f.status"),
}
