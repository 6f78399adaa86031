"""What lists show of a story is written once, and anew after any change of the data."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import set_script_prefix
from markupsafe import Markup

from archive import changes, decisions, entries
from archive.rows import ArticleRow
from tests.factories import make_article

pytestmark = pytest.mark.django_db


class Writer:
    """Writes titles, and remembers of which rows."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def __call__(self, row: ArticleRow) -> Markup:
        self.written.append(row.title)
        return Markup(f"<{row.title}>")


@pytest.fixture
def write() -> Writer:
    return Writer()


@pytest.fixture
def keys() -> list[int]:
    return [make_article(headline=name).pk for name in ("One", "Two", "Three")]


def test_each_is_written_once_and_stands_in_the_order_asked_for(keys, write):
    version = changes.version()
    first = entries.entries(keys[:2], version, write)
    second = entries.entries(keys[::-1], version, write)
    assert (first, second) == ("<One><Two>", "<Three><Two><One>")
    assert write.written == ["One", "Two", "Three"]


def test_after_a_change_of_the_data_all_are_written_anew(keys, write):
    entries.entries(keys, changes.version(), write)
    changes.told()
    entries.entries(keys[:1], changes.version(), write)
    assert write.written == ["One", "Two", "Three", "One"]


def test_where_the_site_has_moved_to_another_address_they_are_written_anew(keys, write):
    entries.entries(keys[:1], changes.version(), write)
    set_script_prefix("/archive/")
    try:
        entries.entries(keys[:1], changes.version(), write)
    finally:
        set_script_prefix("/")
    assert write.written == ["One", "One"]


def test_no_more_are_kept_than_memory_is_meant_for(keys, write, monkeypatch):
    monkeypatch.setattr(entries, "MOST", 2)
    version = changes.version()
    for _ in range(2):
        assert entries.entries(keys, version, write) == "<One><Two><Three>"
    assert len(write.written) == 6


def test_a_story_that_is_gone_is_left_out(keys, write):
    assert entries.entries([0, *keys[:1]], changes.version(), write) == "<One>"


def test_readers_see_a_correction_on_the_next_page_they_ask_for(client: Client):
    article = make_article(headline="Docks were dregded")
    assert "dregded" in client.get("/articles/").text
    decisions.correct(article, {"headline": "Docks were dredged"}, None)
    page = client.get("/articles/").text
    assert ("dregded" in page, "dredged" in page) == (False, True)
