"""The lines above a story: its title, its date, its authors and its site's name."""

from __future__ import annotations

import pytest

from archive.parsing import parse
from archive.parsing.model import ParsedArticle

TITLE = "Northfield district grows faster"
FIRST = "The district of Northfield attracted 30 new firms in spring, officials said."
STORY = (
    f"{FIRST}\n\nTax revenue rose 5 percent to 3 billion yuan, the bureau said.\n\n"
    "More firms are expected to come, the mayor added on Friday."
)


def article(page: str) -> ParsedArticle:
    (found,) = parse(page.encode()).articles
    return found


@pytest.mark.parametrize(
    "line",
    [
        "(Xinhua) 10:20, March 02, 2024",
        "2024-03-02 10:20:11 Source: Xinhua",
        "2024-03-02T10:20:00+08:00",
        "2024-03-02T02:20:00.000Z",
        "March 2,2024",
        "Mar.2, 2024",
        "2024.03.02",
        "[2024-03-02]",
        "2024年3月2日",
        "Saturday, 2 March 2024",
        "Posted on 2024-03-02 by admin",
        "2 Mar 2024 | Economy",
        "Northfield | 2024-03-02",
        "March 2, 2024 · 3 min read",
        "Li Ming, March 2, 2024",
        "Li Ming  2024-03-02",
        "By JANE DOE in Northfield | chinadaily.com.cn | Updated: 2024-03-02 10:20",
        "Time: 2024-03-02   Author:  Source: ",
        "Issue date: 2024-03-02 Font size: [ S M L ]",
        "Source：Northfield Daily Updated：2024-03-02",
        "2024-03-02 10:20 千龙网",
        "SOURCE: Northfield Group |UPDATED: 2024-03-02Visit Statistics:",
        "Release time:\n\nMar 2,2024",
    ],
)
def test_a_date_line_in_any_print_is_read_and_is_no_part_of_the_story(line):
    found = article(f"{TITLE}\n\n{line}\n\n{STORY}")
    assert found.headline.text == TITLE
    assert found.published.on.isoformat() == "2024-03-02"
    assert found.body.text.startswith(FIRST)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("13/2/2024", "2024-02-13"),
        ("2/13/2024", "2024-02-13"),
        ("Updated: 13.2.2024", "2024-02-13"),
        ("4/4/2024", "2024-04-04"),
    ],
)
def test_a_day_of_two_numbers_is_read_where_only_one_can_be_the_month(line, day):
    assert article(f"{TITLE}\n\n{line}\n\n{STORY}").published.on.isoformat() == day


def test_a_day_that_may_be_two_is_none_and_no_title():
    found = article(f"{TITLE}\n\nLast updated: 3/2/2024\n\n{STORY}")
    assert found.published is None
    assert found.headline.text == TITLE
    assert found.body.text.startswith(FIRST)


@pytest.mark.parametrize("line", ["Li Ming | March 2, 2024", "2024-03-02 | Li Ming"])
def test_a_name_beside_the_date_signs_the_story(line):
    assert article(f"{TITLE}\n\n{line}\n\n{STORY}").bylines == ("Li Ming",)


@pytest.mark.parametrize(
    "line",
    [
        f"{TITLE}| Updated: 2024-03-02",
        f"{TITLE} | Updated: March 2, 2024 | Northfield Daily",
        f"{TITLE}   2024-03-02 10:20",
        f"{TITLE} 2024-03-02",
        f"{TITLE} Published: 2 March 2024",
    ],
)
def test_a_title_and_a_date_on_one_line_come_apart(line):
    page = f"{line}\n\n{STORY}"
    found = article(page)
    assert found.headline.text == TITLE
    assert found.published.on.isoformat() == "2024-03-02"
    ((start, end),) = found.published.raw_ranges
    assert "2024" in page[start:end]
    assert TITLE not in page[start:end]


@pytest.mark.parametrize(
    "date",
    ["2024-03-02 ", "March 2, 2024 10:20 ", "Updated: 2024-03-02", "2024-03-02 10:20"],
)
def test_a_date_before_the_first_words_leaves_the_paragraph_in_the_story(date):
    found = article(f"{TITLE}\n\n{date}{STORY}")
    assert found.published.on.isoformat() == "2024-03-02"
    assert found.standfirst is None
    assert found.body.text.startswith(FIRST)


@pytest.mark.parametrize(
    "title",
    [
        "Northfield to open three parks by 2024-03-02",
        "Ten years on: what the plan of 2024-03-02 brought the district",
    ],
)
def test_a_date_that_a_title_tells_of_stays_in_it(title):
    assert article(f"{title}\n\n{STORY}").headline.text == title


