"""manage.py ingest: files and folders into the archive."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from archive.ingest import Outcome, State, files, folder_of, take_files, way_to
from archive.management.arguments import add_jobs, positive, writable
from archive.management.base import ArchiveCommand
from districts.models import Region


class DocumentsColumn(ProgressColumn):
    """How many documents came out of the files, and how many a second."""

    def render(self, task: Task) -> Text:
        documents = task.fields["documents"]
        rate = documents / task.elapsed if task.elapsed else 0
        return Text(f"{documents:,} documents, {rate:,.0f}/s")


def progress_of(
    paths: Iterator[Path], progress: Progress, bar: TaskID
) -> Iterator[Path]:
    """The same paths; the bar moves when the next one is asked for."""
    for path in paths:
        yield path
        progress.advance(bar)


def place_of(outcome: Outcome, way: str) -> str:
    """Where a document lies: the way to its file, and its place within that."""
    if not outcome.container:
        return way
    file, place = outcome.file.name, outcome.place
    return way + (place[len(file) :] if place.startswith(file) else f"!{place}")


class Command(ArchiveCommand):
    help = (
        "Take files and folders into the archive. Repeat it as you like: the same "
        "bytes change nothing, an interrupted run is completed by the next. Exit code "
        "0: all documents are in; 1: some were refused (each has a stored verdict)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            type=Path,
            metavar="PATH",
            help="files and folders: text, HTML, PDF, JSON, CSV, WARC, and gzip, "
            "bzip2, xz, zip and tar of these; content decides, not the name, but what "
            "lies in a folder or archive and begins with a dot is passed over",
        )
        parser.add_argument(
            "--region",
            help="slug of the region the documents speak of; its file-name pattern, if "
            "any, gives district and month (default: that of documents known already, "
            f"{settings.ARCHIVE_REGION} for new ones)",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, keep nothing"
        )
        add_jobs(parser, "parse and extract")
        parser.add_argument(
            "--limit", type=positive, metavar="N", help="stop after so many files"
        )
        parser.add_argument(
            "--report",
            type=writable,
            metavar="FILE",
            help="write one verdict per document there, as JSON lines; `path` is the "
            "way to its file, `name` what the archive knows it by",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        region = self.region(options["region"] or settings.ARCHIVE_REGION)
        if missing := [p for p in options["paths"] if not os.path.lexists(p)]:
            raise CommandError(f"There is no {missing[0]}.")
        hidden: list[Path] = []
        total = sum(1 for _ in self.files(options, hidden))
        report, folder = options["report"], folder_of(options["paths"])
        seen: Counter[str] = Counter()
        with (
            open(report, "w", encoding="utf-8") if report else nullcontext() as lines,
            self.progress() as progress,
        ):
            bar = progress.add_task("reading", total=total, documents=0)
            paths = progress_of(self.files(options), progress, bar)
            for outcome in take_files(
                paths,
                region,
                jobs=options["jobs"],
                dry_run=options["dry_run"],
                is_assumed=options["region"] is None,
            ):
                seen[outcome.state] += 1
                if not options["dry_run"]:
                    self.shorten_log(seen.total())
                way = way_to(outcome.file, folder)
                self.tell(outcome, place_of(outcome, way), options["verbosity"])
                if lines:
                    row = {"path": way, **outcome.as_row()}
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")
                progress.update(bar, documents=seen.total())
        if not options["dry_run"]:
            self.shorten_log()
        self.close(seen, len(hidden), dry_run=options["dry_run"])

    def files(
        self, options: dict[str, Any], hidden: list[Path] | None = None
    ) -> Iterator[Path]:
        return islice(files(options["paths"], hidden), options["limit"])

    def region(self, slug: str) -> Region:
        try:
            return Region.objects.get(slug=slug)
        except Region.DoesNotExist:
            known = ", ".join(Region.objects.values_list("slug", flat=True))
            raise CommandError(
                f"There is no region “{slug}”; "
                + (f"known: {known}." if known else "run `manage.py load_seeds` first.")
            ) from None

    def progress(self) -> Progress:
        console = Console(file=sys.stderr)
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            DocumentsColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )

    def tell(self, outcome: Outcome, place: str, verbosity: int) -> None:
        if outcome.failed:
            self.stderr.write(f"{place}: {outcome.state}: {outcome.reason}")
        elif verbosity > 1:
            self.stdout.write(
                f"{place}: {outcome.state}, {outcome.articles} articles, "
                f"{outcome.figures} figures, {outcome.mentions} mentions"
            )
        if outcome.state in (State.NEW, State.CHANGED):
            for remark in outcome.remarks:
                self.stderr.write(f"{place}: {remark}")
        for words in outcome.changes.unplaced:
            self.stderr.write(f"{place}: no place any more for {words}")

    def close(self, seen: Counter[str], hidden: int, *, dry_run: bool) -> None:
        total = sum(seen.values())
        parts = ", ".join(f"{count} {state}" for state, count in sorted(seen.items()))
        would = " (dry run: nothing was kept)" if dry_run else ""
        self.stdout.write(f"{total} documents: {parts or 'none'}{would}.")
        if hidden:
            self.stdout.write(f"Passed over as hidden: {hidden} files or folders.")
        if seen["refused"] or seen["unreadable"]:
            sys.exit(1)
