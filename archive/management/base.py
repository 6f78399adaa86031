"""What all commands that work on the archive have in common."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class ArchiveCommand(BaseCommand):
    """A command that wants a database with all its tables, and says so if not."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                "The database lacks tables or is of an older version: run "
                "`manage.py migrate` first."
            )
        return super().execute(*args, **options)
