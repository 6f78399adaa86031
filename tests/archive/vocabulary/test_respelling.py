"""Searches as they may have been meant."""

from __future__ import annotations

import pytest

from archive import search, vocabulary
from archive.vocabulary.nearness import Neighbours
from archive.vocabulary.respelling import MOST_UNKNOWN
from districts.models import Company
from tests.archive.vocabulary import memory
from tests.factories import (
    make_company,
    make_district,
    make_document,
    make_indicator,
    make_industry,
)

pytestmark = pytest.mark.django_db

COUNTS = {
    "government": 900,
    "goverment": 2,
    "port": 700,
    "ports": 400,
    "post": 60,
    "new": 800,
    "energy": 500,
    "account": 40,
    "amount": 300,
    "harbour": 600,
    "revenue": 300,
    "recent": 900,
    "the": 1000,
}


@pytest.fixture(autouse=True)
def world() -> None:
    make_document()
    make_district("Yangpu", name_zh="杨浦区")
    make_district("Jing'an", aliases=("Daning Theatre Valley",))
    make_industry("New energy", keywords=("photovoltaics", "新能源汽车"))
    make_company("Harbour Batteries", aliases=("Kraftwerk",))
    make_company("Enerny", standing=Company.Standing.FOUND)
    make_indicator("Fiscal revenue")
    vocabulary.replace(0, COUNTS)


def meant(words: str) -> str | None:
    found = vocabulary.respelt(search.parse(words))
    return found and found.words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("govermnent", "government"),  # two letters swapped
        ("goverment", "government"),  # a slip that two articles have as well
        ("acount", "account"),  # one of a pair left out, though "amount" is more usual
        ("prot", "port"),  # four letters: one slip
        ("yangpo", "Yangpu"),  # a district, as it is written
        ("kraftwek", "Kraftwerk"),  # a company by its other name
        ("photovoltacs", "photovoltaics"),  # a word of an industry
        ("dannig", "daning"),  # a word of a longer name
        ("enerny", "energy"),  # a company that nobody has looked at is no authority
        ("newenergy", "New energy"),  # a name without its blank
        ("newport", "new port"),  # two known words without theirs
        ("yang pu", "Yangpu"),  # a name with one too many
        ("har bour", "harbour"),
        ("new-enregy", "new-energy"),
        ("govermnent of yangpo", "government of Yangpu"),
        ("新能元汽车", "新能源汽车"),  # one character of five
    ],
)
def test_a_word_that_nobody_wrote_is_replaced_by_one_near_it(typed, expected):
    assert meant(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "government",
        "post",  # known, and "port" is not so much more frequent
        "prt",  # too short to say
        "revenu",  # found under the same stem as "revenue"
        "jingan",  # a name, in another spelling
        "New Energy",
        "杨浦",
        "zzyzzyx",
        "12345 5g",
        '"govermnent house"',
        "headline:govermnent",
        "govermn*",
    ],
)
def test_what_is_known_or_meant_exactly_stays(typed):
    assert meant(typed) is None


def test_only_the_words_in_question_change():
    typed = 'govermnent OR Prot -enregy NOT enregy "new enregy" year:2023  new'
    expected = 'government OR port -enregy NOT enregy "new enregy" year:2023 new'
    found = vocabulary.respelt(search.parse(typed))
    assert found.words == expected
    changed = [piece.text for piece in found.pieces if piece.changed]
    assert changed == ["government", "port"]


def test_without_any_vocabulary_names_are_still_known():
    vocabulary.forget_above(-1)
    memory.forget()
    assert meant("yangpo govermnent") == "Yangpu govermnent"


def test_a_name_cannot_write_the_language_of_searches():
    make_company('Twister" OR -Port: NOT', aliases=())
    memory.forget()
    assert meant("twisterorportnott") == "Twister or Port not"


def test_many_unknown_words_cost_a_bounded_time(monkeypatch):
    looks = []
    within = Neighbours.within

    def counted(self: Neighbours, word: str, edits: int) -> object:
        looks.append(word)
        return within(self, word, edits)

    monkeypatch.setattr(Neighbours, "within", counted)
    meant(" ".join(["qwertzui-" * 3 + "qwertzui"] * 8))
    assert len(set(looks)) == 1
    assert len(looks) == 2 * MOST_UNKNOWN
