"""Numbers whose unit or noun stands with another number."""

from __future__ import annotations

import pytest

from tests.archive.extraction.reading import told, values

OF_ANOTHER = [
    (
        "The mill employs 900 people, Wexla's 300 and Brano's nearly 250.",
        ["900 count:people", "300 count:people", "250 count:people"],
    ),
    (
        "Wexla opened 30 depots, Brano 25 and Tirmo 12.",
        ["30 count:depots", "25 count:depots", "12 count:depots"],
    ),
    (
        "Wexla runs 30 shops; its rival Brano runs 25 and Tirmo 12.",
        ["30 count:shops", "25 count:shops", "12 count:shops"],
    ),
    (
        "Wexla planted 30,000 trees; paper maker Brano planted 900.",
        ["30000 count:trees", "900 count:trees"],
    ),
    (
        "Wexla has 40 labs, while Brano has about 35.",
        ["40 count:labs", "35 count:labs"],
    ),
    (
        "Minhang grew 5 percent, Baoshan 6 and Putuo 7.",
        ["5 percent", "6 percent", "7 percent"],
    ),
    (
        "Minhang hopes for growth of 6 percent. Baoshan says 5.5, Putuo 5.",
        ["6 percent", "5.5 percent", "5 percent"],
    ),
]
NO_OTHERS = [
    ("The airline has 38 jets, Boeing 737 and Airbus 320.", ["38 count:jets"]),
    ("It sold 300 phones, Mate 60 and Pura 70.", ["300 count:phones"]),
    ("It sold 300 phones, including Mate 60.", ["300 count:phones"]),
    ("It employs 300 people on Line 12.", ["300 count:people"]),
    ("It employs 300 people, says Li Na, 52.", ["300 count:people"]),
    ("Wexla has 30 shops in Minhang and, in May 2023, grew.", ["30 count:shops"]),
    ("Wexla has 30,000 workers, and Brano 12.", ["30000 count:workers"]),
    ("Wexla grew 5 percent. Baoshan says 5 towns.", ["5 percent", "5 count:towns"]),
    ("Wexla has 30 shops. Baoshan says 5.", ["30 count:shops"]),
    ("The fair drew 300 firms and ended on May 12.", ["300 count:firms"]),
    ("Minhang grew 5 percent. Its many shops reported 7.", ["5 percent"]),
    ("Minhang rose 5 percent while Baoshan rose 6 in the table.", ["5 percent"]),
    ("Wexla paid 300 yuan for each Mate 60 and Pura 70.", ["300 CNY"]),
]
PARTS = [
    (
        "It employs 900 people, 200 with a degree.",
        ["900 count:people", "200 count:people"],
    ),
    ("It employs 900 people, 200 in labs.", ["900 count:people", "200 count:people"]),
    ("It has 900 beds, 200 without a window.", ["900 count:beds", "200 count:beds"]),
    (
        "The park covers 30 square kilometers, 12 of which are woods.",
        ["30 km2", "12 km2"],
    ),
    ("The park covers 300 hectares, about 20 of them woods.", ["300 ha", "20 ha"]),
    ("It runs 30 buses and will add nine by May.", ["30 count:buses", "9 count:buses"]),
    ("It runs 30 buses and bought 12 in 2020.", ["30 count:buses", "12 count:buses"]),
    ("It got 30 labs and hopes for six more.", ["30 count:labs", "6 count:labs"]),
    (
        "It has 30 labs. It wants 12 more and a hall.",
        ["30 count:labs", "12 count:labs"],
    ),
    ("It has 30 labs and aims to have 50 by 2030.", ["30 count:labs", "50 count:labs"]),
]
NO_PARTS = [
    ("It has 90 beds, 120 in all with cots.", ["90 count:beds"]),
    ("It runs 30 buses and opened 24 hours.", ["30 count:buses"]),
    ("It runs 30 buses and plans 5% more seats.", ["30 count:buses", "5 percent"]),
    ("It has 30 labs and took 12 more years.", ["30 count:labs"]),
    ("It has 30 labs and opens 9 to 5.", ["30 count:labs"]),
    ("It covers 30 hectares and 12 of them met.", ["30 ha"]),
]


@pytest.mark.parametrize(("text", "expected"), OF_ANOTHER)
def test_a_number_of_another_has_the_unit_before_it(
    text: str, expected: list[str]
) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_a_part_has_the_unit_of_the_whole(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(("text", "expected"), NO_OTHERS + NO_PARTS)
def test_models_ages_and_hours_take_no_unit_from_before(
    text: str, expected: list[str]
) -> None:
    assert values(text) == expected


def test_what_is_said_of_another_is_of_the_same_kind() -> None:
    text = "Wexla plans to hire 300 people, Brano 250. Baoshan grew 5 percent, Putuo 6."
    assert told(text) == [
        "300 count:people target",
        "250 count:people target",
        "5 percent growth",
        "6 percent growth",
    ]
