"""The sketch of a text: the few word sequences by which its copies are found.

It is a bottom-k sketch (A. Broder, "On the resemblance and containment of documents",
1997): of all sequences of five words those with the smallest hashes. A text and a
part of it choose alike wherever both have the words, so that a copy that is cut to
a share s of the text has about s of the text's keys.
"""

from __future__ import annotations

from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

from archive.duplicates.reading import read_words

KEYS = 16
"""Keys of a sketch."""
FEWEST_SHARED = 3
"""Keys that two texts must share to be compared. One or two any stories may share:
"said in a statement on". Of copies cut in half 998 in 1,000 share as many."""
LENGTH = 5
"""Words of a sequence."""
FEWEST_WORDS = 30
"""Of a shorter text nobody can say whether it is a copy or only says the same."""


def sketch(text: str) -> tuple[int, ...]:
    """The keys of a text in the order of their choice; none for a very short one.

    Pure, and the same in every process and version of Python. A key is a whole
    number of 48 bits.
    """
    words = read_words(text)
    if len(words) < FEWEST_WORDS:
        return ()
    written = " ".join(words).encode("utf-8", "replace").split(b" ")
    sequences = list(
        map(b" ".join, zip(*(written[n:] for n in range(LENGTH)), strict=False))
    )
    # The quick hash chooses, the good one names: only few need that.
    found = dict(zip(map(crc32, sequences), sequences, strict=True))
    return tuple(dict.fromkeys(name(found[one]) for one in nsmallest(KEYS, found)))


def name(data: bytes) -> int:
    """A lasting number of 48 bits for these bytes."""
    return int.from_bytes(blake2b(data, digest_size=6).digest(), "big")
