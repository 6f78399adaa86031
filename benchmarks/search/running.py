"""The whole of a run: archives first, then what is equal, then what is measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.search import archives, corpus, rivals, serving
from benchmarks.search.archives import MANIFEST
from benchmarks.search.cases import Case, cases
from benchmarks.search.databases import postgresql
from benchmarks.search.flat import flatten
from benchmarks.search.inside import MEASURES
from benchmarks.search.making import Order
from benchmarks.search.saying import say

ROOT = Path(__file__).resolve().parents[2]
SMALL = 100_000
AT_ONCE = 1 << 22
"""Bytes read at once."""
INGEST = (
    ("--documents", "2000", "--writer"),
    ("--documents", "600", "--kind", "html"),
)


@dataclass(frozen=True)
class Asked:
    """What a run is asked for."""

    articles: int
    words: int
    seed: int
    databases: tuple[str, ...]
    corpus: Path | None
    region: str
    folder: Path | None
    grow: bool
    seconds: float
    without: frozenset[str]

    def order(self, articles: int = 0) -> Order:
        articles = articles or self.articles
        words = self.words or archives.usual_words(articles)
        return Order(articles, words, self.seed)

    def wanted(self) -> dict[str, Any]:
        """What the manifest of the archive must say of it."""
        if self.corpus:
            return corpus.wanted(self.corpus, self.region)
        return archives.wanted(self.order())

    def folder_of(self, database: str, order: Order) -> Path:
        usual = archives.usual_folder(order, database)
        name = usual.name
        if self.corpus:
            name = f"{database}-{self.corpus.name.partition('.')[0]}"
        return (self.folder or usual.parent) / name


def run_all(asked: Asked) -> dict[str, Any]:
    """Everything that was measured, by what it is."""
    order = asked.order()
    run: dict[str, Any] = {"databases": {}, "versions": {}}
    folder = asked.folder_of("sqlite", order)
    make(asked, order, folder)
    picks = json.loads((folder / MANIFEST).read_text())["picks"]
    every = cases(picks)
    run["labels"] = {one.name: one.label for one in every}
    run["databases"]["sqlite"] = measured(asked, folder, picks)
    articles = run["databases"]["sqlite"]["ours"]["articles"]
    named = asked.corpus.name if asked.corpus else "invented"
    run["what"] = f"{articles:,} articles, {named}"
    compare_with_others(asked, run, folder, every)
    if asked.grow and not asked.corpus and asked.articles != SMALL:
        small = asked.order(SMALL)
        smaller = asked.folder_of("sqlite", small)
        make(asked, small, smaller)
        inside("check", smaller, asked, {})
        run["small"] = inside("ours", smaller, asked, {})
    if "postgresql" in asked.databases:
        other = asked.folder_of("postgresql", order)
        with postgresql(asked.wanted(), other) as (environment, version):
            run["versions"]["PostgreSQL"] = version
            make(asked, order, other, environment)
            run["databases"]["postgresql"] = measured(asked, other, picks, environment)
    if "ingest" not in asked.without:
        run["ingest"] = [line for words in INGEST for line in ingest(words)]
    return run


def make(
    asked: Asked, order: Order, folder: Path, environment: Mapping[str, str] = {}
) -> None:
    """Make the archive in a process of its own, or find it made."""
    words = ["--folder", folder]
    if asked.corpus:
        words += ["--corpus", asked.corpus, "--region", asked.region]
        module = "benchmarks.search.corpus"
    else:
        words += ["--articles", order.articles, "--words", order.words]
        words += ["--seed", order.seed]
        module = "benchmarks.search.archives"
    call(module, *words, environment=environment)
    read_through(folder)


def read_through(folder: Path) -> None:
    """Read each file once: on a machine that serves them the system remembers them.

    What was made long ago would be read from the disk, what was just made would not.
    """
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb", buffering=0) as file:
                while file.read(AT_ONCE):
                    pass


def measured(
    asked: Asked, folder: Path, picks: dict, environment: Mapping[str, str] = {}
) -> dict[str, Any]:
    """Ours on one database: equal first, then in process, then served."""
    if "check" not in asked.without:
        inside("check", folder, asked, environment)
    found = {
        task: inside(task, folder, asked, environment)
        for task in MEASURES
        if task not in asked.without
    }
    if "served" not in asked.without:
        found["served"] = serving.measure_all(
            folder, picks, asked.seconds, environment=environment
        )
    return found


def compare_with_others(
    asked: Asked, run: dict[str, Any], folder: Path, every: tuple[Case, ...]
) -> None:
    """Measure them on the same stories; totals that differ end the run."""
    if {"tantivy", "datasette"} <= asked.without:
        return
    stem = asked.corpus is not None
    flat = folder / "flat.sqlite3"
    say("one flat table for the others")
    flatten(folder / "archive.sqlite3", flat, stem=stem)
    read_through(folder)
    ours = inside("answers", folder, asked, {})
    if "tantivy" not in asked.without:
        run["tantivy"] = rivals.measure_tantivy(
            every, flat, stem=stem, seconds=asked.seconds
        )
    if "datasette" not in asked.without:
        run["datasette"] = rivals.measure_datasette(every, flat, seconds=asked.seconds)
    for name in ("tantivy", "datasette"):
        if name not in run:
            continue
        run["versions"][name] = run[name]["version"]
        if wrong := rivals.unequal(ours, run[name]):
            say("\n".join([f"{name} has other totals or counts:", *wrong]))
            if not stem:
                raise SystemExit(1)


def inside(
    task: str, folder: Path, asked: Asked, environment: Mapping[str, str]
) -> dict[str, Any]:
    words = [task, "--folder", folder, "--seconds", asked.seconds]
    said = call("benchmarks.search.inside", *words, environment=environment)
    return json.loads(said) if said.strip() else {}


def ingest(words: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    said = _run([sys.executable, ROOT / "benchmarks" / "ingest.py", *words], {})
    for line in said.splitlines():
        # Others on its way say what they did, in words.
        if line.startswith("{"):
            yield json.loads(line)


def call(module: str, *words: object, environment: Mapping[str, str] = {}) -> str:
    """Run a module of ours; what it says goes to the reader, its answer comes back."""
    return _run([sys.executable, "-m", module, *words], environment)


def _run(command: list[object], environment: Mapping[str, str]) -> str:
    kept = {name: v for name, v in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**kept, "ARCHIVE_LOG_LEVEL": "ERROR", **environment},
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.returncode)
    return done.stdout
