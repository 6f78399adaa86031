"""A server's worker has the figures before readers ask, and holds nobody up."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from archive import bitmaps, changes
from archive.bitmaps import state
from tests.factories import make_article, make_figure
from tests.machines import SECONDS

AWHILE = 10
WORKER = """
import archive.wsgi
from threading import enumerate
from django.db import connection
from django.test.utils import CaptureQueriesContext
from archive import bitmaps
from archive.snapshots import moment
for thread in enumerate():
    if thread.name == "figures":
        thread.join()
with moment(), CaptureQueriesContext(connection) as asked:
    print(bitmaps.current().figures.shown)
print([query["sql"] for query in asked if "packed" in query["sql"]])
"""

NOTHING_READ = "import archive.wsgi; archive.wsgi.load(); print('ready')"


def said_by(machine) -> list[str]:
    worker = machine.start_python("-W", "ignore", "-c", WORKER)
    said, problems = worker.communicate(timeout=SECONDS)
    assert not problems
    return said.splitlines()


@pytest.mark.django_db
def test_figures_are_there_before_anybody_asks(machines, migrated):
    machine = machines(migrated)
    with machine.entered():
        figure = make_figure()
    assert said_by(machine) == [f"BitMap([{figure.pk}])", "[]"]


def test_a_worker_starts_where_nothing_can_be_read(machines, tmp_path):
    machine = machines(sqlite=True)
    worker = machine.start_python("-W", "ignore", "-c", NOTHING_READ)
    assert worker.communicate(timeout=SECONDS) == ("ready\n", "")


@pytest.mark.django_db
def test_lists_of_articles_go_on_while_figures_are_loaded(monkeypatch):
    bitmaps.forget()
    present = bitmaps.current()
    loading, go_on = Event(), Event()

    def slow(*asked):
        loading.set()
        go_on.wait(AWHILE)
        return present.articles.universe

    monkeypatch.setattr(state, "_figures", slow)
    loader = Thread(target=lambda: present.figures)
    loader.start()
    try:
        assert loading.wait(SECONDS)
        article = make_article()
        changes.changed([article.pk])
        assert article.pk in bitmaps.current().articles.published
        assert loader.is_alive()
    finally:
        go_on.set()
        loader.join()
        bitmaps.forget()