@pytest.mark.parametrize(
    "first",
    [
        "March 2, 2024 was the day on which the port of Northfield opened again.",
        "On March 4, 2021 Northfield opened a plant with 500 workers, and more came.",
        "By 31 December 2023 Northfield firms had hired 500 people, the mayor said.",
        "From 1 January 2020 Northfield residents paid no toll, and many were glad.",
    ],
)
def test_a_sentence_that_begins_with_a_date_stays_whole(first):
    found = article(f"{TITLE}\n\n{first}\n\n{STORY}")
    assert found.body.text.startswith(first)
    assert found.published is None


def test_a_date_at_the_start_of_a_broken_line_stays_in_its_sentence():
    broken = "Officials said there worked as of\n2023-12-31 Northfield and more 90 men."
    found = article(f"{TITLE}\n\n{STORY}\n\n{broken}")
    assert "as of 2023-12-31" in " ".join(found.body.text.split())


@pytest.mark.parametrize(
    "place", ["Hong Kong, March 4, 2021", "Hong Kong | 2021-03-04"]
)
def test_a_datelines_place_is_no_author(place):
    found = article(f"{TITLE}\n\n{place}\n\n{STORY}")
    assert found.bylines == ()
    assert found.published.on.isoformat() == "2021-03-04"


@pytest.mark.parametrize(
    "site",
    [
        " - Northfield.com.cn",
        " | SHINE",
        "_Northfield Daily",
        " -- Northfield Review",
        " – Northfield News",
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(site):
    page = f"{TITLE}{site}\n\n2024-03-02\n\n{STORY}"
    assert article(page).headline.text == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "Northfield opens a high-tech park",
        "Northfield grows - and its neighbours shrink",
        "Northfield | a district between two rivers",
        "Bank of Northfield holds rates at 5.25–5.5",
        "Village parcels reach every home – Northfield Post",
        "Northfield signs pact with district government",
        "Government of Northfield cuts red tape",
        "UPDATE 1-Factory output rises in Northfield",
        "Time 100 list names a Northfield firm",
    ],
)
def test_a_title_with_a_dash_or_a_bar_stays_whole(title):
    assert article(f"{title}\n\n2024-03-02\n\n{STORY}").headline.text == title


@pytest.mark.parametrize(
    "title", ["NORTHFIELD DISTRICT GROWS FASTER", "Northfield District Grows Faster"]
)
def test_a_title_in_capitals_above_the_date_is_no_name(title):
    found = article(f"{title}\n\n2024-03-02\n\n{STORY}")
    assert found.headline.text == title
    assert found.bylines == ()


def test_a_name_alone_above_the_date_is_no_title():
    found = article(f"Anna Maria Example\n2024-03-02\n\n{STORY}")
    assert found.headline is None
    assert found.bylines == ("Anna Maria Example",)


def test_a_name_in_capitals_below_a_title_signs_the_story():
    found = article(f"{TITLE}\n\nJANE ANN DOE\n2024-03-02\n\n{STORY}")
    assert found.headline.text == TITLE
    assert found.bylines == ("JANE ANN DOE",)


@pytest.mark.parametrize(
    "site",
    [
        "People's Government of Northfield District, Sampleton",
        "Northfield District Government",
        "Official website of the Government of Northfield",
        "Northfield official website",
        "A free website run by the bureau of culture and of tourism of Northfield",
    ],
)
def test_whose_site_it_is_is_no_title(site):
    found = article(f"{site}\n\n{TITLE}\n\nMay 5, 2024\n\n{STORY}")
    assert found.headline.text == TITLE


def test_a_line_that_leads_to_another_story_ends_this_one():
    found = article(f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\nRelated: 350 buyers come")
    assert "350" not in found.body.text


@pytest.mark.parametrize(
    "line",
    [
        "By Li Ming (northfield.example.org)",
        "By Li Ming in San Anselmo(Northfield Daily USA)",
    ],
)
@pytest.mark.parametrize("below", ["", "\n\nTwitter Facebook Myspace Yahoo! Linkedin"])
def test_a_byline_below_the_date_signs_the_story_and_is_no_part_of_it(line, below):
    found = article(f"{TITLE}\n\n2024-03-02\n\n{line}{below}\n\n{STORY}")
    assert found.bylines == ("Li Ming",)
    assert found.body.text.startswith(FIRST)
