"""What the five documents must come out as, and what must not happen to them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from archive.parsing import ParsedArticle, ParsedDocument, parse
from archive.spans import MappedText

DOCUMENTS = Path(__file__).parents[3] / "seeds/documents"
CHINA = timezone(timedelta(hours=8))


def document(number: str) -> ParsedDocument:
    (path,) = DOCUMENTS.glob(f"{number}_*.txt")
    return parse(path.read_bytes(), path.name)


def article(number: str) -> ParsedArticle:
    (only,) = document(number).articles
    return only


def texts(parts: tuple[MappedText, ...]) -> list[str]:
    return [part.text for part in parts]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_text_layer_is_the_file_as_it_stands(number):
    (path,) = DOCUMENTS.glob(f"{number}_*.txt")
    parsed = document(number)
    assert parsed.text == path.read_bytes().decode("utf-8")
    assert (parsed.encoding, parsed.media_type) == ("utf-8", "text/plain")
    assert all(one.language == "en" for one in parsed.articles)


def test_000_states_its_moment_and_its_author_once():
    story = article("000")
    assert story.headline.text == (
        "Putuo embraces emerging industries, with new energy leading the way"
    )
    assert story.bylines == ("Yang Jian",)
    assert story.published.at == datetime(2023, 8, 19, 0, 50, tzinfo=CHINA)
    assert (story.published.on, story.published.basis) == (
        date(2023, 8, 19),
        "stated",
    )
    assert story.standfirst.text.startswith("Putuo District is promoting")


def test_000_keeps_credits_and_captions_out_of_the_body():
    story = article("000")
    assert story.credits == ("Ti Gong",)
    assert texts(story.captions) == [
        "An artistic rendition of Putuo's Zhenru Subcenter.",
        "Putuo hosts a group signing ceremony on Friday to welcome 30 new companies "
        "to develop in the district.",
    ]
    paragraphs = story.body.text.split("\n\n")
    assert len(paragraphs) == 10
    assert paragraphs[0].startswith("Thirty enterprises in emerging fields")
    assert paragraphs[-1].endswith("according to the district government.")
    assert not {"0", "Ti Gong", "Yang Jian"} & set(paragraphs)


def test_001_has_each_part_of_its_head_once():
    story = article("001")
    assert story.headline.text == "Online economy the new driving force for Putuo"
    assert story.published.at == datetime(2020, 11, 14, 16, 11, tzinfo=CHINA)
    assert story.section == "News / Metro"
    assert (story.publisher, story.editor) == ("SHINE", "Cai Wenjun")
    assert story.bylines == ("Yang Jian",)
    assert story.tags == ("ByteDance", "TikTok", "Alibaba")
    assert story.headline.text not in story.body.text


def test_001_keeps_menus_and_licences_out_of_every_part():
    story = article("001")
    body = story.body.text
    assert body.endswith("for the development of online new economy.")
    assert len(body.split("\n\n")) == 10
    words = ("Copyright", "Hotline", "05050403", "EXPLORE", "Wellness", "TikTok")
    assert not [word for word in words if word in body]
    assert texts(story.captions) == [
        "The 2020 Putuo Digital Intelligence Summit Forum is held at the China-Israel "
        "Innovation Hub over the weekend."
    ]


def test_002_has_neither_headline_nor_date():
    story = article("002")
    assert story.headline is None
    assert story.published is None
    assert story.bylines == ()
    assert story.standfirst.text.startswith("Jiading District is accelerating")


def test_002_keeps_the_editors_note_outside_the_body():
    story = article("002")
    (note,) = story.notes
    assert note.text.startswith("Editor's note:\n\nShanghai, a well-established")
    assert "well-established" not in story.body.text
    paragraphs = story.body.text.split("\n\n")
    assert len(paragraphs) == 9
    assert paragraphs[0].startswith("Jiading District has strengthened efforts")
    assert paragraphs[5].startswith("It is hoped that industry associations")
    assert story.captions == ()
    assert story.credits == ("Ti Gong",)


def test_003_is_two_articles_under_their_own_headlines():
    first, second = document("003").articles
    assert first.headline.text == (
        "Putuo partners stock exchange to drive key local enterprises"
    )
    assert second.headline.text == "Heroic renovation brings China-Israel hub closer"
    assert (first.published, second.published) == (None, None)


def test_003_puts_every_piece_in_its_story_in_reading_order():
    first, second = document("003").articles
    bank = first.body.text.split("\n\n")
    pens = second.body.text.split("\n\n")
    assert len(bank) == 13
    assert bank[0].startswith("Putuo District government signed a memorandum of strat")
    assert bank[10].endswith(
        "training courses. Putuo-based enterprises are expected to enhance their "
        "capital operations and become stronger with the help of the capital market."
    )
    assert bank[-1].endswith("an 82 percent increase over a year before.")
    assert len(pens) == 18
    assert pens[14].startswith(
        "To support the construction of the innovation hub, the Caoyang No. 2 High "
        "School in Putuo has opened an Israeli science"
    )
    assert pens[10] == "Going smart"
    assert pens[11].startswith("One of the buildings has been turned into")
    assert pens[-1].endswith("service trade between the two countries.")


def test_003_states_the_pieces_of_each_body():
    parsed = document("003")
    for story in parsed.articles:
        assert len(story.pieces) == 2
        assert [parsed.text[end - 1] for _, end in story.pieces][-1] == "."
    ends = [parsed.text[:end][-12:] for _, end in parsed.articles[0].pieces]
    assert ends == ["rses. Putuo-", "year before."]
    starts = [parsed.text[start:][:10] for start, _ in parsed.articles[1].pieces]
    assert starts == ["A hI-TECh ", "of the inn"]


def test_003_has_no_sentence_of_the_other_story():
    first, second = document("003").articles
    for word in ("Welink", "fountain", "Lingang", "Hebrew", "Taopu", "granite"):
        assert word in second.body.text
        assert word not in first.body.text
    for word in ("Nasdaq", "bonds", "Minhao", "1,528", "listing", "184 million"):
        assert word in first.body.text
        assert word not in second.body.text


def test_003_joins_broken_words_and_keeps_real_hyphens():
    first, second = document("003").articles
    body = first.body.text + second.body.text
    for word in (
        "strategic cooperation",
        "restructuring and listing, mergers",
        "targeted market",
        "district-level income",
        "in-depth and long-term",
        "Putuo-based",
        "Nasdaq-style",
        "Things-like",
        "technology links",
        "identification",
        "Caoyang",
        "International Studies",
        "high-end",
        "AI Park is part",
    ):
        assert word in body
    assert "- " not in body
    assert "-\n" not in body


def test_003_restores_the_lost_capital_and_nothing_else():
    _, second = document("003").articles
    for words in (
        "A HI-TECH renovation",
        "The Shanghai Hero Pen Factory, a brand",
        "(Shanghai) Innovation Hub. The",
        "the Hero World industrial heritage site",
        "The Hero Pen Factory features",
        "a Hebrew language class",
        "the Hebrew Department",
        "such as Haifa Hebrew Reali",
        "Sidewalks around the hub will",
        "The historical buildings will house",
        "their historical appearance",
        "become an innovation hub for",
    ):
        assert words in second.body.text


def test_003_leaves_printed_errors_alone():
    _, second = document("003").articles
    assert "while trail operations will start in June" in second.body.text
    assert "through various activates such as" in second.body.text


def test_003_gives_each_story_its_caption():
    first, second = document("003").articles
    (handshake,) = texts(first.captions)
    assert handshake.startswith("Above: Putuo District Party Secretary")
    assert handshake.endswith("hold a conference to boost cooperation.")
    assert texts(second.captions) == [
        "A road in the neighborhood of the China-Israel (Shanghai) Innovation Hub is "
        "unveiled after renovation work is complete."
    ]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_no_doubt_is_raised_where_there_is_none(number):
    assert document(number).remarks == ()


def test_004_states_its_moment_and_its_people():
    story = article("004")
    assert story.published.at == datetime(2023, 8, 17, 23, 20, tzinfo=CHINA)
    assert story.headline.text.startswith("Digital economy surge propels")
    assert story.bylines == ("Yang Jian",)
    assert (story.publisher, story.editor) == ("SHINE", "Liu Qi")
    assert story.credits == ("Ti Gong",)
    assert len(story.captions) == 3
    assert story.captions[1].text.endswith("Community in Yangpu District")


def test_004_keeps_the_river_paragraph_in_the_body():
    paragraphs = article("004").body.text.split("\n\n")
    assert len(paragraphs) == 10
    assert paragraphs[5].startswith("Notably, the northern bank of the Huangpu River")
    assert paragraphs[0].startswith("Shanghai's Yangpu District is rapidly advancing")
