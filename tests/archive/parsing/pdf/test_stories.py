"""Stories of one page are told apart, and joined over pages."""

from __future__ import annotations

import random

import pytest

from archive.parsing.pdf import parse_pdf
from tests.archive.parsing.pdf.layouts import random_layout
from tests.archive.parsing.pdf.newsroom import Copy
from tests.archive.parsing.pdf.press import Column, Press, Type
from tests.archive.parsing.pdf.reading import (
    assert_boxes,
    assert_reads,
    captions_of,
    stories_of,
)

TYPE = Type()


def copies(*topics: str, words: int = 160) -> list[Copy]:
    rng = random.Random(11)
    return [Copy(rng, topic, words) for topic in topics]


def columns(left: float, top: float, count: int, wide: float, depth: float):
    return [
        Column(left + at * (wide + 14), top, wide, top + depth) for at in range(count)
    ]


def set_story(press, copy, left, top, count, wide, size=20.0, type_=TYPE):
    """A headline across its columns and the text below; returns the lower edge."""
    whole = count * wide + (count - 1) * 14
    edge = press.block(copy.headline, left, top, whole, type_.fonts[1], size) + 6
    depth = press.depth(copy.paragraphs, [wide] * count, type_)
    return press.flow(copy.paragraphs, columns(left, edge, count, wide, depth), type_)


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_it_tells_stories_side_by_side_apart(order):
    press = Press(595, 842, order)
    one, other = copies("port", "chips")
    set_story(press, one, 40, 60, 1, 160)
    set_story(press, other, 214, 60, 2, 160)
    document = parse_pdf(press.pdf())
    assert_reads(document, [one, other])
    assert_boxes(document, press)


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_it_reads_a_story_across_columns_with_two_below(order):
    press = Press(595, 900, order)
    first, left, right = copies("port", "tourism", "energy")
    edge = set_story(press, first, 40, 60, 3, 162, size=28)
    set_story(press, left, 40, edge + 24, 1, 162, size=16)
    set_story(press, right, 216, edge + 24, 2, 162, size=18)
    assert_reads(parse_pdf(press.pdf()), [first, left, right])


def test_it_leads_a_story_around_one_that_fills_the_lower_left():
    """The first story goes on at the head of the third column, past the second's."""
    press = Press(595, 842)
    first, second = copies("retail", "biotech", words=260)
    edge = press.block(first.headline, 40, 60, 515, "Times-Bold", 26) + 6
    short, tall = columns(40, edge, 2, 162, 110), columns(392, edge, 1, 162, 690)
    press.flow(first.paragraphs, [*short, *tall], TYPE)
    set_story(press, second, 40, edge + 160, 2, 162)
    assert_reads(parse_pdf(press.pdf()), [first, second])


def test_captions_and_credits_stand_apart():
    press = Press(595, 842)
    (copy,) = copies("tourism", words=260)
    edge = press.block(copy.headline, 40, 60, 515, "Times-Bold", 24) + 6
    press.picture(40, edge, 555, edge + 120)
    caption = "Visitors walk along the new ferry pier on Sunday."
    low = press.block(caption, 40, edge + 123, 515, "Times-Italic", 8)
    low = press.block("Photo by Wang Lin", 40, low, 515, "Times-Italic", 8)
    depth = press.depth(copy.paragraphs, [250, 250], TYPE)
    press.flow(copy.paragraphs, columns(40, low + 8, 2, 250, depth), TYPE)
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])
    assert captions_of(document) == [caption]
    assert document.articles[0].credits == ("Photo by Wang Lin",)


def test_a_picture_in_the_middle_of_a_column_does_not_cut_the_story():
    press = Press(595, 842, "rows")
    (copy,) = copies("energy", words=300)
    edge = press.block(copy.headline, 40, 60, 515, "Times-Bold", 24) + 6
    caption = "Workers check solar panels on a roof."
    press.picture(216, edge + 120, 378, edge + 220)
    press.block(caption, 216, edge + 222, 162, "Times-Italic", 7.5)
    places = [
        Column(40, edge, 162, edge + 200),
        Column(216, edge, 162, edge + 110),
        Column(216, edge + 245, 162, edge + 330),
        Column(392, edge, 162, edge + 330),
    ]
    press.flow(copy.paragraphs, places, TYPE)
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])
    assert captions_of(document) == [caption]


