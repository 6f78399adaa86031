"""A fact told in several parts of a story is one figure, told from the body."""

from __future__ import annotations

import pytest

from tests.archive.extraction.reading import figures


@pytest.mark.parametrize(
    ("body", "parts", "expected"),
    [
        ("Thirty firms came.", {"headline": "30 firms come"}, ["body 30"]),
        ("GDP grew 5.1 percent.", {"headline": "GDP up 5.1%"}, ["body 5.1"]),
        ("GDP grew 5.1 percent.", {"headline": "GDP up 5%"}, ["body 5.1"]),
        (
            "Sales were 204.53 billion yuan.",
            {"headline": "Sales top 200 billion yuan"},
            ["body 204530000000"],
        ),
        (
            "Sales were 29.8 billion yuan.",
            {"standfirst": "Sales were nearly 30 billion yuan."},
            ["body 29800000000"],
        ),
        (
            "Sales were 29.8 billion yuan.",
            {"captions": "A mall. Sales were almost 30 billion yuan."},
            ["body 29800000000"],
        ),
        (
            "Sales were 29.8 billion yuan.",
            {"headline": "Town opens 30 parks"},
            ["headline 30", "body 29800000000"],
        ),
        (
            "GDP grew 5.1 percent.",
            {"headline": "GDP up 6%"},
            ["headline 6", "body 5.1"],
        ),
        ("GDP grew.", {"headline": "GDP up 6%"}, ["headline 6"]),
        (
            "Output was 1/3 of the city's.",
            {"standfirst": "Output was a third of the city's."},
            ["body 0.333333"],
        ),
        ("Sales fell 2 percent.", {"headline": "Sales down 2%"}, ["body -2"]),
        (
            "The fair drew 1,528 firms.",
            {"headline": "Fair draws over 1,500 firms"},
            ["body 1528"],
        ),
        (
            "Forty firms came.",
            {"headline": "41 firms come"},
            ["headline 41", "body 40"],
        ),
    ],
)
def test_it_is_told_once(body: str, parts: dict[str, str], expected: list[str]) -> None:
    found = figures(body, **parts)
    assert [f"{figure.part} {figure.value:f}" for figure in found] == expected
