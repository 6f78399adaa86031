"""Small pages, each with one thing above, below or around a story."""

from __future__ import annotations

import pytest

from archive.parsing.html import parse_html
from archive.parsing.html.draft import Head
from archive.parsing.html.reading import read_page
from archive.parsing.html.sifting import sift
from tests.archive.parsing.html.test_small_pages import (
    HEADLINE,
    STORY,
    page,
    paragraphs,
    read,
)

BYLINE = "<div class='byline'>By Ines Falk</div>"
REMARKS = (
    "I have lived at the landing for thirty years and never saw as many lorries, and "
    "nobody asked us whether we wanted them here at all.",
    "The road will be full again as soon as it opens, wait and see, they always say "
    "that the water is quicker until the first storm of the year.",
    "Somebody should count what the boats burn on the way over before they are called "
    "clean, because my cousin works on one and knows.",
)


def test_a_rule_between_two_paragraphs_parts_nothing():
    opening = f"<meta name='description' content='{STORY[0]}'><p>{STORY[0]}</p>"
    article = read(f"{opening}<hr class='hidden'>{paragraphs(*STORY[1:])}")
    assert article.standfirst is None


def test_a_rule_ends_the_paragraph_before_it():
    first, second = read_page("<div><p>One<hr>Two</div>").blocks
    assert (first.name, second.name) == ("p", "div")


def test_verses_without_a_full_stop_are_a_story():
    verses = (
        "The boat goes out before the day",
        "With timber and with grain",
        "The road is closed for half the year",
        "The road is closed again",
        "And she who runs the northern shore",
        "Looks out into the rain",
        "She counts the lorries as they come",
        "She counts them as they go",
        "And writes the number in a book",
        "With letters small and slow",
    )
    read(paragraphs(*verses), verses)


@pytest.mark.parametrize(
    "name", ["comments", "comentarios_lectores", "liste-commentaires", "kommentare"]
)
def test_what_readers_write_is_left_out_though_it_is_longer(name):
    remarks = f"<div class='{name}'>{paragraphs(*REMARKS, *REMARKS[::-1])}</div>"
    read(f"<div id='content_print'>{paragraphs(*STORY[:3])}</div>{remarks}", STORY[:3])


def test_a_story_in_a_section_called_comment_is_kept():
    read(f"<div class='comment'>{paragraphs(*STORY)}</div>")


def test_a_list_above_the_headline_is_left_out_and_one_below_it_is_kept():
    items = "<ul><li>Trade | Roads</li><li>Towns | Boats</li></ul>"
    source = f"{items}<h1>{HEADLINE}</h1>{items}{paragraphs(*STORY)}"
    found = read_page(source)
    every = {block.index for block in found.blocks}
    head = Head([HEADLINE], headline_block=2, taken={2})
    story = [block.text for block in sift(found, every, "", head).story]
    assert story == ["Trade | Roads", "Towns | Boats", *STORY]


@pytest.mark.parametrize(
    "byline",
    [
        BYLINE,
        "<div>April 3, 2023</div>",
        "<div class='author'>Our people at the landing, on both shores</div>",
    ],
)
def test_headings_above_the_byline_are_left_out(byline):
    deks = (
        "<h2>Drivers have learned that the water is quicker than the road is</h2>"
        "<h2>A second boat has been sailing on the lake since April of last year</h2>"
    )
    main = (
        deks
        + byline
        + paragraphs(*STORY[:2], "", *STORY[2:4])
        + f"<h2>A third boat</h2>{paragraphs(STORY[4])}"
    )
    read(main, (*STORY[:4], "A third boat", STORY[4]))


def test_a_heading_below_the_byline_is_kept():
    main = f"<h2>On the water</h2>{paragraphs(*STORY[:3])}<h2>On the road</h2>"
    read(
        BYLINE + main + paragraphs(*STORY[3:]),
        ("On the water", *STORY[:3], "On the road", *STORY[3:]),
    )


