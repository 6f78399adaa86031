"""The archive's own words: what may have been meant, and what a search may become.

Words come from the articles, range by range (`replace`, `forget_above`); names from
the world. Each process keeps both in memory and looks, when it needs them, whether they
changed.
"""

from archive.vocabulary.lexicon import forget_above, replace
from archive.vocabulary.respelling import Piece, Respelling, respelt
from archive.vocabulary.suggesting import WORD, Suggestion, suggestions

__all__ = [
    "WORD",
    "Piece",
    "Respelling",
    "Suggestion",
    "forget_above",
    "replace",
    "respelt",
    "suggestions",
]
