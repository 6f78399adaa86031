"""A search that takes too long says so, and shows what it has."""

from __future__ import annotations

import json

import pytest

from archive import finding, search
from archive.finding import terms
from archive.limits import TimeIsUp
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def slow(monkeypatch):
    """The index answers about a few articles alone in time."""
    ask = search.having

    def having(term, part="", low=0, high=search.LAST):
        if low < slow.since:
            raise TimeIsUp
        return ask(term, part, low, high)

    def slow(since):
        slow.since = since

    monkeypatch.setattr(terms.search, "having", having)
    monkeypatch.setattr(finding, "LAST_LOOKED_AT", 2)
    return slow


def test_the_last_articles_are_looked_through(client, slow):
    stories = [make_article("Solar power.") for _ in range(4)]
    slow(since=stories[2].pk)
    found = finding.articles(search.parse("solar"), {}, flagged=False)
    assert set(found.chosen) == {stories[2].pk, stories[3].pk}
    page = client.get("/articles/", {"q": "solar"})
    assert page.status_code == 200
    assert "only the 2 that came in last were looked through" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    answer = client.get("/articles.json", {"q": "solar"})
    assert "ETag" not in answer
    found = json.loads(answer.content)
    assert (found["total"], found["looked_at"]) == (2, 2)
    assert client.get("/articles.csv", {"q": "solar"}).status_code == 503
    slow(since=0)
    found = json.loads(client.get("/articles.json", {"q": "solar"}).content)
    assert (found["total"], found["looked_at"]) == (4, None)


def test_where_even_that_is_too_much_it_stops(client, slow):
    last = make_article("Solar power.")
    slow(since=last.pk + 1)
    page = client.get("/figures/", {"q": "solar"})
    assert page.status_code == 200
    assert "it was stopped" in page.content.decode()


def test_a_search_in_time_says_nothing_of_it(client):
    make_article("Solar power.")
    page = client.get("/articles/", {"q": "solar"}).content.decode()
    assert "takes too long" not in page
    assert json.loads(client.get("/articles.json?q=solar").content)["looked_at"] is None
