"""Pages set by another program, from HTML with columns in CSS."""

from __future__ import annotations

import random

import pytest

from archive.parsing.pdf import parse_pdf
from tests.archive.parsing.pdf.newsroom import Copy
from tests.archive.parsing.pdf.reading import assert_mapped, assert_reads, captions_of

try:
    import weasyprint
except (ImportError, OSError) as error:  # its libraries may be absent
    pytest.skip(
        f"WeasyPrint cannot start ({error}). On Debian: apt-get install "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core. "
        "The same shapes are tested with ReportLab.",
        allow_module_level=True,
    )

_STYLE = """
@page { size: 595pt 842pt; margin: 40pt }
body { font: 9.5pt/1.25 serif; margin: 0 }
h1 { font-size: 22pt; column-span: all; text-align: left; margin: 0 0 8pt }
p { margin: 0; text-indent: 9pt }
"""


def printed(html: str, style: str = "") -> bytes:
    page = f"<html lang=en><style>{_STYLE}{style}</style><body>{html}</body></html>"
    return weasyprint.HTML(string=page).write_pdf()


def markup(copy: Copy, drop: bool = False) -> str:
    paragraphs = list(copy.paragraphs)
    if drop:
        paragraphs[0] = (
            "<span style='float:left;font-size:27pt;line-height:1'>"
            f"{paragraphs[0][0]}</span>{paragraphs[0][1:]}"
        )
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def copies(*topics: str, words: int = 300) -> list[Copy]:
    rng = random.Random(21)
    return [Copy(rng, topic, words) for topic in topics]


@pytest.mark.parametrize("align", ["justify", "left"])
@pytest.mark.parametrize(("count", "gap"), [(2, 18), (3, 12), (4, 10), (2, 8)])
def test_it_reads_columns_set_with_hyphens(count, gap, align):
    (copy,) = copies("port", words=450)
    style = (
        f"main {{ columns: {count}; column-gap: {gap}pt; text-align: {align}; "
        "hyphens: auto }"
    )
    html = f"<h1>{copy.headline}</h1><main>{markup(copy)}</main>"
    assert_reads(parse_pdf(printed(html, style)), [copy])


def test_it_reads_a_drop_capital_set_as_a_float():
    (copy,) = copies("tourism", words=300)
    html = f"<h1>{copy.headline}</h1><main>{markup(copy, drop=True)}</main>"
    data = printed(html, "main { columns: 2; column-gap: 14pt }")
    assert_reads(parse_pdf(data), [copy])


def test_it_reads_two_stories_side_by_side_below_one_across():
    first, left, right = copies("retail", "chips", "energy", words=220)
    html = (
        f"<h1>{first.headline}</h1><main>{markup(first)}</main>"
        "<div style='display:flex; gap:16pt; margin-top:18pt'>"
        f"<section style='flex:1'><h1 style='font-size:15pt'>{left.headline}</h1>"
        f"{markup(left)}</section>"
        f"<section style='flex:1.4'><h1 style='font-size:17pt'>{right.headline}</h1>"
        f"{markup(right)}</section></div>"
    )
    data = printed(html, "main { columns: 3; column-gap: 14pt; text-align: justify }")
    assert_reads(parse_pdf(data), [first, left, right])


def test_it_leaves_running_heads_and_numbers_of_four_pages_out():
    wanted = copies("port", "biotech", words=900)
    style = """
    @page { @top-left { content: "Hexi Weekly, 3 March 2021"; font-size: 8pt }
            @bottom-center { content: "Page " counter(page); font-size: 8pt } }
    main { columns: 2; column-gap: 14pt; text-align: justify; hyphens: auto }
    section + section { break-before: page }
    body { font-size: 12pt }
    """
    html = "".join(
        f"<section><h1>{copy.headline}</h1><main>{markup(copy)}</main></section>"
        for copy in wanted
    )
    document = parse_pdf(printed(html, style))
    assert len(document.pages) >= 4
    assert_reads(document, wanted)
    assert {
        article.published.on.isoformat()
        for article in document.articles
        if article.published
    } == {"2021-03-03"}


def test_a_table_amid_columns_keeps_its_rows():
    (copy,) = copies("energy", words=300)
    half = len(copy.paragraphs) // 2
    rows = [
        ("Park", "Output", "Staff"),
        ("Linhai", "81.4", "1,204"),
        ("Hexi", "9", "77"),
    ]
    table = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    paragraphs = [f"<p>{text}</p>" for text in copy.paragraphs]
    html = (
        f"<h1>{copy.headline}</h1><main>{''.join(paragraphs[:half])}"
        f"<table style='width:100%; break-inside:avoid'>{table}</table>"
        f"{''.join(paragraphs[half:])}</main>"
    )
    document = parse_pdf(printed(html, "main { columns: 2; column-gap: 14pt }"))
    (article,) = document.articles
    for row in rows:
        assert "\t".join(row) in article.body.text.split("\n\n")
    cells = [word for row in rows for word in row]
    words = article.body.text.split()
    at = words.index("Park")
    assert words[at : at + len(cells)] == cells
    assert words[:at] + words[at + len(cells) :] == copy.words
    assert_mapped(document)


def test_a_caption_below_a_picture_stands_apart():
    (copy,) = copies("tourism", words=320)
    picture = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='90'>"
        "<rect width='200' height='90' fill='gray'/></svg>"
    )
    caption = "A ferry passes the old lighthouse at dusk."
    html = (
        f"<h1>{copy.headline}</h1><figure style='margin:0 0 8pt'>{picture}"
        f"<figcaption style='font-size:7.5pt;font-style:italic'>{caption}"
        f"</figcaption></figure><main>{markup(copy)}</main>"
    )
    document = parse_pdf(printed(html, "main { columns: 2; column-gap: 14pt }"))
    assert_reads(document, [copy])
    assert captions_of(document) == [caption]


def test_text_that_is_itself_turned_is_read():
    (copy,) = copies("chips", words=150)
    html = (
        "<div style='transform: rotate(90deg) translate(0, -515pt); "
        "transform-origin: 0 0; width: 700pt; height: 515pt'>"
        f"<h1>{copy.headline}</h1><main>{markup(copy)}</main></div>"
    )
    document = parse_pdf(printed(html, "main { columns: 3; column-gap: 14pt }"))
    assert_reads(document, [copy])
    word = next(row for row in document.pages[0].words if row[1] - row[0] > 6)
    assert word[5] - word[3] > word[4] - word[2], "its box stands upright"
