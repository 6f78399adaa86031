"""How many documents a second are taken in: all of it, and the writer alone.

    python benchmarks/ingest.py --documents 3000 --kind text --jobs 2

Makes invented documents and an archive of its own in a temporary folder, or in the
empty database that DATABASE_URL names, and prints one line of JSON for each measure.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kind", choices=("text", "html"), default="text")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--writer", action="store_true", help="measure the writer alone as well"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ARCHIVE_DATA_DIR"] = folder + "/data"
        os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
        prepare_archive()
        source = Path(folder, "documents")
        source.mkdir()
        write_documents(source, asked.documents, asked.kind)
        report(measure_all(source, asked.jobs), asked)
        if asked.writer:
            report(measure_writer(asked.documents), asked)


def prepare_archive() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_seeds", verbosity=0)


def write_documents(folder: Path, count: int, kind: str) -> None:
    from benchmarks.inventing import page, story

    make = story if kind == "text" else page
    for number in range(count):
        (folder / f"{number:06}").write_text(make(number), encoding="utf-8")


def measure_all(folder: Path, jobs: int) -> dict[str, object]:
    from archive.ingest import files, take_files
    from districts.models import Region

    region = Region.objects.get(slug="shanghai")
    states: dict[str, int] = {}
    figures = mentions = 0
    start, used = time.perf_counter(), time.process_time()
    for outcome in take_files(files([folder]), region, jobs=jobs):
        states[outcome.state] = states.get(outcome.state, 0) + 1
        figures += outcome.figures
        mentions += outcome.mentions
    seconds = time.perf_counter() - start
    count = sum(states.values())
    return {
        "measure": "ingest",
        "states": states,
        "figures": figures,
        "mentions": mentions,
        "seconds": round(seconds, 2),
        "per_second": round(count / seconds, 1),
        "ms_of_writer": round((time.process_time() - used) / count * 1000, 2),
        "ms_of_children": round(_used_by_children() / count * 1000, 2),
        "peak_MiB_of_parent": _peak(resource.RUSAGE_SELF),
        "peak_MiB_of_a_child": _peak(resource.RUSAGE_CHILDREN),
    }


def measure_writer(count: int) -> dict[str, object]:
    from archive.ingest import apart, writing
    from archive.ingest.bulk import BATCH
    from archive.ingest.fresh import Fresh, fresh
    from archive.ingest.reader import Reader, prepare
    from archive.ingest.world import World
    from benchmarks.inventing import story
    from districts.models import Region

    region, world = Region.objects.get(slug="shanghai"), World()
    arrivals = []
    for number in range(10_000_000, 10_000_000 + count):
        data = story(number).encode()
        prepared = prepare(f"{number}.txt", data, Reader())
        made = fresh(prepared, region, world, Reader())
        arrivals.append(
            writing.Arrival(prepared.name, "", "", data, Fresh.load(made.dump()))
        )
    start, used = time.perf_counter(), time.process_time()
    with apart.rarely_collected(), writing.many():
        for first in range(0, count, BATCH):
            writing.write(arrivals[first : first + BATCH], region)
    seconds = time.perf_counter() - start
    return {
        "measure": "writer",
        "ms_of_writer": round((time.process_time() - used) / count * 1000, 2),
        "rows": sum(len(rows) for one in arrivals for rows in one.fresh.found),
        "seconds": round(seconds, 2),
        "per_second": round(count / seconds, 1),
    }


def report(measure: dict[str, object], asked: argparse.Namespace) -> None:
    from django.db import connection

    asked_for = {"kind": asked.kind, "jobs": asked.jobs, "database": connection.vendor}
    sys.stdout.write(json.dumps({**asked_for, **measure}) + "\n")


def _used_by_children() -> float:
    """Seconds of processor time of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


if __name__ == "__main__":
    main()
