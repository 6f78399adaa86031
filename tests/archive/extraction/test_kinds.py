"""Target or level, change or level, threshold or amount."""

from __future__ import annotations

import pytest

from tests.archive.extraction.reading import told

TARGETS = [
    ("It will invest 3 billion yuan.", "3000000000 CNY target"),
    ("It plans to invest 3 billion yuan.", "3000000000 CNY target"),
    ("It has a planned investment of 3 billion yuan.", "3000000000 CNY target"),
    ("It expects sales of 3 billion yuan.", "3000000000 CNY target"),
    ("Sales are projected at 3 billion yuan.", "3000000000 CNY target"),
    ("Sales are forecast to hit 3 billion yuan.", "3000000000 CNY target"),
    ("Sales are likely to hit 3 billion yuan.", "3000000000 CNY target"),
    ("It strives for sales of 3 billion yuan.", "3000000000 CNY target"),
    ("It is to invest 3 billion yuan.", "3000000000 CNY target"),
    ("It is set to invest 3 billion yuan.", "3000000000 CNY target"),
    ("It is due to open 20 parks.", "20 count:parks target"),
    ("It hopes to receive 29 million visitors.", "29000000 count:visitors target"),
    ("By 2030, it seeks to have 20 parks.", "20 count:parks target"),
    ("It targets growth of around 5 percent.", "5 percent target"),
    ("It set its growth target at 5 percent.", "5 percent target"),
    ("Its growth goal is about 5 percent.", "5 percent target"),
    (
        "It will build a base with a capacity of 50 million pills.",
        "50000000 count:pills target",
    ),
    (
        "It will develop a plant with a yearly output of 20 million parts.",
        "20000000 count:parts target",
    ),
    ("Once completed, it will yield 3 billion yuan.", "3000000000 CNY target"),
    ("It brings sales of 3 billion yuan once put into use.", "3000000000 CNY target"),
    ("It yields 3 billion yuan upon completion.", "3000000000 CNY target"),
    ("Some 20 parks will open in May.", "20 count:parks target"),
    ("About 20 parks are to be built.", "20 count:parks target"),
    ("About 20 parks are expected to open.", "20 count:parks target"),
    ("The aim is to open 20 parks.", "20 count:parks target"),
    ("The goal of 20 parks was set.", "20 count:parks target"),
    ("It vows to open 20 parks.", "20 count:parks target"),
    ("It pledged to open 20 parks.", "20 count:parks target"),
    ("The plant, to be built on 20 mu, is new.", "20 mu target"),
    ("Under the plan to grow, 20 parks in all were to open.", "20 count:parks target"),
    ("Under the plan to invest, 20 parks, all new, open.", "20 count:parks target"),
    ("Under the plan to invest, 20 parks that grew open.", "20 count:parks target"),
    (
        "Under the plan to invest, 20 parks of this kind should by and by open there.",
        "20 count:parks target",
    ),
]
LEVELS = [
    ("A plan was met; the town has 20 parks.", "20 count:parks level"),
    ("It has invested 3 billion yuan.", "3000000000 CNY level"),
    ("By a plan to grow, 20 parks there were picked.", "20 count:parks level"),
    ("It invested 3 billion yuan.", "3000000000 CNY level"),
    ("As planned, it spent 3 billion yuan.", "3000000000 CNY level"),
    ("The plan cost 3 billion yuan.", "3000000000 CNY level"),
    ("Under the plan, it has built 20 parks.", "20 count:parks level"),
    ("Firms will receive up to 5 million yuan.", "5000000 CNY level"),
    ("Firms can receive up to 5 million yuan.", "5000000 CNY level"),
    ("It had already reached 3 billion yuan, as expected.", "3000000000 CNY level"),
    ("It is estimated to have cost 3 billion yuan.", "3000000000 CNY level"),
    ("It beat expectations with 3 billion yuan.", "3000000000 CNY level"),
    ("It is home to 20 parks.", "20 count:parks level"),
    ("It now has 20 parks in the planning area.", "20 count:parks level"),
]
CHANGES = [
    ("It added 14 centers.", "14 count:centers change"),
    ("It lost 14 centers.", "-14 count:centers change"),
    ("The number rose by 14 centers.", "14 count:centers change"),
    ("It saw an increase of more than 1,300 companies.", "1300 count:companies change"),
    ("Costs fell by 3 million yuan.", "-3000000 CNY change"),
    ("Taxes were cut by 3 million yuan.", "-3000000 CNY change"),
    ("It saw a surge, with over 40,000 new jobs.", "40000 count:jobs change"),
    ("Sales rose by 3 million yuan.", "3000000 CNY change"),
    ("It saw a net increase of 300 firms.", "300 count:firms change"),
]
NO_CHANGES = [
    ("It has 14 new centers.", "14 count:centers level"),
    ("It launched 260 new ventures.", "260 count:ventures level"),
    ("Sales rose to 3 million yuan.", "3000000 CNY level"),
    ("Sales grew, reaching 3 million yuan.", "3000000 CNY level"),
    ("The growing town has 14 centers.", "14 count:centers level"),
    ("It opened 30 larger shops than before.", "30 count:shops level"),
]
THRESHOLDS = [
    (
        "It drew 12 projects, each with over 100 million yuan of investment.",
        ["12 count:projects level", "100000000 CNY threshold"],
    ),
    (
        "It has 50 firms with over 10 million yuan of tax each.",
        ["50 count:firms level", "10000000 CNY threshold"],
    ),
    (
        "It has 50 firms exceeding 100 million yuan each.",
        ["50 count:firms level", "100000000 CNY threshold"],
    ),
    (
        "It has 50 projects with investment of 100 million yuan each.",
        ["50 count:projects level", "100000000 CNY threshold"],
    ),
    (
        "Its GDP exceeded 400 billion yuan for the first time.",
        ["400000000000 CNY threshold"],
    ),
    (
        "Its GDP passed the 400 billion yuan mark.",
        ["400000000000 CNY threshold"],
    ),
    (
        "Its GDP broke through 400 billion yuan for the first time.",
        ["400000000000 CNY threshold"],
    ),
    (
        "It has 92 buildings generating over 100 million yuan in tax.",
        ["92 count:buildings level", "100000000 CNY threshold"],
    ),
    (
        "It has 61 startups valued at more than US$1 billion.",
        ["61 count:startups level", "1000000000 USD threshold"],
    ),
    (
        "It has 61 firms whose sales exceed 1 billion yuan.",
        ["61 count:firms level", "1000000000 CNY threshold"],
    ),
    (
        "Firms with annual revenue of 20 million yuan or more did well.",
        ["20000000 CNY threshold"],
    ),
    (
        "Of its towers, 30 yield at least 100 million yuan in tax.",
        ["30 count:towers level", "100000000 CNY threshold"],
    ),
    (
        "It drew 113 projects of more than 100 million yuan.",
        ["113 count:projects level", "100000000 CNY threshold"],
    ),
    (
        "It signed 12 projects worth more than 1 billion yuan each.",
        ["12 count:projects level", "1000000000 CNY threshold"],
    ),
]
NO_THRESHOLDS = [
    (
        "There are 60 firms with annual wages of up to 600,000 yuan.",
        ["60 count:firms level", "600000 CNY level"],
    ),
    ("Each family got an allowance of 20,000 yuan.", ["20000 CNY level"]),
    (
        "It signed 32 projects with investment exceeding 12 billion yuan.",
        ["32 count:projects level", "12000000000 CNY level"],
    ),
    (
        "It drew 22 projects with a total investment of over 12 billion yuan.",
        ["22 count:projects level", "12000000000 CNY level"],
    ),
    (
        "Vouchers stirred spending, generating over 119 million yuan in sales.",
        ["119000000 CNY level"],
    ),
    ("District revenue has exceeded 20 billion yuan.", ["20000000000 CNY level"]),
    (
        "It signed 10 projects worth 2.9 billion yuan.",
        ["10 count:projects level", "2900000000 CNY level"],
    ),
    (
        "The 58 works began, with total investment exceeding 80 billion yuan.",
        ["58 count:works level", "80000000000 CNY level"],
    ),
]


