"""What all commands that work on the archive have in common."""

from __future__ import annotations

from archive.finding import refreshing
from districts.management.base import ReadyCommand

LOOK_EVERY = 1_000
"""Documents after which the length of the log of changes is looked at."""


class ArchiveCommand(ReadyCommand):
    """A command that may write much."""

    def shorten_log(self, done: int | None = None) -> None:
        """Write down what changed, where every process would have to read much of it.

        To be called when so many documents are done, or at the end.
        """
        if (done or 0) % LOOK_EVERY == 0 and refreshing.is_due(at_end=done is None):
            refreshing.refresh()