def test_bylines_are_not_body():
    press = Press(595, 842)
    one, other = copies("port", "chips")
    for copy, left, line in ((one, 40, "By Li Wen"), (other, 310, "Zhang Hao")):
        edge = press.block(copy.headline, left, 60, 245, "Times-Bold", 20)
        edge = press.block(line, left, edge + 2, 245, "Times-Bold", 9)
        press.flow(copy.paragraphs, [Column(left, edge + 4, 245, 800)], TYPE)
    document = parse_pdf(press.pdf())
    assert_reads(document, [one, other])
    assert {article.bylines for article in document.articles} == {
        ("Li Wen",),
        ("Zhang Hao",),
    }


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_a_table_keeps_its_rows_between_prose(order):
    press = Press(595, 842, order)
    (copy,) = copies("chips", words=150)
    rows = [
        ("District", "Output", "Growth"),
        ("Linhai", "812.4", "6.1%"),
        ("Hexi", "96.0", "-2.4%"),
        ("Beitang New", "1,204.9", "11.0%"),
        ("Yulan", "77.3", "0.8%"),
    ]
    edge = press.block(copy.headline, 40, 60, 515, "Times-Bold", 22) + 6
    half = len(copy.paragraphs) // 2
    edge = press.flow(copy.paragraphs[:half], [Column(40, edge, 515, 800)], TYPE)
    base = edge + 18
    for row in rows:
        for cell, x in zip(row, (40, 240, 420), strict=True):
            press.put(cell, x, base, "Times-Roman", 9.5)
        base += 13
    press.flow(copy.paragraphs[half:], [Column(40, base, 515, 800)], TYPE)
    document = parse_pdf(press.pdf())
    (article,) = document.articles
    paragraphs = article.body.text.split("\n\n")
    start = paragraphs.index("District\tOutput\tGrowth")
    assert [tuple(line.split("\t")) for line in paragraphs[start:][: len(rows)]] == rows
    prose = paragraphs[:start] + paragraphs[start + len(rows) :]
    assert " ".join(prose).split() == copy.words


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_a_table_within_a_column_is_not_taken_for_columns(order):
    press = Press(595, 842, order)
    (copy,) = copies("retail", words=220)
    edge = press.block(copy.headline, 40, 60, 515, "Times-Bold", 22) + 6
    half = len(copy.paragraphs) // 2
    low = press.flow(copy.paragraphs[:half], [Column(40, edge, 250, 800)], TYPE)
    rows = [("Malls", "41"), ("Brands", "1,380"), ("Coupons", "92,000"), ("Staff", "7")]
    base = low + 16
    for name, count in rows:
        press.put(name, 40, base, "Times-Roman", 9)
        press.put(count, 180, base, "Times-Roman", 9)
        base += 12
    press.flow(copy.paragraphs[half:], [Column(304, edge, 250, 800)], TYPE)
    (article,) = parse_pdf(press.pdf()).articles
    cells = [word for row in rows for word in row]
    words = article.body.text.split()
    at = words.index("Malls")
    assert words[at : at + len(cells)] == cells
    assert words[:at] + words[at + len(cells) :] == copy.words
    assert "Brands\t1,380" in article.body.text


def jumping(order: str = "rows", hints: str = "label") -> tuple[Press, list[Copy]]:
    """Two stories that both go on on the third page, among a third one there."""
    press = Press(595, 842, order)
    one, other, third, fourth = copies("port", "biotech", "retail", "energy", words=280)
    rests = []
    for copy, left in ((one, 40), (other, 310)):
        edge = press.block(copy.headline, left, 60, 245, "Times-Bold", 20) + 4
        kept = len(copy.paragraphs) // 3
        low = press.flow(copy.paragraphs[:kept], [Column(left, edge, 245, 800)], TYPE)
        press.block("Continued on Page 3", left, low + 2, 245, "Times-Italic", 8)
        rests.append(copy.paragraphs[kept:])
    press.block("1", 290, 815, 40, "Times-Roman", 8)
    press.new_page()
    set_story(press, fourth, 40, 60, 3, 162)
    press.block("2", 290, 815, 40, "Times-Roman", 8)
    press.new_page()
    heads = ("Record at the port", "Money for drug firms")
    places = ((310, 0), (40, 1)) if hints == "label" else ((40, 0), (310, 1))
    edges = []
    for left, at in places:
        edge = press.block("From Page 1", left, 60, 245, "Times-Italic", 8)
        edge = press.block(heads[at], left, edge, 245, "Times-Bold", 14) + 4
        edges.append(press.flow(rests[at], [Column(left, edge, 245, 800)], TYPE))
    set_story(press, third, 40, max(edges) + 24, 3, 162)
    press.block("3", 290, 815, 40, "Times-Roman", 8)
    return press, [one, other, third, fourth]


@pytest.mark.parametrize("order", ["columns", "rows"])
@pytest.mark.parametrize("hints", ["label", "swapped"])
def test_two_stories_that_go_on_on_another_page_are_not_mixed(order, hints):
    press, wanted = jumping(order, hints)
    document = parse_pdf(press.pdf())
    assert_reads(document, wanted)
    assert not any("Page" in article.body.text.split() for article in document.articles)


