"""The whole archive in one file, made while it is in use, and brought back from it.

A backup is a `.tar.gz` of the rows of all tables as lines of JSON, the raw documents
under their hashes, and a manifest. It depends on no database: one of SQLite can be
restored on PostgreSQL, which is the way to move, and the other way round. It holds
neither the secret key, nor sessions, nor what is derived.
"""

from __future__ import annotations

from archive.backups.kinds import rebuild_derived
from archive.backups.refusals import Damaged, NoBackup, NotRestored
from archive.backups.restoring import Restored, restore
from archive.backups.writing import Saved, save

__all__ = [
    "Damaged",
    "NoBackup",
    "NotRestored",
    "Restored",
    "Saved",
    "rebuild_derived",
    "restore",
    "save",
]
