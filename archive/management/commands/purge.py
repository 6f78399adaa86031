"""manage.py purge: a document's bytes, and all that was read in them, for good."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from archive import duplicates, removal
from archive.management.arguments import account
from archive.management.base import ArchiveCommand
from archive.models import Document

LEFT = {
    "sqlite": "Its words are overwritten in the database's file and index. Pages that "
    "were freed before this may hold older words of it",
    "postgresql": "PostgreSQL keeps deleted rows in its files until they are vacuumed, "
    "and in its write-ahead log as long as that is kept",
}
BUSY = (
    "A reader was at work, so the database's write-ahead log still holds words: it is "
    "emptied when the last program ends its connection, or by this command again."
)


class Command(ArchiveCommand):
    help = (
        "Remove a document for good: its raw bytes, its articles, their figures and "
        "mentions, and the words that decisions quote. Its hash and the reason stay: "
        "the same bytes are refused from now on, whatever their name. Old addresses "
        "answer 410. Repeat it when it was interrupted. Exit code 0: done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "document",
            metavar="SHA256|ARTICLE",
            help="the document's hash (its first 8 characters or more), or one of its "
            "articles as `withdraw` takes it",
        )
        parser.add_argument(
            "--reason", default="", metavar="TEXT", help="why; kept with the hash"
        )
        parser.add_argument(
            "--yes", action="store_true", help="do not ask before it is removed"
        )
        parser.add_argument(
            "--undo",
            action="store_true",
            help="let the bytes of a purged document be taken in again",
        )
        parser.add_argument(
            "--vacuum",
            action="store_true",
            help="then write the database's files anew, so that they hold nothing that "
            "was deleted; the archive waits meanwhile",
        )
        parser.add_argument(
            "--by", type=account, metavar="NAME", help="account of whose decision it is"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reason = options["reason"].strip()
        try:
            document = removal.document_of(options["document"])
        except removal.Unknown as error:
            raise CommandError(str(error)) from error
        if options["undo"]:
            self.allow(document, reason, options["by"])
            return
        if not reason:
            raise CommandError("Give the --reason; it is kept with the hash.")
        copies = _copies(document)
        if not document.is_purged:
            self.describe(document)
        if not (options["yes"] or self.agreed(document)):
            raise CommandError("Nothing was removed.")
        self.purge(document, reason, options["by"])
        for sha256, title in copies:
            self.stderr.write(f"Kept, nearly the same story: {sha256} “{title}”")
        self.overwrite(vacuum=options["vacuum"])
        self.stdout.write(
            "Backups made before now still hold it: remove them, or purge it again "
            "after a restore."
        )

    def describe(self, document: Document) -> None:
        self.stdout.write(f"Document {document.sha256}, {document.size:,} bytes")
        for delivery in document.deliveries.all()[:10]:
            within = f" in {delivery.container}" if delivery.container else ""
            self.stdout.write(f"  came as {delivery.name}{within}")
        for article in document.articles.filter(placed=True)[:50]:
            self.stdout.write(f"  {article.public_id} “{article.title[:100]}”")

    def agreed(self, document: Document) -> bool:
        """Whether the person at the terminal wants it; nobody is asked elsewhere."""
        if not sys.stdin.isatty():
            raise CommandError("Nobody can be asked here: give --yes.")
        begun = document.sha256[:8]
        said = input(f"All this goes for good. Type {begun} to remove it: ")
        return said.strip().lower() == begun

    def purge(self, document: Document, reason: str, by: Any) -> None:
        done = removal.purge(document, reason, by)
        if not done.was_purged:
            self.stdout.write(
                f"Purged {done.sha256}: {done.articles} articles, {done.figures} "
                f"figures and the raw bytes are removed; hash and reason are kept."
            )
        elif done.had_bytes:
            self.stdout.write(
                f"{done.sha256} was purged before; its raw bytes were there again, and "
                "are removed now."
            )
        else:
            self.stdout.write(f"{done.sha256} was purged before; nothing was left.")

    def overwrite(self, *, vacuum: bool) -> None:
        """Deal with what the database's files still hold, and say what they do."""
        if vacuum:
            is_done = removal.rewrite()
            self.stdout.write("The database's files are written anew.")
        else:
            is_done = removal.overwrite_deleted()
            left = LEFT[connection.vendor]
            self.stdout.write(f"{left}; --vacuum writes the files anew.")
        if connection.vendor == "sqlite" and not is_done:
            self.stderr.write(BUSY)

    def allow(self, document: Document, reason: str, by: Any) -> None:
        if removal.allow(document, reason, by):
            self.stdout.write(
                f"{document.sha256} may come again. Ingest its file to have it back; "
                "until then `verify` names its bytes as missing."
            )
        else:
            self.stdout.write(f"{document.sha256} is not purged.")


def _copies(document: Document) -> list[tuple[str, str]]:
    """Nearly the same stories of other documents, which stay: hash and title."""
    found = {}
    for article in document.articles.published():
        for other in duplicates.group_of(article).others:
            if other.document_id != document.pk:
                found[other.pk] = other
    hashes = Document.objects.filter(articles__in=found).values_list(
        "articles__pk", "sha256"
    )
    return [(sha256, found[key].title[:100]) for key, sha256 in hashes if key in found]
