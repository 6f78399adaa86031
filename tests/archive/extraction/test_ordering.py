"""Finds in the order of the text, none within another."""

from __future__ import annotations

from archive.extraction.model import DistrictFind
from archive.extraction.ordering import in_text_order


def find(part: str, start: int, end: int, district: str = "putuo") -> DistrictFind:
    return DistrictFind(
        part, start, end, "x" * (end - start), "name", 0.9, district, "about"
    )


def test_the_longest_find_of_a_place_is_kept() -> None:
    short, long, later = find("body", 0, 5), find("body", 0, 14), find("body", 20, 25)
    within = find("body", 6, 14)
    assert in_text_order([later, within, short, long]) == [long, later]


def test_two_finds_of_the_same_words_are_both_kept() -> None:
    one, other = find("body", 0, 5), find("body", 0, 5, "yangpu")
    assert in_text_order([one, other]) == [one, other]


def test_parts_come_in_the_order_they_are_printed() -> None:
    body, headline = find("body", 0, 5), find("headline", 2, 7)
    assert in_text_order([body, headline]) == [headline, body]
