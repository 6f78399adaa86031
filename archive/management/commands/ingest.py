"""manage.py ingest: files and folders into the archive."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from archive.ingest import Outcome, State, files, take_files
from archive.management.arguments import positive, writable
from districts.models import Region


class RateColumn(ProgressColumn):
    """Documents a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:.1f}/s")


class Command(BaseCommand):
    help = (
        "Take files and folders into the archive. Repeat it as you like: the same "
        "bytes change nothing, an interrupted run is completed by the next. Exit code "
        "0: all documents are in; 1: some were refused (each has a stored verdict)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="files and folders"
        )
        parser.add_argument(
            "--region",
            default=settings.ARCHIVE_REGION,
            help="slug of the region the documents speak of (default: %(default)s)",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, keep nothing"
        )
        parser.add_argument(
            "--jobs",
            type=positive,
            default=1,
            metavar="N",
            help="processes that parse and extract (default: 1)",
        )
        parser.add_argument(
            "--limit", type=positive, metavar="N", help="stop after so many files"
        )
        parser.add_argument(
            "--report",
            type=writable,
            metavar="FILE",
            help="write one verdict per document there, as JSON lines",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        region = self.region(options["region"])
        if missing := [p for p in options["paths"] if not p.exists()]:
            raise CommandError(f"There is no {missing[0]}.")
        found = list(islice(files(options["paths"]), options["limit"]))
        report = options["report"]
        seen: Counter[str] = Counter()
        with (
            open(report, "w", encoding="utf-8") if report else nullcontext() as lines,
            self.progress() as progress,
        ):
            bar = progress.add_task("reading", total=len(found))
            for outcome in take_files(
                found, region, jobs=options["jobs"], dry_run=options["dry_run"]
            ):
                seen[outcome.state] += 1
                self.tell(outcome, progress.console, options["verbosity"])
                if lines:
                    lines.write(json.dumps(outcome.as_row(), ensure_ascii=False) + "\n")
                progress.advance(bar)
        self.close(seen, dry_run=options["dry_run"])

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
            RateColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )

    def tell(self, outcome: Outcome, console: Console, verbosity: int) -> None:
        if outcome.failed:
            self.stderr.write(f"{outcome.name}: {outcome.state}: {outcome.reason}")
        elif verbosity > 1:
            self.stdout.write(
                f"{outcome.name}: {outcome.state}, {outcome.articles} articles, "
                f"{outcome.figures} figures, {outcome.mentions} mentions"
            )
        if outcome.state in (State.NEW, State.CHANGED):
            for remark in outcome.remarks:
                self.stderr.write(f"{outcome.name}: {remark}")
        for words in outcome.changes.unplaced:
            self.stderr.write(f"{outcome.name}: no place any more for {words}")

    def close(self, seen: Counter[str], *, dry_run: bool) -> None:
        total = sum(seen.values())
        parts = ", ".join(f"{count} {state}" for state, count in sorted(seen.items()))
        would = " (dry run: nothing was kept)" if dry_run else ""
        self.stdout.write(f"{total} documents: {parts or 'none'}{would}.")
        if seen["refused"] or seen["unreadable"]:
            sys.exit(1)
