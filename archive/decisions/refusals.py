"""Why a decision is not taken."""

from __future__ import annotations

from django.db import models


class Refused(Exception):
    """The decision can't be taken; the message says why. Nothing has changed."""


class Conflict(Refused):
    """Somebody else changed the row in between; `row` is as it stands now."""

    def __init__(self, row: models.Model) -> None:
        super().__init__("It was changed in the meantime. Look at it again.")
        self.row = row


class NotFound(Refused):
    """What the decision speaks of is not there: words, a piece, a check."""


class Taken(Refused):
    """Another row says the same of the same place already."""
