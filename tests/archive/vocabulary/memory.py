"""What a process holds of words and names, whatever database it came from."""

from __future__ import annotations

from archive.vocabulary.lexicon import KEPT_WORDS
from archive.vocabulary.names import KEPT_NAMES


def forget() -> None:
    """Have them read anew: tests don't wait until a process looks again by itself."""
    KEPT_WORDS.forget()
    KEPT_NAMES.forget()
