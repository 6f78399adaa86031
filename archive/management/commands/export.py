"""manage.py export: what is stored, as a file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from archive import gold
from archive.management.arguments import writable
from archive.management.base import ArchiveCommand
from archive.models import Document


class Command(ArchiveCommand):
    help = "Write what is stored to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--format",
            choices=["gold"],
            required=True,
            help="gold: the annotation schema of tests/gold, which the scorer reads",
        )
        parser.add_argument(
            "--output",
            type=writable,
            metavar="FILE",
            help="the file to write (default: standard output)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Document.objects.accepted().order_by("sha256")
        found = sorted(gold.documents(rows), key=lambda document: document["doc_id"])
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        if output := options["output"]:
            output.write_text(text, encoding="utf-8")
            self.stderr.write(f"{len(found)} documents written to {output}.")
        else:
            self.stdout.write(text)
