"""manage.py decisions: all that editors decided, out to a file and in from one."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from archive import decision_files
from archive.management.arguments import writable
from archive.management.base import ArchiveCommand

SHOWN = 20
"""Decisions that could not be taken in which are listed; all go to the report."""


class Command(ArchiveCommand):
    help = (
        "Write all that editors decided to a file of JSON lines, or take such a file "
        "in. The raw documents and this file are enough to build the same archive on "
        "another machine: migrate, load_seeds, ingest, then decisions import."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        out = verbs.add_parser("export", help="write the decisions to a file")
        out.add_argument("file", type=writable, help="the file to write")
        back = verbs.add_parser(
            "import",
            help="take in the decisions of a file; what is here already stays as it "
            "is, and what does not find its words is listed",
        )
        back.add_argument("file", type=Path, help="the file to read")
        back.add_argument(
            "--dry-run", action="store_true", help="only report, change nothing"
        )
        back.add_argument(
            "--report",
            type=writable,
            metavar="FILE",
            help="write each decision that was not taken in there, as JSON lines",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "export":
            self._write(options["file"])
        else:
            self._read(options["file"], options["report"], options["dry_run"])

    def _write(self, path: Path) -> None:
        """The file is put in its place once it is whole."""
        part = path.with_name(f"{path.name}.part")
        count = 0
        with transaction.atomic(), open(part, "w", encoding="utf-8") as file:
            for line in decision_files.lines():
                file.write(line)
                count += 1
        part.replace(path)
        self.stdout.write(f"{count} lines written to {path}.")

    def _read(self, path: Path, report: Path | None, dry_run: bool) -> None:
        taken = decision_files.Taken()
        try:
            with path.open("rb") as file, _rehearsal(dry_run):
                for taken in decision_files.take(file):
                    self.shorten_log(sum(taken.new.values()) or 1)
                if dry_run:
                    transaction.set_rollback(True)
        except decision_files.BadFile as problem:
            raise CommandError(f"{path}: {problem}") from problem
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from error
        if not dry_run:
            self.shorten_log()
        self._tell(taken, report, dry_run)
        if taken.left:
            sys.exit(1)

    def _tell(
        self, taken: decision_files.Taken, report: Path | None, dry_run: bool
    ) -> None:
        verb = "would be taken in" if dry_run else "taken in"
        new = ", ".join(f"{n} {kind}" for kind, n in sorted(taken.new.items()) if n)
        known = sum(taken.known.values())
        self.stdout.write(f"New lines {verb}: {new or 'none'}. Here already: {known}.")
        if report:
            text = "".join(json.dumps(line) + "\n" for line in taken.left)
            report.write_text(text, encoding="utf-8")
        for line in taken.left[:SHOWN]:
            what = line.get("kind") or line["line"]
            words = line["words"] or line.get("slug", "")
            where = (line["document"] or "")[:12]
            self.stdout.write(
                f"  not taken in: {what} “{words}” {where}: {line['why']}"
            )
        if len(taken.left) > SHOWN:
            self.stdout.write(f"  and {len(taken.left) - SHOWN} more.")


def _rehearsal(dry_run: bool) -> Any:
    return transaction.atomic() if dry_run else nullcontext()
