"""A database of its own for an archive, on a server found as the tests find theirs.

The server that is started for a run goes with it, and so does the archive. One that
TEST_DATABASE_URL names keeps the archive, which the next run finds again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from benchmarks.search.archives import MANIFEST, complete
from tests.postgresql import running_server


@contextmanager
def postgresql(
    wanted: Mapping[str, Any], folder: Path
) -> Iterator[tuple[dict[str, str], str]]:
    """Environment variables for the folder's database, and the server's version.

    The database is new unless it holds the archive that is wanted, whole.
    """
    name = f"bench_{folder.name}".replace("-", "_").lower()[:60]
    with running_server() as server:
        with psycopg.connect(server.url, autocommit=True) as connection:
            asked = "SELECT 1 FROM pg_database WHERE datname = %s"
            is_there = connection.execute(asked, [name]).fetchone()
            if not (is_there and complete(folder, wanted)):
                (folder / MANIFEST).unlink(missing_ok=True)
                for words in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {}"):
                    statement = sql.SQL(words).format(sql.Identifier(name))
                    connection.execute(statement)
        address = address_of({**conninfo_to_dict(server.url), "dbname": name})
        yield {"DATABASE_URL": address}, server.version()


def address_of(parts: Mapping[str, Any]) -> str:
    """The address of a database, on a socket or on a network."""
    given = (str(parts.get(name, "")) for name in ("user", "password", "host"))
    user, password, host = (quote(one, safe="") for one in given)
    known = f"{user}:{password}" if password else user
    if host.startswith("%2F"):
        return f"postgresql://{known}@/{parts['dbname']}?host={host}"
    place = f"{parts.get('host', 'localhost')}:{parts.get('port', 5432)}"
    return f"postgresql://{known}@{place}/{parts['dbname']}"
