"""Environment variables as typed settings, each declared once with what it means.

A declaration is a row of a table: name, default, meaning. `Environment.declared`
keeps the rows, so that a test can compare them with the README. A value that cannot
be read stops the program at once with a message that names the variable.
"""

from __future__ import annotations

import difflib
import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

PREFIX = "ARCHIVE_"
SHORTEST_KEY = 50


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: name, default as a reader sees it, a sentence."""

    name: str
    default: str
    meaning: str


class Environment:
    """Reads variables from a mapping and remembers which were declared.

    An empty value counts as not set, except for flags and numbers, where a person
    who wrote the name surely meant to write a value.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.declared: dict[str, Variable] = {}

    def text(self, name: str, default: str, meaning: str, *, shown: str = "") -> str:
        """A string as it stands; `shown` words the default where it says nothing."""
        self._declare(name, shown or default, meaning)
        return self.values.get(name) or default

    def choice(
        self, name: str, default: str, among: tuple[str, ...], meaning: str
    ) -> str:
        """One of a few words."""
        value = self.text(name, default, meaning)
        if value not in among:
            allowed = ", ".join(among)
            raise ImproperlyConfigured(f"{name} is {value!r}; it can be: {allowed}")
        return value

    def words(self, name: str, default: str, meaning: str) -> list[str]:
        """A list of words between commas."""
        value = self.text(name, default, meaning)
        return [word.strip() for word in value.split(",") if word.strip()]

    def flag(self, name: str, default: bool, meaning: str) -> bool:
        """On or off: "1" or "0" and nothing else."""
        self._declare(name, str(int(default)), meaning)
        value = self.values.get(name, str(int(default)))
        if value not in ("0", "1"):
            raise ImproperlyConfigured(f'{name} is {value!r}; it can be "1" or "0"')
        return value == "1"

    def number(
        self, name: str, default: int, meaning: str, *, least: int, most: int
    ) -> int:
        """A whole number between two bounds, both included."""
        self._declare(name, str(default), meaning)
        value = self.values.get(name, str(default))
        # The length is capped first: int() refuses long numbers in its own words.
        if not (value.isascii() and value.isdigit() and len(value) <= 18):
            raise ImproperlyConfigured(f"{name} is {value[:40]!r}; not a whole number")
        if not least <= int(value) <= most:
            raise ImproperlyConfigured(
                f"{name} is {value}; it can be from {least} to {most}"
            )
        return int(value)

    def folder(
        self, name: str, default: str, meaning: str, *, base: Path, made: bool = False
    ) -> Path:
        """A folder; a relative path starts at `base`, wherever the program was started.

        With `made`, a missing one is made, readable by its owner's group at most.
        """
        path = (base / Path(self.text(name, default, meaning)).expanduser()).resolve()
        if made:
            try:
                path.mkdir(mode=0o750, parents=True, exist_ok=True)
            except OSError as error:
                raise ImproperlyConfigured(
                    f"{name} is {path}, which is no folder and can't be made one "
                    f"({error.strerror})"
                ) from error
        return path

    def refuse_unknown(self) -> None:
        """Refuse `ARCHIVE_*` variables that nobody reads.

        A misspelt `ARCHIVE_HTTPS` would otherwise leave HTTPS off in silence.
        """
        for name in sorted(self.values):
            if name.startswith(PREFIX) and name not in self.declared:
                near = difflib.get_close_matches(name, self.declared, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                raise ImproperlyConfigured(f"{name} is not a setting{hint}")

    def _declare(self, name: str, default: str, meaning: str) -> None:
        if name in self.declared:
            raise ImproperlyConfigured(f"{name} is declared twice")
        self.declared[name] = Variable(name, default, meaning)


def secret_key(given: str, path: Path) -> str:
    """The key `given`, else the one kept at `path`, made there when there is none yet.

    Processes that start at once agree on one key: each writes its own under a name
    of its own, and the first to link it to `path` wins.
    """
    key = given or _kept_key(path)
    if len(key) < SHORTEST_KEY:
        source = "ARCHIVE_SECRET_KEY" if given else str(path)
        raise ImproperlyConfigured(
            f"{source} holds {len(key)} characters; a secret key needs {SHORTEST_KEY}"
        )
    return key


def _kept_key(path: Path) -> str:
    try:
        with suppress(FileNotFoundError):
            return path.read_text(encoding="ascii").strip()
        # mkstemp creates with O_EXCL and mode 0600.
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".secret-key-")
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(64) + "\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            os.unlink(draft)
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(
            f"the secret key at {path} can be neither read nor made ({error}); "
            "set ARCHIVE_DATA_DIR to a folder that can be written, "
            "or ARCHIVE_SECRET_KEY"
        ) from error


def database(url: str, sqlite_file: Path) -> dict[str, Any]:
    """Django's description of the database at `url`, by default of SQLite in a file.

    SQLite: write-ahead log, a commit is on the disk when it returns, five seconds of
    patience with another writer. A transaction takes the write lock when it begins: one
    that has read first would otherwise lose its save at once to any other writer.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sqlite_file,
            # Kept open: a new connection costs a page more than its questions do.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 5,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL;"
                    "PRAGMA synchronous=FULL;"
                    "PRAGMA mmap_size=0;"
                ),
            },
            # A file, as in earnest: an empty name would mean memory, without a log.
            "TEST": {"NAME": str(sqlite_file.with_name("test.sqlite3"))},
        }
    # The address may hold a password: no message repeats it.
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            "DATABASE_URL is no address of a PostgreSQL database; it looks like "
            "postgresql://user:password@host:5432/name (leave it out for SQLite)"
        )
    try:
        return dict(
            dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
        )
    except ValueError:
        raise ImproperlyConfigured(
            "DATABASE_URL can't be read; a special character in a password is written "
            "as its percent code"
        ) from None
