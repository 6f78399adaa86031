"""Lists by chance: our totals and all counts beside SQL's on narrow tables.

    python -m benchmarks.search.chance --folder PATH --number 1000 --figures 200
    python -m benchmarks.search.chance --folder PATH --number 100 --ingest 10000

The archive is that of the folder or, with the rest of it in the folder, of
DATABASE_URL. At each moment the narrow tables are made anew from the archive's record
tables, and what is asked there is of that moment, on both sides. With `--ingest`
another process takes invented documents into the archive all the while: they stay.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from itertools import compress
from pathlib import Path

from benchmarks.search.archives import MANIFEST, use
from benchmarks.search.cases import ARTICLES, FIGURES, Case, Picks
from benchmarks.search.saying import say

SHARE = 0.3
"""How often a facet is chosen in, and how often words are asked for."""
SELDOM = 0.1
"""How often only what carries a check is asked for."""
OFFERED = 60
"""Values of a facet that are chosen among."""
PATIENCE = {"ARCHIVE_SEARCH_MS": "60000"}
"""A search that is cut off has no total; here it never is."""

Offers = Mapping[str, Sequence[str]]
Pair = tuple[str, str]
Question = tuple[Case, tuple[Pair, ...]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--number", type=int, default=1_000, help="lists of articles")
    parser.add_argument("--figures", type=int, default=0, help="lists of figures")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--moments", type=int, help="among which they are spread (1, or 20 with ingest)"
    )
    parser.add_argument(
        "--ingest",
        type=int,
        default=0,
        metavar="DOCUMENTS",
        help="invented ones that another process takes in meanwhile, at most",
    )
    asked = parser.parse_args()
    picks = json.loads((asked.folder / MANIFEST).read_text())["picks"]
    os.environ.update(PATIENCE)
    use(asked.folder)
    from benchmarks.search.beside import ingesting

    moments = asked.moments or (20 if asked.ingest else 1)
    every = questions(random.Random(asked.seed), picks, asked.number, asked.figures)
    with ingesting(asked.ingest) if asked.ingest else nullcontext() as watch:
        wrong = compare([every[n::moments] for n in range(moments)])
        if watch:
            say(f"{watch.commits:,} commits of another process meanwhile")
    if wrong:
        sys.exit("\n".join(wrong[:20]))


def questions(
    dice: random.Random, picks: Picks, articles: int, figures: int
) -> list[Question]:
    """What is asked, in any order; the values are those that the archive has now."""
    from archive.snapshots import moment
    from benchmarks.search.narrow import Narrow

    with moment(), closing(Narrow()) as narrow:
        offers = {case: narrow.values(case, OFFERED) for case in (ARTICLES, FIGURES)}
        numbers = narrow.numbers()
    cases = [ARTICLES] * articles + [FIGURES] * figures
    dice.shuffle(cases)
    found = []
    for case in cases:
        pairs = [*_values(dice, offers[case]), *_words(dice, picks)]
        if case is FIGURES:
            pairs += _range(dice, numbers)
        if dice.random() < SELDOM:
            pairs.append(("flagged", "1"))
        found.append((case, tuple(pairs)))
    return found


def _values(dice: random.Random, offers: Offers) -> Iterator[Pair]:
    """One to three values in some of the facets."""
    for facet, offered in offers.items():
        if offered and dice.random() < SHARE:
            number = min(dice.randrange(1, 4), len(offered))
            yield from ((facet, value) for value in dice.sample(offered, number))


def _words(dice: random.Random, picks: Picks) -> Iterator[Pair]:
    """Now and then a word, a phrase, two of them, either, or one without the other."""
    if dice.random() < SHARE:
        words = [word for name in ("common", "medium", "rare") for word in picks[name]]
        words += [f'"{phrase}"' for phrase in picks["phrase"]]
        one, other = dice.sample(words, 2)
        together = f"{one} {other}", f"{one} OR {other}", f"{one} -{other}"
        yield "q", dice.choice([one, one, one, *together])


def _range(dice: random.Random, numbers: Sequence[float]) -> Iterator[Pair]:
    """Now and then the least number, the greatest, or both."""
    if numbers and dice.random() < SHARE:
        ends = sorted((dice.choice(numbers), dice.choice(numbers)))
        pairs = zip(("value_min", "value_max"), ends, strict=True)
        some = dice.choice(((1, 0), (0, 1), (1, 1)))
        yield from ((name, f"{end:.6f}") for name, end in compress(pairs, some))


def compare(parts: Sequence[Sequence[Question]]) -> list[str]:
    """In words, where answers differ; each part is asked at one moment."""
    from archive.snapshots import moment
    from benchmarks.search.asking import faults
    from benchmarks.search.narrow import Narrow

    wrong: list[str] = []
    done = differ = 0
    for part in parts:
        begun = time.perf_counter()
        with moment(), closing(Narrow()) as narrow:
            made = time.perf_counter()
            for case, pairs in part:
                found = faults(case, pairs, narrow)
                differ += bool(found)
                wrong += found
            asked = time.perf_counter() - made
            sizes = narrow.sizes()
        done += len(part)
        say(
            f"{done:,} lists, {differ} differ from SQL's ({sizes[0]:,} articles,"
            f" {sizes[1]:,} figures; {made - begun:.1f} s to copy,"
            f" {asked / max(1, len(part)):.3f} s for each)"
        )
    return wrong


if __name__ == "__main__":
    main()
