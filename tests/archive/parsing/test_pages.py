"""Pages of several publishers: what is headline, date and author, what is the story."""

from __future__ import annotations

from datetime import date

import pytest

from archive.parsing import parse
from archive.parsing.dates import date_line

TITLE = "Borough draws more firms as parks open"
STORY = (
    "The northern borough drew 40 new firms last year and plans to open two parks, its "
    "mayor told a forum on Tuesday.\n\n"
    "Tax income there reached 5.2 billion yuan, up 3.1 percent, he said, adding that "
    "trade fairs had helped.\n\n"
    "More than 300 shops joined a sale that ran through May, and visitors spent freely "
    "in all of them."
)
PAGES = [
    (
        f"Home / Business\n\n{TITLE}\n\nBy LI NA in Northtown | China Daily | Updated: "
        "2023-08-19 09:12\n\nShare\n\nShare - WeChat\n\nVisitors walk past a mall in "
        f"Northtown. [Photo/VCG]\n\n{STORY}",
        date(2023, 8, 19),
        ("LI NA",),
    ),
    (
        f"{TITLE}\nBy Wang Wei in Northtown | chinadaily.com.cn | Updated : 2022-06-06"
        f"\n\n{STORY}",
        date(2022, 6, 6),
        ("Wang Wei",),
    ),
    (
        f"{TITLE}\n\n2025-11-19 10:12:33 Ecns.cn Editor :Li Yan\n\n{STORY}",
        date(2025, 11, 19),
        (),
    ),
    (
        f"{TITLE}\nSource: Xinhua| 2020-06-22 19:31:27|Editor: huaxia\n\n{STORY}",
        date(2020, 6, 22),
        (),
    ),
    (
        f"{TITLE}\n\nSample Writer Published August 09, 2025 | 11:45 AM\n\n{STORY}",
        date(2025, 8, 9),
        ("Sample Writer",),
    ),
    (
        f"App | 中文 |\nHOME >> NEWS >> TOP NEWS\n\n{TITLE}\n\nYANG CHENG\nUpdated: "
        f"Jul 19,2018 9:21 AM     China Daily\n\n{STORY}",
        date(2018, 7, 19),
        ("YANG CHENG",),
    ),
    (
        f"Northtown Government Online\n{TITLE}\nFrom: Northtown Daily\nUpdated: "
        f"2021-08-19 09:08\n\n{STORY}",
        date(2021, 8, 19),
        (),
    ),
    (
        f"{TITLE}\n\n2019年07月11日 18:14:46 | 来源:sample.com\n\n字号变大| "
        f"字号变小\n\n{STORY}",
        date(2019, 7, 11),
        (),
    ),
    (
        f"{TITLE}\n\n稿源:样本网   编辑:王宁   2020-07-28 15:36\n\n{STORY}",
        date(2020, 7, 28),
        (),
    ),
    (
        f"{TITLE}\n\nBy Yuan Wei| (China Daily )| Updated : 2018-06-09\n\nPrint Print"
        f"\n\n{STORY}",
        date(2018, 6, 9),
        ("Yuan Wei",),
    ),
    (
        f"{TITLE}\n\n|ChinaNews|Published:2021-08-10 15:15:40\n\n{STORY}",
        date(2021, 8, 10),
        (),
    ),
    (f"{TITLE}\n(Xinhua) 09:05, August 19, 2023\n\n{STORY}", date(2023, 8, 19), ()),
    (
        f"{TITLE}\n\nBy Wang Wei and Li Na\n\nUpdated: 2023-08-19\n\n{STORY}",
        date(2023, 8, 19),
        ("Wang Wei", "Li Na"),
    ),
    (f"{TITLE}\n\n{STORY}", None, ()),
]


@pytest.mark.parametrize(("page", "on", "authors"), PAGES)
def test_the_head_of_a_page_is_told_from_its_story(
    page: str, on: date | None, authors: tuple[str, ...]
) -> None:
    (article,) = parse(page.encode()).articles
    assert article.headline is not None
    assert article.headline.text == TITLE
    assert (article.published.on if article.published else None) == on
    assert article.bylines == authors
    assert article.body.text.startswith("The northern borough")
    assert article.body.text.endswith("in all of them.")


def test_a_question_on_top_is_the_headline() -> None:
    (article,) = parse(f"What draws firms to the north?\n\n{STORY}".encode()).articles
    assert article.headline is not None
    assert article.headline.text == "What draws firms to the north?"


def test_two_short_words_are_no_headline() -> None:
    (article,) = parse(f" date 2024-04-11 \n\n\nTi Gon\n\n{STORY}".encode()).articles
    assert article.headline is None


def test_a_caption_with_its_credit_is_no_headline() -> None:
    page = f"A mall in the north on May 1. [Photo/Sample Agency]\n\n{STORY}"
    (article,) = parse(page.encode()).articles
    assert article.headline is None


@pytest.mark.parametrize(
    ("line", "on", "authors"),
    [
        ("China Daily | Aug 19, 2023", date(2023, 8, 19), ()),
        ("By Wang Ke, Li Na | Aug. 19, 2023", date(2023, 8, 19), ("Wang Ke", "Li Na")),
        ("Updated 2023/08/19 12:11 by Li Na", date(2023, 8, 19), ("Li Na",)),
        ("Release time: 2023-08-19 Author: Li Na", date(2023, 8, 19), ("Li Na",)),
        ("12:30, 19-Aug-2023", date(2023, 8, 19), ()),
        ("City News Service  00:50 UTC+8, 2023-08-19", date(2023, 8, 19), ()),
        (
            "Time: 2023-08-19  Source: Northtown Government  Views: 123",
            date(2023, 8, 19),
            (),
        ),
        ("Font Size: A A A   2023-08-19", date(2023, 8, 19), ()),
        ("Editor: Li Na  2023-08-19", date(2023, 8, 19), ()),
        ("2023-08-19 | By Xu Wei", date(2023, 8, 19), ("Xu Wei",)),
    ],
)
def test_a_line_of_date_author_and_paper_is_a_date_line(
    line: str, on: date, authors: tuple[str, ...]
) -> None:
    stated = date_line(line)
    assert stated is not None
    assert (stated.on, stated.by) == (on, authors)


@pytest.mark.parametrize(
    "line",
    [
        "On August 19, 2023, the town grew.",
        "Wang Wei said on August 19, 2023",
        "The Daily Post of August 19, 2023",
        "It opened by the river on 2023-08-19",
        "By August 19, 2023, it had grown",
        "Firms came from: 2019-08-19 to now",
        "Growth of 5 percent by 2023-08-19",
        "In News of August 19, 2023 it said so",
    ],
)
def test_a_sentence_with_a_date_is_no_date_line(line: str) -> None:
    assert date_line(line) is None
