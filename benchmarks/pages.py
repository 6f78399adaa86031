"""Body text of web pages measured: ours, and trafilatura alone beside it.

    python benchmarks/pages.py [--folder PATH] [--rounds 3] [--worst 0]

1. Body F1 on the pages of the tests, and pages a second.
2. With --folder: the same for a folder laid out as the public article-extraction
   benchmark is: html/*.html.gz, and ground-truth.json with an "articleBody" for each.
   --worst lists that many pages with the lowest F1.

F1 is that of the mean precision and the mean recall of words in overlapping fours.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

# In place of this folder: its html.py would hide the standard library's.
sys.path[0] = str(Path(__file__).parent.parent)

Pages = list[tuple[str, str, str]]
"""Name, source and right body of each page."""


def main() -> None:
    arguments = _arguments()
    from archive.parsing.html import warm_up
    from tests.archive.parsing.html.pages import stories

    warm_up()
    shown = [(page.name, page.source, page.body) for page in stories()]
    report("pages of the tests", shown, arguments.rounds, arguments.worst)
    if arguments.folder:
        pages = read_folder(arguments.folder)
        report(str(arguments.folder), pages, arguments.rounds, arguments.worst)


def read_folder(folder: Path) -> Pages:
    """The pages of a folder in the layout of the public benchmark."""
    right = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = []
    for name, entry in sorted(right.items()):
        with gzip.open(folder / "html" / f"{name}.html.gz", "rb") as file:
            source = file.read().decode("utf-8", "replace")
        pages.append((name, source, entry.get("articleBody", "")))
    return pages


def report(title: str, pages: Pages, rounds: int, worst: int) -> None:
    _say(f"{title}: {len(pages)} pages")
    _say(f"{'':>18} {'precision':>9} {'recall':>7} {'F1':>6} {'pages/s':>8}")
    for name, extract in (("trafilatura alone", _alone), ("ours", _ours)):
        bodies, rate = _timed(extract, pages, rounds)
        _show_quality(name, pages, bodies, rate, worst)


def _show_quality(
    name: str, pages: Pages, bodies: list[str], rate: float, worst: int
) -> None:
    from tests.archive.parsing.html.shingles import precision_and_recall

    scores = [
        precision_and_recall(page[2], body)
        for page, body in zip(pages, bodies, strict=True)
    ]
    precision = sum(score[0] for score in scores) / max(1, len(scores))
    recall = sum(score[1] for score in scores) / max(1, len(scores))
    _say(
        f"{name:>18} {precision:9.3f} {recall:7.3f} {_f1(precision, recall):6.3f}"
        f" {rate:8.1f}"
    )
    ranked = sorted(zip(scores, pages, strict=True), key=lambda pair: _f1(*pair[0]))
    for (page_precision, page_recall), page in ranked[:worst]:
        _say(f"{'':>18} {page_precision:9.3f} {page_recall:7.3f}        {page[0]}")


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _timed(
    extract: Callable[[str], str], pages: Pages, rounds: int
) -> tuple[list[str], float]:
    """The bodies, and pages a second of processor time in the best round."""
    bodies: list[str] = []
    best = 0.0
    for _ in range(max(1, rounds)):
        start = time.process_time()
        bodies = [extract(source) for _, source, _ in pages]
        best = max(best, len(pages) / max(1e-9, time.process_time() - start))
    return bodies, best


def _ours(source: str) -> str:
    from archive.parsing.html import parse_html

    article = parse_html(source).article
    return article.body.text if article else ""


def _alone(source: str) -> str:
    import trafilatura

    return trafilatura.extract(source, include_comments=False) or ""


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, help="the public benchmark's folder")
    parser.add_argument("--rounds", type=int, default=3, help="rounds that are timed")
    parser.add_argument("--worst", type=int, default=0, help="pages to list")
    return parser.parse_args()


if __name__ == "__main__":
    main()
