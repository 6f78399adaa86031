"""manage.py verify: is everything that was kept still there and unaltered?"""

from __future__ import annotations

import json
import sqlite3
import sys
from argparse import ArgumentParser
from collections import Counter
from contextlib import nullcontext
from typing import Any

from django.db import connection

from archive import backups, decisions
from archive.management.arguments import writable
from archive.management.base import ArchiveCommand
from archive.management.progress import bars
from archive.models import Article, Document
from archive.verifying import CLASSES, faults


class Command(ArchiveCommand):
    help = (
        "Compare raw documents with their hashes, spans with their texts and the text "
        "index with the articles. Each fault is named by its class: "
        + "; ".join(f"{name}: {what}" for name, what in CLASSES.items())
        + ". Exit code 0: all is well; 1: faults were found."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--repair-index",
            action="store_true",
            help="first make anew what is derived from the articles: the text index, "
            "the groups of nearly the same stories, and what lists hold in memory",
        )
        parser.add_argument(
            "--report",
            type=writable,
            metavar="FILE",
            help="write one line per fault there, as JSON",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["repair_index"]:
            backups.rebuild_derived()
        seen: Counter[str] = Counter()
        report = options["report"]
        with (
            open(report, "w", encoding="utf-8") if report else nullcontext() as lines,
            bars() as tell,
        ):
            for fault in faults(tell):
                seen[fault.kind] += 1
                self.stderr.write(str(fault))
                if lines:
                    row = json.dumps(fault.as_row(), ensure_ascii=False)
                    lines.write(row + "\n")
        self.close(seen)

    def close(self, seen: Counter[str]) -> None:
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
