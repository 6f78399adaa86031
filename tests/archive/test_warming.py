"""A worker reads the archive before it is asked."""

from __future__ import annotations

import logging

import pytest
from django.db import DatabaseError

from archive import bitmaps, warming
from tests.factories import make_figure


@pytest.mark.django_db(transaction=True)
def test_lists_are_ready_before_the_first_reader_comes():
    make_figure()
    bitmaps.forget()
    warming.warm_up().join(20)
    assert len(bitmaps.current()._figures.shown) == 1


def test_a_database_that_is_away_stops_no_worker(monkeypatch, caplog):
    def away():
        raise DatabaseError("gone")

    monkeypatch.setattr(warming, "moment", away)
    with caplog.at_level(logging.WARNING, "archive"):
        warming._read()
    assert "not read beforehand: gone" in caplog.text
