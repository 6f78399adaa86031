"""A reading that takes too long is ended, and what comes after it is not."""

from __future__ import annotations

import copy
import time

import pytest
from django.db import OperationalError, connection, connections
from django.db.utils import ConnectionHandler
from django.dispatch import Signal

from archive import limits
from archive.environment import database
from archive.limits import TimeIsUp, limit_statements, limited
from archive.models import Article
from archive.snapshots import moment

pytestmark = pytest.mark.django_db

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


def ask(question: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def test_an_endless_reading_is_ended_and_the_next_one_works():
    begun = time.monotonic()
    with pytest.raises(TimeIsUp), limited(100):
        ask(ENDLESS[connection.vendor])
    assert time.monotonic() - begun < 5
    assert ask("SELECT 1") == [(1,)]
    with limited(60_000):
        assert Article.objects.count() == 0


def test_what_follows_has_its_own_time():
    with limited(20):
        ask("SELECT 1")
    if connection.vendor == "postgresql":
        assert ask("SELECT 1 FROM pg_sleep(0.1)") == [(1,)]
        return
    rows = 1_000_000
    bounded = ENDLESS["sqlite"].replace("FROM n)", f"FROM n LIMIT {rows})")
    assert ask(bounded) == [(rows,)]


def test_other_faults_of_the_database_stay_what_they_are():
    with pytest.raises(OperationalError) as caught, moment(), limited(1000):
        if connection.vendor == "sqlite":
            ask("SELECT * FROM nowhere")
        raise OperationalError("interrupted")
    assert not isinstance(caught.value, TimeIsUp)


def test_of_two_limits_the_narrower_one_counts():
    begun = time.monotonic()
    with pytest.raises(TimeIsUp), limited(60_000), limited(100):
        ask(ENDLESS[connection.vendor])
    assert time.monotonic() - begun < 5


@pytest.mark.django_db(transaction=True)
def test_a_page_that_gave_up_on_one_reading_goes_on_with_others():
    with moment():
        with pytest.raises(TimeIsUp), limited(100):
            ask(ENDLESS[connection.vendor])
        assert Article.objects.count() == 0
    assert ask("SELECT 1") == [(1,)]


WEB_SERVER = f"""
import archive.wsgi
from django.db import OperationalError, connection
with connection.cursor() as cursor:
    for attempt in range(2):
        try:
            cursor.execute({ENDLESS["sqlite"]!r})
            cursor.fetchall()
        except OperationalError as error:
            print(error)
    cursor.execute("SELECT 'fine'")
    print(cursor.fetchone()[0])
"""


def test_a_web_server_ends_statements_of_sqlite_as_well(machines):
    machine = machines(sqlite=True)
    machine.environment["ARCHIVE_STATEMENT_TIMEOUT_MS"] = "100"
    server = machine.start_python("-c", WEB_SERVER)
    said, problems = server.communicate(timeout=60)
    assert said.split() == ["interrupted", "interrupted", "fine"], problems


@pytest.fixture
def unheard(monkeypatch):
    """Connections of the tests themselves are not limited."""
    monkeypatch.setattr(limits, "connection_created", Signal())


def test_sqlite_is_described_the_same_with_a_limit_on_statements(unheard, tmp_path):
    described = database("", tmp_path / "archive.sqlite3")
    before = copy.deepcopy(described)
    limit_statements(described, 1000)
    assert described == before


def test_a_limit_on_statements_leaves_other_options_in_place(tmp_path):
    described = database("postgresql://db.example/news?currentSchema=press", tmp_path)
    limit_statements(described, 1000)
    assert described["OPTIONS"]["options"] == (
        "-c search_path=press -c statement_timeout=1000"
    )


def test_postgresql_ends_a_statement_of_a_web_request_that_takes_too_long(unheard):
    described = copy.deepcopy(connections.settings["default"])
    limit_statements(described, 50)
    limited = ConnectionHandler({"default": described})["default"]
    if connection.vendor != "postgresql":
        assert described == connections.settings["default"]
        return
    try:
        with limited.cursor() as cursor, pytest.raises(OperationalError, match="timeo"):
            cursor.execute("SELECT pg_sleep(5)")
    finally:
        limited.close()
