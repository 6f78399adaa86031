"""manage.py refresh: what lists hold in memory, written anew and the log cut."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from archive.finding import refreshing
from archive.management.base import ArchiveCommand
from archive.management.progress import bars


class Command(ArchiveCommand):
    help = (
        "Write the bitmaps of facets, the frequent terms and the vocabulary of what "
        "changed, and cut the log of changes. Pages are right without it; it makes "
        "them and their processes start faster. Ingest does it by itself; after many "
        "changes in the admin it is worth a run. It may run beside everything else."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all",
            action="store_true",
            help="write all of it anew, whatever the log says",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with bars() as tell:
            done = refreshing.refresh(
                everything=options["all"],
                advance=lambda count, total: tell("ranges", count, total),
            )
        left = f", {done.left} left to others who wrote them" if done.left else ""
        self.stdout.write(f"{done.written} ranges written{left}.")
