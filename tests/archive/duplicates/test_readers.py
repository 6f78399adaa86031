"""What readers see of a story that came several times."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from archive import duplicates, listing, search
from archive.coverage import totals
from archive.models import Article
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_document,
    make_figure,
    mention_company,
    mention_district,
)

pytestmark = pytest.mark.django_db

BODY = """The harbour board of North Quay approved a plan on Friday to deepen the main
channel and to build a cold store beside the fish market. Work is to begin after the
herring season, the board's chair said, and should take two winters. The plan costs
9.78 billion yuan, of which the city pays half. Maker Lines, the largest user of the
port, had asked for a deeper channel for ten years and said it would now order larger
ships. Fishermen who spoke at the hearing feared for the spawning grounds near the old
breakwater, and the board promised to count the fish every spring and to stop the
dredgers when fewer come than in the year before."""


@pytest.fixture
def story() -> Article:
    return copy(headline="Channel to be deepened", published_on="2031-12-20")


@pytest.fixture
def second(story) -> Article:
    """The same, cut short, with a line of its own in front."""
    body = "Ferrymen's Gazette reprint\n" + BODY[:560]
    return copy(body, publisher="Ferrymen's Gazette", published_on="2032-01-02")


def copy(body: str = BODY, **fields) -> Article:
    article = make_article(body, **fields)
    duplicates.settle([article])
    mention_district(article, make_district("North Quay"))
    if "Maker Lines" in body:
        mention_company(article, make_company("Maker Lines"))
    make_figure(
        article, "9.78 billion yuan", subject_district=make_district("North Quay")
    )
    return article


def page(client, article: Article) -> str:
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_lists_counts_and_facets_show_one_story(client, story, second):
    found = listing.find(listing.Selection())
    assert [row.pk for row in found.rows] == [story.pk]
    assert found.rows[0].copy_count == 1
    assert found.total == 1
    counted = {
        (facet.name, value.value): value.count
        for facet in found.facets
        for value in facet.values
        if value.count
    }
    assert counted == {
        ("district", "north-quay"): 1,
        ("industry", "none"): 1,
        ("year", "2031"): 1,
        ("company", "maker-lines"): 1,
        ("publisher", "none"): 1,
        ("indicator", "none"): 1,
        ("basis", "stated"): 1,
    }
    assert (totals().articles, totals().documents, totals().figures) == (1, 2, 1)
    assert listing.find_figures(listing.Selection()).total == 1


@pytest.mark.parametrize(
    "address",
    [
        "/articles/",
        "/",
        "/districts/north-quay/",
        "/years/2031/",
        "/companies/maker-lines/",
    ],
)
def test_a_row_says_that_there_are_copies_and_leads_to_them(
    client, story, second, address
):
    shown = client.get(address).content.decode()
    assert (
        f'<a href="{story.get_absolute_url()}#also">and 1 near-identical</a>' in shown
    )
    assert second.get_absolute_url() not in shown


@pytest.mark.parametrize(
    "address",
    [
        "/articles.json",
        "/articles.csv",
        "/articles.atom",
        "/figures.csv",
        "/sitemap.xml",
    ],
)
def test_lists_for_programs_leave_copies_out(client, story, second, address):
    answer = client.get(address)
    sent = b"".join(answer) if answer.streaming else answer.content
    assert story.public_id in sent.decode()
    assert second.public_id not in sent.decode()


def test_the_page_of_the_story_names_its_copies(client, story, second):
    shown = page(client, story)
    name = second.document.deliveries.get().name
    assert 'id="also"' in shown
    assert second.get_absolute_url() in shown
    assert "Ferrymen&#x27;s Gazette · 2 Jan 2032" in shown
    assert name in shown
    assert "Nearly the same story is also here" not in shown


def test_the_page_of_a_copy_says_so_and_names_the_story_as_canonical(
    client, story, second
):
    shown = page(client, second)
    address = story.get_absolute_url()
    assert f'<link rel="canonical" href="http://testserver{address}">' in shown
    assert f'Nearly the same story is also here: <a href="{address}">' in shown
    assert "Ferrymen" in shown


def test_the_page_of_a_story_without_copies_speaks_of_none(client, story):
    shown = page(client, story)
    assert "Also came as" not in shown
    assert "also here" not in shown


def test_a_copy_answers_programs_and_names_the_story(client, story, second):
    answer = client.get(reverse("article-json", args=[second.public_id]))
    record = json.loads(answer.content)
    assert record["leading"] == story.public_id
    assert record["near_identical"] == [story.public_id]


def test_a_search_finds_the_story_by_the_words_of_a_copy(story, second):
    query = search.parse("ferrymen reprint")
    for order in ("", "newest"):
        found = listing.find(listing.Selection(query, order=order))
        assert [row.pk for row in found.rows] == [story.pk]
    figures = listing.find_figures(listing.Selection(query))
    assert [figure.article.pk for figure in figures.rows] == [story.pk]


@pytest.mark.parametrize(
    "words", ["channel -dredgers", "year:2032", "reprint year:2032"]
)
def test_a_minus_or_a_field_asks_of_the_story_itself(story, second, words):
    found = listing.find(listing.Selection(search.parse(words)))
    assert found.total == 0


def test_a_large_group_is_listed_in_part(client, story):
    for number in range(23):
        copy(f"Edition {number}.\n{BODY}")
    shown = page(client, story)
    assert shown.count("Channel") >= 1
    assert "and 3 more." in shown
    assert "and 23 near-identical" in client.get("/articles/").content.decode()


def test_two_printings_in_one_document_are_one_story(client):
    document = make_document(f"Page one\n\n{BODY}\n\nPage two\n\nEvening. {BODY[:500]}")
    first = make_article(BODY, document=document)
    second = make_article(f"Evening. {BODY[:500]}", document=document)
    duplicates.settle([first, second])
    assert list(Article.objects.leading()) == [first]
