"""The lasting name in addresses of an organisation that nobody listed."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from archive.extraction.folding import fold
from archive.extraction.organisations.pieces import without_endings

LONGEST = 90
"""Characters of a key that are the name's own; a hash of it follows those of more."""

_APART = re.compile(r"[^a-z0-9]++")


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """The key under which all spellings of a name meet: that of A&B Foods Co is
    a-and-b-foods.

    A name with letters that a key cannot hold has a hash of its folded words instead
    of them.
    """
    folded = fold(" ".join(without_endings(name.split())))
    spoken = folded.replace("'", "").replace("&", " and ")
    key = _APART.sub("-", spoken).strip("-")
    lost = any(letter.isalnum() and not letter.isascii() for letter in folded)
    if key and not lost and len(key) <= LONGEST:
        return key
    mark = hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{key[:LONGEST].rstrip('-')}-{mark}".lstrip("-")
