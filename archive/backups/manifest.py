"""What a backup says of itself, in its last member."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from archive.backups.refusals import Damaged

NAME = "manifest.json"
FORMAT = 1
MOST_BYTES = 256_000_000
"""Of the manifest: a part of a table takes about 120, an absent document about 100."""


@dataclass(frozen=True)
class Part:
    """Some rows of a table: a member with one JSON list per line."""

    name: str
    size: int
    sha256: str
    rows: int


@dataclass(frozen=True)
class Table:
    """A model's rows. `last_key` is the highest key that was ever given to one."""

    columns: list[str]
    rows: int
    last_key: int
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Raw:
    """The raw documents, each a member named by its SHA-256, in the order of these.

    `sha256` is that of all their names, one after the other. `purged` have rightly no
    bytes; of those in `absent` (hash: fault) they were missing when it was made.
    """

    count: int
    bytes: int
    sha256: str
    purged: int
    absent: dict[str, str]


@dataclass(frozen=True)
class Manifest:
    """Times are in UTC; migrations are pairs of application and name, sorted."""

    made_at: str
    database: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Table]
    raw: Raw

    def dump(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()

    @classmethod
    def load(cls, data: bytes) -> Manifest:
        """Raises Damaged for anything that `dump` would not have written."""
        try:
            said = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise Damaged(f"its manifest can't be read: {error}") from error
        if not isinstance(said, dict) or "format" not in said:
            raise Damaged("its manifest is none of ours")
        if said.pop("format") != FORMAT:
            raise Damaged(
                "it is of another format; a newer version of the archive reads it"
            )
        try:
            return _manifest(said)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Damaged(f"its manifest is not whole: {error!r}") from error

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def _manifest(said: dict[str, Any]) -> Manifest:
    tables = {}
    for label, table in said.pop("tables").items():
        parts = [_typed(Part, part) for part in table.pop("parts")]
        tables[label] = _typed(Table, {**table, "parts": parts})
        if sum(part.rows for part in parts) != tables[label].rows:
            raise ValueError(f"the parts of {label} have other rows than it")
    raw = _typed(Raw, said.pop("raw"))
    pairs = said.pop("migrations")
    migrations = [(str(app), str(name)) for app, name in pairs]
    return _typed(
        Manifest, {**said, "tables": tables, "raw": raw, "migrations": migrations}
    )


_TYPES: dict[str, type] = {"str": str, "int": int}


def _typed(kind: type, values: dict[str, Any]) -> Any:
    """The dataclass of just these values; numbers are no less than 0."""
    made = kind(**values)
    for name, annotation in kind.__annotations__.items():
        value = getattr(made, name)
        wanted = _TYPES.get(annotation)
        if annotation.startswith(("list", "dict")):
            wanted = list if annotation.startswith("list") else dict
        if wanted and (not isinstance(value, wanted) or isinstance(value, bool)):
            raise TypeError(f"{name} is {value!r}")
        if wanted is int and value < 0:
            raise ValueError(f"{name} is {value}")
    return made
