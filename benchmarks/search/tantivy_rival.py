"""Tantivy on the flat table: top 25 and terms aggregations for all facets.

    .venv-bench/bin/python benchmarks/search/tantivy_rival.py FLAT.sqlite3 INDEX < CASES

Runs in an environment of its own. Reads what to measure as JSON from its standard
input and prints times, totals and counts as JSON. The counts of a facet apply all
selections but its own, as ours do: one aggregation for each set of selections.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

import tantivy

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search.timing import measure

TEXTS = ("headline", "standfirst", "body", "captions")
LISTS = {
    "district": "districts",
    "industry": "industries",
    "company": "companies",
    "indicator": "indicators",
}
FACETS = (*LISTS, "year", "publisher", "basis")
PER_PAGE = 25
MOST = 60
TOP = {"company": 20, "publisher": 20, "indicator": 20}
NONE = "none"


def main() -> None:
    flat, folder = map(Path, sys.argv[1:3])
    asked = json.load(sys.stdin)
    index = opened(flat, folder, stem=asked["stem"])
    searcher = index.searcher()
    found = {"version": tantivy.__version__.split(",")[0].removeprefix("tantivy ")}
    for name, variants in asked["cases"].items():
        pages = [lambda pairs=pairs: page(index, searcher, pairs) for pairs in variants]
        times = measure(pages, lambda run: run(), asked["seconds"]).as_row()
        answers = [run() for run in pages]
        found[name] = {**times, "answers": answers}
    json.dump(found, sys.stdout)


def opened(flat: Path, folder: Path, *, stem: bool) -> tantivy.Index:
    """The index in the folder, made anew where it is older than the flat table."""
    mark = folder / "complete"
    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        tokenizer = "en_stem" if stem else "default"
        builder.add_text_field(
            name, stored=name == "headline", tokenizer_name=tokenizer
        )
    for name in (*LISTS, "publisher", "basis", "year"):
        builder.add_text_field(name, tokenizer_name="raw", fast=True)
    builder.add_integer_field("day", fast=True, indexed=True)
    builder.add_text_field("public_id", stored=True, tokenizer_name="raw")
    schema = builder.build()
    if mark.exists() and mark.stat().st_mtime > flat.stat().st_mtime:
        return tantivy.Index(schema, path=str(folder))
    for old in folder.glob("*"):
        old.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(schema, path=str(folder))
    fill(index, flat)
    mark.touch()
    return index


def fill(index: tantivy.Index, flat: Path) -> None:
    writer = index.writer(heap_size=400_000_000, num_threads=1)
    with sqlite3.connect(flat) as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute(
            "SELECT a.*, f.standfirst, f.body, f.captions FROM articles AS a"
            " JOIN articles_fts AS f ON f.rowid = a.id"
        ):
            writer.add_document(document(row))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()


def document(row: sqlite3.Row) -> tantivy.Document:
    values = {name: row[name] for name in TEXTS if row[name]}
    values["public_id"] = row["public_id"]
    for facet, column in LISTS.items():
        values[facet] = json.loads(row[column]) or [NONE]
    values["year"] = str(row["year"] or NONE)
    values["publisher"] = row["publisher"] or NONE
    values["basis"] = row["basis"]
    day = row["published_on"]
    values["day"] = int(day.replace("-", "")) if day else 0
    return tantivy.Document(**values)


def page(index: tantivy.Index, searcher: tantivy.Searcher, pairs: list) -> dict:
    """The rows, the total, and by facet the count of each value."""
    every = query(index, pairs, "")
    ranked = {} if "q" in dict(pairs) else {"order_by_field": "day"}
    result = searcher.search(every, limit=PER_PAGE, count=True, **ranked)
    rows = [searcher.doc(address).to_dict() for _, address in result.hits]
    selected = [facet for facet in FACETS if facet in dict(pairs)]
    counts = {}
    for own in ("", *selected):
        wanted = [own] if own else [name for name in FACETS if name not in selected]
        terms = {
            name: {"terms": {"field": name, "size": TOP.get(name, MOST) + 1}}
            for name in wanted
        }
        asked = query(index, pairs, own) if own else every
        for name, found in searcher.aggregate(asked, terms).items():
            counts[name] = {one["key"]: one["doc_count"] for one in found["buckets"]}
    return {"rows": len(rows), "total": result.count, "counts": counts}


def query(index: tantivy.Index, pairs: list, left_out: str) -> tantivy.Query:
    """All selections but those of one facet; values of a facet are OR."""
    chosen: dict[str, list[str]] = {}
    for name, value in pairs:
        if name != left_out:
            chosen.setdefault(name, []).append(value)
    parts = []
    for name, values in chosen.items():
        if name == "q":
            parts.append(index.parse_query(values[0], list(TEXTS)))
        else:
            terms = [tantivy.Query.term_query(index.schema, name, v) for v in values]
            parts.append(
                tantivy.Query.boolean_query(
                    [(tantivy.Occur.Should, term) for term in terms]
                )
            )
    if not parts:
        return tantivy.Query.all_query()
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in parts])


if __name__ == "__main__":
    main()
