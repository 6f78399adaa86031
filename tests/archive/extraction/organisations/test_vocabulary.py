"""The word lists do not contradict each other."""

from __future__ import annotations

import pytest

from archive.extraction.organisations import cues, heads, strangers


def test_a_head_is_either_an_organisations_or_not() -> None:
    both = {word for word in heads.OUT if heads.kind_of(word)[1]}
    assert both == set()


def test_nouns_of_companies_and_of_other_things_are_apart() -> None:
    assert set() == cues.COMPANIES & cues.OTHER_NOUNS
    assert set() == cues.COMPANY_NOUNS & cues.THING_NOUNS
    assert set() == cues.ACTS & cues.MOVES


@pytest.mark.parametrize("low", sorted(heads.DROPPED))
def test_what_a_name_goes_without_is_an_ending_of_companies(low: str) -> None:
    assert low in heads.LEGAL


def test_words_are_folded() -> None:
    for listed in (heads.FIELDS, heads.OUT, strangers.NOBODY, strangers.PLACES):
        assert {word for word in listed if word != word.lower()} == set()
