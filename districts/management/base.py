"""What commands have in common that want the database as this version makes it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class ReadyCommand(BaseCommand):
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