def test_running_heads_page_numbers_and_the_day_are_not_body():
    press = Press(595, 842, "rows")
    wanted = copies("port", "chips", "retail", "energy", words=330)
    for number, copy in enumerate(wanted, start=1):
        if number > 1:
            press.new_page()
        press.put("Linhai Daily, Tuesday 12 November 2019", 40, 36, "Times-Roman", 9)
        press.put(f"{number}", 545, 36, "Times-Bold", 9)
        press.put("www.linhai-daily.example", 240, 820, "Times-Roman", 7)
        set_story(press, copy, 40, 60, 3, 162)
    document = parse_pdf(press.pdf())
    assert_reads(document, wanted)
    for article in document.articles:
        assert article.published is not None
        assert article.published.on.isoformat() == "2019-11-12"
        assert article.published.basis == "stated"
        for start, end in article.published.raw_ranges:
            assert "12 November 2019" in document.text[start:end]


def test_a_story_over_pages_without_jump_lines_is_one():
    press = Press(595, 842)
    (copy,) = copies("energy", words=1500)
    edge = press.block(copy.headline, 40, 60, 515, "Times-Bold", 24) + 6
    depth = press.depth(copy.paragraphs, [250] * 6, TYPE)
    setter_columns = []
    for page in range(3):
        top = edge if page == 0 else 60
        setter_columns.append(columns(40, top, 2, 250, depth))
    # A page is set by its own press, for a press sets on its last page only.
    rest = list(copy.paragraphs)
    for page, places in enumerate(setter_columns):
        if page:
            press.new_page()
        rest = _fill(press, rest, places)
    assert not rest
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])


def _fill(press: Press, paragraphs: list[str], places: list[Column]) -> list[str]:
    """Print as many paragraphs as there is room for; returns those left."""
    for count in range(len(paragraphs), 0, -1):
        probe = Press(press.width, press.height)
        try:
            probe.flow(paragraphs[:count], places, TYPE)
        except OverflowError:
            continue
        press.flow(paragraphs[:count], places, TYPE)
        return paragraphs[count:]
    return paragraphs


def test_notices_are_left_out_and_counted():
    press = Press(595, 842)
    (copy,) = copies("port", words=200)
    set_story(press, copy, 40, 60, 2, 180)
    press.block("Fine tea", 440, 80, 110, "Helvetica-Bold", 16)
    press.block("Call 555 0199 today", 440, 104, 110, "Helvetica", 9)
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])
    assert any("words in short pieces" in remark for remark in document.remarks)


@pytest.mark.parametrize("seed", range(1000, 1020))
def test_it_reads_random_pages(seed):
    layout = random_layout(seed)
    document = parse_pdf(layout.press.pdf())
    assert stories_of(document) == {
        copy.headline: copy.words for copy in layout.stories
    }, layout.about
    assert captions_of(document) == sorted(layout.captions)


def opening(*below: str, pages: int = 1) -> tuple[Press, Copy]:
    """A headline at the head of the first page, small lines below it, then text."""
    press = Press(595, 842)
    (copy,) = copies("port", words=160)
    copy.headline = "Harbour trade grows once more"
    press.put(copy.headline, 72, 77, "Helvetica-Bold", 22)
    base = 97
    for line in below:
        press.put(line, 72, base, "Helvetica", 10)
        base += 14
    press.flow(copy.paragraphs, [Column(72, base + 10, 450, 800)], TYPE)
    for _ in range(pages - 1):
        press.new_page()
        press.put("Figures are those of the port.", 72, 400, "Times-Roman", 9.5)
    return press, copy


def test_a_headline_above_a_date_at_the_head_of_a_page_is_kept():
    press, copy = opening("March 4, 2021")
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])
    assert document.articles[0].published.on.isoformat() == "2021-03-04"


@pytest.mark.parametrize("pages", [1, 2])
@pytest.mark.parametrize("mark", [",", " |"])
def test_a_byline_with_a_date_gives_both_and_leaves_the_body(mark, pages):
    press, copy = opening(f"By Anna Example{mark} March 4, 2021", pages=pages)
    document = parse_pdf(press.pdf())
    article = document.articles[0]
    assert stories_of(document)[copy.headline][: len(copy.words)] == copy.words
    assert article.bylines == ("Anna Example",)
    assert article.published.on.isoformat() == "2021-03-04"
    ranges = article.published.raw_ranges
    stated = " ".join(document.text[start:end] for start, end in ranges)
    assert "March 4, 2021" in stated
    assert "Anna" not in stated


def test_a_running_head_of_a_single_page_is_left_out():
    press = Press(595, 842)
    (copy,) = copies("chips", words=160)
    press.put("Linhai Daily, Tuesday 12 November 2019", 40, 36, "Times-Roman", 9)
    set_story(press, copy, 40, 60, 2, 200)
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])
    assert document.articles[0].published.on.isoformat() == "2019-11-12"


def test_a_first_sentence_with_a_date_on_a_single_page_is_body():
    press = Press(595, 842)
    (copy,) = copies("retail", words=160)
    first = "The old market hall opened on March 4, 2021 after years."
    press.put(first, 72, 80, "Times-Roman", 9.5)
    press.flow(copy.paragraphs, [Column(72, 82, 450, 800)], TYPE)
    (article,) = parse_pdf(press.pdf()).articles
    assert article.body.text.split() == first.split() + copy.words
