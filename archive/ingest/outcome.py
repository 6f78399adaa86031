"""What an ingest did, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any


class State(StrEnum):
    """What became of one document."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


@dataclass
class Changes:
    """What re-reading did to the rows of a document.

    Of what people decided on: `disagreements` are where the machine says otherwise,
    `lost` where it came to do so, `learnt` where it came to agree.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    learnt: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.added or self.changed or self.dropped)

    def take(self, other: Changes) -> None:
        for name in vars(self):
            getattr(self, name).extend(getattr(other, name))

    def counts(self) -> dict[str, int]:
        return {name: len(rows) for name, rows in vars(self).items()}


@dataclass
class Outcome:
    """The verdict on one document, as the report and the terminal show it.

    `file` is where it came from, for those who tell of it; nothing is known by that.
    """

    name: str
    state: State
    sha256: str = ""
    container: str = ""
    reason_code: str = ""
    reason: str = ""
    articles: int = 0
    figures: int = 0
    mentions: int = 0
    remarks: list[str] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    file: Path | None = None

    @property
    def place(self) -> str:
        """The name, within the container it lay in."""
        return f"{self.container}!{self.name}" if self.container else self.name

    @property
    def failed(self) -> bool:
        return self.state in (State.REFUSED, State.UNREADABLE)

    def as_row(self) -> dict[str, Any]:
        """A line of the report: plain values only."""
        left_out = "changes", "file"
        row = {key: value for key, value in vars(self).items() if key not in left_out}
        return {**row, "state": self.state.value, "changes": vars(self.changes)}
