"""The kind of a figure, and what is known of the figure before it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a figure, the sign of its value and how sure we are."""

    name: str
    negative: bool = False
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class Previous:
    """The figure before in the same sentence: its kind, unit and last token.

    Of a bar behind another figure, kind and unit are that one's: in "added 9 deals of
    over 10 million yuan, 30 shops" the list goes on with shops.
    """

    kind: Kind
    unit: str
    last: int

    @classmethod
    def of(cls, kind: Kind, unit: str, last: int, before: Previous | None) -> Previous:
        """What the next figure is told of one, and of the figure before that."""
        if kind.name == "threshold" and before:
            return cls(before.kind, before.unit, last)
        return cls(kind, unit, last)
