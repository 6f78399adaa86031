"""Shapes that newspapers use: boxes, rules, briefs, crossheads, mastheads, jumps."""

from __future__ import annotations

import random

import pytest

from archive.parsing.pdf import parse_pdf
from archive.parsing.pdf.jumps import jump_of
from tests.archive.parsing.pdf.newsroom import Copy
from tests.archive.parsing.pdf.press import Column, Press, Type
from tests.archive.parsing.pdf.reading import assert_reads, stories_of

TYPE = Type()


def copies(*topics: str, words: int = 160) -> list[Copy]:
    rng = random.Random(17)
    return [Copy(rng, topic, words) for topic in topics]


def places(left: float, top: float, count: int, wide: float, bottom: float):
    return [Column(left + at * (wide + 14), top, wide, bottom) for at in range(count)]


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_a_table_across_both_columns_keeps_its_rows(order):
    """The gutter passes through the table, between its second and third column."""
    press = Press(595, 842, order)
    (copy,) = copies("energy", words=380)
    edge = press.block(copy.headline, 40, 60, 515, "Times-Bold", 22) + 6
    rows = [
        ("District", "2018", "2019", "Change"),
        ("Linhai", "812.4", "830.0", "2.2%"),
        ("Hexi", "96.0", "91.3", "-4.9%"),
        ("Beitang", "1,204.9", "1,300.2", "7.9%"),
        ("Yulan", "77.3", "80.1", "3.6%"),
    ]
    base = edge + 16
    for row in rows:
        for cell, x in zip(row, (40, 200, 330, 480), strict=True):
            press.put(cell, x, base, "Times-Roman", 9.5)
        base += 13
    press.flow(copy.paragraphs, places(40, base + 4, 2, 250, base + 240), TYPE)
    (article,) = parse_pdf(press.pdf()).articles
    paragraphs = article.body.text.split("\n\n")
    assert [tuple(line.split("\t")) for line in paragraphs[: len(rows)]] == rows
    assert " ".join(paragraphs[len(rows) :]).split() == copy.words


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_a_box_in_a_column_is_a_story_of_its_own(order):
    press = Press(595, 842, order)
    outer, inner = copies("port", "retail", words=300)
    edge = press.block(outer.headline, 40, 60, 515, "Times-Bold", 26) + 6
    first = Column(40, edge, 162, edge + 300)
    second = Column(216, edge, 162, edge + 300)
    third = Column(392, edge, 162, edge + 90)
    rest = outer.paragraphs
    press.flow(rest, [first, second, third], TYPE)
    inner.paragraphs = inner.paragraphs[:2]
    top = edge + 120
    press.box(388, top, 560, top + 330)
    low = press.block(inner.headline, 394, top + 6, 158, "Times-Bold", 14) + 4
    press.flow(inner.paragraphs, [Column(394, low, 158, top + 325)], TYPE)
    assert_reads(parse_pdf(press.pdf()), [outer, inner])


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_crossheads_stay_in_their_story(order):
    press = Press(595, 842, order)
    (copy,) = copies("chips", words=320)
    edge = press.block(copy.headline, 40, 60, 515, "Times-Bold", 26) + 6
    half = len(copy.paragraphs) // 2
    low = press.flow(copy.paragraphs[:half], [Column(40, edge, 250, 800)], TYPE)
    low = press.block("More room for makers", 40, low + 6, 250, "Times-Bold", 11.5)
    press.flow(copy.paragraphs[half:], [Column(40, low + 4, 250, 840)], TYPE)
    (side,) = copies("tourism", words=200)
    press.flow(side.paragraphs, [Column(304, edge, 250, 800)], TYPE)
    (article,) = parse_pdf(press.pdf()).articles
    text = article.body.text
    assert "More room for makers" in text.split("\n\n")
    words = copy.words + side.words
    assert text.replace("More room for makers", "").split() == words


def test_short_stories_in_one_column_are_told_apart():
    press = Press(330, 842)
    wanted = copies("port", "chips", "retail", "energy", words=40)
    top = 60.0
    for copy in wanted:
        top = press.block(copy.headline, 40, top, 250, "Times-Bold", 13) + 3
        top = press.flow(copy.paragraphs, [Column(40, top, 250, 800)], TYPE) + 12
    assert_reads(parse_pdf(press.pdf()), wanted)


def test_a_masthead_and_its_day_are_not_a_story():
    press = Press(595, 842)
    (copy,) = copies("biotech", words=240)
    press.put("THE LINHAI COURIER", 130, 50, "Times-Bold", 34)
    press.put("Friday, May 8, 2020", 40, 70, "Times-Roman", 8)
    press.put("Vol. 12 No. 128", 480, 70, "Times-Roman", 8)
    edge = press.block(copy.headline, 40, 90, 515, "Times-Bold", 24) + 6
    press.flow(copy.paragraphs, places(40, edge, 2, 250, edge + 260), TYPE)
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])
    published = document.articles[0].published
    assert published is not None
    assert published.on.isoformat() == "2020-05-08"


def test_several_days_in_running_heads_give_no_date_but_a_remark():
    press = Press(595, 842)
    wanted = copies("port", "chips", words=300)
    for number, copy in enumerate(wanted):
        if number:
            press.new_page()
        press.put(f"Linhai Daily, {number + 3} May 2020", 40, 36, "Times-Roman", 9)
        edge = press.block(copy.headline, 40, 60, 515, "Times-Bold", 24) + 6
        press.flow(copy.paragraphs, places(40, edge, 2, 250, edge + 260), TYPE)
    document = parse_pdf(press.pdf())
    assert_reads(document, wanted)
    assert {article.published for article in document.articles} == {None}
    assert any("several days" in remark for remark in document.remarks)


