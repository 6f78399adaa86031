"""Selections and searches by chance, each compared with plain SQL's answer.

    python -m benchmarks.search.chance --folder PATH --number 1000

While it runs, an ingest into the same archive may go on: each comparison is of one
moment of the database.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.search.archives import MANIFEST, use
from benchmarks.search.cases import ARTICLES, Pairs
from benchmarks.search.saying import say

SHARE = 0.3
"""How often a facet is chosen in."""
OFFERED = 60
"""Values of a facet that are chosen among."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--number", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    picks = json.loads((asked.folder / MANIFEST).read_text())["picks"]
    use(asked.folder)
    from archive.snapshots import moment
    from benchmarks.search.asking import differences, offered

    dice = random.Random(asked.seed)
    with moment():
        values = offered(OFFERED)
    wrong = []
    for done, pairs in enumerate(selections(dice, picks, values, asked.number), 1):
        with moment():
            wrong += differences(ARTICLES, pairs)
        if done % 20 == 0 or done == asked.number:
            say(f"{done:,} selections, {len(wrong)} answers differ from plain SQL's")
    if wrong:
        sys.exit("\n".join(wrong[:20]))


def selections(
    dice: random.Random,
    picks: Mapping[str, Sequence[str]],
    values: Mapping[str, Sequence[str]],
    number: int,
) -> Iterator[Pairs]:
    """One to three values in some of the facets, now and then a word or a phrase."""
    words = [word for name in ("common", "medium", "rare") for word in picks[name]]
    words += [f'"{phrase}"' for phrase in picks["phrase"]]
    for _ in range(number):
        pairs = [
            (name, value)
            for name, offered in values.items()
            if dice.random() < SHARE
            for value in dice.sample(offered, min(dice.randrange(1, 4), len(offered)))
        ]
        if dice.random() < SHARE:
            pairs.append(("q", dice.choice(words)))
        yield tuple(pairs)


if __name__ == "__main__":
    main()
