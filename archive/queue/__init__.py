"""The review queue: what may need a person's word, given out one by one.

An item is a row of the record or of the world that a machine cannot settle. Nothing
is stored of it: it is open while the row says so. A reviewer is given the most useful
one that nobody else looks at, and leases it for a while; what they say of it is a
decision like any other, and it is not open any more by that.
"""

from __future__ import annotations

from archive.queue.contradicted import Contradicted
from archive.queue.kinds import MOST_COUNTED, Kind, Place, Said, Verb
from archive.queue.leasing import (
    Item,
    hold,
    put_off,
    release,
    renew,
    take,
    take_up,
)
from archive.queue.names import Found
from archive.queue.rows import Doubtful, Flagged, Unplaced
from archive.queue.stories import Doubted, Undated
from archive.queue.undoing import done_today, last_line, lines_since, undo

__all__ = [
    "KINDS",
    "MOST_COUNTED",
    "Item",
    "Kind",
    "Place",
    "Said",
    "Verb",
    "done_today",
    "hold",
    "last_line",
    "lines_since",
    "put_off",
    "release",
    "renew",
    "take",
    "take_up",
    "undo",
]

KINDS: tuple[Kind, ...] = (
    Flagged(),
    Unplaced(),
    Contradicted(),
    Doubted(),
    Found(),
    Undated(),
    Doubtful(),
)
"""All kinds, the most useful first."""
