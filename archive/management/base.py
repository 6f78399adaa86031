"""What all commands that work on the archive have in common."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from archive.finding import refreshing

LOOK_EVERY = 1_000
"""Documents after which the length of the log of changes is looked at."""


class ArchiveCommand(BaseCommand):
    """A command that wants a database with all its tables, and says so if not.

    `migrate` looks at the settings and pages; each command would take a second for it.
    """

    requires_system_checks = ()

    def execute(self, *args: Any, **options: Any) -> str | None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                "The database lacks tables or is of an older version: run "
                "`manage.py migrate` first."
            )
        return super().execute(*args, **options)

    def shorten_log(self, done: int | None = None) -> None:
        """Write down what changed, where every process would have to read much of it.

        To be called when so many documents are done, or at the end.
        """
        if (done or 0) % LOOK_EVERY == 0 and refreshing.is_due(at_end=done is None):
            refreshing.refresh()
