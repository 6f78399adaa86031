"""Pages made to do harm, and pages that are no pages: always an answer, and soon."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.parsing.html import parse_html
from archive.parsing.html.reading import read_page
from tests.effort import examples
from tests.growth import growth

STORY = "The port of Lindeng grew by a third last year, its office said on Monday. "
PARAGRAPHS = f"<p>{STORY * 3}</p>" * 4

HOSTILE = {
    "deep 200": "<div>" * 200 + PARAGRAPHS + "</div>" * 200,
    "deep 100,000": "<div>" * 100_000 + PARAGRAPHS + "</div>" * 100_000,
    "deep inline": "<b><i><span>" * 60_000 + STORY,
    "deep lists": "<ul><li>" * 50_000 + STORY,
    "deep tables": "<table><tr><td>" * 30_000 + STORY,
    "many blocks": f"<p>{STORY}" * 20_000,
    "one long line": STORY * 40_000,
    "only ends": "</div></p></span>" * 60_000,
    "open brackets": "<" * 500_000,
    "open tags": "<a " * 300_000,
    "open quotes": '<a b="' * 150_000,
    "crossed quotes": "<a b='\"><c d=\"'>" * 60_000,
    "open comments": "<!--" * 200_000,
    "open sections": "<![CDATA[" * 100_000,
    "open scripts": "<script>" * 100_000,
    "open titles": "<title>" * 100_000 + STORY,
    "references": "&amp;&lt;&#x4e00;" * 60_000,
    "broken references": "&&#&#x&nosuch" * 60_000,
    "huge numbers": "&#99999999999;&#x110000;&#xD800;" * 20_000,
    "many attributes": "<p " + "a=b " * 100_000 + f">{STORY}</p>",
    "one huge attribute": f"<p class='{'related ' * 100_000}'>{STORY}</p>",
    "many classes": "".join(f"<p class=c{n}>{STORY}</p>" for n in range(10_000)),
    "many headings": "<h1>Port grows</h1>" * 30_000,
    "many links": "<a href=x>Port grows</a> " * 60_000,
    "many metas": "<meta property=og:title content=Port>" * 50_000 + PARAGRAPHS,
    "many dates": "<time datetime=2024-01-01>1 January 2024</time>" * 20_000,
    "many breaks": f"{STORY}<br>" * 20_000,
    "many forms": f"<form><input>{STORY}</form>" * 10_000,
    "deep data": '<script type="application/ld+json">'
    + '{"a":[' * 100_000
    + f"</script>{PARAGRAPHS}",
    "many data": '<script type="application/ld+json">{"@type":"Article"}</script>'
    * 5_000
    + PARAGRAPHS,
    "data of backslashes": '<script type="application/ld+json">{"headline":"'
    + "\\" * 300_001
    + f'"}}</script>{PARAGRAPHS}',
    "many bylines": "<p class=byline>By " + "Li Na and " * 30_000 + f"</p>{PARAGRAPHS}",
    "digits": "<p class=date>" + "2024-01-" * 60_000 + f"</p>{PARAGRAPHS}",
    "a long title": f"<title>{'Port | ' * 60_000}</title>{PARAGRAPHS}",
    "zero width": "\u200b" * 300_000 + STORY,
    "white space": " \n\t" * 300_000 + STORY,
    "marks": "|" * 300_000 + STORY,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_soon_and_never_fails(name):
    start = time.process_time()
    parse_html(HOSTILE[name])
    assert time.process_time() - start < 20


@pytest.mark.parametrize("name", ["deep 200", "deep 100,000", "many data", "deep data"])
def test_the_story_is_found_all_the_same(name):
    article = parse_html(HOSTILE[name]).article
    assert article.body.text.count("The port of Lindeng grew") >= 3


@pytest.mark.parametrize(
    "piece",
    ["<div>", "</p>", "<a b='", '<a b="c>', "<!--", "<![CDATA[", "<", "&#", "<td><li>"],
)
def test_reading_a_page_takes_time_that_grows_with_its_length_only(piece):
    assert growth(read_page, lambda count: piece * count) < 9


@settings(max_examples=examples(150), deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "<p>",
                    "</p>",
                    "<div class='related'>",
                    "</div>",
                    "<h1>",
                    "</h2>",
                    "<article>",
                    "<table><tr><td>",
                    "</table>",
                    "<a href='x'>",
                    "</a>",
                    "<br>",
                    "<br><br>",
                    "<!-- x -->",
                    "<script>x</script>",
                    "<figure><figcaption>",
                    "</figure>",
                    "<span class=credit>",
                    "</span>",
                    "<time datetime='2024-05-03T10:00:00Z'>",
                    "</time>",
                    "&amp;",
                    "&nbsp;",
                    "&shy;",
                    "&rsquo",
                    "\u200b",
                    "<li>",
                    "<form>",
                    "<noscript>",
                    "<b>",
                    "</i>",
                    STORY,
                    "港口货运量增长三分之一。",
                ]
            ),
            st.text(max_size=20),
        ),
        max_size=60,
    )
)
def test_whatever_the_page_every_run_stands_for_its_place(pieces):
    source = "".join(pieces)
    article = parse_html(source).article
    if article is None:
        return
    texts = [article.body, article.headline, article.standfirst, *article.captions]
    for text in filter(None, texts):
        for run in text.runs:
            assert 0 <= run.raw_start <= run.raw_end <= len(source)
            for char, raw in zip(
                text.text[run.start : run.end],
                source[run.raw_start : run.raw_end],
                strict=True,
            ):
                assert char == raw or raw in "&\\" or (char + raw).isspace()


def test_after_warming_up_no_page_needs_a_file_or_a_connection():
    program = textwrap.dedent(
        """
        import sys
        from archive.parsing.decoding import decode
        from archive.parsing.html import parse_html, warm_up
        from tests.archive.parsing.html.pages import saved_pages

        pages = saved_pages()
        warm_up()

        def refuse(event, arguments):
            if event in ("open", "socket.connect", "socket.__new__", "import"):
                raise SystemExit(f"{event} {arguments[:2]}")

        sys.addaudithook(refuse)
        for encoding in ("euc-jp", "koi8-r", "windows-1255", "gb2312", "x-mac-roman"):
            decode(b"<p>\\xa4\\xa2\\xa4\\xa4</p>" * 40, declared=encoding)
        for page in pages:
            parse_html(page.source, "https://news.example/2024/05/03/story")
            parse_html(page.source[: len(page.source) // 2])
        """
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
