"""Columns of all shapes are read one after the other."""

from __future__ import annotations

import io
import random

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from archive.parsing.pdf import parse_pdf
from tests.archive.parsing.pdf.newsroom import Copy
from tests.archive.parsing.pdf.press import (
    COURIER,
    HELVETICA,
    TIMES,
    Column,
    Press,
    Type,
)
from tests.archive.parsing.pdf.reading import assert_boxes, assert_reads


def printed(
    widths: list[float],
    gutter: float,
    order: str = "columns",
    type_: Type | None = None,
    words: int = 320,
    drop: bool = False,
) -> tuple[Press, Copy]:
    """One story below a headline across all columns."""
    type_ = type_ or Type()
    copy = Copy(random.Random(7), "port", words)
    press = Press(sum(widths) + gutter * (len(widths) - 1) + 80, 842.0, order)
    top = press.block(copy.headline, 40, 60, press.width - 80, type_.fonts[1], 22)
    depth = press.depth(copy.paragraphs, widths, type_, drop)
    columns = [
        Column(40 + sum(widths[:at]) + at * gutter, top + 8, wide, top + 8 + depth)
        for at, wide in enumerate(widths)
    ]
    press.flow(copy.paragraphs, columns, type_, drop)
    return press, copy


@pytest.mark.parametrize("order", ["columns", "rows", "shuffled"])
@pytest.mark.parametrize(
    ("widths", "gutter"),
    [
        ([240, 240], 18),
        ([160, 160, 160], 14),
        ([150, 330], 20),
        ([120, 200, 150], 12),
        ([120, 120, 120, 120], 12),
        ([235, 235], 8),
        ([430], 0),
    ],
)
def test_it_reads_columns_in_whatever_order_they_are_drawn(widths, gutter, order):
    press, copy = printed(widths, gutter, order)
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])
    assert_boxes(document, press)
    assert document.remarks == ()


@pytest.mark.parametrize("justified", [True, False])
@pytest.mark.parametrize("fonts", [TIMES, HELVETICA, COURIER])
def test_it_reads_justified_and_ragged_lines_in_any_type(fonts, justified):
    type_ = Type(fonts=fonts, justified=justified)
    press, copy = printed([230, 230], 14, "rows", type_)
    assert_reads(parse_pdf(press.pdf()), [copy])


def test_it_undoes_hyphens_at_line_ends():
    type_ = Type(hyphens=True)
    press, copy = printed([112, 112, 112, 112], 12, "rows", type_, words=700)
    assert sum(ink.text.endswith("-") for ink in press.pages[0]) >= 3
    assert_reads(parse_pdf(press.pdf()), [copy])


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_it_joins_a_drop_capital_to_its_word(order):
    press, copy = printed([230, 230], 14, order, drop=True)
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])
    assert document.articles[0].body.text.startswith(copy.words[0])


@pytest.mark.parametrize("indent", [0.0, 10.0])
def test_it_keeps_paragraphs(indent):
    type_ = Type(indent=indent, justified=True)
    press, copy = printed([230, 230], 14, type_=type_)
    found = parse_pdf(press.pdf()).articles[0].body.text.split("\n\n")
    if indent:
        assert found == copy.paragraphs
    else:
        # Without indents a paragraph whose last line is full cannot be told.
        assert len(found) >= len(copy.paragraphs) - 2
        assert " ".join(found) == " ".join(copy.paragraphs)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_it_reads_a_page_that_is_shown_turned(turn):
    """Words stand askew as shown; the reading is the same, the boxes are turned."""
    press, copy = printed([160, 160, 160], 14, "rows")
    press.turn = turn
    document = parse_pdf(press.pdf())
    assert_reads(document, [copy])
    page = document.pages[0]
    turned = turn in (90, 270)
    assert page.width == pytest.approx(press.height if turned else press.width)
    word = copy.words[5]
    inks = [ink for ink in press.pages[0] if ink.text == word]
    places = {
        90: lambda ink: (press.height - ink.base, ink.x),
        180: lambda ink: (press.width - ink.x, press.height - ink.base),
        270: lambda ink: (ink.base, press.width - ink.x),
    }
    boxes = [row[2:] for row in page.words if document.text[row[0] : row[1]] == word]
    for ink in inks:
        x, y = places[turn](ink)
        assert any(
            left - 3 <= x <= right + 3 and top - 3 <= y <= bottom + 3
            for left, top, right, bottom in boxes
        )


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_chinese_lines_are_joined_without_blanks(order):
    """The font is named but not embedded, as in older papers."""
    sentence = "临海区今年前九个月外贸总额达到三百二十亿元，同比增长百分之六点五。"
    text = sentence * 12
    buffer = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(buffer, pagesize=(500, 600))
    canvas.setFont("STSong-Light", 20)
    canvas.drawString(40, 540, "临海区外贸稳步增长")
    canvas.setFont("STSong-Light", 10)
    lines = [text[at : at + 18] for at in range(0, len(text), 18)]
    half = (len(lines) + 1) // 2
    spots = [(40, 510 - 14 * at, line) for at, line in enumerate(lines[:half])]
    spots += [(245, 510 - 14 * at, line) for at, line in enumerate(lines[half:])]
    if order == "rows":
        spots.sort(key=lambda spot: (-spot[1], spot[0]))
    for x, y, line in spots:
        canvas.drawString(x, y, line)
    canvas.showPage()
    canvas.save()
    (article,) = parse_pdf(buffer.getvalue()).articles
    assert "".join(article.body.text.split("\n\n")) == text
    assert article.headline is not None
    assert article.headline.text == "临海区外贸稳步增长"
    assert article.language == "zh"
