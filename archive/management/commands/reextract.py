"""manage.py reextract: the present rules over the stored articles."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from contextlib import nullcontext
from typing import Any

from django.core.management.base import CommandError
from django.db.models import Model

from archive.ingest import Changes, World, reextract, retagging
from archive.management.arguments import writable
from archive.management.base import ArchiveCommand
from archive.management.progress import bars
from archive.models import Document
from districts.models import Company, District, Indicator, Industry

KNOWN = {
    "district": District,
    "company": Company,
    "industry": Industry,
    "indicator": Indicator,
}


class Command(ArchiveCommand):
    help = (
        "Run the present rules and names over all stored articles and report what is "
        "added, changed and dropped, and where the machine disagrees with an editor; "
        "of what editors decided, what it lost and what it has learnt since. What they "
        "decided always stands. After a change of a thing's names read "
        "again what they touch: --industry finance."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only report, change nothing"
        )
        parser.add_argument("--region", help="only documents of this region (slug)")
        parser.add_argument(
            "--document",
            metavar="SHA256",
            help="only the document whose hash begins like this",
        )
        for name in KNOWN:
            parser.add_argument(
                f"--{name}",
                metavar="SLUG",
                action="append",
                default=[],
                help=f"only documents that have a name of this {name}, or did; may be "
                "repeated and joined with others",
            )
        parser.add_argument(
            "--report",
            type=writable,
            metavar="FILE",
            help="write the changes of each document there, as JSON lines",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        documents, things = Document.objects.accepted(), self.things(options)
        documents = documents.order_by("sha256")
        if options["region"]:
            documents = documents.filter(region__slug=options["region"])
        if options["document"]:
            documents = documents.filter(sha256__startswith=options["document"])
        if (options["region"] or options["document"]) and not documents.exists():
            raise CommandError("There is no document of that region or hash.")
        report = options["report"]
        world, total = World(), Changes()
        count, keys = 0, list(documents.values_list("pk", flat=True))
        if things:
            touched = set(retagging.touched_by(things))
            keys = [key for key in keys if key in touched]
        with (
            open(report, "w", encoding="utf-8") if report else nullcontext() as lines,
            bars() as tell,
        ):
            for key in keys:
                document = Document.objects.select_related("region").get(pk=key)
                changes = reextract(document, world, rehearsal=options["dry_run"])
                count += 1
                tell("reading again", count, len(keys))
                if not options["dry_run"]:
                    self.shorten_log(count)
                total.take(changes)
                if lines:
                    row = {"sha256": document.sha256, **vars(changes)}
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")
                if options["verbosity"] > 1:
                    self.list(document, changes)
        if not options["dry_run"]:
            self.shorten_log()
        self.close(count, total, dry_run=options["dry_run"])

    def things(self, options: dict[str, Any]) -> list[Model]:
        """The known things whose names are asked about."""
        things = []
        for name, model in KNOWN.items():
            for slug in options[name]:
                thing = model.objects.filter(slug=slug).first()
                if thing is None:
                    raise CommandError(f"There is no {name} {slug!r}.")
                things.append(thing)
        return things

    def list(self, document: Document, changes: Changes) -> None:
        for name, rows in vars(changes).items():
            for words in rows:
                self.stdout.write(f"{document}: {name}: {words}")

    def close(self, count: int, total: Changes, *, dry_run: bool) -> None:
        for words in total.disagreements:
            self.stdout.write(f"disagreement: {words}")
        for words in total.lost:
            self.stdout.write(f"lost: {words}")
        for words in total.learnt:
            self.stdout.write(f"learnt: {words}")
        for words in total.unplaced:
            self.stdout.write(f"no place any more: {words}")
        parts = ", ".join(f"{n} {name}" for name, n in total.counts().items())
        would = " (dry run: nothing was changed)" if dry_run else ""
        self.stdout.write(f"{count} documents: {parts}{would}.")
