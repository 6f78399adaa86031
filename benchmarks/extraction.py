"""How fast figures are found, beside other tools, and how the time grows with a text.

    make bench-extraction
    python benchmarks/extraction.py --documents 200 --rivals .venv-bench/bin/python

Articles a second of processor time, one thread, all in one run. The others find
quantities alone; ours finds districts, companies and industries as well, and says of
each figure its kind, period, indicator and subject.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

TURNS = 5
"""Runs of ours, of which the median counts; the others take long enough in one."""
LENGTHS = (12_500, 25_000, 50_000, 100_000)
HOSTILE = {
    "digits": "1",
    "numbers": "1 ",
    "brackets": "(",
    "bracketed amounts": "5 million yuan (US$3 million) ",
    "commas": "a, ",
    "of of of": "of ",
    "nested quotes": "“‘",
    "names and commas": "Alpha Beta, ",
    "one long word": "x",
    "percent": "3 percent of ",
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument(
        "--folder", type=Path, help="text documents to read instead of invented ones"
    )
    parser.add_argument(
        "--rivals", type=Path, help="Python of an environment with the other tools"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        extract, story = prepared(folder)
        texts = documents(asked.folder, asked.documents)
        compare(texts, lambda text: len(extract(story(text)).figures), asked.rivals)
        grow(lambda text: extract(story(text)))


def prepared(folder: str) -> tuple[Callable, Callable]:
    """What finds, with all seeds known, and what makes a story of a text."""
    os.environ["ARCHIVE_DATA_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_seeds", verbosity=0)
    from archive.extraction import Story, extract
    from archive.ingest.world import World

    gazetteer = World().gazetteer("shanghai")
    return (
        lambda story: extract(story, gazetteer),
        lambda text: Story(headline="", standfirst="", body=text, region="shanghai"),
    )


def documents(folder: Path | None, count: int) -> list[str]:
    """The bodies of so many articles."""
    from archive.parsing import parse
    from benchmarks.inventing import story

    if folder:
        paths = sorted(path for path in folder.iterdir() if path.is_file())[:count]
        read = [path.read_bytes() for path in paths]
    else:
        read = [story(number).encode() for number in range(count)]
    return [article.body.text for data in read for article in parse(data).articles]


def compare(texts: Sequence[str], ours: Callable[[str], int], rivals: Path | None):
    characters = sum(map(len, texts)) / len(texts)
    say(f"{len(texts)} articles of {characters:.0f} characters on average")
    list(map(ours, texts[:20]))
    mine = sorted(seconds(lambda: list(map(ours, texts))) for _ in range(TURNS))
    rate = len(texts) / mine[TURNS // 2]
    say(row("ours", rate, sum(map(ours, texts)), ""))
    if rivals is None:
        say("The other tools are not measured: name their Python with --rivals.")
        return
    for tool in ("quantulum3", "Recognizers-Text"):
        run = subprocess.run(
            [rivals, ROOT / "benchmarks" / "rivals.py", tool],
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            say(f"{tool} failed:\n{run.stderr[-1000:]}")
            continue
        answer = json.loads(run.stdout)
        other = len(texts) / answer["seconds"]
        say(
            row(
                f"{tool} {answer['version']}",
                other,
                answer["found"],
                f"{rate / other:.1f}",
            )
        )


def row(name: str, rate: float, found: int, ratio: str) -> str:
    times = f"  ours is {ratio} times as fast" if ratio else ""
    return f"{name:28}{rate:10.1f} articles/s {found:8} numbers found{times}"


def grow(ours: Callable[[str], object]) -> None:
    """The time of a text of twice the length, over that of the text."""
    from benchmarks.inventing import story

    kinds = {"a story": story(1, 60).partition("\n\n")[2], **HOSTILE}
    say("\nms of a text of so many characters, and t(2n)/t(n)")
    for name, unit in kinds.items():
        times = []
        for length in LENGTHS:
            text = (unit * (length // len(unit) + 1))[:length]
            times.append(min(seconds(lambda text=text: ours(text)) for _ in range(3)))
        ratios = [
            after / before for before, after in zip(times, times[1:], strict=False)
        ]
        say(
            f"{name:20}"
            + "".join(f"{1000 * one:9.1f}" for one in times)
            + "   "
            + " ".join(f"{one:.2f}" for one in ratios)
        )


def seconds(run: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    run()
    return time.process_time() - start


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
