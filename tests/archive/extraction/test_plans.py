"""What is still to come, however it is said; and what only stands near such words."""

from __future__ import annotations

import pytest

from tests.archive.extraction.reading import told

AHEAD = [
    ("Output should top 40 billion yuan by 2027.", ["40000000000 CNY"]),
    ("The fair should draw 90,000 visitors.", ["90000 count:visitors"]),
    ("The town might lose 3,000 jobs.", ["3000 count:jobs"]),
    ("A 3-billion-yuan chip fund is to be launched by 2030.", ["3000000000 CNY"]),
    ("Some 8 million square meters of housing will have been built.", ["8000000 m2"]),
    ("No fewer than 30 schools are due by 2027.", ["30 count:schools"]),
    (
        "It wants to add 30 shops and to win 40 firms.",
        ["30 count:shops", "40 count:firms"],
    ),
    ("It is hiring 90 engineers.", ["90 count:engineers"]),
    ("It is raising 2 billion yuan.", ["2000000000 CNY"]),
    ("It is looking for 30 partners.", ["30 count:partners"]),
    ("The line is meant to carry 60,000 passengers.", ["60000 count:passengers"]),
    ("It has room to build 80 ships a year from 2031 onwards.", ["80 count:ships"]),
    ("It promised to plant 30,000 trees.", ["30000 count:trees"]),
    ("It agreed to invest 2 billion yuan.", ["2000000000 CNY"]),
    ("The blueprint foresees 30 parks.", ["30 count:parks"]),
    (
        "Its target, announced in March, of lifting exports by 4 percent stands.",
        ["4 percent"],
    ),
    (
        "The town kept its goal, set in May, of cutting waste by 8 percent.",
        ["8 percent"],
    ),
    ("Leaders hope sales will then exceed 30 billion yuan.", ["30000000000 CNY"]),
]
AHEAD += [
    ("The district missed its 5 percent target.", ["5 percent"]),
    ("The district has a 5.5-percent growth target.", ["5.5 percent"]),
    ("The zone looks to draw 30 firms.", ["30 count:firms"]),
    ("Part of the homes, or 300 flats, will be let.", ["300 count:flats"]),
]
SHARES_AHEAD = [
    ("The wind farm is expected to cover a fifth of demand.", ["0.2 fraction"]),
    ("Tenants will get back up to 30 percent of the rent.", ["30 percent"]),
    ("It hopes to win back 10 percent of the market.", ["10 percent"]),
    ("It wants half of its buses to be electric by 2027.", ["0.5 fraction"]),
    ("Half of all buses are to be electric by 2027.", ["0.5 fraction"]),
    ("By 2027, services should make up 70 percent of output.", ["70 percent"]),
    (
        "It is to draw 30 men, a third of them from abroad.",
        ["30 count:men", "0.333333 fraction"],
    ),
    (
        "It will open 20 shops, 12 of them in malls.",
        ["20 count:shops", "12 count:shops"],
    ),
]
NOT_AHEAD = [
    ("The number of firms that expect to grow fell to 40.", ["40 count:firms level"]),
    (
        "The share of firms that expect to hire fell to 40 percent.",
        ["40 percent share"],
    ),
    ("Some expected to win and a third lost.", ["0.333333 fraction share"]),
    (
        "It will have 30 labs, up from 12 in May.",
        ["30 count:labs target", "12 count:labs level"],
    ),
    ("Sales grew 5 percent as a target was met.", ["5 percent growth"]),
    ("The hall was meant to seat 300 people.", ["300 count:people level"]),
    ("It was able to build 80 ships a year from 2015 on.", ["80 count:ships level"]),
    (
        "The town, which will stage the games in May, opened 30 pools last year.",
        ["30 count:pools level"],
    ),
    (
        "The port, which is to be rebuilt, handled 3 million tons.",
        ["3000000 count:tons level"],
    ),
    (
        "The road will link a port that handled 3 million tons.",
        ["3000000 count:tons level"],
    ),
    ("It will close the mine after it produced 30 tons.", ["30 count:tons level"]),
    (
        "The firm, which should list next year, has 300 workers.",
        ["300 count:workers level"],
    ),
    ("It runs 30 buses and will be sold.", ["30 count:buses level"]),
    ("Four of the sites are to do with drones.", ["4 count:sites level"]),
    (
        "It aims to lift sales from 3 billion yuan last year to 5 billion yuan.",
        ["3000000000 CNY level", "5000000000 CNY target"],
    ),
    (
        "It drew 30 men, a third of them from abroad.",
        ["30 count:men level", "0.333333 fraction share"],
    ),
    (
        "It will open 20 shops, half of which were run by its rival.",
        ["20 count:shops target", "0.5 fraction share"],
    ),
    (
        "It will sell the mill to a firm holding 30 percent of the market.",
        ["30 percent share"],
    ),
    ("Firms can get up to 3 million yuan.", ["3000000 CNY level"]),
    (
        "The town aims to draw 300 engineers, with 12 labs at work.",
        ["300 count:engineers target", "12 count:labs level"],
    ),
    (
        "It has a planned area of 20 square kilometers, a port, 30 shops and a lake.",
        ["20 km2 target", "30 count:shops level"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), AHEAD + SHARES_AHEAD)
def test_what_is_still_to_come_is_a_target(text: str, expected: list[str]) -> None:
    assert told(text) == [f"{figure} target" for figure in expected]


@pytest.mark.parametrize(("text", "expected"), NOT_AHEAD)
def test_what_was_or_is_stays_what_it_is_beside_plans(
    text: str, expected: list[str]
) -> None:
    assert told(text) == expected
