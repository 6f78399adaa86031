"""Why a backup could not be made or restored; str() says it to the person who asked."""

from __future__ import annotations


class NoBackup(Exception):
    """No backup was made."""


class NotRestored(Exception):
    """Nothing was restored: the database is as it was."""


class Damaged(NotRestored):
    """The file is no whole and unaltered backup."""
