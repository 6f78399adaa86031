"""The second currency in brackets behind an amount."""

from __future__ import annotations

import pytest

from tests.archive.extraction.reading import figures

PAIRED = [
    ("(US$560 million)", "560000000 USD"),
    ("(US$ 560 million)", "560000000 USD"),
    ("($560 million)", "560000000 USD"),
    ("($560m)", "560000000 USD"),
    ("(560 million U.S. dollars)", "560000000 USD"),
    ("(about 560 million US dollars)", "560000000 USD"),
    ("(around 560 million U.S. Dollars)", "560000000 USD"),
    ("(approximately US$560 million)", "560000000 USD"),
    ("(or US$560 million)", "560000000 USD"),
    ("(equivalent to US$560 million)", "560000000 USD"),
    ("(nearly US$0.56 billion)", "560000000 USD"),
    ("(over 560 million US dollars)", "560000000 USD"),
    ("(US$560 million at the time)", "560000000 USD"),
    ("(USD 560 million)", "560000000 USD"),
    ("(560 million USD)", "560000000 USD"),
    ("(€510 million)", "510000000 EUR"),
    ("(510 million euros)", "510000000 EUR"),
    ("(£440 million)", "440000000 GBP"),
    ("(HK$4.4 billion)", "4400000000 HKD"),
    ("(S$760 million)", "760000000 SGD"),
    ("(JPY 80 billion)", "80000000000 JPY"),
    ("[US$560 million]", "560000000 USD"),
    ("（US$560 million）", "560000000 USD"),
    ("(560 million)", "560000000 USD"),
    ("(about a million US dollars)", "1000000 USD"),
]


@pytest.mark.parametrize(("bracket", "expected"), PAIRED)
def test_it_belongs_to_the_amount_before_it(bracket: str, expected: str) -> None:
    (figure,) = figures(f"The town earned 4 billion yuan {bracket} there.")
    conversion = figure.conversion
    assert conversion is not None
    assert f"{conversion.value:f} {conversion.unit}" == expected
    assert conversion.surface == bracket


@pytest.mark.parametrize(
    "bracket",
    [
        "(2019)",
        "(see page 12)",
        "(up 5.2 percent)",
        "(12 firms)",
        "(134)",
        "(and US)",
        "(tax excluded)",
        "()",
        "(the third)",
        "(June 5)",
        "(as the town office said)",
        "(of which the town itself gave US$30 million)",
        "(US$30 million of it from the town office itself)",
    ],
)
def test_other_brackets_are_none(bracket: str) -> None:
    found = figures(f"The town earned 4 billion yuan {bracket} there.")
    assert found[0].conversion is None


@pytest.mark.parametrize(
    "text",
    [
        "It spent 4 billion yuan on parks (US$560 million).",
        "It paid 4 billion yuan of tax (about US$560 million) last year.",
        "A 4-billion-yuan (US$560 million) fund was set up.",
        "A 4 billion yuan (US$560 million) fund was set up.",
        "It spent RMB 4 billion (US$560 million).",
        "It spent nearly 4 billion yuan(US$560 million).",
        "It spent 4 billion yuan ( US$560 million ).",
        "It will spend 4 billion yuan (US$560 million) each year.",
    ],
)
def test_it_is_paired_once_and_is_no_figure(text: str) -> None:
    (figure,) = figures(text)
    assert figure.value == 4000000000
    assert figure.conversion is not None
    assert figure.conversion.value == 560000000


def test_each_amount_has_its_own() -> None:
    found = figures("It rose from 4 yuan (US$0.56) to 5 yuan (US$0.70), or 25 percent.")
    assert [
        (str(figure.value), figure.conversion and str(figure.conversion.value))
        for figure in found
    ] == [("4", "0.56"), ("5", "0.7"), ("25", None)]


def test_the_same_currency_in_brackets_is_no_conversion() -> None:
    found = figures("It spent 4 billion yuan (3 billion yuan in 2019).")
    assert [str(figure.value) for figure in found] == ["4000000000", "3000000000"]
    assert found[0].conversion is None
