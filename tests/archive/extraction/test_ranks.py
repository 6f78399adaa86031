"""Places in an order, and how many times as much."""

from __future__ import annotations

import pytest

from tests.archive.extraction.reading import told, values

RANKS = [
    ("It ranked first in the city.", ["1 rank"]),
    ("It ranked No. 1 in the city.", ["1 rank"]),
    ("It has ranked No 1 for seven consecutive years.", ["1 rank", "7 years"]),
    ("It was ranked number one nationwide.", ["1 rank"]),
    ("It ranks 3rd among all towns.", ["3 rank"]),
    ("It ranks the 1st place in the country.", ["1 rank"]),
    ("It ranked the first place in the country.", ["1 rank"]),
    ("It came in second in the city.", ["2 rank"]),
    ("It came first in the city.", ["1 rank"]),
    ("It took first place in the city.", ["1 rank"]),
    ("The towns took the fifth and eighth place, respectively.", ["5 rank", "8 rank"]),
    ("The towns came in second and third on the list.", ["2 rank", "3 rank"]),
    ("It ranked firmly second among the towns.", ["2 rank"]),
    ("It ranked twelfth among the towns.", ["12 rank"]),
    ("It ranked 15th among the towns.", ["15 rank"]),
    ("Sales rank second citywide and first nationwide.", ["2 rank", "1 rank"]),
    ("It is the world's second-largest port.", ["2 rank"]),
    ("It is the city's third largest town.", ["3 rank"]),
    ("It ranked among the top three in the city.", ["3 rank"]),
    ("It ranked in the top 10 nationwide.", ["10 rank"]),
    ("Sales put it in the city's top five.", ["5 rank"]),
    ("It rose to second place in the city.", ["2 rank"]),
    ("It remained first in the city.", ["1 rank"]),
    ("It is No. 1 in the city by sales.", ["1 rank"]),
    ("It is the nation's No. 3 in exports.", ["3 rank"]),
    ("It was listed third in the nation.", ["3 rank"]),
    ("Tax and trade both rank second in the city.", ["2 rank"]),
    ("It ranked among the city's top 10 districts.", ["10 rank"]),
    ("It entered the top 20 of the nation.", ["20 rank"]),
    ("It led the list, ranking first.", ["1 rank"]),
    ("It entered the list of ports, coming in ninth.", ["9 rank"]),
    ("It came second on the list.", ["2 rank"]),
    ("It ranked second, ahead of Brano.", ["2 rank"]),
    ("It ranks second citywide and grew.", ["2 rank"]),
    ("The towns rank second, third, and seventh.", ["2 rank", "3 rank", "7 rank"]),
    ("• Fourth by tonnage among the nation's ports", ["4 rank"]),
]
NO_RANKS = [
    "The first phase ended and the second began.",
    "It is the first in a series.",
    "The top 10 companies met.",
    "It chose from the top 100 districts.",
    "A top 100 was published.",
    "It is the No. 1 project of the year.",
    "It opened the No. 2 High School.",
    "First, the town grew. Second, it built.",
    "It was held for the third time.",
    "It placed a second order.",
    "It grew for the 12th consecutive year.",
    "It came to the second floor.",
    "It stands at the third gate.",
    "It was the first time in years.",
    "The third quarter was good.",
    "It took the first step.",
    "Its growth was the highest in the city.",
    "It is the largest town.",
    "It is a second home to many.",
    "It is one of the top ten towns.",
    "It is one of the four largest fairs in the world.",
    "It ranked among the four largest fairs.",
    "Sales rose in the St. Anna market.",
    "It ranked in the top 5 percent of ports.",
    "It ranks No. 2.5 in the city.",
]
MULTIPLES = [
    ("Output was 1.8 times that of 2020.", "1.8 times multiple"),
    ("Output was three times the average.", "3 times multiple"),
    ("Output was 78 times its size of old.", "78 times multiple"),
    ("Output rose 2.5 times.", "2.5 times multiple"),
    ("Output grew by 2.5 times over 2019.", "2.5 times multiple"),
    ("Output grew twofold.", "2 times multiple"),
    ("Output saw a threefold increase.", "3 times multiple"),
    ("Output saw a 3-fold increase.", "3 times multiple"),
    ("Output grew tenfold in a decade.", "10 times multiple"),
    ("Output doubled in a decade.", "2 times multiple"),
    ("Output more than doubled.", "2 times multiple"),
    ("Output nearly tripled.", "3 times multiple"),
    ("Output quadrupled.", "4 times multiple"),
    ("Output is triple that of 2019.", "3 times multiple"),
    ("Output is double the figure of 2019.", "2 times multiple"),
    ("Output was twice the average.", "2 times multiple"),
    ("It has twice as many shops as in 2019.", "2 times multiple"),
    ("It has halved its output.", "0.5 times multiple"),
    ("It met the target of doubling its output.", "2 times multiple"),
    ("It will double its output by 2030.", "2 times target"),
    ("Output is expected to triple by 2030.", "3 times target"),
    ("It aims to quadruple output.", "4 times target"),
]
NO_MULTIPLES = [
    "It met three times a week.",
    "It met four times last year.",
    "It met twice the same week.",
    "It met about twice a week.",
    "It won the prize five times.",
    "Double rooms are cheap.",
    "It kept double-digit growth.",
    "The triple jump was won.",
    "It moved at double speed in the Double Eleven sale.",
    "At times it grew.",
    "Many times more came.",
    "Times are good.",
]


@pytest.mark.parametrize(("text", "expected"), RANKS)
def test_it_reads_a_rank(text: str, expected: list[str]) -> None:
    wanted = [
        f"{row} rank" if row.endswith("rank") else f"{row} level" for row in expected
    ]
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "expected"), MULTIPLES)
def test_it_reads_a_multiple(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize("text", NO_RANKS + NO_MULTIPLES)
def test_other_ordinals_and_times_are_no_figure(text: str) -> None:
    assert values(text) == []


def test_a_headline_may_end_on_top() -> None:
    assert values("The town grew.", headline="Town comes out on top") == []
