"""What numbers measure: amounts, counts, shares, places, and their conversions.

`quantities` are the terms; `currencies`, `counts`, `hedges`, `ranks` and `per` the
words around a number, `reading` what they make of it, `brackets` the second currency,
`elided` a unit and `referring` a noun that stand with another number; `claims` gathers
a sentence's measures.
"""

from __future__ import annotations

from archive.extraction.measures.claims import Claim, ClaimReader
from archive.extraction.measures.per import per_words
from archive.extraction.measures.quantities import (
    AREAS,
    EXTENTS,
    Bracket,
    Measure,
    is_money,
)
from archive.extraction.measures.ranks import SUPERLATIVES

__all__ = [
    "AREAS",
    "EXTENTS",
    "SUPERLATIVES",
    "Bracket",
    "Claim",
    "ClaimReader",
    "Measure",
    "is_money",
    "per_words",
]