def test_a_heading_is_kept_where_no_byline_is_near():
    pictures = "".join(
        f"<figure><img src='{at}.png'><figcaption>Boat {at}</figcaption></figure>"
        for at in range(14)
    )
    source = page(
        f"<h1>{HEADLINE}</h1><h2>On the water</h2>{pictures}{paragraphs(*STORY[:3])}"
        f"<h2>On the road</h2>{paragraphs(*STORY[3:])}"
    )
    found = read_page(source)
    every = {block.index for block in found.blocks if "Boat" not in block.text}
    head = Head([HEADLINE], headline_block=1, taken={1})
    story = [block.text for block in sift(found, every - {0}, "", head).story]
    assert story[:2] == ["On the water", STORY[0]]


LEAD = f"<div><p class='article-intro'>{STORY[0]}</p></div>"


@pytest.mark.parametrize("lead", [LEAD, f"<div class='lead'>{STORY[0]}</div>"])
def test_the_lead_below_the_byline_opens_the_story(lead):
    body = f"<div class='text'>{paragraphs(*STORY[1:])}</div>"
    assert read(BYLINE + lead + body).standfirst is None


def test_the_lead_above_the_byline_is_the_standfirst():
    body = f"<div class='text'>{paragraphs(*STORY[1:])}</div>"
    article = read(LEAD + BYLINE + body, STORY[1:])
    assert article.standfirst.text == STORY[0]


def test_the_lead_is_kept_that_the_text_in_the_data_leaves_out():
    lead = "Drivers on both shores have learned this year that water is quicker."
    untold = "The Lockmere Post is printed in Arden every day but Monday."
    story = [text.replace("“", "").replace("”", "") for text in STORY]
    data = f'{{"@type": "NewsArticle", "articleBody": "{" ".join(story)}"}}'
    script = f"<script type='application/ld+json'>{data}</script>"
    opening = f"<div class='lead'>{lead}</div>"
    body = f"<div class='text'>{paragraphs(*STORY[:4], untold, STORY[4])}</div>"
    read(script + BYLINE + opening + body, (lead, *STORY))


@pytest.mark.parametrize(
    "line",
    [
        "3 avril 2023 à 10:15 (mis à jour à 11:02)",
        "3 de abril de 2023 a las 10:15 horas",
        "3. 4. 2023 klo 10:15",
    ],
)
def test_a_stamp_in_another_language_is_no_standfirst(line):
    article = read(f"<h2>{line}</h2>{paragraphs(*STORY)}")
    assert article.standfirst is None


def test_an_opening_that_ends_in_a_colon_is_kept():
    opening = "From the owners of the <a href='/ferry'>ferry</a> on Tuesday:"
    lines = "<br><br>".join((opening, *STORY))
    kept = "From the owners of the ferry on Tuesday:"
    read(f"<div class='text'>{lines}</div>", (kept, *STORY))


def test_a_label_with_a_colon_does_not_open_the_story():
    lines = "<br><br>".join(("Lockmere ferry:", *STORY))
    read(f"<div class='text'>{lines}</div>")


@pytest.mark.parametrize(
    "line",
    [
        "Ines Falk is the roads reporter of the Lockmere Post. She can be reached by "
        "telephone at 555-014-2455 on every day but Monday, and by letter at the "
        "landing on the northern shore, where she keeps a desk.",
        "Oda Lint is an editor and the author of several books on lakes, among them "
        "Forty Winters on the Ice and The Last Boat to Arden. She lives in a house by "
        "the northern shore with two dogs and a cat.",
        "Questions? Remarks? Email us at lake@lockmere-post.example",
        "Know something we do not? Write to us:",
    ],
)
def test_what_the_page_says_of_its_makers_at_the_end_is_left_out(line):
    read(BYLINE + paragraphs(*STORY, line))


@pytest.mark.parametrize(
    "line",
    [
        "“They may write to us at any hour,” Arden said of the lorries' owners.",
        "Ines Falk is the reporter who counted 91,000 lorries on the northern shore.",
        "Oda Lint is an author of plays, and she said that the county should pay for "
        "the boat, which follows from all that it has promised to the drivers since "
        "the road was closed and the ferry took over.",
    ],
)
def test_a_sentence_that_only_looks_like_that_is_kept(line):
    read(BYLINE + paragraphs(*STORY, line), (*STORY, line))


