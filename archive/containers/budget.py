"""What one file has given so far, held against the limits of all of it."""

from __future__ import annotations

from archive.containers.model import Limits, Spent

STREAM_START = 10_000_000
"""Bytes that any compressed stream may give whatever its ratio."""
FILE_START = 100_000_000
"""Bytes that all compressed streams of a file may give whatever their ratio."""


class Budget:
    """Counts of one file; `size` is that of the file where it is known."""

    def __init__(self, limits: Limits, size: int | None) -> None:
        self.limits = limits
        self.taken = size or 0
        self._sized = size is not None
        self._given = 0
        self._members = 0

    def take(self, count: int) -> None:
        """Bytes were read from the file."""
        if not self._sized:
            self.taken += count

    def give(self, count: int) -> None:
        """Bytes came out of a compressed stream; Spent where they are too many."""
        self._given += count
        if self._given > self.limits.total_bytes:
            raise Spent(
                "too_large",
                f"More than {self.limits.total_bytes:,} bytes come out of it.",
            )
        if self._given > FILE_START + self.limits.ratio * self.taken:
            raise Spent(
                "ratio",
                f"More than {self.limits.ratio} times its size comes out of it.",
            )

    def member(self) -> None:
        """A document or problem comes out; Spent where they are too many."""
        self._members += 1
        if self._members > self.limits.members:
            raise Spent(
                "too_many",
                f"It holds more than {self.limits.members:,} documents and problems.",
            )
