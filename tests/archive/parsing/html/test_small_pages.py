"""Small pages, each with one thing that stands beside or within many a story."""

from __future__ import annotations

import json

import pytest

from archive.parsing.html import parse_html

HEADLINE = "Lockmere ferry carries more lorries than ever"
STORY = (
    "The ferry across Lockmere carried 91,000 lorries last year, a fifth more than "
    "the year before, its owners said on Tuesday.",
    "A second boat has sailed since April, and the road around the lake was closed "
    "for repairs until the end of September.",
    "“Drivers have learned that the water is quicker,” said Tove Arden, who runs the "
    "landing on the northern shore.",
    "Tickets will not become dearer this year, although fuel costs 14 percent more "
    "than it did when the prices were set.",
    "The county will decide in May whether to pay for a third boat, which would be "
    "the first to sail by battery alone.",
)
HAN = (
    "洛湖渡轮去年运送货车九万一千辆，比上一年增长两成，运营方周二表示。",
    "第二艘渡轮四月开始航行，环湖公路则一直封闭维修到九月底。",
    "“司机们知道走水路更快，”北岸码头负责人阿登说，“他们还会再来。”",
)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(main: str, title: str = HEADLINE) -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body>"
        "<nav><a href='/'>Home</a> <a href='/trade'>Trade</a></nav>"
        f"<article>{main}</article>"
        "<footer><p>Published by the Lockmere Post.</p></footer></body></html>"
    )


def read(main: str, story: tuple[str, ...] = STORY):
    """The article of a page with a headline, a story and what `main` makes of it."""
    article = parse_html(page(f"<h1>{HEADLINE}</h1>{main}")).article
    assert article is not None
    assert article.headline.text == HEADLINE
    assert article.body.text.split("\n\n") == list(story)
    return article


def test_the_last_group_of_paragraphs_is_kept_though_it_is_small():
    def group(*texts: str) -> str:
        video = "<div class='clip'>WATCH: The second boat sails</div>"
        return f"<div class='group'>{paragraphs(*texts)}</div>{video}"

    last = "A third of the lorries carried timber."
    read(group(*STORY[:2]) + group(*STORY[2:]) + group(last), (*STORY, last))


def test_an_opening_of_three_words_is_kept():
    read(paragraphs("They prefer water.", *STORY), ("They prefer water.", *STORY))


def test_a_line_above_links_at_the_end_is_left_out():
    links = "".join(
        f"<li><a href='/{at}'>{text}</a></li>"
        for at, text in enumerate(("Road opens after repairs", "Landing gets a cafe"))
    )
    read(f"{paragraphs(*STORY, 'More about the Lockmere ferry')}<ul>{links}</ul>")


@pytest.mark.parametrize(
    "line",
    [
        "Ines Falk is a reporter for the Lockmere Post.",
        "Ines Falk is an economics editor based in Arden.",
        "Contact Ines Falk at ifalk@lockmere-post.example with your comments.",
    ],
)
def test_a_line_on_the_author_at_the_end_is_left_out(line):
    read(paragraphs(*STORY, line))


@pytest.mark.parametrize(
    "line",
    [
        "Tove Arden is the third manager of the landing in ten years.",
        "Ines Falk is a reporter whom the owners once took to court. They lost the "
        "case, and the county has asked for a report on every sailing since then, "
        "which the owners publish each spring.",
    ],
)
def test_a_sentence_on_somebody_in_the_story_is_kept(line):
    read(paragraphs(*STORY, line), (*STORY, line))


@pytest.mark.parametrize(
    "line",
    [
        "Start your day with all that matters on both shores and in the towns behind "
        "them, in your inbox every weekday.",
        "The news of the lake and of the towns behind both of its shores, sent "
        "straight to your inbox, once a week.",
    ],
)
def test_a_plea_for_an_address_without_a_form_is_left_out(line):
    read(paragraphs(*STORY[:3], line, *STORY[3:]))


@pytest.mark.parametrize(
    "caption",
    [
        "The second boat on its way to the northern shore. (Photo by Oda Lint/Post)",
        "The landing before sunrise, with the first lorries. (Post Photo/Oda Lint)",
        "The landing before sunrise, with lorries. Photograph: Oda Lint/Lockmere Post",
        "清晨的北岸码头，第一批货车正在上船。 王海燕 摄",
    ],
)
def test_a_paragraph_that_ends_with_its_photographer_is_a_caption(caption):
    article = read(paragraphs(*STORY[:2], caption, *STORY[2:]))
    assert [item.text for item in article.captions] == [caption]
    assert article.bylines == ()


def test_a_sentence_on_a_photo_is_kept():
    line = "Arden showed us the photo: it was taken by her father in 1961."
    read(paragraphs(*STORY, line), (*STORY, line))


def test_a_long_chinese_line_that_begins_with_the_date_tells_the_date_alone():
    line = "2023年4月3日 10:01 发稿地：洛湖 来源：洛湖邮报新闻社 字号：大 中 小"
    article = read(paragraphs(line, *HAN), HAN)
    assert article.published.on.isoformat() == "2023-04-03"
    assert article.standfirst is None


def test_a_short_chinese_paragraph_that_begins_with_a_day_is_kept():
    line = "2023年4月3日，洛湖渡轮开始运送货车。"
    read(paragraphs(line, *HAN), (line, *HAN))


@pytest.mark.parametrize(
    "line",
    [
        "免责声明：本文仅代表作者个人观点，与本网站无关，请读者仅作参考，并自行核实。",
        "原标题：渡轮运送货车增长两成",
        "扫描下方二维码关注我们的公众号，第一时间获取最新资讯。",
        "长按识别二维码，关注洛湖邮报，了解更多本地新闻和服务信息。",
    ],
)
def test_what_a_chinese_page_says_of_itself_is_left_out(line):
    read(paragraphs(*HAN, line), HAN)


