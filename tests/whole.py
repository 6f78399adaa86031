"""The test's database as a whole: emptied, kept, and put back as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction

from archive import search
from archive.backups.rows import count_on_from, last_key
from tests.kept_rows import KeptRows
from tests.seeded import tell

FIXED = (ContentType, Permission, Group, Group.permissions.through)
"""What `migrate` writes: there before any test."""


class Kept:
    """An archive as it was made once: its rows, and the files in its data folder.

    The text index is left out, for it is made from the rows.
    """

    def __init__(self, data_dir: Path, files: Path) -> None:
        self._rows, self._files = KeptRows(all_kinds()), files
        last_keys = {kind: last_key(kind) for kind in all_kinds()}
        self._last_keys = {kind: key for kind, key in last_keys.items() if key}
        shutil.copytree(data_dir, files, dirs_exist_ok=True)

    def put_back(self, data_dir: Path) -> None:
        """Instead of whatever rows are there now, into an empty folder."""
        empty(all_kinds())
        self._rows.put_back()
        for kind, key in self._last_keys.items():
            count_on_from(kind, key)
        search.rebuild()
        tell()
        ContentType.objects.clear_cache()
        shutil.copytree(self._files, data_dir, dirs_exist_ok=True)


def all_kinds() -> list[type[models.Model]]:
    """The models of all tables, those between two others included."""
    return apps.get_models(include_auto_created=True)


def empty(kinds: Iterable[type[models.Model]]) -> None:
    """Leave no row in the tables of these models: few rows are deleted quickest."""
    with transaction.atomic(), connection.cursor() as cursor:
        for kind in kinds:
            cursor.execute(f'DELETE FROM "{kind._meta.db_table}"')
        cursor.execute("DELETE FROM archive_text_index")
        # Of names that went, triggers told the log.
        cursor.execute("DELETE FROM archive_change")


def empty_all() -> None:
    """Leave what `migrate` writes, and no row more."""
    empty(kind for kind in all_kinds() if kind not in FIXED)


class Emptying:
    """Leaves the database as `migrate` does, after a test that committed rows.

    Django's own way writes the content types and permissions anew after each test.
    """

    def __init__(self) -> None:
        self._fixed = KeptRows(FIXED)

    def __call__(self) -> None:
        empty_all()
        if KeptRows(FIXED).tables != self._fixed.tables:
            empty(FIXED)
            self._fixed.put_back()
            ContentType.objects.clear_cache()
