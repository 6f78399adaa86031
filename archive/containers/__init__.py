"""Files that hold documents, taken apart as streams and within limits.

Gzip, xz, bzip2, zip, tar, web archives (WARC), lines, arrays and lists of JSON objects,
and tables (CSV), packed in each other as they come. What is in a file is told by its
bytes. Nothing here opens a path, and names inside archives are only names.
"""

from __future__ import annotations

from archive.containers.model import Limits, Member, Problem
from archive.containers.unpacking import unpack

__all__ = ["Limits", "Member", "Problem", "unpack"]
