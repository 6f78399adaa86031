"""A page reads one moment of the database, whatever others write meanwhile."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, OperationalError, connection, connections

from archive.models import Article
from archive.snapshots import moment
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(work) -> None:
    """Do it in another thread, with a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()


def test_what_is_committed_meanwhile_is_seen_after_it():
    make_article()
    with moment():
        assert Article.objects.count() == 1
        elsewhere(make_article)
        assert Article.objects.count() == 1
    assert Article.objects.count() == 2


def test_nothing_can_be_written_in_it_and_everything_after_it():
    with pytest.raises(DatabaseError), moment():
        make_article()
    make_article()
    assert Article.objects.count() == 1


def test_it_waits_for_no_writer():
    def write() -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("UPDATE archive_article SET publisher = 'held'")
            writing.set()
            done.wait(20)
            cursor.execute("COMMIT")

    make_article()
    writing, done = threading.Event(), threading.Event()
    writer = threading.Thread(target=elsewhere, args=(write,), daemon=True)
    writer.start()
    assert writing.wait(10)
    try:
        with moment():
            assert Article.objects.get().publisher == ""
    finally:
        done.set()
        writer.join(20)
    assert Article.objects.get().publisher == "held"


def test_it_takes_the_usual_connection_and_leaves_it_as_it_was():
    connection.ensure_connection()
    before = connection.connection
    with moment():
        assert connection.connection is before
    with pytest.raises(ZeroDivisionError), moment():
        raise ZeroDivisionError
    assert connection.connection is before
    assert not connection.in_atomic_block
    if connection.vendor == "sqlite":
        assert connection.transaction_mode == "IMMEDIATE"


def test_within_a_transaction_that_one_goes_on():
    with moment(), moment():
        assert Article.objects.count() == 0


def test_it_comes_back_when_the_database_was_away():
    """As between two requests: the connection is looked at before it is used."""
    make_article()
    if connection.vendor == "postgresql":
        number = connection.connection.info.backend_pid

        def end() -> None:
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [number])

        elsewhere(end)
        with pytest.raises(OperationalError), moment():
            Article.objects.count()
    else:
        connection.close()
    connection.close_if_unusable_or_obsolete()
    with moment():
        assert Article.objects.count() == 1
