"""Search measured beside plain SQL, tantivy and Datasette, in one run.

    make bench ARTICLES=100000 DATABASES="sqlite postgresql" GROW=1 OUTPUT=section.md
    python -m benchmarks.search --articles 100000 --corpus FOLDER --region REGION

Makes the archives, or takes those made before, compares totals and counts, and only
then measures. Each measure runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path

from benchmarks.search.report import section
from benchmarks.search.running import Asked, run_all


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=0, help="per article, on average")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--databases", default="sqlite postgresql")
    parser.add_argument("--corpus", type=Path, help="documents to take in instead")
    parser.add_argument("--region", default="shanghai", help="of the documents")
    parser.add_argument("--folder", type=Path, help="where the archives are kept")
    parser.add_argument("--grow", action="store_true", help="100,000 articles as well")
    parser.add_argument("--seconds", type=float, default=3, help="for each measure")
    parser.add_argument(
        "--without",
        default="",
        help="some of: check plain tantivy datasette served ingest",
    )
    parser.add_argument("--output", type=Path, help="file for the section in Markdown")
    parser.add_argument("--data", type=Path, help="file for all figures as JSON")
    given = parser.parse_args()
    # Whoever ends the run ends the servers it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    asked = Asked(
        articles=given.articles,
        words=given.words,
        seed=given.seed,
        databases=tuple(given.databases.split()),
        corpus=given.corpus and given.corpus.resolve(),
        region=given.region,
        folder=given.folder and given.folder.resolve(),
        grow=given.grow,
        seconds=given.seconds,
        without=frozenset(given.without.split()),
    )
    run = run_all(asked)
    if given.data:
        given.data.write_text(json.dumps(run) + "\n", encoding="utf-8")
    text = section(run)
    sys.stdout.write(text)
    if given.output:
        given.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
