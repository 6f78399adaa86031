"""Whatever stands in an address, lists answer or explain, and never break.

`pytest --rounds 20` asks all of the odd addresses; `make torture` does.
"""

from __future__ import annotations

import random
import time
from urllib.parse import quote, urlencode

import pytest

from tests.archive.finding.invented import Invented, search_of, typed

pytestmark = pytest.mark.django_db

PATHS = ("/articles/", "/figures/", "/articles.json", "/figures.json")
OTHERS = ("/articles.atom", "/figures.csv", "/articles.csv", "/suggest.json")
ANSWERS = {200, 302, 400, 404}
AT_ONCE, MOST = 300, 3_000
SECONDS = 5
"""Far above what any of them takes, for a machine that is busy otherwise."""

NAMES = (
    *("q", "q", "q", "district", "year", "company", "publisher", "indicator", "unit"),
    *("kind", "status", "checks", "basis", "industry", "flagged", "order", "page"),
    *("per_page", "Q", "q[]", "", "distrikt", "utm_source", "__proto__", "page\0"),
)
VALUES = (
    *("putuo", "none", "energy", "kelvo-ships", "2021", "CNY", "best", "newest", "1"),
    *(
        "value",
        "0",
        "-1",
        "40000",
        "999999999",
        "9" * 400,
        "1e9",
        "٣",
        "²",
        "01",
        "1.5",
    ),
    *("", " ", "\0", "\ud800", "%", "%s", "{}", "'; DROP TABLE x;--", "<b>", "\\", '"'),
    *("solar*", "s*", "*", "OR", "a OR", "-solar", "--", "NOT", 'x"y', "year:0", "a:b"),
    *("figure:" + "9" * 250, "figure:1e400", "district:nowhere", "year:2022-2019"),
    *("solar " * 49, "solar OR " * 19 + "wind", "普" * 299, "é" * 299, "½ﷺ℡" * 40),
    *("\u202e\u200b\ufeff", "a" * 200, "A" * 10_000, "headline:headline:x", "“”„"),
)


@pytest.fixture
def archive():
    invented = Invented(random.Random(4))
    invented.add(20, chunk=0)
    invented.change(6)


def test_odd_addresses_get_an_answer_or_an_explanation(archive, client, pytestconfig):
    dice, seen = random.Random(9), set()
    for _ in range(min(MOST, AT_ONCE * pytestconfig.getoption("rounds"))):
        path = dice.choice(PATHS if dice.random() < 0.85 else OTHERS)
        seen.add(ask(client, path, odd_query(dice)))
    assert seen >= {200, 400, 404}


def ask(client, path, query):
    started = time.monotonic()
    response = client.get(path, QUERY_STRING=query)
    list(response)  # what is streamed is read, too
    assert response.status_code in ANSWERS, (path, query)
    assert time.monotonic() - started < SECONDS, (path, query)
    return response.status_code


def odd_query(dice: random.Random) -> str:
    """The part of an address behind its question mark."""
    kind = dice.random()
    if kind < 0.3:
        return urlencode({"q": typed(search_of(dice), dice), **_few(dice, 1)})
    if kind < 0.6:
        return urlencode({"q": _signs(dice), **_few(dice, 1)})
    if kind < 0.9:
        return _encoded(_few(dice, 4), dice.choice((1, 1, 1, 3, 300)))
    signs = "&=;%+?#q12f/[]\\\"'"
    return "".join(
        dice.choice((dice.choice(signs), f"%{dice.randrange(256):02x}"))
        for _ in range(40)
    )


def _few(dice: random.Random, most: int) -> dict[str, bytes]:
    chosen = {dice.choice(NAMES): dice.choice(VALUES) for _ in range(most)}
    return {name: _utf8(value) for name, value in chosen.items()}


def _encoded(pairs: dict[str, bytes], times: int) -> str:
    told = [f"{quote(name)}={quote(value)}" for name, value in pairs.items()]
    return "&".join(told * times)


def _utf8(text: str) -> bytes:
    """Lone surrogates as well, as bytes that are no text."""
    return text.encode("utf-8", "surrogatepass")


def _signs(dice: random.Random) -> bytes:
    pieces = "solar wind OR NOT AND - – * \" “ ' ( ) : headline: year: 2021 普 é & | ^"
    return _utf8(
        "".join(
            dice.choice(
                (dice.choice(pieces.split()), " ", chr(dice.randrange(0x11_0000)))
            )
            for _ in range(dice.randrange(1, 30))
        )
    )


HOSTILE = (
    ("&".join(["district=putuo"] * 300), 200),
    ("&".join(f"district=d{number}" for number in range(300)), 400),
    ("&".join(["q=solar"] * 300), 400),
    ("&".join(f"p{number}=1" for number in range(1_500)), 400),
    ("q=s*", 400),
    (urlencode({"q": " OR ".join(["solar", *"bcdefghijklmnopqrst"])}), 200),
    (urlencode({"q": " OR ".join(["solar", *"bcdefghijklmnopqrstu"])}), 400),
    ("page=40000", 404),
    ("page=" + "9" * 500, 404),
    ("page=0", 404),
    ("per_page=999999999", 200),
    ("year=99999", 400),
    (urlencode({"q": "figure:" + "9" * 250}), 200),
    (urlencode({"q": "x" * 301}), 400),
    ("q=%ff%fe", 400),
)


@pytest.mark.parametrize("path", PATHS)
def test_a_hostile_address_is_answered_or_refused(archive, client, path):
    for query, status in HOSTILE:
        assert ask(client, path, query) == status, query