def test_a_standfirst_and_a_section_are_parts_of_their_own():
    press = Press(595, 842)
    (copy,) = copies("retail", words=240)
    edge = press.block("METRO NEWS", 40, 60, 515, "Helvetica-Bold", 12)
    edge = press.block(copy.headline, 40, edge, 515, "Times-Bold", 26)
    lead = "Malls and small shops alike hope that visitors stay longer this autumn"
    edge = press.block(lead, 40, edge + 2, 515, "Times-Italic", 13) + 6
    press.flow(copy.paragraphs, places(40, edge, 2, 250, edge + 260), TYPE)
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])
    (article,) = document.articles
    assert article.standfirst is not None
    assert article.standfirst.text == lead
    assert article.section == "METRO NEWS"


def test_a_report_with_headings_in_one_column_is_read_in_order():
    press = Press(595, 842)
    wanted = copies("port", "chips", "retail", words=260)
    press.block("Economy of the district in 2019", 40, 60, 515, "Times-Bold", 26)
    low = 110.0
    for copy in wanted:
        low = press.block(copy.headline, 40, low, 515, "Times-Bold", 15) + 4
        low = press.flow(copy.paragraphs, [Column(40, low, 515, 800)], TYPE) + 14
    found = [
        word
        for article in parse_pdf(press.pdf()).articles
        for word in article.body.text.split()
    ]
    prose = [word for copy in wanted for word in copy.words]
    kept = [copy.headline.split() for copy in wanted]
    for words in kept:
        for at in range(len(found) - len(words) + 1):
            if found[at : at + len(words)] == words:
                del found[at : at + len(words)]
                break
    assert found == prose


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Continued on Page 4", (True, "4", "")),
        ("(Continued on page A3)", (True, "A3", "")),
        ("Cont'd on p. 12", (True, "12", "")),
        ("Turn to Page 5", (True, "5", "")),
        ("Turn to A3", (True, "A3", "")),
        ("See PORT, Page 6", (True, "6", "PORT")),
        ("PORT: Continued on Page 2", (True, "2", "PORT")),
        ("To Page 3", (True, "3", "")),
        ("→ Page 7", (True, "7", "")),
        ("From Page 1", (False, "1", "")),
        ("Continued from Page 1", (False, "1", "")),
        ("PORT from A1", (False, "A1", "PORT")),
        ("(from page 2)", (False, "2", "")),
        ("rose from 12", None),
        ("from 2019 to 2020", None),
        ("The port opened a new page in 2019", None),
        ("growth continued in 2019", None),
        ("see page", None),
        ("imports from China", None),
    ],
)
def test_jump_lines_are_told_from_text(line, expected):
    assert jump_of(line) == expected


@pytest.mark.parametrize("way", ["named", "one-sided", "letters", "slug"])
def test_jumps_of_all_manners_find_their_story(way):
    press = Press(595, 842, "rows")
    one, other = copies("port", "biotech", words=300)
    names = ("PORT", "DRUGS")
    lines = {
        "named": [f"See {name}, Page 3" for name in names],
        "slug": [f"{name}: Continued on Page 3" for name in names],
        "one-sided": ["Continued on Page 3"] * 2,
        "letters": ["Turn to A3"] * 2,
    }[way]
    rests = []
    for copy, left, line in zip((one, other), (40, 310), lines, strict=True):
        edge = press.block(copy.headline, left, 60, 245, "Times-Bold", 20) + 4
        kept = len(copy.paragraphs) // 3
        low = press.flow(copy.paragraphs[:kept], [Column(left, edge, 245, 800)], TYPE)
        press.block(line, left, low + 2, 245, "Times-Bold", 8)
        rests.append(copy.paragraphs[kept:])
    for number in (2, 3):
        _number(press, way, number - 1)
        press.new_page()
    heads = ("Port traffic", "Drug fund")
    for at, left in ((1, 40), (0, 310)):
        edge = 60.0
        if way in ("named", "slug"):
            edge = press.block(
                f"{names[at]} from Page 1", left, 60, 245, "Times-Bold", 8
            )
        elif way == "letters":
            edge = press.block("From A1", left, 60, 245, "Times-Bold", 8)
        edge = press.block(heads[at], left, edge, 245, "Times-Bold", 14) + 4
        press.flow(rests[at], [Column(left, edge, 245, 800)], TYPE)
    _number(press, way, 3)
    found = stories_of(parse_pdf(press.pdf()))
    assert found == {one.headline: one.words, other.headline: other.words}


def _number(press: Press, way: str, number: int) -> None:
    text = f"A{number}" if way == "letters" else f"{number}"
    press.put(text, 545, 30, "Times-Roman", 8)


def test_a_story_whose_end_is_missing_is_told():
    press = Press(595, 842)
    (copy,) = copies("port", words=160)
    edge = press.block(copy.headline, 40, 60, 515, "Times-Bold", 22) + 6
    low = press.flow(copy.paragraphs, [Column(40, edge, 515, 800)], TYPE)
    press.block("Continued on Page 9", 40, low + 2, 245, "Times-Italic", 8)
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])
    assert any("goes on on page 9" in remark for remark in document.remarks)
