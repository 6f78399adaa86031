"""Taking out for good what may not be kept, and finding what somebody wants out.

To withdraw an article is an editor's decision (`archive.decisions.reject`): it is kept,
unseen. A purge removes the raw bytes of a document and all that was read in it, and
keeps its hash and the reason, by which the same bytes are known and refused.
"""

from __future__ import annotations

from archive.removal.copies import MOST_COPIES, shown_copies, withdrawn_copies
from archive.removal.finding import (
    Unknown,
    article_named,
    articles_named,
    document_of,
    label_of,
)
from archive.removal.purging import Purged, allow, erase, purge, remove_bytes
from archive.removal.rewriting import overwrite_deleted, rewrite

__all__ = [
    "MOST_COPIES",
    "Purged",
    "Unknown",
    "allow",
    "article_named",
    "articles_named",
    "document_of",
    "erase",
    "label_of",
    "overwrite_deleted",
    "purge",
    "remove_bytes",
    "rewrite",
    "shown_copies",
    "withdrawn_copies",
]