ANNOUNCED = [
    (
        "Goals for 2025\n\n• Growth of around 5 percent.\n\n• 30 new parks.",
        ["5 percent target", "30 count:parks target"],
    ),
    (
        "Targets for next year\n\nGDP: 5 percent up.\n\nCulture\n\nIt has 12 museums.",
        ["5 percent target", "12 count:museums level"],
    ),
    (
        "Its targets are:\n\n- output of 620 billion yuan\n\n- growth of 7 percent",
        ["620000000000 CNY target", "7 percent target"],
    ),
    (
        "Its tasks are:\n\n1. Output of 62 million yuan.\n\nThe town has 12 museums.",
        ["62000000 CNY target", "12 count:museums level"],
    ),
    (
        "Goals for 2025\n\nLast year it built 12 parks.",
        ["12 count:parks level"],
    ),
    ("Goals met in 2024\n\nGrowth of 5 percent.", ["5 percent growth"]),
    ("Milestones\n\nGrowth of 5 percent.", ["5 percent growth"]),
    (
        "Plans for the coming year\n\nThe town will open 3 schools.",
        ["3 count:schools target"],
    ),
    (
        "Outlook\n\nA total investment of 3 billion yuan.",
        ["3000000000 CNY target"],
    ),
    (
        "The town set its goals last week.\n\nIt has 12 museums.",
        ["12 count:museums level"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ANNOUNCED)
def test_a_heading_of_plans_makes_targets_of_what_stands_below(
    text: str, expected: list[str]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), TARGETS + LEVELS + CHANGES + NO_CHANGES)
def test_it_tells_plans_and_changes_from_levels(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), THRESHOLDS + NO_THRESHOLDS)
def test_it_tells_a_bar_from_an_amount(text: str, expected: list[str]) -> None:
    assert told(text) == expected
