"""manage.py withdraw: an article out of all pages, by an editor's decision."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import CommandError

from archive import decisions, removal
from archive.management.arguments import add_reason, reason_of
from archive.management.base import ArchiveCommand
from archive.models import Article, Status

KEPT_WITH = "the decision"


class Command(ArchiveCommand):
    help = (
        "Withdraw an article: its page and its figures' answer 410, and no list, feed, "
        "export or search has it; it stays out when its document is read again. It is "
        "kept, unseen; --restore lets it count again. To remove the bytes as well, see "
        "`purge`. Exit code 0: done, or it was so already."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "article",
            metavar="ARTICLE",
            help="its id, the address of its page here, or the one it was published "
            "under",
        )
        parser.add_argument(
            "--restore", action="store_true", help="let a withdrawn article count again"
        )
        parser.add_argument(
            "--copies",
            action="store_true",
            help="with it all nearly identical stories of other documents, also when "
            "it was withdrawn before; with --restore those that are withdrawn",
        )
        parser.add_argument(
            "--all",
            action="store_true",
            help="all articles of the address, where it is that of several",
        )
        add_reason(parser, KEPT_WITH)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["restore"]:
            self.let_back(_found(options), options)
        else:
            reason = reason_of(options, KEPT_WITH)
            self.take_out(_found(options), reason, options)

    def take_out(
        self, found: list[Article], reason: str, options: dict[str, Any]
    ) -> None:
        copies = removal.shown_copies(found)
        self.tell(copies, "shown", "--copies withdraws", options)
        for article in [*found, *(copies if options["copies"] else ())]:
            self.withdraw(article, options["by"], reason)

    def let_back(self, found: list[Article], options: dict[str, Any]) -> None:
        copies = removal.withdrawn_copies([*found, *removal.shown_copies(found)])
        self.tell(copies, "withdrawn", "--restore --copies restores", options)
        for article in [*found, *(copies if options["copies"] else ())]:
            self.restore(article, options["by"])

    def tell(
        self, copies: list[Article], state: str, remedy: str, options: dict[str, Any]
    ) -> None:
        """Say what is left as it is, and where there may be more than was found."""
        if copies and not options["copies"]:
            for copy in copies:
                self.stderr.write(
                    f"Still {state}, nearly the same: {removal.label_of(copy)}"
                )
            self.stderr.write(f"{remedy} these as well.")
        if len(copies) == removal.MOST_COPIES:
            self.stderr.write("There may be more copies: repeat this to see them.")

    def withdraw(
        self, article: Article, by: AbstractBaseUser | None, reason: str
    ) -> None:
        if article.status == Status.REJECTED:
            self.stdout.write(f"It was withdrawn already: {removal.label_of(article)}")
            return
        figures = article.figures.visible().count()
        decisions.reject(article, by, reason=reason)
        self.stdout.write(
            f"Withdrawn, with {figures} figures: {removal.label_of(article)}"
        )

    def restore(self, article: Article, by: AbstractBaseUser | None) -> None:
        if article.status != Status.REJECTED:
            self.stdout.write(f"It is not withdrawn: {removal.label_of(article)}")
            return
        decisions.restore(article, by)
        self.stdout.write(f"It counts again: {removal.label_of(article)}")


def _found(options: dict[str, Any]) -> list[Article]:
    """The articles meant; more than one only where all of them are wanted."""
    try:
        found = removal.articles_named(options["article"])
    except removal.Unknown as error:
        raise CommandError(str(error)) from error
    if len(found) > 1 and not options["all"]:
        listed = "\n".join(map(removal.label_of, found))
        raise CommandError(
            f"That is the address of {len(found)} articles; name one by its id, or "
            f"take --all:\n{listed}"
        )
    return found
