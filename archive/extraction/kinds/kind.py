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
    """The figure before in the same sentence: its kind, unit and last token."""

    kind: Kind
    unit: str
    last: int
