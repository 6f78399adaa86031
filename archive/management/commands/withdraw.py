"""manage.py withdraw: an article out of all pages, by an editor's decision."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from archive import decisions, duplicates, removal
from archive.management.arguments import account
from archive.management.base import ArchiveCommand
from archive.models import Article, Status

MOST_COPIES = 500


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
            "--reason", default="", metavar="TEXT", help="why; kept with the decision"
        )
        parser.add_argument(
            "--restore", action="store_true", help="let a withdrawn article count again"
        )
        parser.add_argument(
            "--copies",
            action="store_true",
            help="with it all nearly identical stories of other documents; with "
            "--restore those that are withdrawn",
        )
        parser.add_argument(
            "--all",
            action="store_true",
            help="all articles of the address, where it is that of several",
        )
        parser.add_argument(
            "--by", type=account, metavar="NAME", help="account of whose decision it is"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reason = options["reason"].strip()
        if not (reason or options["restore"]):
            raise CommandError("Give the --reason; it is kept with the decision.")
        articles = self.articles(options)
        if options["restore"]:
            self.restore_all(articles, options)
            return
        known = {article.pk for article in articles}
        copies = [copy for copy in _copies(articles) if copy.pk not in known]
        if options["copies"]:
            articles, copies = [*articles, *copies], []
        for article in articles:
            self.withdraw(article, options["by"], reason)
        for copy in copies:
            self.stderr.write(f"Still shown, nearly the same: {_named(copy)}")
        if copies:
            self.stderr.write("--copies withdraws these as well.")

    def articles(self, options: dict[str, Any]) -> list[Article]:
        try:
            found = removal.articles_named(options["article"])
        except removal.Unknown as error:
            raise CommandError(str(error)) from error
        if len(found) > 1 and not options["all"]:
            listed = "\n".join(map(_named, found))
            raise CommandError(
                f"That is the address of {len(found)} articles; name one by its id, or "
                f"take --all:\n{listed}"
            )
        return found

    def withdraw(self, article: Article, by: Any, reason: str) -> None:
        if article.status == Status.REJECTED:
            self.stdout.write(f"It was withdrawn already: {_named(article)}")
            return
        figures = article.figures.visible().count()
        decisions.reject(article, by, reason=reason)
        self.stdout.write(f"Withdrawn, with {figures} figures: {_named(article)}")

    def restore_all(self, articles: list[Article], options: dict[str, Any]) -> None:
        known = {article.pk for article in articles}
        shown = [copy for copy in _copies(articles) if copy.pk not in known]
        copies = removal.withdrawn_copies([*articles, *shown])
        if options["copies"]:
            articles, copies = [*articles, *copies], []
        for article in articles:
            self.restore(article, options["by"])
        for copy in copies:
            self.stderr.write(f"Still withdrawn, nearly the same: {_named(copy)}")
        if copies:
            self.stderr.write("--restore --copies restores these as well.")

    def restore(self, article: Article, by: Any) -> None:
        if article.status != Status.REJECTED:
            self.stdout.write(f"It is not withdrawn: {_named(article)}")
            return
        decisions.restore(article, by)
        self.stdout.write(f"It counts again: {_named(article)}")


def _copies(articles: list[Article]) -> list[Article]:
    """What readers see of the same stories from other documents."""
    found: dict[int, Article] = {}
    for article in articles:
        lead = duplicates.group_of(article).leading
        group = Article.objects.filter(duplicate__leading=lead)
        members = group | Article.objects.filter(pk=lead.pk)
        for member in members.published().exclude(pk=article.pk)[:MOST_COPIES]:
            found[member.pk] = member
    return list(found.values())


def _named(article: Article) -> str:
    return f"{article.public_id} “{article.title[:100]}”"
