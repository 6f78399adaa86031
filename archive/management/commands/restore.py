"""manage.py restore: a backup into an empty archive."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from archive import backups
from archive.management.progress import bars


class Command(BaseCommand):
    help = (
        "Bring a backup back, into an archive that holds nothing yet. The whole file "
        "is checked before anything is written. Restore only files that you trust: "
        "they bring accounts with them. Exit code 0: all is back and whole; 1: it is "
        "back, but verify found faults; 2: nothing was restored."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE", help="a backup")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["path"]
        try:
            with bars() as tell:
                restored = backups.restore(path, tell)
        except backups.Damaged as error:
            raise CommandError(f"{path} is refused: {error}.", returncode=2) from error
        except (backups.NotRestored, DatabaseError) as error:
            reason = f"Nothing was restored: {error}."
            raise CommandError(reason, returncode=2) from error
        said = restored.manifest
        newer = ", then brought to the present version" if restored.upgraded else ""
        self.stdout.write(
            f"{said.raw.count} raw documents and {said.rows} rows restored, as of "
            f"{said.made_at}{newer}."
        )
        for sha256, fault in sorted(said.raw.absent.items()):
            self.stderr.write(f"{sha256} was {fault} when the backup was made")
        call_command("verify", stdout=self.stdout, stderr=self.stderr)
