"""Which rows have which values, as bitmaps: counting without asking the database.

Facets, orders and totals of lists come from here. It is derived data: chunks of it are
kept in the database, each process holds them in memory and follows the log of changes.
"""

from archive.bitmaps.facts import Value, bitmap, keys_of
from archive.bitmaps.state import State, current, forget
from archive.bitmaps.universe import Universe

__all__ = [
    "State",
    "Universe",
    "Value",
    "bitmap",
    "current",
    "forget",
    "keys_of",
]
