"""Pages scraped as text: each part where it belongs, nothing twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.parsing import ParsedArticle, addressed, parse

DOCUMENTS = Path(__file__).parents[2] / "documents"


def read(name: str) -> ParsedArticle:
    (article,) = parse((DOCUMENTS / name).read_bytes(), name).articles
    return article


def story(text: str) -> ParsedArticle:
    (article,) = parse(text.encode(), "story.txt").articles
    return article


def test_it_keeps_menus_repeats_and_the_foot_out_of_the_story():
    article = read("page_with_menus.txt")
    assert article.headline.text == "Lindeng turns shipyard cranes into solar towers"
    assert article.section == "Feature / District"
    assert article.bylines == ("Qiu Mantang",)
    assert article.standfirst.text.endswith("panels that feed a thousand homes.")
    assert article.body.text.split("\n\n") == [
        "Old cranes of Lindeng's shipyard carry solar panels that feed more than a "
        "thousand homes, the district government said on Monday.",
        "The district has spent 61 million yuan (US$9.6 million) on the cranes since "
        "2020.",
        "What the district plans next:",
        "• panels on four further cranes",
        "• a museum of the shipyard",
        "• a loan of 20 million yuan for tenants",
        '"We did not want to lose the skyline," said Yue Shanlan, who leads the '
        "project.It ends in 2025.",
    ]


def test_it_puts_credits_captions_source_and_tags_in_their_places():
    article = read("page_with_menus.txt")
    assert article.credits == ("Bao Renshu / SHINE",)
    assert [caption.text for caption in article.captions] == [
        "The first of the solar cranes stands at the western quay.",
        "Engineers check the panels on Monday.",
    ]
    assert (article.publisher, article.editor) == ("City News Service", "Gan Zhifei")
    assert article.tags == ("Lindeng", "Solar power")


def test_the_date_line_wins_over_the_edition_line():
    published = read("page_with_menus.txt").published
    assert published.at.isoformat() == "2022-03-08T07:05:00+08:00"
    assert (published.on, published.basis) == (date(2022, 3, 8), "stated")


def test_the_edition_line_counts_where_no_other_date_stands():
    article = story(
        " date 2022-03-09 The port of Lindeng grew by a third last year, its office "
        "said.\n\nIt handled 412,000 tons of cargo, more than ever before.\n"
    )
    assert (article.published.on, article.published.at) == (date(2022, 3, 9), None)
    assert article.headline is None
    assert article.body.text.startswith("The port of Lindeng grew")


def test_a_page_of_headline_and_story_has_no_date_and_no_byline():
    article = read("page_bare.txt")
    assert article.headline.text == "Wenqiao counts more visitors to its paper mills"
    assert len(article.body.text.split("\n\n")) == 2
    assert article.published is None
    assert article.bylines == ()
    assert article.standfirst is None


def test_it_joins_lines_that_a_program_broke():
    article = read("page_wrapped.txt")
    paragraphs = article.body.text.split("\n\n")
    assert len(paragraphs) == 2
    assert "makers of lacquer, paper and silk" in paragraphs[0]
    assert "240 million yuan last year. The long-term goal" in paragraphs[1]
    assert "and the commission wants" in paragraphs[1]
    assert article.headline.text == "Shanlan opens a desk for craft exporters"
    assert article.published.on == date(2021, 5, 17)


def test_it_reads_a_chinese_page():
    article = read("page_chinese.txt")
    assert article.language == "zh"
    assert article.headline.text == "临灯区上半年财政收入增长"
    assert article.published.on == date(2023, 7, 20)
    assert len(article.body.text.split("\n\n")) == 2
    assert article.editor == "甘之飞"


def test_a_first_line_that_is_a_sentence_is_no_headline():
    article = story("The port grew by a third last year.\n\nIt has nine cranes now.\n")
    assert article.headline is None
    assert article.body.text.startswith("The port grew")


def test_a_standfirst_equal_to_the_first_paragraph_is_kept_apart_from_it():
    same = "Lindeng will widen its quay and plant four thousand trees beside it."
    article = story(
        f"Lindeng widens its quay\n\n07:05 UTC+8, 2022-03-08   0\n{same}\n\n{same}\n\n"
        "Work begins in May and takes a year, the port office said.\n"
    )
    assert article.standfirst.text == same
    assert article.body.text.split("\n\n")[0] == same
    assert article.standfirst.raw_ranges(0, 5) != article.body.raw_ranges(0, 5)


def test_a_story_without_standfirst_keeps_its_first_paragraph():
    article = story(
        "Lindeng widens its quay\n\nBy Gan Zhifei\n\nThe port office will widen the "
        "quay by nine meters, it said.\n\nWork begins in May and takes about a year.\n"
    )
    assert article.standfirst is None
    assert article.bylines == ("Gan Zhifei",)
    assert article.body.text.startswith("The port office will widen")


def test_two_authors_are_two_bylines():
    article = story(
        "Lindeng widens its quay\nBy Gan Zhifei and Mary Poole\n\nThe port office "
        "will widen the quay by nine meters, it said on Monday.\n"
    )
    assert article.bylines == ("Gan Zhifei", "Mary Poole")


@pytest.mark.parametrize(
    "note",
    [
        "Editor's note:\n\nThis is the third part of a series on harbors.",
        "Editor’s note: This is the third part of a series on harbors.",
        "(Editor's note: This is the third part of a series on harbors.)",
    ],
)
def test_an_editors_note_stays_outside_the_body(note):
    article = story(
        f"Lindeng widens its quay\n\n{note}\n\nThe port office will widen the quay "
        "by nine meters, it said on Monday.\n\nWork begins in May and takes a year.\n"
    )
    (found,) = article.notes
    assert "third part of a series" in found.text
    assert "series" not in article.body.text
    assert article.body.text.startswith("The port office")


def test_a_credit_without_a_caption_takes_no_paragraph_of_the_story():
    article = story(
        "The port office will widen the quay by nine meters, it said on Monday.\n\n"
        "Gan Zhifei\n\nThe office has set aside 300 million yuan for the work, which "
        "begins in May.\n\nGan Zhifei\n\nIt also hopes to buy two cranes, Poole said.\n"
    )
    assert article.credits == ("Gan Zhifei",)
    assert article.captions == ()
    assert "300 million yuan" in article.body.text
    assert "two cranes" in article.body.text


def test_a_caption_that_ends_in_its_credit_is_taken_apart():
    article = story(
        "Lindeng widens its quay\n\nThe port office will widen the quay by nine "
        "meters, it said on Monday.\n\nThe quay at night. [Photo by Gan Zhifei]\n\n"
        "Work begins in May and takes about a year, it said.\n"
    )
    assert [caption.text for caption in article.captions] == ["The quay at night."]
    assert article.credits == ("Photo by Gan Zhifei",)


def test_a_subhead_stays_in_the_body():
    article = story(
        "Lindeng widens its quay\n\nThe port office will widen the quay by nine "
        "meters, it said on Monday.\n\nGreen Finance\n\nThe district has lent the "
        "port 300 million yuan, its director said.\n"
    )
    assert "Green Finance" in article.body.text.split("\n\n")
    assert article.credits == ()


def test_a_source_line_run_into_the_last_paragraph_is_cut_off():
    article = story(
        "Lindeng widens its quay\n\nThe port office will widen the quay by nine "
        "meters. Work begins in May.  Source: Lindeng Daily  Editor: Mary Poole\n"
    )
    assert article.body.text.endswith("Work begins in May.")
    assert (article.publisher, article.editor) == ("Lindeng Daily", "Mary Poole")


def test_a_text_cut_off_inside_a_word_keeps_its_end():
    article = story(
        "Lindeng widens its quay\n\nThe port office will widen the quay by nine "
        "meters, it said on Monday.\n\nWork begins in May and the office wants to hi"
    )
    assert article.body.text.endswith("wants to hi")


def test_running_text_below_the_source_line_is_reported():
    below = "The library opens at nine and closes when the last reader leaves. " * 5
    document = parse(
        (
            "Lindeng widens its quay\n\nThe port office will widen the quay by nine "
            f"meters, it said.\n\nSource: Lindeng Daily\n\n{below}\n"
        ).encode(),
        "story.txt",
    )
    assert "library" not in document.articles[0].body.text
    assert any("running text" in remark for remark in document.remarks)


def test_one_long_paragraph_is_a_story():
    text = "Activity in the district grew modestly. Prices rose a little. " * 20
    article = story(text)
    assert article.body.text == text.strip()
    assert article.headline is None


def test_an_address_gives_the_day_that_the_text_does_not_state():
    (story,) = parse(b"The port of Lindeng grew by a third, its office said.").articles
    dated = addressed(story, "https://news.example/news/metro/2203081472/")
    assert (dated.published.on, dated.published.basis) == (
        date(2022, 3, 8),
        "address",
    )
    assert dated.address.startswith("https://")
    plain = addressed(story, "https://news.example.org/2021-05/17/story.html")
    assert plain.published.on == date(2021, 5, 17)
    assert addressed(story, "2203081472.txt").published is None


PARK = "普陀区周一表示，新建的公园投资一点八四亿元，向全体市民免费开放，占地三公顷"


@pytest.mark.parametrize("times", [1, 3, 8])
def test_paragraphs_that_say_the_same_stay_apart_below_a_short_title(times):
    first = PARK * times
    article = story(f"公园开放\n\n{first}\n\n{first * 2}0")

    assert article.headline.text == "公园开放"
    assert article.standfirst is None
    assert article.body.text.split("\n\n") == [first, f"{first * 2}0"]


def test_running_text_with_all_words_of_the_headline_is_not_the_headline_again():
    headline = "普陀区，新公园，向市民开放，占地三公顷"
    text = f"{headline}，投资一点八四亿元，种植了四百多棵树，还有一座小桥"
    article = story(f"{headline}\n\n{text}")

    assert article.headline.text == headline
    assert article.body.text == text


def test_what_announces_a_story_is_still_no_part_of_its_body():
    announced = f"{PARK}。"
    article = story(f"公园开放\n\n{announced}\n\n{announced}\n\n河边还有一座小桥。")

    assert article.standfirst.text == announced
    assert article.body.text.startswith(announced)
