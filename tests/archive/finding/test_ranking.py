"""The order of best match, held against what a person judged of each story.

The measure is nDCG at 10: 1 where the most useful stories come first. Beside it stands
bm25, the usual order of search engines, of the same index.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from django.db import connection

from archive import finding, search
from archive.finding import BEST
from archive.search import Term, sqlite
from archive.search.query import Node, Or
from tests.factories import make_article

pytestmark = pytest.mark.django_db

CASES = json.loads(
    (Path(__file__).parents[2] / "cases" / "search" / "ranking.json").read_text()
)
FLOOR = 0.92
"""Measured: 0.924, by bm25 0.919."""
AT = 10


@pytest.fixture
def names():
    """The stories by their keys."""
    parts = ("headline", "standfirst", "published_on")
    made = {}
    for story in CASES["stories"]:
        article = make_article(story["body"], **{part: story[part] for part in parts})
        made[article.pk] = story["id"]
    return made


def test_what_a_reader_wants_comes_first(names):
    found = [gain(case, best(case["q"]), names) for case in CASES["queries"]]
    assert mean(found) >= FLOOR


def test_it_is_as_good_as_bm25(names):
    if connection.vendor != "sqlite":
        pytest.skip("the baseline is that of SQLite")
    ours = [gain(case, best(case["q"]), names) for case in CASES["queries"]]
    theirs = [gain(case, by_bm25(case["q"]), names) for case in CASES["queries"]]
    assert mean(ours) >= mean(theirs)


def test_every_grade_names_a_story_and_its_reason():
    known = {story["id"] for story in CASES["stories"]}
    for case in CASES["queries"]:
        assert case["grades"].keys() <= known
        assert all(0 <= grade <= 3 and why for grade, why in case["grades"].values())


def gain(case: dict, keys: list[int], names: dict[int, str]) -> float:
    """nDCG at 10 of an order, by the grades of a case."""
    grades = {name: grade for name, (grade, _) in case["grades"].items()}
    got = discounted([grades.get(names[key], 0) for key in keys])
    return got / discounted(sorted(grades.values(), reverse=True))


def discounted(grades: list[int]) -> float:
    places = enumerate(grades[:AT], 2)
    return sum((2**grade - 1) / math.log2(place) for place, grade in places)


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def best(words: str) -> list[int]:
    found = finding.articles(search.parse(words), {}, flagged=False)
    return found.page(BEST, 0, AT)


def by_bm25(words: str) -> list[int]:
    """SQLite's order; a word counts ten times in a headline, four in a standfirst."""
    asked = match(search.parse(words).tree)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM archive_text_index WHERE archive_text_index MATCH %s"
            " ORDER BY bm25(archive_text_index, 10, 4, 1, 1, 1), rowid DESC LIMIT %s",
            [asked, AT],
        )
        return [key for (key,) in cursor.fetchall()]


def match(node: Node) -> str:
    """A tree of words in the language of SQLite's index."""
    if isinstance(node, Term):
        return sqlite.having(node, "", 0, 0)[1][0]
    joint = " OR " if isinstance(node, Or) else " AND "
    return f"({joint.join(map(match, node.nodes))})"