@pytest.mark.parametrize(
    "mark", ["span class='entry-title'", "div itemprop='headline'"]
)
def test_an_element_named_as_the_headline_goes_before_the_title_of_the_site(mark):
    shown = f"<{mark}>{HEADLINE}</{mark.split()[0]}>"
    source = page(shown + paragraphs(*STORY), "News from the Lockmere Post")
    article = parse_html(source).article
    assert article.headline.text == HEADLINE
    assert article.body.text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    "names", ["class='published updated'", "class='updated' itemprop='datePublished'"]
)
def test_a_time_of_publication_and_of_change_is_that_of_publication(names):
    stamp = f"<time {names} datetime='2023-04-03'>two days ago</time>"
    assert read(stamp + paragraphs(*STORY)).published.on.isoformat() == "2023-04-03"


def test_a_moment_in_the_title_of_an_abbreviation_is_that_of_publication():
    stamp = "<abbr class='published' title='2023-04-03T08:15:00+01:00'>Monday</abbr>"
    published = read(stamp + paragraphs(*STORY)).published
    assert published.at.isoformat() == "2023-04-03T08:15:00+01:00"


@pytest.mark.parametrize(
    "filed", ["tag-comment", "post_tag-kommentar", "category-newsletter", "author-ads"]
)
def test_what_a_story_is_filed_under_says_nothing_of_its_place(filed):
    around = f"<div class='post-959 type-post hentry {filed} comments-open'>"
    line = "<p class='byline'>By Ines Falk, <abbr class='published'>3 April 2023</abbr>"
    article = read(f"{around}{line}</p>{paragraphs(*STORY)}</div>")
    assert article.published.on.isoformat() == "2023-04-03"
    assert article.bylines == ("Ines Falk",)


def test_a_time_of_change_is_not_that_of_publication():
    changed = "<time class='updated' datetime='2023-04-05T10:00:00Z'>today</time>"
    assert read(changed + paragraphs(*STORY)).published is None
    first = "<span class='published'>April 3, 2023</span> "
    article = read(first + changed + paragraphs(*STORY))
    assert article.published.on.isoformat() == "2023-04-03"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("April 4, 2023 -- Updated 0203 GMT", "2023-04-03"),
        ("April 4, 2023", "2023-04-04"),
    ],
)
def test_the_day_that_is_shown_goes_before_one_in_utc_but_for_a_change(line, day):
    stamp = "<meta name='pubdate' content='2023-04-03T20:36:32Z'>"
    article = read(f"{stamp}<div>{line}</div>{paragraphs(*STORY)}")
    assert article.published.on.isoformat() == day


def test_who_is_named_by_a_reference_in_the_data_is_looked_up():
    graph = [
        {
            "@type": "NewsArticle",
            "headline": HEADLINE,
            "author": [{"@id": "#ines"}, {"@id": "#nobody"}],
            "publisher": {"@id": "#post"},
        },
        {"@type": "Person", "@id": "#ines", "name": "Ines Falk"},
        {"@type": "Organization", "@id": "#post", "name": "Lockmere Post"},
    ]
    data = (
        f"<script type='application/ld+json'>{json.dumps({'@graph': graph})}</script>"
    )
    article = read(data + paragraphs(*STORY))
    assert article.bylines == ("Ines Falk",)
    assert article.publisher == "Lockmere Post"


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("og:site_name", "https://www.lockmere.example/news"),
        ("copyright", "Copyright © 2003 - 2019 by lockmere.example"),
        ("copyright", "(c) 2019, lockmere.example"),
    ],
)
def test_a_publisher_is_a_name_and_no_address_or_notice(name, publisher):
    meta = f"<meta name='{name}' content='{publisher}'>"
    assert read(meta + paragraphs(*STORY)).publisher == "lockmere.example"


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Ines Falk, Lake Post Ltd., Ostby, Norway", ("Ines Falk",)),
        ("Lake Post GmbH, Ostby, Norway", ()),
        ("geschrieben von Ines Falk", ("Ines Falk",)),
        ("Autorin: Ines Falk", ("Ines Falk",)),
        ("Super User", ()),
        ("By", ()),
        ("Photo by Ines Falk", ()),
    ],
)
def test_a_byline_is_of_people(told, names):
    meta = f"<meta name='author' content='{told}'>"
    assert read(meta + paragraphs(*STORY)).bylines == names


def test_a_headline_with_the_word_by_names_nobody():
    headline = "Care for Shores by Lake Towns Key to Clean Water"
    source = page(f"<h1>{headline}</h1>{paragraphs(*STORY)}", headline)
    assert parse_html(source).article.bylines == ()


def test_a_line_below_the_headline_in_the_same_element_is_not_of_it():
    shown = f"<h1><span>{HEADLINE}</span><br><span>Our editor Ines Falk</span></h1>"
    article = parse_html(page(shown + paragraphs(*STORY))).article
    assert article.headline.text == HEADLINE
    assert article.body.text == "\n\n".join(STORY)


def test_a_headline_of_two_lines_is_one():
    first, last = HEADLINE[:20], HEADLINE[20:]
    article = parse_html(
        page(f"<h1>{first}<br>{last}</h1>{paragraphs(*STORY)}")
    ).article
    assert article.headline.text == HEADLINE


def test_a_line_with_the_time_of_an_update_does_not_open_the_story():
    read(paragraphs("Updated on Monday, April 3, 2023, at 10:15 a.m.", *STORY))


def test_a_sentence_with_a_day_opens_the_story():
    line = "The road was closed on Monday, April 3, 2023, for the repairs."
    read(paragraphs(line, *STORY), (line, *STORY))
