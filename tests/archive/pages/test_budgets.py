"""The number of queries of a page does not grow with what is on it."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
    make_industry,
    mention_company,
    mention_district,
    mention_industry,
)

pytestmark = pytest.mark.django_db

PAGES = [
    ("/", 21),
    ("/articles/", 36),
    ("/articles/?q=harbour&district=north", 36),
    ("/figures/", 36),
    ("/districts/", 5),
    ("/districts/north/", 20),
    ("/companies/", 4),
    ("/companies/maker-0/", 18),
    ("/industries/", 6),
    ("/industries/trade-0/", 16),
    ("/indicators/dues-0/", 7),
    ("/years/2031/", 21),
    ("/about/", 10),
    ("/sitemap.xml", 9),
]


def add_stories(numbers: range) -> None:
    """Each with mentions, companies, industries, indicators and figures of its own."""
    north = make_district("North")
    for n in numbers:
        body = f"North and Quay {n} pay 9.78 billion yuan to Maker {n}, and 12 percent."
        story = make_article(body, published_on="2031-05-04")
        mention_district(story, north)
        mention_district(story, make_district(f"Quay {n}"), role="passing")
        company, trade = make_company(f"Maker {n + 1}"), make_industry(f"Trade {n + 1}")
        mention_company(story, company, "Maker")
        mention_company(story, make_company("Maker 0"), f"Maker {n},")
        mention_industry(story, trade, "pay")
        mention_industry(story, make_industry("Trade 0"), "yuan")
        for surface, unit in (("9.78 billion yuan", "CNY"), ("12 percent", "percent")):
            make_figure(
                story,
                surface,
                "12",
                unit,
                indicator=make_indicator(f"Dues {n}"),
                subject_district=north,
                subject_company=company if unit == "CNY" else None,
                flagged=True,
                checks=[{"code": "x", "words": "odd"}],
            )


def queries(client, address: str) -> int:
    client.get(address)  # What changed is read once, by whoever asks first.
    caches["pages"].clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("address", "most"), PAGES)
def test_a_page_costs_as_many_queries_for_many_stories_as_for_few(
    client, address, most
):
    add_stories(range(2))
    few = queries(client, address)
    add_stories(range(2, 7))
    many = queries(client, address)
    assert many == few
    assert many <= most


def test_a_story_costs_as_many_queries_with_many_figures_as_with_few(client):
    words = [f"{n}00 yuan" for n in range(1, 9)]
    few = make_article(f"It paid {words[0]}.")
    many = make_article(f"It paid {', '.join(words)}.")
    make_figure(few, words[0], 100)
    for word in words:
        make_figure(many, word, int(word[:3]), indicator=make_indicator(word))
    spent = [queries(client, story.get_absolute_url()) for story in (few, many)]
    assert spent[0] == spent[1] <= 7
