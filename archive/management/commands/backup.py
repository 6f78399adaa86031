"""manage.py backup: the whole archive in one file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from archive import backups
from archive.management.progress import bars


class Command(BaseCommand):
    help = (
        "Save database and raw documents to one file, as of one moment; others may go "
        "on working. The file holds the accounts, but not the secret key. Exit code 0: "
        "all is saved; 1: saved, but raw documents were missing or altered; 2: no "
        "backup was made."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path",
            type=Path,
            metavar="FILE",
            help="a file that is not there yet (.tar.gz), or a folder: the file then "
            "has the time for its name",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["path"]
        if path.is_dir():
            now = datetime.now(UTC)
            path /= f"archive-{now:%Y%m%dT%H%M%SZ}.tar.gz"
        try:
            with bars() as tell:
                saved = backups.save(path, tell)
        except (backups.NoBackup, DatabaseError) as error:
            raise CommandError(f"No backup was made: {error}.", returncode=2) from error
        raw = saved.manifest.raw
        self.stdout.write(
            f"{raw.count} raw documents and {saved.manifest.rows} rows saved to "
            f"{saved.path} ({saved.size:,} bytes)."
        )
        for sha256, fault in sorted(saved.absent.items()):
            self.stderr.write(f"{fault}: {sha256}: its raw bytes are not in the backup")
        if saved.absent:
            sys.exit(1)
