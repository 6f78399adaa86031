"""The whole way in: bytes become a document, articles, mentions, figures, index.

The one place where parsing, extraction and storage meet. One transaction per
document; a second run over the same bytes changes nothing; what a person decided is
never written over.
"""

from __future__ import annotations

from archive.ingest.bulk import take_files
from archive.ingest.contradicting import PERIOD
from archive.ingest.extracting import index
from archive.ingest.outcome import Changes, Outcome, State
from archive.ingest.reader import Prepared, Reader, prepare
from archive.ingest.reading import files, folder_of, way_to
from archive.ingest.storing import (
    LEFT_OUT,
    hold,
    hold_all,
    reextract,
    reparse,
    settle_region,
    take,
)
from archive.ingest.world import World

__all__ = [
    "LEFT_OUT",
    "PERIOD",
    "Changes",
    "Outcome",
    "Prepared",
    "Reader",
    "State",
    "World",
    "files",
    "folder_of",
    "hold",
    "hold_all",
    "index",
    "prepare",
    "reextract",
    "reparse",
    "settle_region",
    "take",
    "take_files",
    "way_to",
]
