"""Bringing a backup back, into an archive that holds nothing yet."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps.registry import Apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from archive import originals
from archive.backups import rows
from archive.backups.checking import Backup, checked, document_of, row_limit
from archive.backups.kinds import REPLACED, columns, rebuild_derived, saved
from archive.backups.manifest import Manifest
from archive.backups.refusals import Damaged, NotRestored

Tell = Callable[[str, int, int], None]
Migration = tuple[str, str]

SPARE = 100_000_000
"""Bytes that stay free on the disk of the raw documents."""


@dataclass(frozen=True)
class Restored:
    """What was brought back; `upgraded` when the backup was of an older version."""

    manifest: Manifest
    upgraded: bool


def restore(path: Path, tell: Tell) -> Restored:
    """Check a backup, then load it: rows with their keys, raw documents, derived data.

    The database gets the tables of the backup's own version first, then the rows in
    one transaction, then the migrations that came since. Raises NotRestored, and has
    written no row, where the file is damaged or the archive is not empty.
    """
    with checked(path, tell) as backup:
        executor = MigrationExecutor(connection)
        targets = _targets(executor, backup.manifest)
        apps = executor.loader.project_state(targets).apps
        kinds = _kinds(apps, backup.manifest)
        _check_database(kinds)
        _check_folder(backup)
        executor.migrate(targets)
        upgraded = _is_behind()
        with _loading():
            _load(backup, kinds, tell)
            if not upgraded:
                rebuild_derived()
    ContentType.objects.clear_cache()
    if upgraded:
        call_command("migrate", verbosity=0, interactive=False)
        rebuild_derived()
    return Restored(backup.manifest, upgraded)


def _targets(executor: MigrationExecutor, manifest: Manifest) -> list[Migration]:
    """The migrations to go to for the tables to be those of the backup."""
    graph = executor.loader.graph
    wanted = set(manifest.migrations)
    if newer := sorted(wanted - set(graph.nodes)):
        raise NotRestored(
            "the backup was made by a newer version of the archive: this one does not "
            f"know {'.'.join(newer[0])}; restore it with that version or a later one"
        )
    if missing := [node for node in wanted if set(graph.forwards_plan(node)) - wanted]:
        raise Damaged(f"it lacks migrations that {'.'.join(missing[0])} stands on")
    if set(executor.loader.applied_migrations) & set(graph.nodes) - wanted:
        raise NotRestored(
            "the backup is of an older version, and this database has the tables of a "
            "newer one; begin with a new database and do not run `manage.py migrate`: "
            "the restore does"
        )
    return [
        node
        for node in sorted(wanted)
        if not any(child.key in wanted for child in graph.node_map[node].children)
    ]


def _kinds(apps: Apps, manifest: Manifest) -> dict[str, type[models.Model]]:
    """The models of the backup's version, by label; they must be those it holds."""
    found = {model._meta.label_lower: model for model in saved(apps)}
    for label, table in manifest.tables.items():
        if label not in found:
            raise Damaged(f"{label} is none of the tables of its version")
        names = [field.attname for field in columns(found[label])]
        if sorted(table.columns) != sorted(names):
            raise Damaged(f"{label} has other columns than in its version")
    for label in REPLACED:
        if label not in manifest.tables:
            raise Damaged(f"it has no table {label}")
    return {label: found[label] for label in manifest.tables}


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _check_database(kinds: dict[str, type[models.Model]]) -> None:
    there = set(connection.introspection.table_names())
    for label, model in kinds.items():
        if label in REPLACED or model._meta.db_table not in there:
            continue
        if count := model._base_manager.count():
            raise NotRestored(
                f"the database is not empty ({count} rows of {label}); name a new "
                "ARCHIVE_DATA_DIR, or a new database in DATABASE_URL. If a restore was "
                "cut short here after its rows were in, `manage.py migrate` and "
                "`manage.py verify --repair-index` complete it"
            )


def _check_folder(backup: Backup) -> None:
    """Raw documents that are there already are those of this backup, or a refusal.

    A restore that was killed leaves some: they are of use to the next.
    """
    originals.sweep()
    for sha256 in _others(originals.names(), backup.documents()):
        raise NotRestored(
            f"the folder {originals.folder()} is not empty: {sha256} is there, which "
            "the backup does not hold; name a new ARCHIVE_DATA_DIR"
        )
    folder = originals.folder()
    folder.mkdir(parents=True, exist_ok=True)
    free, needed = shutil.disk_usage(folder).free, backup.manifest.raw.bytes + SPARE
    if free < needed:
        raise NotRestored(
            f"the disk of {folder} has {free:,} bytes free; {needed:,} are needed"
        )


def _others(found: Iterator[str], known: Iterator[str]) -> Iterator[str]:
    """What is found and not known; both in order."""
    present = next(known, None)
    for name in found:
        while present is not None and present < name:
            present = next(known, None)
        if name != present:
            yield name


@contextmanager
def _loading() -> Iterator[None]:
    """One transaction: what goes wrong in it leaves no row, and is said in words."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        raise NotRestored(f"the database did not take it: {error}") from error
    except originals.WrongBytes as error:
        raise Damaged(str(error)) from error
    except OSError as error:
        raise NotRestored(
            f"a raw document could not be written: {error.strerror}"
        ) from error


def _load(backup: Backup, kinds: dict[str, type[models.Model]], tell: Tell) -> None:
    _check_database(kinds)  # again, now that nobody else can write
    with connection.cursor() as cursor:
        for label in REPLACED:
            table = connection.ops.quote_name(kinds[label]._meta.db_table)
            cursor.execute(f"DELETE FROM {table}")
    manifest = backup.manifest
    parts = {
        part.name: (kinds[label], table.columns, part)
        for label, table in manifest.tables.items()
        for part in table.parts
    }
    stored = kept = 0
    for member in backup.members():
        if sha256 := document_of(member):
            originals.keep_chunks(sha256, member.chunks())
            kept += 1
            tell("raw documents", kept, manifest.raw.count)
            continue
        model, names, part = parts[member.name]
        data = member.read(row_limit())
        if originals.digest(data) != part.sha256:
            raise Damaged(f"{member.name} was altered while it was read")
        stored += rows.insert(model, names, data, member.name)
        tell("rows", stored, manifest.rows)
    for label, table in manifest.tables.items():
        rows.count_on_from(kinds[label], table.last_key)
    connection.check_constraints()
