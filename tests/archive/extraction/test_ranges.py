"""Two numbers that share a unit, and what went from one number to another."""

from __future__ import annotations

import pytest

from tests.archive.extraction.reading import told

CASES = [
    ("GDP grew 5 to 10 percent.", ["5 percent growth", "10 percent growth"]),
    ("GDP grew 5-6 percent.", ["5 percent growth", "6 percent growth"]),
    ("GDP grew 5%-6%.", ["5 percent growth", "6 percent growth"]),
    ("GDP grew 5% to 6%.", ["5 percent growth", "6 percent growth"]),
    ("GDP grew by 5 or 6 percent.", ["5 percent growth", "6 percent growth"]),
    ("GDP fell between 5 and 6 percent.", ["-5 percent growth", "-6 percent growth"]),
    (
        "It expects growth of between 5 and 6 percent.",
        ["5 percent target", "6 percent target"],
    ),
    (
        "The rate rose from 5 to 10 percent.",
        ["5 percent level", "10 percent level"],
    ),
    (
        "It will invest 3-5 billion yuan.",
        ["3000000000 CNY target", "5000000000 CNY target"],
    ),
    (
        "It will invest 3 to 5 billion yuan.",
        ["3000000000 CNY target", "5000000000 CNY target"],
    ),
    (
        "It will invest 3 billion to 5 billion yuan.",
        ["3000000000 CNY target", "5000000000 CNY target"],
    ),
    (
        "It invested between 800,000 and 1.2 million yuan.",
        ["800000 CNY level", "1200000 CNY level"],
    ),
    (
        "It invested US$3-5 million.",
        ["3000000 USD level", "5000000 USD level"],
    ),
    (
        "It invested US$3 million to 5 million.",
        ["3000000 USD level", "5000000 USD level"],
    ),
    (
        "It invested RMB 3 to 5 million.",
        ["3000000 CNY level", "5000000 CNY level"],
    ),
    (
        "Its GDP rose from 925 billion yuan in 2011 to 1.2 trillion yuan in 2021.",
        ["925000000000 CNY level", "1200000000000 CNY level"],
    ),
    (
        "Its GDP rose from 925 billion to 980 billion yuan.",
        ["925000000000 CNY level", "980000000000 CNY level"],
    ),
    (
        "Forests grew from 252 to 289 square kilometers.",
        ["252 km2 level", "289 km2 level"],
    ),
    (
        "Flats of 60-90 square meters were sold.",
        ["60 m2 level", "90 m2 level"],
    ),
    (
        "The town has between 3 and 5 million residents.",
        ["3000000 count:residents level", "5000000 count:residents level"],
    ),
    (
        "It opened 10 to 15 stores.",
        ["10 count:stores level", "15 count:stores level"],
    ),
    (
        "It opened two or three stores.",
        ["2 count:stores level", "3 count:stores level"],
    ),
    (
        "The number of banks rose from 27 in 2014 to 29 in 2015.",
        ["27 count:banks level", "29 count:banks level"],
    ),
    (
        "The urbanization rate rose to 77 percent, up from 23.8 percent.",
        ["77 percent level", "23.8 percent level"],
    ),
]
NO_RANGES = [
    ("From 2019 to 2021 it opened 30 stores.", ["30 count:stores level"]),
    ("In the 2021-25 period it opened 30 stores.", ["30 count:stores level"]),
    ("From April 2 to 5, 30 stores opened.", ["30 count:stores level"]),
    ("Of 2019 and 30 percent of 2020, nothing is known.", ["30 percent share"]),
    ("The score was 3-1 and 30 stores opened.", ["30 count:stores level"]),
    ("Lines 2 and 10 have 30 stations.", ["30 count:stations level"]),
    ("Call 400-820 for 30 stores.", ["30 count:stores level"]),
    ("Aged 18 to 35, workers own 30 stores.", ["30 count:stores level"]),
    ("In 2019 and 2020, 5 percent was lost.", ["5 percent share"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_both_ends_of_a_range_are_read(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), NO_RANGES)
def test_dates_and_labels_lend_no_unit(text: str, expected: list[str]) -> None:
    assert told(text) == expected
