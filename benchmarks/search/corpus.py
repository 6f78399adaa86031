"""An archive of real documents, taken in as `manage.py ingest` does.

    python -m benchmarks.search.corpus --corpus PATH --region REGION --folder PATH

What is searched for are words and phrases of the documents themselves, chosen by how
many of them have the word's term.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.search.archives import (
    VERSION,
    complete,
    finish,
    frequent,
    prepare,
    renew,
)
from benchmarks.search.saying import say
from benchmarks.search.vocabulary import PHRASES, PICKED, SHARES

SHORTEST = 4
"""Letters of a word that is searched for."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--region", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    if manifest := complete(asked.folder, wanted(asked.corpus, asked.region)):
        renew(asked.folder)
    else:
        manifest = build(asked.corpus, asked.region, asked.folder)
    sys.stdout.write(json.dumps(manifest) + "\n")


def wanted(corpus: Path, region: str) -> dict[str, Any]:
    """What the manifest of the archive of these documents says of them."""
    files = 1 if corpus.is_file() else sum(p.is_file() for p in corpus.rglob("*"))
    return {
        "corpus": corpus.name,
        "files": files,
        "region": region,
        "version": VERSION,
    }


def build(corpus: Path, region: str, folder: Path) -> dict[str, Any]:
    """Take the documents in; returns the archive's manifest."""
    begun = time.perf_counter()
    prepare(folder)
    from django.core.management import CommandError, call_command

    try:
        call_command("ingest", str(corpus), region=region, stdout=sys.stderr)
    except (CommandError, SystemExit) as error:
        # Some documents may be refused; what was accepted is measured.
        say(f"ingest: {error}")
    manifest = {
        "order": wanted(corpus, region),
        "picks": {**pick(), **frequent()},
        "seconds": round(time.perf_counter() - begun, 1),
    }
    finish(folder, manifest)
    return manifest


def pick() -> dict[str, list[str]]:
    """Words and phrases of the stories, by how many stories have their terms."""
    terms: Counter[str] = Counter()
    phrases: Counter[str] = Counter()
    written: dict[str, str] = {}
    stories = 0
    for words in _stories():
        stories += 1
        terms.update({term for _, term in words})
        phrases.update(
            {
                f"{one} {other}"
                for (one, _), (other, _) in pairwise(words)
                if _is_plain(one) and _is_plain(other)
            }
        )
        written.update({term: form for form, term in words if _is_plain(form)})
    plain = {written[term]: count for term, count in terms.items() if term in written}
    picked = {name: _nearest(plain, share * stories) for name, share in SHARES.items()}
    return {**picked, "phrase": _nearest(phrases, PHRASES * stories)}


def _stories() -> Iterator[list[tuple[str, str]]]:
    """The words of each story's body, each with its term."""
    from archive.models import Article
    from archive.search.words import read_words

    bodies = Article.objects.leading().values_list("body", flat=True)
    for body in bodies.iterator(chunk_size=100):
        yield [(word.form, word.term) for word in read_words(body)]


def _is_plain(form: str) -> bool:
    return len(form) >= SHORTEST and form.isascii() and form.isalpha()


def _nearest(counts: dict[str, int], wanted: float) -> list[str]:
    """Those that are in about so many stories."""
    return sorted(counts, key=lambda one: (abs(counts[one] - wanted), one))[:PICKED]


if __name__ == "__main__":
    main()
