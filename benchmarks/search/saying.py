"""What the reader of a run is told; what is measured goes to the standard output."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
