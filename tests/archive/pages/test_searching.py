"""What a list says that finds little, and what is offered to the search box."""

from __future__ import annotations

import pytest

from archive import vocabulary
from tests.archive.pages.reading import read
from tests.archive.vocabulary import memory
from tests.factories import (
    make_article,
    make_district,
    make_figure,
    make_indicator,
    mention_district,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stories():
    """Six stories of a harbour in the north, and one in which it is misspelt."""
    north, south = make_district("Northbank"), make_district("Southbank")
    for number in range(6):
        story = make_article(f"The harbour of Northbank sold {number + 2} ships.")
        mention_district(story, north)
        ships = f"{number + 2} ships"
        make_figure(story, ships, number + 2, "count:ships", subject_district=north)
    mention_district(make_article("The harbuor of Southbank is dry."), south)
    make_indicator("Harbour dues")
    vocabulary.replace(0, {"harbour": 700, "harbuor": 1, "ships": 400, "dry": 300})
    memory.forget()
    yield
    memory.forget()


@pytest.mark.parametrize("path", ["/articles/", "/figures/"])
def test_a_search_that_finds_nothing_says_what_may_have_been_meant(client, path):
    page = read(client.get(path, {"q": "<the> habour", "district": "northbank"}))
    assert page.says("Did you mean <the> harbour?")
    assert page.says("0 ")
    wanted = "?q=%3Cthe%3E+harbour&district=northbank"
    assert page.href("<the> harbour") == wanted


def test_a_search_that_finds_much_less_than_a_near_one_says_so_too(client):
    page = read(client.get("/articles/", {"q": "harbuor"}))
    assert page.says("1 story")
    assert read(client.get("/articles/" + page.href("harbour"))).says("6 stories")


@pytest.mark.parametrize(
    "query",
    [
        {"q": "harbour"},  # enough is found
        {"q": "harbour OR habour"},
        {"q": "habour", "district": "southbank"},  # nothing more would be found
        {"q": "habour zebra"},
        {"district": "southbank"},
        {"q": "habour", "year": "1999"},
    ],
)
def test_nothing_is_offered_where_it_would_not_help(client, query):
    assert not read(client.get("/articles/", query)).says("Did you mean")


def test_programs_are_told_as_well(client):
    answer = client.get("/articles.json", {"q": "habour", "order": "oldest"}).json()
    assert answer["total"] == 0
    assert answer["did_you_mean"] == {
        "q": "harbour",
        "url": "http://testserver/articles.json?q=harbour&order=oldest",
    }
    assert client.get("/articles.json").json()["did_you_mean"] is None
    assert client.get("/figures.json?q=habour").json()["did_you_mean"]["q"] == "harbour"


def test_the_box_is_offered_names_and_words_with_their_addresses(client):
    response = client.get("/suggest.json", {"q": "old harb"})
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert response.json() == {
        "suggestions": [
            {
                "kind": "indicator",
                "label": "Harbour dues",
                "other_name": None,
                "query": "old",
                "url": "/figures/?q=old&indicator=harbour-dues",
                "count": None,
            },
            {
                "kind": "word",
                "label": "harbour",
                "other_name": None,
                "query": "old harbour",
                "url": "/articles/?q=old+harbour",
                "count": 700,
            },
            {
                "kind": "word",
                "label": "harbuor",
                "other_name": None,
                "query": "old harbuor",
                "url": "/articles/?q=old+harbuor",
                "count": 1,
            },
        ]
    }


@pytest.mark.parametrize("typed", ["nor", "harb", "old nor", "old harb", "sh"])
def test_every_address_that_is_offered_answers(client, typed):
    offered = client.get("/suggest.json", {"q": typed}).json()["suggestions"]
    assert offered
    for one in offered:
        assert client.get(one["url"]).status_code == 200


def test_the_box_asks_with_one_parameter_and_only_reads(client):
    answer = client.get("/suggest.json?query=nor")
    assert answer.status_code == 400
    assert "query" in answer.json()["problems"][0]
    assert client.get("/suggest.json").json() == {"suggestions": []}
    assert client.get('/suggest.json?q="nor').json() == {"suggestions": []}
    assert client.head("/suggest.json?q=nor").status_code == 200
    assert client.post("/suggest.json?q=nor").status_code == 405
