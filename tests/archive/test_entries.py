"""What lists show of a story is written once, and anew after any change of the data."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import set_script_prefix
from markupsafe import Markup

from archive import changes, decisions, entries
from archive.entries import Writing
from archive.rows import ArticleRow
from archive.search import parse
from tests.factories import make_article

pytestmark = pytest.mark.django_db


class Writer:
    """Writes titles, and remembers of which rows."""

    def __init__(self) -> None:
        self.written: list[str] = []

    @property
    def writing(self) -> Writing:
        return Writing(self.entry, self.sentence, self.link)

    def entry(self, row: ArticleRow, link: Markup, sentence: Markup) -> Markup:
        self.written.append(row.title)
        return Markup("<{}{}>{}").format(row.title, link, sentence)

    def sentence(self, row: ArticleRow) -> Markup:
        marks = [row.snippet.text[start:end] for start, end in row.snippet.marks]
        return Markup("").join(f"[{mark}]" for mark in marks)

    def link(self, row: ArticleRow, words: str) -> Markup:
        return Markup("?{}").format(words)


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def writing(writer: Writer) -> Writing:
    return writer.writing


@pytest.fixture
def keys() -> list[int]:
    return [make_article(headline=name).pk for name in ("One", "Two", "Three")]


def test_each_is_written_once_and_stands_in_the_order_asked_for(keys, writer, writing):
    version = changes.version()
    first = entries.entries(keys[:2], version, writing)
    second = entries.entries(keys[::-1], version, writing)
    assert (first, second) == ("<One><Two>", "<Three><Two><One>")
    assert writer.written == ["One", "Two", "Three"]


def test_after_a_change_of_the_data_all_are_written_anew(keys, writer, writing):
    entries.entries(keys, changes.version(), writing)
    changes.told()
    entries.entries(keys[:1], changes.version(), writing)
    assert writer.written == ["One", "Two", "Three", "One"]


def test_where_the_site_has_moved_to_another_address_they_are_written_anew(
    keys, writer, writing
):
    entries.entries(keys[:1], changes.version(), writing)
    set_script_prefix("/archive/")
    try:
        entries.entries(keys[:1], changes.version(), writing)
    finally:
        set_script_prefix("/")
    assert writer.written == ["One", "One"]


def test_no_more_are_kept_than_memory_is_meant_for(keys, writer, writing, monkeypatch):
    monkeypatch.setattr(entries, "MOST", 2)
    version = changes.version()
    for _ in range(2):
        assert entries.entries(keys, version, writing) == "<One><Two><Three>"
    assert len(writer.written) == 6


def test_a_story_that_is_gone_is_left_out(keys, writing):
    assert entries.entries([0, *keys[:1]], changes.version(), writing) == "<One>"


def test_a_search_puts_its_link_and_its_sentence_into_what_is_kept(writer, writing):
    keys = [
        make_article(headline="Docks", body="They are old. Cranes swing.").pk,
        make_article(headline="<gap>", body="A crane stands still.").pk,
    ]
    version, query = changes.version(), parse("crane")
    for _ in range(2):
        found = entries.entries([*keys, 0], version, writing, query)
        assert found == "<Docks?crane>[Cranes]<&lt;gap&gt;?crane>[crane]"
    assert writer.written == ["Docks", "<gap>"]


def test_readers_see_a_correction_on_the_next_page_they_ask_for(client: Client):
    article = make_article(headline="Docks were dregded")
    assert "dregded" in client.get("/articles/").text
    decisions.correct(article, {"headline": "Docks were dredged"}, None)
    page = client.get("/articles/").text
    assert ("dregded" in page, "dredged" in page) == (False, True)
