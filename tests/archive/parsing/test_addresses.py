"""What a document's address says about it."""

from __future__ import annotations

import pytest

from archive.parsing.addresses import addressed, is_address, published_by_address
from archive.parsing.model import ParsedArticle
from archive.spans import MappedText

ARTICLE = ParsedArticle(MappedText.cut("The port grew.", 0, 14))


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://news.example/2023/08/18/port.html", "2023-08-18"),
        ("https://news.example/2023-08-18/port", "2023-08-18"),
        ("https://news.example/2023/8/5/port", "2023-08-05"),
        ("https://news.example/news/2023-08-18-the-port-grows", "2023-08-18"),
        ("https://news.example/20230818/port.html", "2023-08-18"),
        ("https://news.example/202308/18/port.html", "2023-08-18"),
        # A story number that begins with the day.
        ("https://news.example/news/metro/2308181472/", "2023-08-18"),
    ],
)
def test_the_day_in_an_address_is_read(address, day):
    published = published_by_address(address)
    assert (published.on.isoformat(), published.basis) == (day, "address")


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/2023/08/port",
        "https://news.example/2023/13/40/port",
        "https://news.example/story-20230818",
        # Seconds since 1970, and numbers whose first digits are no day.
        "https://news.example/news/1511224567/",
        "https://news.example/news/2399991472/",
        "https://news.example/2308181472/",
        "https://news.example/news/23081814721/",
    ],
)
def test_other_numbers_are_no_day(address):
    assert published_by_address(address) is None


def test_only_a_whole_web_address_is_one():
    assert is_address("https://news.example/a?b=c#d")
    assert not is_address("news.example/a")
    assert not is_address("https://news.example/a b")
    assert not is_address("ftp://news.example/a")


def test_an_article_takes_the_address_it_came_from_and_its_day():
    dated = addressed(ARTICLE, "https://news.example/2023/08/18/port.html")
    assert dated.address.endswith("port.html")
    assert dated.published.basis == "address"
    assert addressed(ARTICLE, "port.html") == ARTICLE
