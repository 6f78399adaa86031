"""Fill the world from the seed files; what editors changed stays."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from districts.management.base import ReadyCommand
from districts.seeding import SeedError, load, read_seeds


class Command(ReadyCommand):
    help = "Load regions, industries, companies, indicators and exchange rates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seeds-dir",
            type=Path,
            help="Folder of the seed files (default: ARCHIVE_SEEDS_DIR, which is the "
            "project's own unless it was set).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        directory = options["seeds_dir"] or Path(settings.ARCHIVE_SEEDS_DIR)
        try:
            outcome = load(read_seeds(directory))
        except SeedError as error:
            raise CommandError(str(error)) from error
        for verb in ("added", "changed", "removed"):
            rows: Counter[str] = getattr(outcome, verb)
            if rows:
                listed = ", ".join(f"{count} {kind}" for kind, count in rows.items())
                self.stdout.write(f"{verb}: {listed}")
        if not outcome.changed_kinds:
            self.stdout.write("nothing changed")
        if outcome.clashes:
            raise CommandError(
                "not loaded, for they clash with rows made by hand:\n"
                + "\n".join(outcome.clashes)
            )
