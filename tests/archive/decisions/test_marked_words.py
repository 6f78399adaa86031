"""Words that a person put into a body can be marked, and stay marked."""

from __future__ import annotations

import re

import pytest

from archive import decisions
from archive.ingest import World, reparse
from archive.models import Article, BodyRepair, DistrictMention, IndustryMention
from tests.archive.ingest.directly import take_directly
from tests.factories import make_district, make_industry, make_region

BODY = "The studn ä was welcomed.\n\nIt paid US$20 million in 2021, officials said.\n"


@pytest.fixture
def story(db, tmp_path) -> Article:
    path = tmp_path / "story.txt"
    path.write_text(f"Works open in the north today\n\n{BODY}")
    take_directly([path], make_region())
    return Article.objects.get()


def repaired(story: Article, before: str, after: str) -> Article:
    assert before in story.body
    decisions.repair_body(story, story.body.replace(before, after, 1), None)
    return Article.objects.get()


def mark_each_word(story: Article) -> int:
    """Mark every word as an industry of its own; returns how many there are."""
    words = list(re.finditer(r"[\w$]+", story.body))
    for index, word in enumerate(words):
        row = IndustryMention(article=story, industry=make_industry(f"trade {index}"))
        decisions.add(row, word.group(), None, "body", word.start())
    return len(words)


def marked() -> list[tuple[int, int, str]]:
    rows = IndustryMention.objects.filter(placed=True).order_by("start")
    return [(row.start, row.end, row.surface) for row in rows]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("studn ä", "students in Jiading District"),
        ("studn ä", "stud"),
        ("US$20 million", "41 percent"),
        ("paid", "paid, lent and spent"),
        ("The ", "At first the "),
        ("officials said", "said officials of Putuo"),
        ("2021", "1"),
    ],
)
def test_each_word_of_a_repaired_body_stays_marked(story, before, after):
    count = mark_each_word(repaired(story, before, after))
    before = marked()
    assert len(before) == count

    reparse(story.document, World())

    assert marked() == before


def test_words_beyond_the_length_of_those_replaced_can_be_marked(story):
    story = repaired(story, "studn ä", "students in Jiading District")
    row = DistrictMention(
        article=story, district=make_district("Jiading"), role="about"
    )

    decisions.add(row, "Jiading", None)

    assert row.surface == "Jiading"
    quotes = {
        str(repair.raw_ranges): repair.quote for repair in BodyRepair.objects.all()
    }
    assert quotes[str(row.raw_ranges)] == "ä"


def test_of_equal_words_that_a_person_wrote_the_first_is_marked(story):
    story = repaired(story, "paid", "paid, paid and paid")
    last = IndustryMention(article=story, industry=make_industry("finance"))

    decisions.add(last, "paid", None, "body", story.body.rindex("paid"))

    before = marked()
    reparse(story.document, World())
    assert marked() == before
