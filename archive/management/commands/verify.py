"""manage.py verify: is everything that was kept still there and unaltered?"""

from __future__ import annotations

import sqlite3
import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from archive import decisions, search
from archive.models import Article, Document
from archive.verifying import faults


class Command(BaseCommand):
    help = (
        "Compare raw documents with their hashes, spans with their texts and the text "
        "index with the articles. Exit code 0: all is well; 1: faults were found."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--repair-index",
            action="store_true",
            help="write the text index anew first; it is derived data",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["repair_index"]:
            search.rebuild()
        seen: Counter[str] = Counter()
        for fault in faults():
            seen[fault.kind] += 1
            self.stderr.write(str(fault))
        self.stdout.write(
            f"{Document.objects.count()} documents, "
            f"{Article.objects.published().count()} articles, "
            f"{len(decisions.unplaced())} decisions without a place; {self.database()}."
        )
        if seen:
            parts = ", ".join(f"{n} {kind}" for kind, n in sorted(seen.items()))
            self.stdout.write(f"Faults: {parts}.")
            sys.exit(1)
        self.stdout.write("All is well.")

    def database(self) -> str:
        if connection.vendor == "sqlite":
            return f"SQLite {sqlite3.sqlite_version}"
        return f"PostgreSQL {connection.pg_version // 10000}"
