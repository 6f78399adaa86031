"""What a figure measures: its words, and the indicator they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extraction import Gazetteer, IndicatorForm, extract
from archive.extraction.indicators import registry_key
from tests.archive.extraction.cases import grouped
from tests.archive.extraction.gazetteers import small_gazetteer, story
from tests.growth import growth

GAZETTEER = small_gazetteer()


def words_of(text: str) -> list[str]:
    """What each figure of a text measures, in its words."""
    figures = extract(story(text, "2024-01-15"), GAZETTEER).figures
    return [figure.indicator_words for figure in figures]


@pytest.mark.parametrize(("text", "expected", "why"), grouped("indicators"))
def test_it_says_what_each_figure_measures(
    text: str, expected: list[str | None], why: str
) -> None:
    """A null in a case is a figure that it isn't about."""
    found = words_of(text)
    asked = [
        said if wanted is not None else None
        for said, wanted in zip(found, expected, strict=True)
    ]
    assert asked == expected, why


MEASURED = st.sampled_from(
    [
        "tax revenue",
        "industrial output",
        "retail sales of consumer goods",
        "output value of the chip industry",
        "added value of the service sector",
        "investment in fixed assets",
        "export of machine tools",
        "per capita income of farmers",
        "sales of new energy vehicles",
        "rents for office space",
    ]
)
OPENINGS = st.sampled_from(
    ["", "In 2021, ", "Last year, ", "In the first half, ", "By the end of June, "]
)
OWNERS = st.sampled_from(["Putuo's ", "the district's ", "the town's ", "its ", "the "])
REACHED = st.sampled_from(
    ["reached", "stood at", "amounted to", "was", "has risen to", "is expected to hit"]
)
GOING_ON = st.sampled_from(
    [
        ", up {} percent",
        ", a rise of {} percent",
        ", a year-on-year increase of {} percent",
        ", with a growth of {} percent",
        ", an {} percent increase from a year earlier",
        ", representing {} percent growth",
        ", down {} percent year on year",
    ]
)


@given(OPENINGS, OWNERS, MEASURED, REACHED, GOING_ON)
def test_a_level_and_its_growth_measure_what_the_sentence_speaks_of(
    opening: str, owner: str, measured: str, reached: str, going_on: str
) -> None:
    subject = owner + measured
    subject = subject if opening else subject[0].upper() + subject[1:]
    text = f"{opening}{subject} {reached} 45 million yuan{going_on.format(8)}."
    assert [said.lower() for said in words_of(text)] == [measured, measured]


@given(MEASURED, MEASURED, REACHED)
def test_two_things_and_two_figures_are_paired_in_their_order(
    first: str, second: str, reached: str
) -> None:
    text = (
        f"The {first} and the {second} {reached} 45 million yuan and 8 million yuan, "
        f"respectively."
    )
    assert words_of(text) == [first, second]


@given(
    st.sampled_from(["posted", "recorded", "achieved", "saw", "registered"]),
    st.sampled_from(["rise", "increase", "drop", "jump", "year-on-year increase"]),
    MEASURED,
    st.sampled_from([", reaching", ", amounting to", ", which hit", " to"]),
)
def test_a_growth_is_of_what_stands_behind_it_and_so_is_its_level(
    verb: str, growth_noun: str, measured: str, link: str
) -> None:
    text = f"The district {verb} a 5 percent {growth_noun} in {measured}"
    assert words_of(f"{text}{link} 45 million yuan.") == [measured, measured]


@given(
    st.sampled_from(["generated", "collected", "contributed", "booked", "received"]),
    MEASURED,
)
def test_an_amount_is_of_what_stands_behind_it_where_only_a_name_stands_before(
    verb: str, measured: str
) -> None:
    assert words_of(f"Putuo {verb} 45 million yuan in {measured}.") == [measured]


@pytest.mark.parametrize(
    ("words", "unit", "key"),
    [
        ("tax revenue", "CNY", "tax-revenue"),
        ("tax revenue of chip firms", "CNY", "tax-revenue"),
        ("tax revenue of chip firms", "percent", "tax-revenue"),
        ("profits of firms", "CNY", ""),
        ("profits of firms", "percent", ""),
        ("number of firms", "count:firms", "firms"),
        ("firms", "percent", "firms"),
        ("firms", "CNY", ""),
        ("land area", "km2", "area"),
        ("value of the area's output", "CNY", ""),
        ("share of tax revenue: exports", "percent", "exports"),
        ("share of tax revenue: coal", "percent", "tax-revenue"),
        ("share of tax revenue", "fraction", "tax-revenue"),
        ("exports citywide", "rank", "exports"),
        ("tax", "CNY", "tax-revenue"),
        ("annual tax of firms", "CNY", "tax-revenue"),
        ("tax breaks", "CNY", ""),
        ("", "CNY", ""),
    ],
)
def test_it_knows_the_indicator_by_the_head_of_its_words_and_by_the_unit(
    words: str, unit: str, key: str
) -> None:
    forms = [
        IndicatorForm("tax revenue", "tax-revenue", "CNY"),
        IndicatorForm("taxes", "tax-revenue", "CNY"),
        IndicatorForm("exports", "exports", "CNY"),
        IndicatorForm("firms", "firms", "count:firms"),
        IndicatorForm("land area", "area", "km2"),
        IndicatorForm("area", "area", "km2"),
    ]
    assert registry_key(words, unit, Gazetteer.build(indicators=forms)) == key


@pytest.mark.parametrize(
    "unit",
    [
        "tax revenue and ",
        "sales of tea, ",
        "5 percent and ",
        "reached 5 percent, ",
        "which has grown (GDP) ",
        "share of half of ",
    ],
)
def test_words_in_endless_rows_take_no_more_than_their_share(unit: str) -> None:
    def text(count: int) -> object:
        return story("Sales rose 4 percent. " + unit * count)

    assert growth(lambda read: extract(read, GAZETTEER), text) < 9
