"""Whom a figure is about in a story that is filed under a district."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.extraction import extract
from tests.archive.extraction.gazetteers import small_gazetteer, story

GAZETTEER = small_gazetteer()


@pytest.mark.parametrize(
    ("body", "expected", "why"),
    [
        ("Most District banks lent 5 percent more.", "putuo", "the filed district"),
        ("Smaller district banks lent 5 percent more.", "putuo", "in small letters"),
        ("Lanhu Business District has 5 banks.", "Lanhu Business District", "a place"),
        ("Lanhu Park is old. Some 5 shops closed.", "putuo", "no place goes on"),
        ("Lanhu Park is old. It has 5 shops.", "Lanhu Park", "but where it is meant"),
        (
            f"{'Lanhu Park is old. ' * 5}\n\nSome 5 shops closed.",
            "putuo",
            "named often",
        ),
        ("Huayi hired. Wages rose 5 percent.", "putuo", "no company goes on"),
        ("Huayi hired. The total rose 5 percent.", "huayi", "but where it is told on"),
    ],
)
def test_what_names_nobody_is_the_filed_districts(
    body: str, expected: str, why: str
) -> None:
    told = replace(story(body, "2024-01-15"), region="shanghai", districts=("putuo",))
    (figure,) = extract(told, GAZETTEER).figures
    subject = figure.subject_district or figure.subject_company or figure.subject_words
    assert subject == expected, why


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Suzhou park wins makers", "Great-Lake Suzhou Industrial Park"),
        ("Great park wins makers", "Great-Lake Suzhou Industrial Park"),
        ("Suzhou wins makers", "Suzhou"),
        ("A park wins makers", "Suzhou"),
    ],
)
def test_a_headline_may_name_a_park_by_its_city(headline: str, expected: str) -> None:
    body = (
        "Some 90 makers came to mark the day of the Great-Lake Suzhou Industrial Park."
    )
    told = replace(story(body, "2024-01-15"), region="shanghai", headline=headline)
    (figure,) = extract(told, GAZETTEER).figures
    assert figure.subject_words == expected
