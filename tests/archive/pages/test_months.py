"""Stories of which only the month is known, as readers and programs get them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from datetime import datetime

import pytest

from archive.citations import bibtex, in_words, ris
from archive.models import Article
from tests.archive.pages.reading import read
from tests.factories import make_article, make_district, make_figure, mention_district

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Article:
    article = make_article(
        "Northbank sold 12 percent more.",
        published_on="1975-05-01",
        date_precision="month",
        date_basis="address",
    )
    mention_district(article, make_district("Northbank"))
    make_figure(article, "12 percent", 12, "percent")
    return article


def test_a_list_and_the_story_say_the_month_and_no_day(client, story):
    for address in ("/articles/", "/figures/", "/districts/northbank/"):
        page = read(client.get(address))
        assert page.says("May 1975"), address
        assert not page.says("1 May 1975"), address
    page = read(client.get(story.get_absolute_url()))
    assert page.says("May 1975 (from its address)")
    assert '"datePublished":"1975-05"' in page.html


def test_it_is_found_by_its_year_and_by_the_basis_of_its_date(client, story):
    make_article("Another one.", published_on="1976-05-02")
    for query in ("year=1975", "basis=address", "q=year:1975"):
        assert read(client.get(f"/articles/?{query}")).says("1 story"), query
    assert client.get("/years/1975/").status_code == 200


def test_it_stands_among_days_at_the_beginning_of_its_month(client, story):
    make_article("The last of April.", published_on="1975-04-30")
    make_article("A day in May.", published_on="1975-05-02")
    text = read(client.get("/articles/?order=oldest")).text
    places = [text.index(w) for w in ("last of April", "Northbank sold", "day in May")]
    assert places == sorted(places)


def test_citations_leave_the_day_out(story):
    assert "May 1975" in in_words(story, "https://example.org/a")
    assert "1 May" not in in_words(story, "https://example.org/a")
    entry = bibtex(story, "https://example.org/a")
    assert "month = may," in entry
    assert "day =" not in entry
    assert "DA  - 1975/05//" in ris(story, "https://example.org/a")


def test_programs_are_told_how_much_of_the_date_is_known(client, story):
    for stem in ("articles", "figures"):
        row = client.get(f"/{stem}.json").json()[stem][0]
        assert (row["published_on"], row["date_precision"]) == ("1975-05-01", "month")
        head, line = client.get(f"/{stem}.csv").getvalue().decode().splitlines()
        assert dict(zip(head.split(","), line.split(","), strict=False))["published_on"]
        assert "date_precision" in head
    record = json.loads(client.get(f"/articles/{story.public_id}.json").content)
    assert record["date_precision"] == "month"
    assert record["district_mentions"][0]["basis"] == "text"


def test_its_feed_entry_has_a_whole_date(client, story):
    feed = ElementTree.fromstring(client.get("/articles.atom").content)
    published = feed.find(".//{*}entry/{*}published").text
    assert datetime.fromisoformat(published).date().isoformat() == "1975-05-01"


def test_each_region_with_stories_has_its_map_the_own_one_first(client, settings):
    settings.ARCHIVE_REGION = "westland"
    from tests.factories import make_region

    for name in ("Eastland", "Westland", "Emptyland"):
        region = make_region(name)
        for number in range(2):
            make_district(
                f"{name} {number}", region=region, tile_row=0, tile_column=number
            )
    for _ in range(3):
        east = make_article("Eastland 0 and Westland 1 grew.")
        mention_district(east, make_district("Eastland 0"))
    mention_district(east, make_district("Westland 1"))

    page = read(client.get("/"))

    assert page.text.index("Westland, by number") < page.text.index("Eastland, by n")
    assert not page.says("Emptyland")
    assert page.says("Westland: stories by district")
    # Each map has its own darkest tile, though one region has more stories.
    assert page.html.count("tile shade-5") == 2
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
