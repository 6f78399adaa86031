"""Sentences that look like a page's lines and are of the story, and such lines."""

from __future__ import annotations

import pytest

from archive.parsing.html import parse_html
from archive.parsing.html.daylines import tells_day_alone
from archive.parsing.html.wording import ends_in_credit, opens_tail
from tests.archive.parsing.html.test_small_pages import (
    HAN,
    STORY,
    page,
    paragraphs,
    read,
)

LINKS = (
    "<ul><li><a href='/1'>Road opens after repairs</a></li>"
    "<li><a href='/2'>Landing gets a cafe</a></li></ul>"
)


@pytest.mark.parametrize(
    "line",
    [
        "By Oda Lint, staff writer | May 3, 2024 | 5 min read",
        "Economy news of the lake | 3 May 2024",
        "Updated on Monday, April 3, 2023, at 10:15 a.m.",
        "Source: Lockmere Post 2024-05-03 10:20:33",
        "Publié le 03/05/2024 à 10h20",
        "洛湖社北岸2024年5月3日电",
        "2024年5月3日 星期五 来源：洛湖邮报海外版",
        "2024年05月03日11:20 | 洛湖邮报新闻客户端",
        "发布时间：2024-05-03 来源:洛湖县人民政府办公室 浏览次数：203",
        "2024年5月3日，星期五",
    ],
)
def test_a_line_of_a_day_tells_its_time_and_source_at_most(line):
    assert tells_day_alone(line)


@pytest.mark.parametrize(
    "line",
    [
        "Voting ends on May 12, 2024 at 8 p.m.",
        "On May 12, 2024 fees rose",
        "May 12, 2024 Arden sold 30 boats",
        "How ferries grew so large on a small lake | read it on May 12, 2024",
        "May 12, 2024 | ferries carry more lorries than they ever did before",
        "洛湖县2024年12月1日起减税",
        "2025年1月1日，北岸码头开业",
        "2024年12月1日至2025年3月1日",
        "2024-12-01 洛湖县对全县企业减免码头费用",
        "2024-12-01 洛湖县交通委员会宣布今年不再提高全县两岸码头费用的公告中心",
    ],
)
def test_a_sentence_that_names_a_day_is_no_line_of_a_day(line):
    assert not tells_day_alone(line)


@pytest.mark.parametrize(
    "line",
    [
        "May 3, 2023 saw the opening of a second landing, which drew 4,000 guests",
        "On May 3, 2023 the county opened its 2 billion yuan road to cars at 8 p.m.",
        "Bids for the third boat close on May 3, 2023 at 8 p.m.",
    ],
)
def test_a_first_sentence_with_a_day_is_kept_and_dates_nothing(line):
    assert read(paragraphs(line, *STORY), (line, *STORY)).published is None


@pytest.mark.parametrize(
    "line",
    [
        "洛湖县2024年12月1日起对全县企业减税",
        "2025年1月1日，洛湖将开通三条新航线，每天运送两千名乘客。",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_chinese_sentence_with_a_day_is_kept_and_dates_nothing(line, place):
    story = (*HAN[:place], line, *HAN[place:])
    assert read(paragraphs(*story), story).published is None


def test_a_labelled_day_dates_a_story_where_no_sentence_goes_on_with_it():
    note = "Published 12 June 2024, the county's report counts 30 boats."
    line = "Published: 12 June 2024"
    story = (*STORY, note)
    assert read(paragraphs(*story), story).published is None
    source = page(paragraphs(*STORY)).replace("</footer>", f"<p>{line}</p></footer>")
    assert parse_html(source).article.published.on.isoformat() == "2024-06-12"


@pytest.mark.parametrize(
    "line",
    [
        "Tove Arden is a former newspaper editor who now owns 30 boats on the lake.",
        "Tove Arden is a writer who owns three cafes at the landing.",
        "Contact Tove Arden at tove@landing.example to rent one of the 300 berths, "
        "which had 3 million visitors.",
        "More than 300 offers were sent to your inbox by the county, said Tove Arden.",
        "Letters were sent to your inbox by the county before the sale of the boats "
        "and of the landing on the northern shore.",
        "Copyright cases rose 12 percent in the county last year.",
        "Sponsored loans grew to 3 billion yuan, according to the county.",
        "Our affiliate partners on the lake raised 3 billion yuan, said Tove Arden.",
        "Arden asked us for the bigger picture: Trade is worth 3 billion yuan",
        "The landing on the northern shore handled 91,000 lorries last year, a fifth "
        "more than it did in the year before it (Photo by Oda Lint)",
    ],
)
@pytest.mark.parametrize("place", [3, 5])
def test_a_sentence_of_the_story_is_kept_whatever_it_looks_like(line, place):
    story = (*STORY[:place], line, *STORY[place:])
    read(paragraphs(*story), story)


@pytest.mark.parametrize(
    "line",
    [
        "Ines Falk is a reporter.",
        "Ines Falk is a senior writer who covers trade on the lake.",
        "Contact Ines Falk at ifalk@post.example or call 555 0134.",
        "Contact Ines Falk at ifalk@post.example.",
        "Start your week with all that matters on the lake, delivered to your Inbox.",
        "We may earn affiliate commissions if you buy what our links lead you to.",
        "Read more: Trade on the lake rose 12 percent, said the county.",
        "Printed from www.lockmere-post.example/2024/07/05/ferry.html",
        "Create an account for a free trial of all that we write on the lake.",
    ],
)
def test_a_line_of_the_page_is_left_out(line):
    read(paragraphs(*STORY, line))


def test_the_author_of_the_story_is_presented_without_a_figure():
    def told(line: str) -> str:
        return f"<p class='byline'>By Ines Falk</p>{paragraphs(*STORY, line)}"

    read(told("Falk writes about trade and has done so for 20 years."))
    kept = "Falk covers 30 boats of the county with her insurance, said Arden."
    read(told(kept), (*STORY, kept))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("The three largest owners hold 40 percent of it all", True),
        ("The owners of the boats hold most of it all", True),
        ("Related to the ferry of the lake", False),
        ("On both shores of Lockmere this week:", False),
        ("更多洛湖渡轮的消息", False),
    ],
)
def test_only_a_line_that_leads_elsewhere_goes_with_the_links_below_it(line, kept):
    story = (*STORY, line) if kept else STORY
    read(paragraphs(*STORY, line) + LINKS, story)


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("The landing before sunrise Photo: Oda Lint", True),
        ("The landing before sunrise. image: Oda Lint for the Lockmere Post", True),
        ("The lake as a picture: Oda Lint", False),
        ("We asked for the whole picture: Trade is large", False),
        ("Lorries wait (Photo by Oda Lint)", True),
    ],
)
def test_a_credit_at_the_end_names_its_photographer(text, credited):
    assert ends_in_credit(text, len(text.split())) is credited


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("About the author", True),
        ("Notes to Editors:", True),
        ("ABOUT US", True),
        ("About Half of All Boats", False),
        ("Sources of the growth", False),
    ],
)
def test_a_heading_below_the_story_is_known_by_its_words(text, heads):
    assert opens_tail(text) is heads


@pytest.mark.parametrize(
    "text", ["日" * 50_000, "2024年" * 9_000, "a " * 40_000, "报 " * 40_000]
)
def test_a_long_line_takes_no_long_time(text):
    tells_day_alone(text)
