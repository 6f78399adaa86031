"""A run as a section in Markdown: one table side by side, then the goals."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.search.goals import brief, goals, time_of

PACKAGES = ("django", "pyroaring", "jinja2", "granian", "psycopg", "numpy")


def section(run: Mapping[str, Any]) -> str:
    """All that was measured."""
    parts = [
        f"## Search: {run['what']}",
        machine(run),
        "Milliseconds, medians; in process unless it says HTTP. A pair: what nobody"
        " asked before / what was asked before. All files were read once beforehand.",
        "\n".join(side_by_side(run)),
        "\n".join(databases(run)),
        "\n".join(served(run)),
        "\n".join(hostile(run)),
        "\n".join(bar(run)),
        "\n".join(taken_in(run)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def machine(run: Mapping[str, Any]) -> str:
    versions = [f"{name} {version(name)}" for name in PACKAGES]
    versions += [f"SQLite {sqlite3.sqlite_version}"]
    versions += [f"{name} {number}" for name, number in run["versions"].items()]
    return (
        f"{processor()}, {platform.system()}, Python {platform.python_version()}, "
        f"{date.today():%B %Y}. {', '.join(versions)}."
    )


def processor() -> str:
    """How many cores of what, and the memory."""
    cores, model, memory = 0, "a processor", 0
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        cores += line.startswith("processor")
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemTotal:"):
            memory = round(int(line.split()[1]) / 2**20)
    return f"{cores} cores of {model}, {memory} GiB"


def side_by_side(run: Mapping[str, Any]) -> Iterator[str]:
    """SQLite and the others, kind by kind."""
    found = run["databases"]["sqlite"]
    cases_served = found.get("served", {}).get("cases", {})
    yield from table_head(
        *("kind of page", "ours", "plain SQL", "tantivy", "plain / ours"),
        *("tantivy / ours", "ours, HTTP", "Datasette, HTTP", "Datasette / ours"),
    )
    for name, label in run["labels"].items():
        ours, plain = found["ours"][name], found.get("plain", {}).get(name)
        other = run.get("tantivy", {}).get(name)
        http = cases_served.get(name)
        datasette = run.get("datasette", {}).get(name)
        yield row(
            *(label, pair(ours), pair(plain), pair(other), ratio(name, plain, ours)),
            *(ratio(name, other, ours), pair(http), pair(datasette)),
            ratio(name, datasette, http),
        )


def databases(run: Mapping[str, Any]) -> Iterator[str]:
    """Answers and pages on each database."""
    names = list(run["databases"])
    columns = [f"{what}, {name}" for what in ("answer", "page") for name in names]
    if small := run.get("small"):
        columns += [f"answer, {small['articles']:,} articles", "growth"]
    yield from table_head("kind of page", *columns)
    every = run["databases"].values()
    for name, label in run["labels"].items():
        cells = [pair(one[what][name]) for what in ("ours", "page") for one in every]
        if small:
            ours = run["databases"]["sqlite"]["ours"][name]
            before = small.get(name)
            cells += [pair(before), ratio(name, ours, before)]
        yield row(label, *cells)


def served(run: Mapping[str, Any]) -> Iterator[str]:
    """Over HTTP, with so many clients."""
    for database, found in run["databases"].items():
        if "served" not in found:
            continue
        http = found["served"]
        yield (
            f"{database} over HTTP: first page after {http['start_seconds']} s, "
            f"of a worker alone after {http['worker_seconds']} s; MiB of each process: "
            f"{', '.join(map(str, http['MiB']))}.\n"
        )
        yield from table_head(
            "kind of page", "clients", "pages/s", "p50", "p95", "bytes"
        )
        for name, label in run["labels"].items():
            for one in http["cases"][name]["clients"]:
                yield measured(label, one)
        for name, one in {**http["pages"], **http["throughput"]}.items():
            yield measured(name, one)
        yield ""


def measured(label: str, one: Mapping[str, Any]) -> str:
    return row(
        label, one["clients"], one["per_second"], one["p50"], one["p95"], one["bytes"]
    )


def hostile(run: Mapping[str, Any]) -> Iterator[str]:
    yield from table_head("hostile request", "database", "status", "ms")
    for database, found in run["databases"].items():
        for name, answer in found["page"]["hostile"].items():
            yield row(name, database, answer["status"], answer["ms"])


def bar(run: Mapping[str, Any]) -> Iterator[str]:
    yield from table_head("goal at a million articles", "goal", "measured", "")
    for goal in goals(run):
        yield row(goal.what, goal.goal, goal.measured, "met" if goal.met else "missed")


def taken_in(run: Mapping[str, Any]) -> Iterator[str]:
    """What the measure of taking in printed."""
    if rows := run.get("ingest"):
        keys = ("measure", "kind", "database", "per_second", "peak_MiB_of_parent")
        yield from table_head(*keys)
        for one in rows:
            yield row(*(one.get(key, "") for key in keys))


def table_head(*names: str) -> Iterator[str]:
    yield row(*names)
    yield row(*["---"] * len(names))


def row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def pair(times: Mapping[str, float] | None) -> str:
    if not times:
        return ""
    return f"{brief(times['first'])} / {brief(times['again'])}"


def ratio(
    name: str, over: Mapping[str, float] | None, under: Mapping[str, float] | None
) -> str:
    if not over or not under:
        return ""
    return f"{brief(time_of(name, over) / time_of(name, under))}x"
