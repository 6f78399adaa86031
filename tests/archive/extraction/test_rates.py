"""Percentages, points and fractions: which way they go and what they are of."""

from __future__ import annotations

import pytest

from tests.archive.extraction.reading import told, values

FORMS = [
    ("Output grew 10.9 %.", "10.9 percent"),
    ("Output grew 10.9%.", "10.9 percent"),
    ("Output grew 10.9 per cent.", "10.9 percent"),
    ("Output grew 10.9 pct.", "10.9 percent"),
    ("Output grew by over 60percent.", "60 percent"),
    ("Output grew more than10 percent.", "10 percent"),
    ("Output grew five percent.", "5 percent"),
    ("Output grew twenty-five percent.", "25 percent"),
    ("Output saw a 34-percent rise.", "34 percent"),
    ("Output grew 1,200 percent.", "1200 percent"),
    ("Output grew 0.51%.", "0.51 percent"),
    ("The share rose 2.1 percentage points.", "2.1 percentage_points"),
    ("The share rose one percentage point.", "1 percentage_points"),
    ("The share rose by 2 percent points.", "2 percentage_points"),
    ("The yield rose 15 basis points.", "0.15 percentage_points"),
    ("It makes up half of the tax.", "0.5 fraction"),
    ("It makes up one fifth of the tax.", "0.2 fraction"),
    ("It makes up two-fifths of the tax.", "0.4 fraction"),
    ("It makes up three quarters of the tax.", "0.75 fraction"),
    ("It makes up a quarter of the tax.", "0.25 fraction"),
    ("It makes up 1/5 of the tax.", "0.2 fraction"),
    ("One in five workers came from abroad.", "0.2 fraction"),
    ("Nine out of ten firms are private.", "0.9 fraction"),
    ("One out of every four firms is private.", "0.25 fraction"),
    ("Two in three residents rent their homes.", "0.666667 fraction"),
]
GROWTH = [
    ("GDP expanded by 5.1 percent.", "5.1 percent growth"),
    ("GDP advanced 5.1 percent.", "5.1 percent growth"),
    ("Sales edged up 0.4 percent.", "0.4 percent growth"),
    ("Sales were up by 7.7%.", "7.7 percent growth"),
    ("Sales shot up 40 percent.", "40 percent growth"),
    ("Sales recorded a year-on-year growth of 10.9%.", "10.9 percent growth"),
    ("Sales posted a 5-percent year-on-year increase.", "5 percent growth"),
    ("Sales posted a 5.85% year-on-year increase.", "5.85 percent growth"),
    ("Sales posted a 5 percent annual growth.", "5 percent growth"),
    ("Sales kept an annual growth rate of over 30 percent.", "30 percent growth"),
    ("Its average growth rate in two years reached 13.6%.", "13.6 percent growth"),
    ("GDP grows at an average annual rate of 7.5 percent.", "7.5 percent growth"),
    ("GDP grew at a compound annual rate of 7.5 percent.", "7.5 percent growth"),
    ("Rules raised the speed of clearance by 50 percent.", "50 percent growth"),
    (
        "They are increasing the pace of work there by over 50 percent.",
        "50 percent growth",
    ),
    ("Sales were 12 percent higher than a year ago.", "12 percent growth"),
    ("Sales were 12 percent more than in 2019.", "12 percent growth"),
    ("Sales fell by 3.5 percent.", "-3.5 percent growth"),
    ("Sales were down 3.5 percent.", "-3.5 percent growth"),
    ("Sales saw a 6.8 percent contraction.", "-6.8 percent growth"),
    ("Sales saw a decrease of 17.9 per cent.", "-17.9 percent growth"),
    ("Energy use was cut by 20 percent.", "-20 percent growth"),
    ("Energy use was 5.8 percent down.", "-5.8 percent growth"),
    ("Waiting times were shortened by 30 percent.", "-30 percent growth"),
    (
        "The new rules have lowered costs for small firms by 8 percent.",
        "-8 percent growth",
    ),
    ("Sales came in 4 percent lower.", "-4 percent growth"),
    ("Emissions shrank 4 percent.", "-4 percent growth"),
    ("Exports contracted by 4 percent.", "-4 percent growth"),
    ("Sales gained 4 percent year on year.", "4 percent growth"),
    ("Sales jumped as much as 40 percent.", "40 percent growth"),
    ("Sales rebounded 14 percent.", "14 percent growth"),
    ("The pace of growth was 6 percent.", "6 percent growth"),
    ("GDP growth stood at 6.1 percent.", "6.1 percent growth"),
    ("It had a growth of 12 percent.", "12 percent growth"),
]
SHARES = [
    ("It accounts for 22.7 percent of the city's GDP.", "22.7 percent share"),
    ("It makes up 18 percent of local income.", "18 percent share"),
    ("It took up 18 percent of the total.", "18 percent share"),
    ("It occupies 26.7% of GDP.", "26.7 percent share"),
    ("It contributes over 40 percent of tax.", "40 percent share"),
    ("It contributed 40 percent to the tax.", "40 percent share"),
    ("Over 90 percent of the farmland is green.", "90 percent share"),
    ("Some 65 percent came from abroad.", "65 percent share"),
    ("Of the staff, 40 percent have a degree.", "40 percent share"),
    ("The proportion of services in GDP was 81%.", "81 percent share"),
    ("The share of visitors from afar reached 37.3%.", "37.3 percent share"),
    ("It bought a stake of 10 percent.", "10 percent share"),
    ("It bought a 10 percent stake.", "10 percent share"),
    ("It holds a market share of 20 percent.", "20 percent share"),
    ("It has 80 percent of the nation's ports.", "80 percent share"),
    ("Private firms represent 60 percent of the total.", "60 percent share"),
    ("It is home to 9.8% of all firms.", "9.8 percent share"),
]
FAR_OFF = [
    (
        "The growth rate of both the sales of goods and output of firms passed 50%.",
        "50 percent growth",
    ),
    (
        "Its efficiency in the clearance of goods at the port rose by 50%.",
        "50 percent growth",
    ),
    ("Growth was 3.6 percent, he said.", "3.6 percent growth"),
    ("The sector kept growing at an average pace of 8 percent.", "8 percent growth"),
]
LEVELS = [
    ("The unemployment rate was 3 percent.", "3 percent level"),
    ("The occupancy rate reached 90 percent.", "90 percent level"),
    ("The interest rate is 3.1 percent.", "3.1 percent level"),
    ("The urbanization rate reached 77.4 percent.", "77.4 percent level"),
    ("Forest coverage stood at 26 percent.", "26 percent level"),
]
CHANGES = [
    ("The proportion rose 4.72 percentage points.", "4.72 percentage_points change"),
    ("The share of trade has dropped by 4 percent.", "-4 percent change"),
    ("It was 0.4 percentage points faster.", "0.4 percentage_points change"),
    ("It was 0.4 percentage points slower.", "-0.4 percentage_points change"),
    ("The rate fell 2 percentage points.", "-2 percentage_points change"),
    ("The rate was down 2 percentage points.", "-2 percentage_points change"),
    ("The ratio increased by 3 percentage points.", "3 percentage_points change"),
    ("That is 1.3 percentage points above average.", "1.3 percentage_points change"),
    ("That is 1.3 percentage points below average.", "-1.3 percentage_points change"),
    ("It gained 1.3 percentage points.", "1.3 percentage_points change"),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_it_reads_a_rate(text: str, expected: str) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"), GROWTH + SHARES + FAR_OFF + LEVELS + CHANGES
)
def test_it_tells_growth_from_share_change_and_level(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exports came to 9 billion yuan, up 3.1 percent year on year.",
            ["9000000000 CNY level", "3.1 percent growth"],
        ),
        (
            "Exports came to 9 billion yuan, a rise of 3.1 percent.",
            ["9000000000 CNY level", "3.1 percent growth"],
        ),
        (
            "Exports came to 9 billion yuan, with an increase of 3.1 percent.",
            ["9000000000 CNY level", "3.1 percent growth"],
        ),
        (
            "Exports came to 9 billion yuan, growing 3.1 percent.",
            ["9000000000 CNY level", "3.1 percent growth"],
        ),
        (
            "Exports came to 9 billion yuan, which was 3.1 percent more than in 2019.",
            ["9000000000 CNY level", "3.1 percent growth"],
        ),
        (
            "Exports came to 9 billion yuan (up 3.1%).",
            ["9000000000 CNY level", "3.1 percent growth"],
        ),
        (
            "Exports came to 9 billion yuan (-3.1%).",
            ["9000000000 CNY level", "-3.1 percent growth"],
        ),
        (
            "Exports came to 9 billion yuan (+3.1%).",
            ["9000000000 CNY level", "3.1 percent growth"],
        ),
        (
            "Exports came to 9 billion yuan, a 3.1 percent drop from May.",
            ["9000000000 CNY level", "-3.1 percent growth"],
        ),
        (
            "Exports soared 17 percent to 10 billion yuan.",
            ["17 percent growth", "10000000000 CNY level"],
        ),
        (
            "Exports shrank 17 percent year on year to 10 billion yuan.",
            ["-17 percent growth", "10000000000 CNY level"],
        ),
        (
            "Exports rose by 0.51% to 11 billion yuan.",
            ["0.51 percent growth", "11000000000 CNY level"],
        ),
        (
            "Growing 8 percent, exports reached 10 billion yuan.",
            ["8 percent growth", "10000000000 CNY level"],
        ),
        (
            "A 34-percent jump took exports to 10 billion yuan.",
            ["34 percent growth", "10000000000 CNY level"],
        ),
        (
            "Shops and banks grew 17 percent and 9 percent, respectively.",
            ["17 percent growth", "9 percent growth"],
        ),
        (
            "Shops, banks and ports grew 17, 9 and 4.5 percent, respectively.",
            ["17 percent growth", "9 percent growth", "4.5 percent growth"],
        ),
        (
            "Shops, banks and ports grew 17%, 9% and 4.5% respectively.",
            ["17 percent growth", "9 percent growth", "4.5 percent growth"],
        ),
        (
            "Shops and banks fell by 2 and 3 percent.",
            ["-2 percent growth", "-3 percent growth"],
        ),
        (
            "They make up 20 percent and 30 percent of output, respectively.",
            ["20 percent share", "30 percent share"],
        ),
        (
            "Sales and taxes were 5 million yuan and 2 million yuan respectively.",
            ["5000000 CNY level", "2000000 CNY level"],
        ),
        (
            "It rose 5 percent in March but fell 2 percent in April.",
            ["5 percent growth", "-2 percent growth"],
        ),
        (
            "It grew 5 percent, 2 percentage points faster than the city.",
            ["5 percent growth", "2 percentage_points change"],
        ),
        (
            "Trade made up 15 percent of tax, 2 percent higher than before.",
            ["15 percent share", "2 percent change"],
        ),
        (
            "Growth was 3.6 percent, down from the high of 9 percent.",
            ["3.6 percent growth", "9 percent growth"],
        ),
        (
            "Sales rose 7 percent in May, 20 percent in June, and 16 percent in July.",
            ["7 percent growth", "20 percent growth", "16 percent growth"],
        ),
        (
            "Its jobless rate fell from 6.8 percent in May to 6.3 percent in June.",
            ["6.8 percent level", "6.3 percent level"],
        ),
        (
            "Sales ran 10-20 percent below those of a year ago.",
            ["-10 percent growth", "-20 percent growth"],
        ),
        (
            "Sales were up 2 percent from last month and 4 percent from a year ago.",
            ["2 percent growth", "4 percent growth"],
        ),
        (
            "Sales were down 2 percent from last month and 4 percent from a year ago.",
            ["-2 percent growth", "-4 percent growth"],
        ),
        (
            "It saw increases ranging from 5 percent to 20 percent.",
            ["5 percent growth", "20 percent growth"],
        ),
        (
            "Half of them report a rise, and 12 percent are reducing staff.",
            ["0.5 fraction share", "12 percent share"],
        ),
        (
            "Cars rose by 16.4%, drugs by 53.2%, and steel by 12%.",
            ["16.4 percent growth", "53.2 percent growth", "12 percent growth"],
        ),
        (
            "Land use fell by 5.8 percent, water use by 5.4 percent.",
            ["-5.8 percent growth", "-5.4 percent growth"],
        ),
    ],
)
def test_rates_and_amounts_stand_together(text: str, expected: list[str]) -> None:
    assert told(text) == expected
