"""manage.py reparse: documents read again from their stored bytes."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db.models import QuerySet

from archive.ingest.again import behind, in_words, read_many
from archive.management.arguments import add_jobs
from archive.management.base import ArchiveCommand
from archive.management.progress import bars
from archive.models import Document


class Command(ArchiveCommand):
    help = (
        "Read documents again from their stored bytes, by the present rules: those "
        "that were refused come in if they can be read now. Decisions stand. "
        "Several options narrow it together; none of them means all documents. Exit "
        "code 0: all are in; 1: some could not be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--refused", action="store_true", help="only documents that were refused"
        )
        parser.add_argument(
            "--reason-code", metavar="X", help="only those refused for this reason"
        )
        parser.add_argument(
            "--behind",
            action="store_true",
            help="only those read by other rules than the present ones",
        )
        parser.add_argument(
            "--document",
            metavar="SHA256",
            help="only the document whose hash begins like this",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="only report, change nothing"
        )
        add_jobs(parser, "parse")

    def handle(self, *args: Any, **options: Any) -> None:
        documents = self.documents(options)
        results, total = [], documents.count()
        run = read_many(documents, jobs=options["jobs"], dry_run=options["dry_run"])
        with bars() as tell:
            for done, again in enumerate(run, 1):
                results.append(again.result)
                tell("reading again", done, total)
                if not options["dry_run"]:
                    self.shorten_log(done)
                said = f"{again.name} ({again.sha256[:12]}): {again.result}"
                if again.failed:
                    self.stderr.write(f"{said}: {again.reason}")
                elif options["verbosity"] > 1:
                    counts = again.changes.counts()
                    rows = ", ".join(f"{n} {what}" for what, n in counts.items() if n)
                    self.stdout.write(f"{said}: {rows or 'nothing changed'}")
                for words in again.changes.unplaced:
                    self.stderr.write(f"{again.name}: no place any more for {words}")
        if not options["dry_run"]:
            self.shorten_log()
        would = " (dry run: nothing was changed)" if options["dry_run"] else ""
        self.stdout.write(f"{total} documents: {in_words(results)}{would}.")
        if any(result.is_failure for result in results):
            sys.exit(1)

    def documents(self, options: dict[str, Any]) -> QuerySet[Document]:
        """Those that are meant; purged ones have nothing that could be read."""
        found = Document.objects.order_by("sha256")
        if options["refused"] or options["reason_code"]:
            found = found.refused()
        if options["reason_code"]:
            found = found.filter(reason_code=options["reason_code"])
        if options["behind"]:
            found = found.filter(behind())
        if options["document"]:
            found = found.filter(sha256__startswith=options["document"])
            if not found.exists():
                raise CommandError("There is no such document.")
        left = found.exclude(pk__in=found.purged().values("pk"))
        if options["document"] and not left.exists():
            raise CommandError("It was purged; `purge --undo` allows it again.")
        return left
