"""A search that finds little, and one near it that finds much more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from archive import search, vocabulary
from archive.listing import Listing, Selection
from archive.vocabulary import Piece

FEW = 5
"""From so many results on, nothing else is offered."""
TIMES_AS_MANY = 5
"""What is offered finds at least so many times what the reader's own words find."""


@dataclass(frozen=True, slots=True)
class Better:
    """What may have been meant; `query` is its address, with the same selections."""

    pieces: tuple[Piece, ...]
    words: str
    query: str


def better(listing: Listing, total: Callable[[Selection], int]) -> Better | None:
    """What else to search for where a list is short; `total` counts a selection's."""
    asked = listing.selection
    is_whole = listing.looked_at is None
    if listing.total >= FEW or asked.query is None or not is_whole:
        return None
    found = vocabulary.respelt(asked.query)
    if found is None:
        return None
    try:
        selection = replace(asked, query=search.parse(found.words))
    except search.BrokenQuery:
        return None  # it has become too long
    wanted = max(1, TIMES_AS_MANY * listing.total)
    if total(selection) < wanted:
        return None
    return Better(found.pieces, found.words, selection.query_string())
