"""Numbers that claim nothing: dates, labels, names, spans, ages."""

from __future__ import annotations

import re

import pytest

from archive.extraction import extract
from tests.archive.extraction.gazetteers import small_gazetteer, story
from tests.archive.extraction.reading import values

NOTHING = {
    "dates": [
        "It opened on July 14, 2020.",
        "It opened on 14 July.",
        "It opened on Sept. 30.",
        "It opened on 2020-07-14 and 2020/07/15.",
        "It opened on 2025.11.12 there.",
        "It ran from June 5 to 9.",
        "It ran June 5-9.",
        "It opened on June 30 and July 1.",
        "It was a day of the 1990s.",
        "In the mid-2010s it grew.",
        "It opened in 2020.",
        "By 2035, it shall be a hub.",
        "In 2019 companies came.",
        "The 2020-2025 plan was kept.",
        "It was the FY2023 budget.",
        "It opened on may 5.",
    ],
    "clocks": [
        "It opens at 9:30am.",
        "It opens at 9 am and closes at 10 pm.",
        "It opens at 8 o'clock.",
        "It is open 24 hours.",
        "It opens at half past nine.",
        "Read at 19:29 UTC+8.",
    ],
    "ordinals": [
        "The 25th anniversary came.",
        "The 11th session was held.",
        "The 14th Five-Year Plan began.",
        "The 1st phase ended.",
        "The 21st century came.",
        "Its second phase and third round ended.",
    ],
    "labels": [
        "Metro Line 14 opened.",
        "Metro lines 2 and 10 opened.",
        "It stands at 1788 Sample Road W.",
        "It stands at No. 15, Sample Street.",
        "It stands at Lane 128.",
        "It is on the 5th floor of Building 3.",
        "Room 1201 is closed.",
        "Article 12 was changed.",
        "Phase 2 and Phase II began.",
        "Gate 4 and Terminal 2 are open.",
        "See page 12.",
        "Take exit 3.",
        "Call 021-6464 1234 now.",
        "Call 6464 1234 for tickets.",
    ],
    "names": [
        "5G, 6G and G60 were named.",
        "The A320 and the C919 flew.",
        "The Boeing 737 flew.",
        "Web 3.0 and Industry 4.0 came.",
        "The ET7 and ES9 were sold.",
        "PM 2.5 fell.",
        "COVID-19 came.",
        "The COP28 was held.",
        "The G20 summit was held.",
        "The Fortune 500 was printed.",
        "The CSI 300 fell.",
        "The Expo 2010 was held.",
        "The WeChat 8.0 came.",
        "It joined B2B and O2O sales.",
        "The 1+10 plan and the 3+3 plan came.",
    ],
    "spans": [
        "A three-year plan was made.",
        "A 15-minute circle was drawn.",
        "It took over five years.",
        "It took 18 months.",
        "For two decades it grew.",
        "It is a 100-day drive.",
        "It is a two-hour ride.",
        "It lasted 3 days.",
    ],
    "people": [
        "Li Na, 52, sang.",
        "Li Na, aged 52, sang.",
        "A 52-year-old sang.",
        "The 8-year-old boy sang.",
    ],
    "empty": [
        "Both sides met in two ways.",
        "The two countries met.",
        "These three were named.",
        "It has three major pillars.",
        "It did so in four aspects.",
        "It took two steps.",
        "One day it grew.",
        "It is number one with us.",
        "It won 3-1.",
        "Zero waste is a goal.",
        "No two towns are alike.",
    ],
    "speeds": [
        "Trains run at 80 km per hour.",
        "Trains run at 350 km/h.",
    ],
    "slips": [
        "It grew 5 percentage last year.",
    ],
    "parts": [
        "The first half was good.",
        "In the third quarter it grew.",
        "A third phase comes.",
        "Half a year passed.",
        "The rate rose by one-quarter point.",
        "They saw half-finished towers.",
    ],
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=f"{group}: {text}")
        for group, texts in NOTHING.items()
        for text in texts
    ],
)
def test_it_is_no_figure(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 30 firms came.", ["30 count:firms"]),
        ("On June 5, 30 firms came.", ["30 count:firms"]),
        ("In 2020, 30 firms came.", ["30 count:firms"]),
        ("In Shanghai 12 percent were sold.", ["12 percent"]),
        ("By Monday 30 million yuan was paid.", ["30000000 CNY"]),
        ("At 9 am 30 firms met.", ["30 count:firms"]),
        ("Line 14 has 30 stations.", ["30 count:stations"]),
        ("The 35th fair drew 30 firms.", ["30 count:firms"]),
        ("It focuses on building 20 parks.", ["20 count:parks"]),
        ("The G60 drew 30 firms.", ["30 count:firms"]),
        ("5G firms rose to 30 firms.", ["30 count:firms"]),
        ("A three-year plan names 30 tasks.", ["30 count:tasks"]),
        ("In 30 months, 5 parks opened.", ["5 count:parks"]),
    ],
)
def test_what_stands_beside_it_is(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phase 2 parks opened.", ["2 count:parks"]),
        ("See page 12 articles now.", ["12 count:articles"]),
        ("Room 1201 is closed.", []),
    ],
)
def test_where_an_editor_points_it_is_one_if_it_measures_something(
    text: str, expected: list[str]
) -> None:
    assert values(text) == []
    start, end = re.search("[0-9]+", text).span()
    place = ("body", start, end)
    found = extract(story(text, "2023-08-19"), small_gazetteer(), pointed=[place])
    assert [f"{figure.value:f} {figure.unit}" for figure in found.figures] == expected
