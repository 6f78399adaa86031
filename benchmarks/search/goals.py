"""What search must reach at a million articles, and whether a run did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SINGLE = ("front", "deep", "figures")
"""Cases of one variant: its first answer would count what comes once for a process."""

DATASETTE = {
    "front": 1000,
    "one": 100,
    "common": 300,
    "medium": 50,
    "rare": 5,
    "phrase": 20,
}
TANTIVY = {
    "front": 100,
    "one": 5,
    "common": 3,
    "medium": 1,
    "rare": 0.5,
    "phrase": 0.5,
}
PLAIN = {"front": 500, "one": 200, "common": 100}
GROWTH = {"front": 1.2, "one": 2, "common": 8, "deep": 1.2}
PAGE_MS = 4
AGAIN = 5
POSTGRESQL = 2
P95_MS = 100
START_SECONDS = 2
HOSTILE_MS = 1200


@dataclass(frozen=True)
class Goal:
    """A goal, what was measured, and whether that meets it."""

    what: str
    goal: str
    measured: str
    met: bool

    @classmethod
    def least(cls, what: str, goal: float, measured: float, sign: str = "x") -> Goal:
        met = measured >= goal
        return cls(what, f"{goal:g}{sign} at least", f"{brief(measured)}{sign}", met)

    @classmethod
    def most(cls, what: str, goal: float, measured: float, sign: str = "x") -> Goal:
        met = measured <= goal
        return cls(what, f"{goal:g}{sign} at most", f"{brief(measured)}{sign}", met)


def brief(number: float) -> str:
    """With as many digits as say something."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def time_of(name: str, times: Mapping[str, float]) -> float:
    """The milliseconds that count: of what nobody has asked before, where it can be."""
    return max(times["again" if name in SINGLE else "first"], 0.001)


def goals(run: Mapping[str, Any]) -> Iterator[Goal]:
    """Those of the bar for which the run has figures."""
    for database, found in run["databases"].items():
        if database == "sqlite":
            yield from _against_others(run, found)
        yield from _of_pages(database, found)
    yield from _growth(run)
    if "postgresql" in run["databases"] and "sqlite" in run["databases"]:
        both = [run["databases"][name]["page"] for name in ("postgresql", "sqlite")]
        for name in run["labels"]:
            times = [time_of(name, pages[name]) for pages in both]
            what = f"PostgreSQL / SQLite, page of {run['labels'][name]}"
            yield Goal.most(what, POSTGRESQL, times[0] / times[1])


def _against_others(run: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Goal]:
    labels = run["labels"]
    ours = {name: time_of(name, found["ours"][name]) for name in labels}
    for name, goal in PLAIN.items():
        if name in found.get("plain", {}):
            ratio = time_of(name, found["plain"][name]) / ours[name]
            yield Goal.least(f"plain SQL / ours, {labels[name]}", goal, ratio)
    for name, goal in TANTIVY.items():
        if name in run.get("tantivy", {}):
            ratio = time_of(name, run["tantivy"][name]) / ours[name]
            yield Goal.least(f"tantivy / ours, {labels[name]}", goal, ratio)
    served = found.get("served")
    for name, goal in DATASETTE.items():
        if served and name in run.get("datasette", {}):
            ours_served = time_of(name, served["cases"][name])
            ratio = time_of(name, run["datasette"][name]) / ours_served
            yield Goal.least(f"Datasette / ours over HTTP, {labels[name]}", goal, ratio)


def _of_pages(database: str, found: Mapping[str, Any]) -> Iterator[Goal]:
    pages, served = found["page"], found.get("served")
    front = time_of("front", pages["front"])
    one = time_of("one", pages["one"])
    yield Goal.most(f"{database}: rendered front page", PAGE_MS, front, " ms")
    yield Goal.most(f"{database}: rendered page, district + year", PAGE_MS, one, " ms")
    for name, answer in pages["hostile"].items():
        goal = Goal.most(f"{database}: {name}", HOSTILE_MS, answer["ms"], " ms")
        yield Goal(
            goal.what, goal.goal, goal.measured, goal.met and answer["status"] < 500
        )
    if not served:
        return
    rates = {name: row["per_second"] for name, row in served["throughput"].items()}
    if "not modified" in rates:
        ratio = rates["not modified"] / rates["rendered"]
        yield Goal.least(f"{database}: 304 / rendered, pages a second", AGAIN, ratio)
    for name, many in served["cases"].items():
        p95 = many["clients"][1]["p95"]
        yield Goal.most(f"{database}: p95 of {name}, 8 clients", P95_MS, p95, " ms")
    for name, row in served["pages"].items():
        yield Goal.most(
            f"{database}: p95 of {name}, 8 clients", P95_MS, row["p95"], " ms"
        )
    seconds = served["worker_seconds"]
    what = f"{database}: start of a worker until its first page"
    yield Goal.most(what, START_SECONDS, seconds, " s")


def _growth(run: Mapping[str, Any]) -> Iterator[Goal]:
    small = run.get("small")
    if not small:
        return
    large = run["databases"]["sqlite"]["ours"]
    for name, goal in GROWTH.items():
        if name in small and name in large:
            times = [time_of(name, found[name]) for found in (large, small)]
            what = f"growth from {small['articles']:,} articles, {run['labels'][name]}"
            yield Goal.most(what, goal, times[0] / times[1])
