"""Near-duplicates measured: are the right ones found, and how long does a look take?

    python benchmarks/duplicates.py [--articles 200000] [--rounds 5] [--folder PATH]

1. Precision and recall over the labelled pairs of the tests, with other seeds than
   theirs: a pair counts as found where its sketches and its texts agree.
2. With --folder: the pairs that would be grouped among the text files in it.
3. Milliseconds for an article, as the table of sketches grows: synthetic sketches in an
   archive made for the occasion, in batches, with words that very many share among
   them. Then the same for articles that are copies.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations
from pathlib import Path

# In place of this folder, whose modules would hide others of their names.
sys.path[0] = str(Path(__file__).parent.parent)

BATCH = 200
WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in "lmnrst"]


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        os.environ["ARCHIVE_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
        import django

        django.setup()
        measure_quality(arguments.rounds)
        if arguments.folder:
            list_pairs(arguments.folder)
        if arguments.articles:
            measure_growth(arguments.articles)


def measure_quality(rounds: int) -> None:
    from tests.archive.duplicates.labelled import labelled

    found: dict[tuple[bool, str], Counter[bool]] = defaultdict(Counter)
    for seed in range(100, 100 + rounds):
        for pair in labelled(seed):
            found[pair.same, pair.kind][_grouped(pair.one, pair.other)] += 1
    _say(f"{'pairs':>30} {'all':>7} {'grouped':>7}")
    for (same, kind), counts in found.items():
        _say(f"{kind:>30} {counts.total():7} {counts[True]:7}{'' if same else '   no'}")
    right, wrong = (
        sum(counts[True] for (is_same, _), counts in found.items() if is_same is same)
        for same in (True, False)
    )
    copies = sum(counts.total() for (same, _), counts in found.items() if same)
    precision, recall = right / max(1, right + wrong), right / max(1, copies)
    _say(f"precision {precision:.4f}, recall {recall:.4f}\n")


def list_pairs(folder: Path) -> None:
    """Name every pair of different files that would be grouped."""
    from archive.duplicates import sketch

    texts: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            texts.setdefault(path.read_bytes().decode("utf-8", "replace"), path)
    holders: dict[int, list[str]] = defaultdict(list)
    for text in texts:
        for key in sketch(text):
            holders[key].append(text)
    pairs = {pair for some in holders.values() for pair in combinations(some, 2)}
    found = [pair for pair in pairs if _grouped(*pair)]
    _say(f"{len(texts)} different files, {len(pairs)} pairs share a key")
    for one, other in found:
        _say(f"grouped: {texts[one]} and {texts[other]}")
    _say(f"{len(found)} pairs grouped\n")


def _grouped(one: str, other: str) -> bool:
    from archive.duplicates import sketch
    from archive.duplicates.comparing import Print, alike
    from archive.duplicates.sketching import FEWEST_SHARED

    shared = set(sketch(one)) & set(sketch(other))
    return len(shared) >= FEWEST_SHARED and alike(Print.of(one), Print.of(other))


def measure_growth(most: int) -> None:
    """Time settling as the table grows, and the writing of a row beside it."""
    from django.core.management import call_command

    from archive import duplicates

    call_command("migrate", verbosity=0)
    chance = random.Random(1)
    document, made = _document(), 0
    _say("milliseconds an article, and those of them on the processor")
    _say(f"{'in the table':>14} {'nothing alike':>18} {'each a copy':>18}")
    goal = 1_000
    while True:
        while made < goal:
            size = min(BATCH, goal - made)
            duplicates.settle_new(_arrive(document, made, size, chance))
            made += size
        alone = [
            _timed(_arrive(document, made + n * BATCH, BATCH, chance)) for n in range(5)
        ]
        made += 5 * BATCH
        copies = _timed(_arrive(document, made, BATCH, chance, copies=True))
        made += BATCH
        times = "".join(
            f"{wall:11.3f} {cpu:7.3f}" for wall, cpu in (min(alone), copies)
        )
        _say(f"{made:14,}{times}")
        if goal >= most:
            return
        goal = min(most, goal * 10 if goal < most // 10 else most)


def _timed(sketches: dict[int, Sequence[int]]) -> tuple[float, float]:
    """Milliseconds an article, by the clock and by the processor's."""
    from archive import duplicates

    start = time.perf_counter(), time.process_time()
    duplicates.settle_new(sketches)
    ends = time.perf_counter(), time.process_time()
    wall, cpu = (
        (end - began) / len(sketches) * 1000
        for began, end in zip(start, ends, strict=True)
    )
    return wall, cpu


def _document():
    from archive.models import Document

    return Document.objects.create(sha256="0" * 64, size=0, verdict="accepted")


def _arrive(
    document, first: int, number: int, chance: random.Random, *, copies: bool = False
) -> dict[int, Sequence[int]]:
    """New articles with their sketches; copies come in pairs."""
    from archive import duplicates
    from archive.models import Article
    from archive.models.articles import public_id

    articles = []
    for n in range(first, first + number):
        words = random.Random(n // 2).choices(WORDS, k=300 if copies else 0)
        body = " ".join([f"Edition {n} of the paper.", *words])
        articles.append(
            Article(
                document=document,
                anchor=n,
                public_id=public_id("benchmark", n),
                raw_ranges=[],
                body=body,
            )
        )
    stored = Article.objects.bulk_create(articles)
    if copies:
        return {one.pk: duplicates.sketch(one.body) for one in stored}
    made = _sketches(chance)
    return {one.pk: next(made) for one in stored}


def _sketches(chance: random.Random) -> Iterator[tuple[int, ...]]:
    """Keys of stories that have a tenth of their words from common phrases.

    The phrases are as unevenly common as words are.
    """
    phrases = range(10_000)
    weights = list(accumulate(1 / (rank + 1) for rank in phrases))
    while True:
        keys = {chance.getrandbits(63) for _ in range(14)}
        yield tuple(keys | set(chance.choices(phrases, cum_weights=weights, k=2)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
