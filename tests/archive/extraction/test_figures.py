"""Figures: what is read, what is not, and where it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.extraction import FigureFind, extract
from tests.archive.extraction.cases import grouped
from tests.archive.extraction.gazetteers import small_gazetteer, story

GAZETTEER = small_gazetteer()


def figures(body: str, published: str = "2023-08-19", **parts: str) -> list[FigureFind]:
    return list(extract(story(body, published, **parts), GAZETTEER).figures)


@pytest.mark.parametrize(("text", "expected", "why"), grouped("figures"))
def test_it_reads_the_figures_of_a_sentence(
    text: str, expected: list, why: str
) -> None:
    found = [
        [figure.surface, figure.value, figure.unit, figure.kind]
        for figure in figures(text)
    ]
    wanted = [[row[0], Decimal(row[1]), *row[2:]] for row in expected]
    assert found == wanted, why


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit", "stated"),
    [
        ("4 billion yuan (US$560 million)", "(US$560 million)", "560000000", "USD", 1),
        ("4 billion yuan ($560 million)", "($560 million)", "560000000", "USD", 1),
        ("4 billion yuan (134.18 million)", "(134.18 million)", "134180000", "USD", 0),
        (
            "4 billion yuan (about 30 million U.S. dollars)",
            "(about 30 million U.S. dollars)",
            "30000000",
            "USD",
            1,
        ),
        ("5 million yuan (US$757,000)", "(US$757,000)", "757000", "USD", 1),
        ("5 million yuan(US$757,000)", "(US$757,000)", "757000", "USD", 1),
        (
            "US$5 billion (36 billion yuan)",
            "(36 billion yuan)",
            "36000000000",
            "CNY",
            1,
        ),
        ("9 billion yuan (€1.2 billion)", "(€1.2 billion)", "1200000000", "EUR", 1),
        ("9 billion yuan (HK$9.9 billion)", "(HK$9.9 billion)", "9900000000", "HKD", 1),
        (
            "9 billion yuan (1.3 billion USD)",
            "(1.3 billion USD)",
            "1300000000",
            "USD",
            1,
        ),
    ],
)
def test_it_pairs_a_bracketed_currency_and_makes_no_figure_of_it(
    text: str, surface: str, value: str, unit: str, stated: int
) -> None:
    body = f"The town earned {text} there."
    (figure,) = figures(body)
    conversion = figure.conversion
    assert conversion is not None
    assert conversion.surface == surface
    assert body[conversion.start : conversion.end] == surface
    assert conversion.value == Decimal(value)
    assert conversion.unit == unit
    assert conversion.unit_stated is bool(stated)


@pytest.mark.parametrize(
    "bracket", ["(2019)", "(Shanghai)", "(134)", "(12 firms)", "(up 3 percent)", "("]
)
def test_it_takes_no_other_bracket_for_a_conversion(bracket: str) -> None:
    found = figures(f"The town earned 4 billion yuan {bracket} there.")
    assert found[0].conversion is None
    assert found[0].value == Decimal(4000000000)


def test_it_keeps_the_hedge_in_the_surface_and_names_it() -> None:
    (figure,) = figures("The town earned nearly 12 billion yuan.")
    assert figure.surface == "nearly 12 billion yuan"
    assert figure.hedge == "nearly"


def test_a_size_of_billions_is_hedged_as_a_level_and_never_an_amount_paid() -> None:
    found = figures("It aims to build several 10 billion-level clusters.")
    assert [(figure.hedge, figure.kind) for figure in found] == [("level", "target")]


def test_the_span_of_the_number_leaves_hedge_and_unit_out() -> None:
    body = "The town earned nearly 12 billion yuan."
    (figure,) = figures(body)
    assert body[figure.number_start : figure.number_end] == "12 billion"


def test_a_fact_repeated_in_the_standfirst_is_told_once_from_the_body() -> None:
    found = figures(
        "Thirty firms signed contracts.",
        standfirst="30 firms sign contracts.",
        captions="A ceremony for 30 new companies.",
    )
    assert [(figure.part, figure.surface) for figure in found] == [
        ("body", "Thirty firms")
    ]


def test_a_fact_only_in_the_headline_is_kept() -> None:
    found = figures("The town grew.", headline="Town draws 40 firms")
    assert [(figure.part, figure.value) for figure in found] == [("headline", 40)]


def test_the_name_of_a_company_is_no_number() -> None:
    body = "It drew Alibaba, 360, ByteDance and others, and 12 firms more."
    assert [figure.value for figure in figures(body)] == [12]


def test_each_is_kept_as_what_the_amount_is_per() -> None:
    found = figures("It has 7 projects with 100 million yuan (US$13 million) each.")
    assert found[1].per == "each"
    assert found[1].kind == "threshold"


def test_growth_keeps_what_it_is_measured_against() -> None:
    found = figures("Output grew 3.1 percent year on year.")
    assert found[0].comparison == "year on year"


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        (
            "Putuo achieved 9.7 billion yuan in local fiscal revenue.",
            "local fiscal revenue",
            "local-fiscal-revenue",
        ),
        ("Its tax revenue reached 5 million yuan.", "tax revenue", "tax-revenue"),
        ("The industrial output of Putuo grew 4 percent.", None, "industrial-output"),
        ("Its fiscal revenue in 2015 reached 5 million yuan.", None, "fiscal-revenue"),
        ("A tax revenue of 4 million yuan was booked.", "tax revenue", "tax-revenue"),
        ("It saw an increase of 4 percent in tax revenue.", None, "tax-revenue"),
        ("It invested 4 million yuan.", "investment", ""),
        ("Putuo has 30 listed companies.", "listed companies", ""),
    ],
)
def test_it_says_what_is_measured(text: str, words: str | None, key: str) -> None:
    (figure,) = figures(text)
    assert figure.indicator == key
    if words is not None:
        assert figure.indicator_words == words


def test_a_growth_rate_inherits_the_indicator_of_its_level() -> None:
    found = figures("Tax revenue reached 5 million yuan, a 6 percent increase.")
    assert [figure.indicator for figure in found] == ["tax-revenue", "tax-revenue"]


@pytest.mark.parametrize(
    ("text", "district", "company", "words"),
    [
        ("Putuo grew. The district earned 5 million yuan.", "putuo", "", ""),
        ("Putuo grew. Its taxes were 5 million yuan.", "putuo", "", ""),
        ("In Putuo, Alibaba earned 5 million yuan.", "", "alibaba", ""),
        ("Alibaba now has six subsidiaries in Putuo.", "", "alibaba", ""),
        (
            "Qingteng said after coming to Putuo, the company will hire 90 workers.",
            "",
            "qingteng",
            "",
        ),
        (
            "Jiading grew. Jiading New City drew 90 firms.",
            "",
            "",
            "Jiading New City",
        ),
        ("Nobody knows who paid 5 million yuan.", "", "", ""),
    ],
)
def test_it_knows_whom_a_figure_is_about(
    text: str, district: str, company: str, words: str
) -> None:
    figure = figures(text)[-1]
    assert figure.subject_district == district
    assert figure.subject_company == company
    assert figure.subject_words == words
