"""manage.py purge: a document's bytes, and all that was read in them, for good."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import CommandError
from django.db import connection

from archive import removal
from archive.finding import refreshing
from archive.management.arguments import add_reason, reason_of
from archive.management.base import ArchiveCommand
from archive.models import Document

KEPT_WITH = "the hash"
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
        add_reason(parser, KEPT_WITH)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["undo"]:
            self.let_back(_found(options), options)
        else:
            reason = reason_of(options, KEPT_WITH)
            self.take_out(_found(options), reason, options)

    def take_out(self, found: Document, reason: str, options: dict[str, Any]) -> None:
        copies = _copies(found)
        if not found.is_purged:
            self.describe(found)
        if not (options["yes"] or self.agreed(found)):
            raise CommandError("Nothing was removed.")
        self.purge(found, reason, options["by"])
        # Its words stand in what is kept of frequent terms and of the vocabulary.
        refreshing.refresh()
        for sha256, article in copies:
            self.stderr.write(f"Kept, nearly the same story: {sha256} {article}")
        self.overwrite(vacuum=options["vacuum"])
        self.stdout.write(
            "Backups made before now still hold it: remove them, or purge it again "
            "after a restore."
        )

    def let_back(self, found: Document, options: dict[str, Any]) -> None:
        if removal.allow(found, options["reason"].strip(), options["by"]):
            self.stdout.write(
                f"{found.sha256} may come again. Ingest its file to have it back; "
                "until then `verify` names its bytes as missing."
            )
        else:
            self.stdout.write(f"{found.sha256} is not purged.")

    def describe(self, document: Document) -> None:
        self.stdout.write(f"Document {document.sha256}, {document.size:,} bytes")
        for delivery in document.deliveries.all()[:10]:
            within = f" in {delivery.container}" if delivery.container else ""
            self.stdout.write(f"  came as {delivery.name}{within}")
        for article in document.articles.filter(placed=True)[:50]:
            self.stdout.write(f"  {removal.label_of(article)}")

    def agreed(self, document: Document) -> bool:
        """Whether the person at the terminal wants it; nobody is asked elsewhere."""
        if not sys.stdin.isatty():
            raise CommandError("Nobody can be asked here: give --yes.")
        begun = document.sha256[:8]
        said = input(f"All this goes for good. Type {begun} to remove it: ")
        return said.strip().lower() == begun

    def purge(
        self, document: Document, reason: str, by: AbstractBaseUser | None
    ) -> None:
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


def _found(options: dict[str, Any]) -> Document:
    try:
        return removal.document_of(options["document"])
    except removal.Unknown as error:
        raise CommandError(str(error)) from error


def _copies(document: Document) -> list[tuple[str, str]]:
    """Nearly the same stories of other documents, which stay: hash and name."""
    articles = list(document.articles.filter(placed=True))
    copies = [*removal.shown_copies(articles), *removal.withdrawn_copies(articles)]
    return [
        (copy.document.sha256, removal.label_of(copy))
        for copy in copies
        if copy.document_id != document.pk
    ]
