"""A web page becomes an article: pure, without network, and it never fails.

The text layer is the decoded source itself; every word of an article leads back to
its place there.
"""

from __future__ import annotations

from archive.parsing.html.article import read_article
from archive.parsing.html.warming import warm_up
from archive.parsing.text import Reading

__all__ = ["parse_html", "warm_up"]


def parse_html(source: str, name: str = "") -> Reading:
    """The one story of a page's source; no article where it tells none.

    `name` is the page's file name or address. Remarks say what was doubtful: words
    that could not be placed, data that could not be read.
    """
    return read_article(source, name)
