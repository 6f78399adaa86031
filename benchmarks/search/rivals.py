"""Datasette over HTTP and tantivy in process, on the same stories as ours.

What differs: Datasette counts every facet under all selections, chooses one district
at a time and does not rank what it finds; tantivy orders by relevance of its own. Both
get the words as they are printed. Where words of an invented archive have a stem for
themselves, totals must be equal; with stems (real texts) they are told, not compared.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.search.cases import PER_PAGE, Case, Pairs
from benchmarks.search.clients import Reader, text_of
from benchmarks.search.comparing import alike
from benchmarks.search.flat import ARRAYS, FACETS, FOUND_BY
from benchmarks.search.saying import say
from benchmarks.search.servers import free_port, serving
from benchmarks.search.timing import measure

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-bench" / "bin" / "python"
TABLE = "/flat/articles"
LIMITS = {
    "sql_time_limit_ms": 600_000,
    "facet_time_limit_ms": 600_000,
    "facet_suggest_time_limit_ms": 1,
    "suggest_facets": "off",
    "default_facet_size": 50,
    "default_page_size": PER_PAGE,
    "max_returned_rows": 1_000,
    "num_sql_threads": 3,
    "default_cache_ttl": 0,
}
NOT_ASKED = ("several",)
"""Kinds of pages that Datasette has no address for: any of several districts."""


def measure_tantivy(
    every: tuple[Case, ...], flat: Path, *, stem: bool, seconds: float
) -> dict[str, Any]:
    """Times and answers by the name of the case."""
    asked = {
        "stem": stem,
        "seconds": seconds,
        "cases": {one.name: one.variants for one in every if _is_asked(one)},
    }
    script = Path(__file__).parent / "tantivy_rival.py"
    run = subprocess.run(
        [PYTHON, script, flat, flat.parent / "tantivy"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SystemExit(f"tantivy failed:\n{run.stderr[-2000:]}")
    return json.loads(run.stdout)


def measure_datasette(
    every: tuple[Case, ...], flat: Path, *, seconds: float
) -> dict[str, Any]:
    """Times of its pages, and totals, by the name of the case."""
    found: dict[str, Any] = {}
    with datasette(flat) as port:
        found["version"] = json.loads(text_of(port, "/-/versions.json"))["datasette"][
            "version"
        ]
        for case in every:
            if case.name in NOT_ASKED or not _is_asked(case):
                continue
            addresses = [address(pairs) for pairs in case.variants]
            with Reader(port) as reader:
                times = measure(addresses, reader.show, seconds)
            totals = [total(port, pairs) for pairs in case.variants]
            found[case.name] = {**times.as_row(), "totals": totals}
            say(f"Datasette: {case.label} {times.as_row()}")
    return found


def total(port: int, pairs: Pairs) -> int:
    query = urlencode([*selected(pairs), ("_size", 1), ("_nofacet", 1)])
    page = json.loads(text_of(port, f"{TABLE}.json?{query}"))
    return page["filtered_table_rows_count"]


def address(pairs: Pairs) -> str:
    """Its page with all facets; the newest first, or what it finds by words."""
    query = [*selected(pairs), ("_size", PER_PAGE)]
    if "q" not in dict(pairs):
        query.append(("_sort_desc", "published_on"))
    query += [("_facet_array" if name in ARRAYS else "_facet", name) for name in FACETS]
    return f"{TABLE}?{urlencode(query)}"


def selected(pairs: Pairs) -> list[tuple[str, str]]:
    names = {"district": "districts__arraycontains", "q": "_search", "year": "year"}
    return [(names[name], value) for name, value in pairs]


def _is_asked(case: Case) -> bool:
    """Of pages by their number and of figures the others are not asked."""
    return not case.depth and not case.of_figures


@contextmanager
def datasette(flat: Path) -> Iterator[int]:
    """Its port while it serves the flat table."""
    port = free_port()
    metadata = flat.with_suffix(".json")
    tables = {"articles": FOUND_BY}
    metadata.write_text(json.dumps({"databases": {flat.stem: {"tables": tables}}}))
    command = [PYTHON, "-m", "datasette", "serve", "--immutable", flat]
    command += ["--metadata", metadata, "--host", "127.0.0.1", "--port", str(port)]
    for name, value in LIMITS.items():
        command += ["--setting", name, str(value)]
    with serving(command, port, "/-/versions.json"):
        yield port


def unequal(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """Where totals, or tantivy's counts, are not ours; in words."""
    wrong = []
    for name, found in ours.items():
        other = theirs.get(name)
        if not other:
            continue
        answers = other.get("answers") or [{"total": one} for one in other["totals"]]
        for number, (mine, answer) in enumerate(zip(found, answers, strict=True)):
            if mine["total"] != answer["total"]:
                wrong.append(f"{name} {number}: {mine['total']} != {answer['total']}")
            for facet, counts in answer.get("counts", {}).items():
                if not alike(facet, mine["counts"][facet], counts):
                    wrong.append(f"{name} {number}: counts of {facet} differ")
    return wrong
