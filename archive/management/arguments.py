"""What commands are told, checked before any work begins."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import CommandError


def positive(text: str) -> int:
    """A whole number above 0."""
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def account(name: str) -> AbstractBaseUser:
    """The account of that name."""
    accounts = get_user_model()
    try:
        return accounts.objects.get_by_natural_key(name)
    except accounts.DoesNotExist:
        raise ArgumentTypeError(f"there is no account {name!r}") from None


def writable(text: str) -> Path:
    """A file that can be written."""
    path = Path(text)
    if path.is_dir():
        raise ArgumentTypeError(f"{text} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise ArgumentTypeError(f"there is no folder {path.parent}")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise ArgumentTypeError(f"{text} may not be written")
    return path


def add_jobs(parser: ArgumentParser, what: str) -> None:
    """Ask how many processes do the work; one a core unless said otherwise."""
    parser.add_argument(
        "--jobs",
        type=positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help=f"processes that {what} (default: one a core, %(default)s)",
    )


def add_reason(parser: ArgumentParser, kept_with: str) -> None:
    """Ask for why something is taken out and by whom."""
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help=f"why; kept with {kept_with}"
    )
    parser.add_argument(
        "--by", type=account, metavar="NAME", help="account of whose decision it is"
    )


def reason_of(options: dict[str, Any], kept_with: str) -> str:
    """The reason given; raises CommandError where there is none."""
    reason = options["reason"].strip()
    if not reason:
        raise CommandError(f"Give the --reason; it is kept with {kept_with}.")
    return reason
