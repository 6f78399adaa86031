"""Word lists, written as one text so that they can be read and compared."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of the text as a set."""
    return frozenset(text.split())


def listed(text: str) -> list[str]:
    """The words of the text in their order."""
    return text.split()


QUOTES = frozenset('"“”')
DASHES = frozenset("-–—")
COMPARED = words("yoy y-o-y qoq q-o-q m-o-m")
"""Short for "year on year" and the like."""
RELATIVES = words("which that who")
AUXILIARIES = words(
    "are were is was be been has have had will would can could may might must shall "
    "should did do does"
)
NAMED_AFTER = words(
    "river creek road street avenue lane bridge tunnel temple church mosque station "
    "hospital clinic university college school kindergarten mountain island hotel "
    "stadium museum library theater theatre bank expressway highway cemetery pagoda "
    "roads rivers streets bridges"
)
"""Things that bear a place's name and are not the place."""
