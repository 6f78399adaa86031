"""Deleted words that a database's files may still hold, and how to be rid of them.

SQLite writes zeros over deleted rows where it is told to; its write-ahead log and the
segments of the text index keep words until they are emptied and merged. Pages that
were freed before it was told may hold older words until a VACUUM. PostgreSQL keeps dead
rows until a VACUUM, and its own log as long as it is set to.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection

INDEX = "archive_text_index"


def overwrite_deleted() -> bool:
    """Take deleted words out of SQLite's index and log; whether that could be done.

    Readers that are at work keep the log from being emptied. On PostgreSQL there is
    nothing that could be done so cheaply.
    """
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
        # Only merged segments are without the words of deleted rows.
        cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('optimize')")
        if connection.in_atomic_block:
            return False
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = cursor.fetchone()
    return not busy


def rewrite() -> bool:
    """Write the database's files anew without anything deleted; others wait meanwhile.

    Call it outside of any transaction. It takes room for a second copy. False where a
    reader kept SQLite's log from being emptied.
    """
    if connection.vendor == "sqlite":
        overwrite_deleted()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
        return overwrite_deleted()
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'VACUUM FULL "{table}"')
    return True


def _tables() -> list[str]:
    """Tables that hold words of documents."""
    models = apps.get_app_config("archive").get_models()
    return [*(model._meta.db_table for model in models), "django_admin_log", INDEX]
