"""What a document is like here before a file is taken in: what that must not undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from archive.decision_files import book
from archive.decision_files.lines import Line
from archive.decisions.states import ROWS
from archive.models import Decision, Document, Reviewed
from archive.spans import Range


@dataclass(frozen=True)
class Held:
    """Lines of the book that the file lacks, and the versions of rows, by kind and key.

    What such a line is about is as somebody here wants it, taken back maybe.
    """

    decisions: list[Decision]
    versions: dict[tuple[str, int], int]

    @classmethod
    def of(cls, document: Document, entries: list[Line]) -> Held:
        return cls(
            book.of_here(entries, document),
            {
                (kind, key): version
                for kind, model in ROWS.items()
                for key, version in model.objects.filter(document=document)
                .order_by()
                .values_list("pk", "version")
            },
        )

    def has_decided(self, row: Reviewed) -> bool:
        return row.pk is not None and (row._meta.model_name, row.pk) in self._rows

    @cached_property
    def _rows(self) -> set[tuple[str, int | None]]:
        """Kinds and keys; a move of a piece is not about the story it went to."""
        return {
            (entry.target, entry.target_id)
            for entry in self.decisions
            if entry.action != Decision.Action.MOVE and "moved" not in entry.state
        }

    def next_version(self, row: Reviewed) -> int:
        """The least that no page has: those opened before are out of date."""
        return self.versions.get((row._meta.model_name, row.pk), 0) + 1

    def moved(self) -> Iterator[list[Range]]:
        """Where pieces were that moved here once."""
        for entry in self.decisions:
            if "moved" in entry.state:
                yield entry.state["moved"]["raw_ranges"]

    def repaired(self) -> Iterator[list[Range]]:
        """Where words were that had others in their place here once."""
        for entry in self.decisions:
            for ranges, _, _ in entry.state.get("repairs", ()):
                yield ranges

    def answered(self) -> set[str]:
        """Remarks to which an answer was given here, or taken back."""
        names = ("answered", "unanswered")
        return {
            e.values[name] for e in self.decisions for name in names if name in e.values
        }
