"""The archive's own words: what may have been meant, and what a search may become.

Words come from the articles, range by range (`replace`); names from the world. Each
process keeps both in memory and looks, when it needs them, whether they changed.
"""

from archive.vocabulary.lexicon import KEPT_WORDS, forget_all, replace
from archive.vocabulary.names import KEPT_NAMES
from archive.vocabulary.respelling import Piece, Respelling, respelt
from archive.vocabulary.suggesting import WORD, Suggestion, suggestions

__all__ = [
    "WORD",
    "Piece",
    "Respelling",
    "Suggestion",
    "forget_all",
    "refresh",
    "replace",
    "respelt",
    "suggestions",
]


def refresh() -> None:
    """Read what this process keeps anew on its next use."""
    KEPT_WORDS.forget()
    KEPT_NAMES.forget()
