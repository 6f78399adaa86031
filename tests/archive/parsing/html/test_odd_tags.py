"""Tags of very many attributes: the story is read all the same, and soon."""

from __future__ import annotations

import pytest

from archive.parsing.html import parse_html
from archive.parsing.html.reading import read_page
from archive.parsing.html.scanning import attribute_count
from tests.growth import growth

STORY = "The port of Lindeng grew by a third last year, its office said on Monday. "


def names(count: int, between: str = " ", value: str = "") -> str:
    return between.join(f"a{number}{value}" for number in range(count))


WIDE = {
    "names": lambda count: f"<p {names(count)}>",
    "values": lambda count: f"<p {names(count, value='=b')}>",
    "quoted": lambda count: f"<p {names(count, value=QUOTED)}>",
    "without blanks": lambda count: f"<p {names(count, '', QUOTED)}>",
    "slashes": lambda count: f"<p/{names(count, '/')}>",
    "in a line": lambda count: f"<p><span {names(count)}>",
    "of the page": lambda count: f"<html {names(count)}><p>",
    "of another": lambda count: f"<p {names(count, '<')}>",
}
QUOTED = "='>'"


@pytest.mark.parametrize("make", WIDE.values(), ids=WIDE)
def test_a_story_is_found_in_time_that_grows_with_the_page_only(make):
    def page(count: int) -> str:
        return f"<!doctype html><div>Menu</div>{make(40 * count)}{STORY * 5}"

    article = parse_html(page(1_000)).article
    assert article.body.text.count("The port of Lindeng grew") == 5
    assert growth(parse_html, page) < 9


@pytest.mark.parametrize(
    ("rest", "count"),
    [
        ("", 0),
        (" class=a", 1),
        (" class='a b' hidden data-x = \"c d\"", 3),
        ("/a/b/", 2),
        (" a=b d='e'f", 3),
        (" href=/news/1/2?a=b&c=d rel=x", 2),
        (" src='data:image/png;base64,iVBORw0KG/goA=='", 1),
    ],
)
def test_attributes_are_counted_as_browsers_read_them(rest, count):
    assert attribute_count(rest) == count


def test_a_picture_written_into_its_tag_makes_the_tag_no_wider():
    page = read_page(f"<img src='data:image/png;base64,{'iV/Ag=' * 9_000}' alt=x>")

    assert page.widest == 2
