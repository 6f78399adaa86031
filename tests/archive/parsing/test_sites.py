"""Pages in the shapes that sites, mails and programs give them, taken apart."""

from __future__ import annotations

import pytest

from archive.parsing import parse
from tests.archive.parsing.sites import (
    FIRST,
    LAST,
    SECOND,
    STORY,
    TITLE,
    article,
    the_story,
)


def test_lines_of_another_system_make_the_same_story():
    the_story(f"{TITLE}\n\n2024-03-02\n\n{STORY}\n".replace("\n", "\r\n"))


def test_a_mail_s_head_names_its_title_and_day():
    page = (
        "From: Northfield News <news@example.org>\nTo: readers@example.org\n"
        f"Subject: {TITLE}\nDate: Sat, 2 Mar 2024 09:00:00 +0800\n\n"
        f"View this email in your browser\n\n{TITLE}\n\n{STORY}\n\n"
        "Unsubscribe | Manage preferences\n© 2024 Northfield News."
    )
    the_story(page)


def test_fields_above_a_text_name_its_title_day_and_author():
    page = f"---\ntitle: {TITLE}\ndate: 2024-03-02\nauthor: Li Ming\n---\n\n{STORY}"
    assert the_story(page).bylines == ("Li Ming",)


def test_markdown_s_marks_are_no_words_of_the_story():
    page = (
        f"# {TITLE}\n\n*By Li Ming* | 2024-03-02\n\n"
        f"![The pier](https://example.org/pier.jpg)\n\n**{FIRST}**\n\n"
        f"_{SECOND}_\n\n{LAST}\n\n[Read more](https://example.org)\n"
    )
    assert the_story(page).bylines == ("Li Ming",)


@pytest.mark.parametrize("line", ["#digital economy", "* 12 firms came.", "!", "[1]"])
def test_what_only_begins_like_a_mark_is_kept(line):
    assert line in article(f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\n{line}").body.text or (
        line == "!"
    )


def test_a_heading_below_the_first_paragraph_leaves_it_in_the_story():
    found = article(f"{TITLE}\n\n2024-03-02\n\n{FIRST}\n\nTaxes\n\n{SECOND}\n\n{LAST}")
    assert found.standfirst is None
    assert found.body.text == f"{FIRST}\n\nTaxes\n\n{SECOND}\n\n{LAST}"


@pytest.mark.parametrize("line", ["- 1 -", "Page 2 of 8", "} ?>", "* * *"])
def test_page_numbers_and_marks_between_paragraphs_are_no_story(line):
    the_story(f"{TITLE}\n\n2024-03-02\n\n{FIRST}\n\n{line}\n\n{SECOND}\n\n{LAST}")


