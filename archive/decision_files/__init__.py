"""All that editors decided, as a file: JSON lines that another archive can take in.

The file begins with a head; the world's things follow, then document by document its
layers, the rows that people decided on, and the lines of the book. Documents are named
by the SHA-256 of their bytes, places by raw span with the exact words there. Nothing in
it depends on the database it came from: an archive of the same raw documents that takes
it in ends the same, and writes the same file.
"""

from __future__ import annotations

from archive.decision_files.lines import BadFile
from archive.decision_files.taking import Taken, take
from archive.decision_files.writing import lines

__all__ = ["BadFile", "Taken", "lines", "take"]
