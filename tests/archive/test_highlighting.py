"""HTML built from texts: marks stand where they should, and nothing else is live."""

from __future__ import annotations

import json
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.highlighting import (
    DEEPEST,
    ELEMENTS,
    Mark,
    highlight,
    json_ld,
    numbered_lines,
    paragraphs,
)

HOSTILE = "<script>alert(1)</script> & \"q\" 'a' <img src=x onerror=alert(1)>"


class Reader(HTMLParser):
    """Reads HTML back: its text, and whether every tag is closed in its turn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        assert not (tag == "a" and "a" in self.open), "a link in a link"
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_it_marks_words_and_leaves_the_others_alone():
    html = highlight("Revenue reached 9 yuan.", [Mark(16, 22, "figure", id="f")])
    assert html == ('Revenue reached <mark class="mark-figure" id="f">9 yuan</mark>.')


def test_a_mark_inside_another_is_closed_before_it():
    html = highlight("abcdef", [Mark(2, 4, "figure"), Mark(0, 6, "sentence")])
    assert html == (
        '<span class="mark-sentence">ab<mark class="mark-figure">cd</mark>ef</span>'
    )


def test_marks_that_cross_are_cut_and_the_id_stands_once():
    html = highlight(
        "abcdef", [Mark(0, 4, "district"), Mark(2, 6, "figure", id="the-figure")]
    )
    assert (
        html
        == (
            '<span class="mark-district">ab'
            '<mark class="mark-figure" id="the-figure">cd</mark></span>'
            '<mark class="mark-figure">ef</mark>'
        )
        or html.count('id="the-figure"') == 1
    )
    assert read(html).text == "abcdef"


def test_two_marks_on_the_same_words_keep_both_ids():
    html = highlight(
        "abc", [Mark(0, 3, "figure", id="x"), Mark(0, 3, "figure", id="y")]
    )
    assert {attrs["id"] for _, attrs in read(html).tags} == {"x", "y"}


def test_an_empty_mark_and_one_beyond_the_text_change_nothing():
    marks = [Mark(2, 2, "figure"), Mark(9, 12, "figure"), Mark(4, 1, "district")]
    assert highlight("abc", marks) == "abc"


def test_a_mark_that_reaches_out_of_the_text_is_cut_to_it():
    html = highlight("abc", [Mark(-5, 99, "company")])
    assert html == '<span class="mark-company">abc</span>'


def test_a_link_never_stands_inside_a_link():
    marks = [Mark(0, 6, "figure", href="#row-1"), Mark(1, 3, "district", href="/d/")]
    assert [tag for tag, _ in read(highlight("abcdef", marks)).tags] == ["a", "span"]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "data:text/html,x",
        " /about/",
    ],
)
def test_a_mark_never_leads_off_the_site(href):
    assert "href" not in highlight("abc", [Mark(0, 3, "district", href=href)])


def test_hostile_text_stays_text_wherever_it_stands():
    mark = Mark(3, 20, "district", id=HOSTILE, title=HOSTILE, href="/x/" + HOSTILE)
    for html in (
        highlight(HOSTILE, [mark]),
        paragraphs(HOSTILE, [mark]),
        numbered_lines(HOSTILE, [mark]),
    ):
        reader = read(html)
        assert {tag for tag, _ in reader.tags} <= {"p", "li", "code", "span", "a"}
        assert all(not name.startswith("on") for _, a in reader.tags for name in a)
        assert HOSTILE in reader.text


def test_blank_lines_part_paragraphs_and_single_ones_do_not():
    html = paragraphs("One\nstill one.\n \n\nTwo.\n")
    assert html == "<p>One\nstill one.</p>\n<p>Two.</p>\n"


def test_a_mark_over_two_paragraphs_is_opened_again_without_its_id():
    html = paragraphs("ab\n\ncd", [Mark(1, 5, "figure", id="f")])
    assert html == (
        '<p>a<mark class="mark-figure" id="f">b</mark></p>\n'
        '<p><mark class="mark-figure">c</mark>d</p>\n'
    )


def test_lines_are_numbered_as_they_stand_empty_ones_too():
    html = numbered_lines("one\n\nthree", [Mark(5, 10, "story")])
    assert re.findall(r'id="(line-\d)"', html) == ["line-1", "line-2", "line-3"]
    assert '<span class="mark-story">three</span>' in html


def test_a_crowd_of_marks_stays_bounded_and_every_id_can_be_landed_on():
    marks = [Mark(0, 400, "figure", id=f"f{n}") for n in range(300)]
    html = highlight("x" * 400, marks)
    assert html.count("<mark") == DEEPEST
    assert len(set(re.findall(r'id="(f\d+)"', html))) == 300


def test_the_time_grows_with_the_text_and_not_with_its_square():
    def seconds(size: int) -> float:
        text = "nine yuan \n\n" * size
        marks = [Mark(12 * n, 12 * n + 9, "figure", id=f"f{n}") for n in range(size)]
        marks.append(Mark(0, len(text), "sentence"))
        begin = time.process_time()
        paragraphs(text, marks)
        return time.process_time() - begin

    seconds(500)
    small = min(seconds(1000) for _ in range(3))
    assert min(seconds(4000) for _ in range(3)) < small * 12


spans = st.tuples(
    st.integers(-3, 45), st.integers(-3, 45), st.sampled_from(list(ELEMENTS))
)


@given(st.text(alphabet="ab <>&\"'\n", max_size=40), st.lists(spans, max_size=12))
def test_any_marks_on_any_text_give_that_text_in_tags_that_close(text, given_spans):
    marks = [
        Mark(start, end, kind, id=f"m{n}", href="/x/" if n % 3 == 0 else "")
        for n, (start, end, kind) in enumerate(given_spans)
    ]
    reader = read(highlight(text, marks))
    assert reader.text == text
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    shown = {
        f"m{n}"
        for n, (a, b, _) in enumerate(given_spans)
        if max(a, 0) < min(b, len(text))
    }
    assert set(ids) == shown
    read(paragraphs(text, marks))
    read(numbered_lines(text, marks))


def test_json_ld_can_not_end_its_element_and_reads_back_whole():
    data = {"headline": "</script><script>alert(1)</script> & \u2028 老"}
    html = json_ld(data)
    assert html.count("<") == 2
    body = html.removeprefix('<script type="application/ld+json">')
    assert json.loads(body.removesuffix("</script>")) == data
