"""Industries: named in sentences, not in menus."""

from __future__ import annotations

import pytest

from archive.extraction import Gazetteer, SurfaceForm, extract
from tests.archive.extraction.gazetteers import small_gazetteer, story

GAZETTEER = small_gazetteer()


def _industries(body: str, **parts: str) -> set[str]:
    found = extract(story(body, **parts), GAZETTEER).industries
    return {find.industry for find in found}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Firms in biotech, cybersecurity and new energy came.", 3),
        ("Firms use big data at work.", 1),
        ("A lamp with a solar cell was shown.", 1),
        ("Nothing of the kind is said here.", 0),
        ("The biotechnical word is another word.", 0),
        ("BIOTECH firms came.", 1),
        ("Hydrogen buses drive in town.", 1),
        ("Financial talks, and more financial talks, were held.", 1),
    ],
)
def test_the_first_paragraph_names_industries(body: str, expected: int) -> None:
    found = _industries(f"{body}")
    if "solar" in body:
        # A weak keyword said once, even up there, is not enough.
        assert found == set()
    else:
        assert len(found) == expected


def test_a_weak_keyword_far_down_is_not_an_industry() -> None:
    assert _industries("The town grew.\n\nIt spoke of education once.") == set()


def test_a_weak_keyword_in_the_headline_is() -> None:
    assert _industries("The town grew.", headline="Education first") == {"education"}


def test_a_keyword_makes_the_name_of_its_industry_weaker() -> None:
    strong = SurfaceForm("Baking", "baking")
    weak = SurfaceForm("baking", "baking", "keyword", 0.7)
    told = story("The town grew.\n\nIt spoke of baking once.")
    for forms, expected in (([strong], {"baking"}), ([strong, weak], set())):
        found = extract(told, Gazetteer.build(industries=forms)).industries
        assert {find.industry for find in found} == expected


def test_an_industry_named_once_in_a_list_counts() -> None:
    body = "The town grew.\n\nIt has finance, biotech, tourism and big data firms."
    assert _industries(body) == {"finance", "biomedicine", "tourism", "big-data"}


def test_the_words_of_a_menu_do_not_count() -> None:
    body = "The town grew a lot this year.\n\nFinance\n\nBiotech\n\nSport\n\nTourism"
    assert _industries(body) == set()


def test_every_keyword_of_an_industry_above_the_cut_off_is_marked() -> None:
    body = "New energy leads.\n\nA solar roof was built."
    found = extract(story(body), GAZETTEER).industries
    assert [(find.surface, find.keyword) for find in found] == [
        ("New energy", "new energy"),
        ("solar", "solar"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The town grew.\n\nThe Administration of Tourism spoke of it.", set()),
        ("The town grew.\n\nIts Commission of Finance and Trade met there.", set()),
        ("The town grew.\n\nIt met in the Grand Tourism Center of the north.", set()),
        (
            "The town grew.\n\nThe Grand Tourism Center opened. Tourism is up.",
            {"tourism"},
        ),
        ("The town grew.\n\nTourism is up.", {"tourism"}),
        ("The town grew.\n\nAn office for tourism met.", {"tourism"}),
    ],
)
def test_a_name_that_holds_a_keyword_says_less(body: str, expected: set[str]) -> None:
    assert _industries(body) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "It leads in education, biotech and new energy.",
            {"education", "biomedicine", "new-energy"},
        ),
        ("It leads in education. Biotech and new energy too.", 2),
        ("It leads in education and biotech.", {"biomedicine"}),
    ],
)
def test_a_weak_keyword_counts_more_in_a_list_of_three(
    line: str, expected: set[str] | int
) -> None:
    found = _industries(f"The town grew.\n\n{line}")
    assert found == expected or len(found) == expected


def test_weak_keywords_alone_have_to_be_many() -> None:
    line = "A solar roof of a financial kind."
    assert _industries(f"The town grew.\n\n{line}") == set()
