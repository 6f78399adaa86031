"""What the commands that take something out have in common."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import CommandError

from archive import removal
from archive.management.arguments import account
from archive.management.base import ArchiveCommand
from archive.models import Article


class RemovalCommand(ArchiveCommand):
    """Takes out what is named, for a reason and by somebody, or lets it come again.

    `back` is the option that does the latter; only taking out asks for a reason.
    """

    back = ""
    kept_with = "the decision"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reason",
            default="",
            metavar="TEXT",
            help=f"why; kept with {self.kept_with}",
        )
        parser.add_argument(
            "--by", type=account, metavar="NAME", help="account of whose decision it is"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reason, by = options["reason"].strip(), options["by"]
        is_back = options[self.back]
        if not (reason or is_back):
            raise CommandError(f"Give the --reason; it is kept with {self.kept_with}.")
        try:
            found = self.find(options)
        except removal.Unknown as error:
            raise CommandError(str(error)) from error
        act = self.let_back if is_back else self.take_out
        act(found, reason, by, options)

    def find(self, options: dict[str, Any]) -> Any:
        """What is named; raises Unknown where nothing is, or more than is meant."""
        raise NotImplementedError

    def take_out(
        self,
        found: Any,
        reason: str,
        by: AbstractBaseUser | None,
        options: dict[str, Any],
    ) -> None:
        raise NotImplementedError

    def let_back(
        self,
        found: Any,
        reason: str,
        by: AbstractBaseUser | None,
        options: dict[str, Any],
    ) -> None:
        raise NotImplementedError


def named(article: Article) -> str:
    """An article as these commands list it."""
    return f"{article.public_id} “{article.title[:100]}”"
