"""Feeds: valid Atom of any list, with ids that last and no day made up."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_article, make_district, make_figure, mention_district

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def links(element):
    found = element.findall(f"{ATOM}link")
    return {link.get("rel"): link.get("href") for link in found}


@pytest.fixture
def article():
    article = make_article(
        "Putuo earned 9.78 billion yuan. The rest of the story is longer.",
        headline="Putuo & <friends> grow",
        publisher="The Daily",
        published_on="2023-08-19",
    )
    mention_district(article, make_district("Putuo"))
    make_figure(article)
    return article


def test_a_feed_has_what_atom_asks_for(client, article):
    root = feed(client, "/articles.atom")
    assert root.tag == f"{ATOM}feed"
    for element in (root, root.find(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}")
    assert root.findtext(f"{ATOM}author/{ATOM}name")


def test_a_feed_follows_the_query_string(client, article):
    make_article("Elsewhere.", headline="Other")
    root = feed(client, "/articles.atom?district=putuo&order=oldest")
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert titles == ["Putuo & <friends> grow"]
    query = "?district=putuo&order=oldest"
    assert links(root)["self"] == f"http://testserver/articles.atom{query}"
    assert links(root)["alternate"] == f"http://testserver/articles/{query}"
    assert "putuo" in root.findtext(f"{ATOM}title")


def test_an_entry_carries_an_excerpt_and_an_id_that_lasts(client, article):
    entry = feed(client, "/articles.atom").find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}summary") == "Putuo earned 9.78 billion yuan."
    assert (
        entry.findtext(f"{ATOM}id")
        == f"tag:testserver,2026-01-01:article/{article.public_id}"
    )
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "The Daily"
    assert entry.findtext(f"{ATOM}published").startswith("2023-08-19T")
    assert links(entry)["alternate"].endswith(article.get_absolute_url())


def test_a_day_that_is_not_known_is_not_made_up(client):
    make_article("No day.")
    entry = feed(client, "/articles.atom").find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}published") is None
    assert entry.findtext(f"{ATOM}updated")


def test_figures_have_a_feed_with_their_sentences(client, article):
    entry = feed(client, "/figures.atom?unit=CNY").find(f"{ATOM}entry")
    figure = article.figures.get()
    assert "9.78 billion yuan" in entry.findtext(f"{ATOM}title")
    assert entry.findtext(f"{ATOM}summary") == "Putuo earned 9.78 billion yuan."
    assert entry.findtext(f"{ATOM}id").endswith(f":figure/{figure.public_id}")
    assert links(entry)["alternate"].endswith(f"#{figure.anchor}")


def test_signs_that_xml_forbids_do_not_break_a_feed(client):
    make_article("Bell \x07 and \x1b rang.", headline="\x0bTab\ufffe ]]> <script>")
    root = feed(client, "/articles.atom")
    assert "<script>" in root.find(f"{ATOM}entry").findtext(f"{ATOM}title")


def test_a_feed_has_a_limit(client, settings):
    settings.ARCHIVE_FEED_ENTRIES = 2
    for _ in range(3):
        make_article()
    assert len(list(feed(client, "/articles.atom").iter(f"{ATOM}entry"))) == 2


def test_a_feed_says_what_it_does_not_understand(client):
    response = client.get("/articles.atom?distrct=putuo")
    assert response.status_code == 400
    assert "Did you mean “district”?" in response.content.decode()
    assert client.post("/figures.atom").status_code == 405


def test_parameters_that_follow_readers_are_dropped(client):
    response = client.get("/figures.atom?utm_source=x")
    assert (response.status_code, response["Location"]) == (302, "/figures.atom")


@pytest.mark.parametrize("address", ["/districts.atom", "/companies.atom"])
def test_known_things_have_a_feed_that_takes_no_parameters(client, article, address):
    root = feed(client, address)
    assert root.find(f"{ATOM}title").text
    assert client.get(f"{address}?x=1").status_code == 400


def test_a_district_with_stories_is_an_entry_of_the_feed_of_districts(client, article):
    make_district("Jiading")
    entries = feed(client, "/districts.atom").findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}title").text for entry in entries] == ["Putuo: 1 story"]
    assert links(entries[0])["alternate"].endswith("/districts/putuo/")


def test_a_feed_of_articles_reads_no_figures(client, article):
    feed(client, "/articles.atom")  # from now on the archive's counts are at hand
    with CaptureQueriesContext(connection) as queries:
        feed(client, "/articles.atom")
    assert not [query for query in queries if "archive_figure" in query["sql"]]