@pytest.mark.parametrize(
    "tail",
    [
        "li.ming@example.org",
        "Contact the writer at li.ming@example.org.",
        "Was this page useful?\n\nCookies\n\nAccessibility statement",
        "Most Viewed in 24 Hours\nTop\nBACK TO THE TOP\nEnglish\n"
        "Copyright 2024. All rights reserved.",
        "SOURCE Northfield Group\n\nAlso from this source",
        "Author:  Editor:Wang Wei",
        "- About Us\n- |\n- Terms of Use\n- |\n-\nRSS\n- |\n- Privacy Policy",
        "Attachment Download:",
        "Leave a Reply\n\nYour email address will not be published.",
        "Previous: Ferry fares fall Next: A school opens",
        "Media contact: Li Ming, +86 21 5550 1234",
        "分享按钮",
        "Copyright© Northfield Online | About us\n\nAll rights reserved. What this "
        "site publishes belongs to Northfield Online.\n\nWithout written "
        "authorization from Northfield Online, such content shall not be republished "
        "in any form.\n\nDesktop\n\nMobile\n\nCopyright© Northfield Online",
        "< 1 2",
        "1 2 3 4 >",
        "Photo",
    ],
)
def test_what_sites_print_below_a_story_is_none_of_it(tail):
    the_story(f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\n{tail}")


@pytest.mark.parametrize(
    "line",
    [
        "The firm may not be sold without the written consent of the bureau, it said.",
        "Leaving a reply will not be easy, the director of the bureau said on Monday.",
        "Next year the port will have 1 2 3 and 4 as numbers of its quays, it said.",
    ],
)
def test_a_last_sentence_that_speaks_of_such_things_is_the_story_s(line):
    page = f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\n{line}"
    assert article(page).body.text == f"{STORY}\n\n{line}"


ABOUT = (
    "Northfield Group Co Ltd is a maker of looms and spindles. Founded in 1988, it has "
    "9,000 workers in 12 countries."
)


@pytest.mark.parametrize(
    "tail",
    [
        f"About Northfield Group\n\n{ABOUT}",
        f"About Northfield Group:\n{ABOUT}\n\nFor more, see www.northfield.example.",
        f"About the Northfield Group\n\n{ABOUT}\n\nAbout Sampleton Fund\n\nThe "
        "Sampleton Fund invests in mills.\n\nSOURCE Northfield Group",
    ],
)
def test_what_a_release_says_of_its_company_is_no_part_of_the_story(tail):
    document = parse(f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\n{tail}".encode())
    (found,) = document.articles
    assert found.body.text == STORY
    assert "words of running text" in document.remarks[0]


@pytest.mark.parametrize(
    "tail",
    [
        "About 300 jobs\n\nThe mills will need 300 people, most of them from the town.",
        f"About Northfield Group\n\nThe mills are old.\n\n{ABOUT}",
        f"About Northfield Group\n\n{ABOUT}\n\nThe group will grow, its head said.",
        "About Northfield Group",
        "About Northfield Group\n\n" + "\n\n".join([ABOUT] + 7 * [SECOND[:-1] + "!"]),
        f"About Northfield Group and all it makes {ABOUT}",
    ],
)
def test_a_part_of_the_story_may_begin_with_about(tail):
    found = article(f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\n{tail}")
    assert tail.split("\n\n")[0] in found.body.text


def test_a_release_s_last_line_names_its_company():
    found = the_story(f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\nSOURCE Northfield Group")
    assert found.publisher == "Northfield Group"


@pytest.mark.parametrize(
    "tail",
    [
        "(By Li Ming)\n\nEditor: Olivia",
        "(Reported by Li Ming)",
        "Author:Li Ming  Editor:Wang Wei",
    ],
)
def test_names_below_the_story_sign_it(tail):
    page = f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\n{tail}"
    assert the_story(page).bylines == ("Li Ming",)


@pytest.mark.parametrize(
    "line", ["Tags: port | tram", "Keywords: port, #tram", "Filed under: port; tram"]
)
@pytest.mark.parametrize("source", ["", "\n\nSource: Northfield Daily"])
def test_a_line_that_names_its_tags_is_none_of_the_story(line, source):
    found = the_story(f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\n{line}{source}")
    assert found.tags == ("port", "tram")


def test_a_sentence_that_begins_with_a_label_is_the_story_s():
    line = "Topics: the port, the tram and the mills were named by most of those asked."
    assert line in article(f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\n{line}").body.text


def test_brackets_that_hold_no_name_sign_nothing():
    page = f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\n(By the end of May.)"
    assert article(page).bylines == ()


@pytest.mark.parametrize(
    "line",
    [
        "Writer: Li Ming  |  Editor: Wang Wei  |  From: Northfield Daily  |  "
        "Updated: 2024-03-02",
        "Li Ming\nLi Ming\nMarch 2, 2024",
        "Updated: 2024-03-02 09:25\nBy Li Ming in Northfield (Sample Daily)",
        "Updated: 2024-03-02 09:25\nBy Li Ming in Northfield (China Daily)",
    ],
)
def test_the_writer_is_named_beside_the_date(line):
    assert the_story(f"{TITLE}\n{line}\n\n{STORY}").bylines == ("Li Ming",)


@pytest.mark.parametrize(
    "line",
    [
        "0 Comment(s)Print E-mail example.org.cn, March 2, 2024\nAdjust font size:",
        "Date:2024-03-02 09:47:00Edit:Editor of NorthfieldSource:Northfield Park",
        "via:北田     time:2024/3/2 12:45:31     readed:215",
        "News provided by\n\nNorthfield Group\n\nMarch 02, 2024, 09:00 ET\n\n"
        "Share this article",
        "news.example.org\n2024-03-02",
    ],
)
def test_the_line_of_the_date_is_read_with_all_it_holds(line):
    the_story(f"{TITLE}\n{line}\n\n{STORY}")


def test_a_site_s_address_below_the_title_is_no_part_of_it():
    long = "Northfield's makers of paper crowd onto the waterfront"
    found = article(f"{long}\nnews.example.org\nMarch 2, 2024\n\n{STORY}")
    assert found.headline.text == long


@pytest.mark.parametrize(
    "title",
    [
        "Where does the next road of Northfield lead?",
        "Who gains from the longest tram line of the country?, from a field of mud at "
        "the edge of Northfield to a park with nine hundred firms and more to come",
        "Northfield District Opens City's First Quantum Computing Park",
        "Northfield District's First Quantum Computing Park Built",
    ],
)
def test_a_title_may_be_a_question_long_or_all_in_capitals(title):
    found = article(f"Home > News\n\n{title}\n\n2024-03-02\n\n{STORY}")
    assert found.headline.text == title
    assert found.body.text == STORY


def test_a_row_of_names_is_no_title():
    row = "Northfield Southfield Westfield Eastfield Midfield Hillfield Lakefield"
    assert article(f"{row}\n\n{TITLE}\n\n2024-03-02\n\n{STORY}").headline.text == TITLE


def test_a_question_below_the_title_begins_the_story():
    first = "Why do so many firms come to the district these days?"
    found = article(f"{TITLE}\n\n2024-03-02\n\n{first}\n\n{STORY}")
    assert found.headline.text == TITLE
    assert found.body.text.startswith(first)


def test_a_line_between_date_and_story_announces_it():
    deck = "Once a village of fishers, Northfield is making a name for its paper mills"
    found = the_story(f"{TITLE}\n\n2024-03-02\n\n{deck}\n\n{STORY}")
    assert found.standfirst.text == deck


@pytest.mark.parametrize(
    "line",
    [
        "Among the highlights that the bureau named on Tuesday were these:",
        "Taxes and firms",
        "The bureau said that the district would go on with it.",
    ],
)
def test_other_lines_there_are_the_story_s_own(line):
    found = article(f"{TITLE}\n\n2024-03-02\n\n{line}\n\n{STORY}")
    assert found.body.text.startswith(line)


def test_a_line_cut_in_two_below_the_date_announces_nothing():
    line = "Northfield has a port and nine mills and has been known for them since"
    found = article(f"{TITLE}\n\n2024-03-02\n\n{line}\n\nmen came. {FIRST}\n\n{LAST}")
    assert found.standfirst is None


def test_a_head_printed_twice_names_its_author_and_announces_the_story():
    announced = "Its villages march on to a green land with clear water and forests."
    found = article(
        f"{TITLE}\n\nMary Poole\n{announced}\nMary Poole\n{TITLE}\nTi Gong\n\n"
        f"The bird reserve of Northfield\n\n{STORY}"
    )
    assert found.bylines == ("Mary Poole",)
    assert found.standfirst.text == announced
    assert found.body.text == STORY


def test_a_sentence_with_its_source_is_no_title():
    line = "Most mills of the district are seeing a slow year. (Reuters)"
    found = article(f"{line}\n{STORY}")
    assert found.headline is None
    assert [caption.text for caption in found.captions] == [line[:-10]]


@pytest.mark.parametrize(
    "opening",
    [
        "NORTHFIELD, China, March 2, 2024 /Sample Wire/ -- ",
        "NORTHFIELD, March 2, 2024 (Sample Wire) -- ",
        "Northfield, 2 March 2024 – ",
        "Northfield (March 2, 2024) — ",
        "NORTHFIELD, China, March 2,2024/Sample Wire/--\n\n",
    ],
)
def test_a_dateline_with_its_year_states_the_day(opening):
    found = article(f"{TITLE}\n\n{opening}{FIRST}\n\n{SECOND}\n\n{LAST}")
    assert found.published.on.isoformat() == "2024-03-02"
    assert found.published.basis == "stated"
    assert found.body.text.startswith(opening)


@pytest.mark.parametrize(
    "opening",
    [
        "Northfield, March 2 (Sample Wire) -- ",
        "Founded on March 2, 2024 - with a loan - ",
        "On March 2, 2024, the council met; ",
        "March 2, 2024 was the day on which ",
        "NORTHFIELD, February 30, 2024 -- ",
        "in Northfield, March 2, 2024 -- ",
    ],
)
def test_other_days_in_a_story_s_first_words_state_none(opening):
    found = article(f"{TITLE}\n\n{opening}{FIRST}\n\n{SECOND}\n\n{LAST}")
    assert found.published is None


def test_a_dateline_is_sought_in_the_first_paragraphs_alone():
    line = f"NORTHFIELD, March 2, 2024 -- {LAST}"
    assert article(f"{TITLE}\n\n{STORY}\n\n{line}").published is None


def test_a_short_line_that_ends_in_a_small_word_goes_on_in_broken_text():
    page = (
        "Harbour plans\n\nWithin the plan that the council of the harbour town made\n"
        "known on the first of the month, there are nine new piers for the\n"
        "ferries that will link the islands, and a market hall with room for all of\n"
        "the boats, said the mayor of the town on the day before the\n"
        "fair.\n\nThe town, set at the mouth of the\nGreat River, has 9,000 boats."
    )
    last = article(page).body.text.split("\n\n")[-1]
    assert last == "The town, set at the mouth of the Great River, has 9,000 boats."


def test_a_short_second_story_below_the_source_line_is_told_of():
    below = (
        "The library of Wenqiao opens at nine and closes when its last reader leaves "
        "the house."
    )
    page = f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\nSource: Northfield Daily\n\n{below}"
    (remark,) = parse(page.encode()).remarks
    assert remark.startswith("16 words")


def test_a_sentence_printed_twice_on_top_is_the_headline():
    title = "Northfield and its neighbour signed the contract!"
    found = article(f"{title}\n\n{title}\n\n{STORY}")
    assert found.headline.text == title
    assert found.body.text == STORY


def test_what_announces_a_story_may_stand_again_far_below():
    announced = "The mills of Northfield, built in 1920, are the oldest of the county."
    found = article(
        f"{TITLE}\n\n{announced}\n\n{FIRST}\n\n{SECOND}\n\n{LAST}\n\n"
        f"Four more mills are to open soon.\n\n{announced}"
    )
    assert found.standfirst.text == announced
    assert found.body.text.startswith(FIRST)
    assert found.body.text.endswith(announced)


def test_a_line_with_a_bullet_is_no_headline():
    found = article(
        f"{TITLE}\n- The mills are to make looms for the towns of the whole county and "
        f"for the islands\n\n{STORY}"
    )
    assert found.headline.text == TITLE


@pytest.mark.parametrize("below", ["More of the day", "Home"])
def test_tags_end_at_a_blank_line(below):
    page = f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\nSource: Northfield Daily\n"
    assert the_story(f"{page}port\ntram\n\n{below}").tags == ("port", "tram")
    assert the_story(f"{page}\nHome\nport").tags == ()