def test_what_is_said_of_a_video_is_left_out():
    told = "The lorries wait at the landing while the second boat comes in from Arden."
    video = (
        "<div itemprop='video' itemscope itemtype='https://schema.org/VideoObject'>"
        f"<p itemprop='description'>{told}</p></div>"
    )
    read(paragraphs(*STORY[:2]) + video + paragraphs(*STORY[2:]))


def test_a_list_below_a_line_that_leads_elsewhere_is_left_out_with_it():
    items = "<ul><li>The road opens after repairs</li><li>A landing for all</li></ul>"
    related = f"<div>Related articles:</div>{items}"
    read(paragraphs(*STORY[:3]) + related + paragraphs(*STORY[3:]))


def test_a_list_below_a_line_of_the_story_is_kept():
    items = "<ul><li>The road opens after repairs</li><li>A landing for all</li></ul>"
    main = paragraphs(*STORY[:3], "Arden expects two things:") + items
    kept = ("The road opens after repairs", "A landing for all")
    read(
        main + paragraphs(*STORY[3:]),
        (*STORY[:3], "Arden expects two things:", *kept, *STORY[3:]),
    )


def test_a_list_that_ends_the_page_is_left_out_with_the_line_above_it():
    related = "<div>Related articles:</div><ul><li>A landing for all of us</li></ul>"
    main = f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY)}{related}</article>"
    article = parse_html(f"<!doctype html><title>{HEADLINE}</title>{main}").article
    assert article.body.text.split("\n\n") == list(STORY)


def test_a_page_is_read_whose_readers_wrote_all_of_it():
    source = page(
        f"<h1>{HEADLINE}</h1><div class='comments'>{paragraphs(*STORY)}</div>"
    )
    assert parse_html(source).article.body.text == "\n\n".join(STORY)


@pytest.mark.parametrize("count", [5, 16])
@pytest.mark.parametrize(
    "around",
    [
        "<aside class='widget'>",
        "<div class='related'>",
        "<ol class='comments'>",
        "<footer>",
    ],
)
def test_what_stands_beside_a_story_is_left_out_however_long(around, count):
    wants = ["lamps", "clocks", "ramps", "maps", "ropes", "nets", "flags", "bells"]
    promises = [
        f"{number}. The association wants {thing} at every landing of the lake, and it "
        "will ask the county for the money before the next winter begins."
        for number, thing in enumerate((wants * 2)[:count], 1)
    ]
    beside = f"{around}{paragraphs(*promises)}</{around[1:-1].split()[0]}>"
    source = (
        f"<!doctype html><title>{HEADLINE}</title>"
        f"<div class='entry'><h1>{HEADLINE}</h1>{paragraphs(*STORY)}</div>{beside}"
    )
    assert parse_html(source).article.body.text == "\n\n".join(STORY)


def test_a_standfirst_alone_is_not_taken_for_a_story_that_is_longer():
    marked = f"<div class='chapo'>{paragraphs(' '.join(STORY[:3]))}</div>"
    article = parse_html(
        page(
            f"<h1>{HEADLINE}</h1>{marked}<div>{paragraphs(*STORY[3:], *REMARKS)}</div>"
        )
    ).article
    assert article.body.text.endswith("\n\n".join((*STORY[3:], *REMARKS)))


def test_a_brief_beside_its_picture_is_a_story():
    brief = " ".join(STORY[:2])
    source = (
        f"<!doctype html><title>Lockmere Post</title><div id='all'><div class='main'>"
        f"<div class='box'><img src='ferry.jpg' alt='Ferry'></div><div class='content'>"
        f"<h3>{HEADLINE}</h3><p>{brief}</p></div></div></div>"
    )
    assert parse_html(source).article.body.text == brief


def test_a_brief_is_found_on_a_page_full_of_menus():
    menus = "".join(
        f"<li class='entry'><a href='/{number}'>Towns at the {number}th mile</a></li>"
        for number in range(120)
    )
    brief = " ".join(STORY[:3])
    source = (
        f"<!doctype html><title>{HEADLINE}</title><ul>{menus}</ul>"
        f"<aside class='share'><h1>{HEADLINE}</h1><div itemprop='description'>"
        f"<p>{brief}</p></div><ul>{menus}</ul>"
    )
    assert parse_html(source).article.body.text == brief
