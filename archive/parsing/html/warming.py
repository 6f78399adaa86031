"""Everything that reading pages loads late, loaded at once.

A process that may open no files later calls this first.
"""

from __future__ import annotations

from archive.parsing.decoding import load_encodings
from archive.parsing.html.article import read_article

_PARAGRAPH = "The old harbour of the town handled a third more cargo than last year. "
_HEAD = (
    '<html lang="{language}"><head><title>Harbour grows | Example</title>'
    '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": '
    '"Harbour grows", "datePublished": "2024-05-03T10:00:00+08:00", "author": '
    '{{"name": "Li Na"}}}}</script></head><body>'
)
_PAGES = (
    # A usual story; a short one, for which trafilatura tries all it knows; a page of
    # many small parts; a fragment.
    "<article><h1>Harbour grows</h1><p>By Li Na, May 3, 2024</p>"
    f"<p>{_PARAGRAPH * 6}</p><p>{_PARAGRAPH * 6}</p></article></body></html>",
    f"<div><h1>Harbour grows</h1><time>2024-05-03</time><div>{_PARAGRAPH}<br><br>"
    f"<aside>{_PARAGRAPH * 3}</aside><span>{_PARAGRAPH}</span></div></div></body>",
    "".join(f"<ul><li><a href='/{at}'>{_PARAGRAPH}</a></ul>" for at in range(30)),
    "<p>港口货运量增长三分之一。" * 5,
)


def warm_up() -> None:
    """Read a few small pages, so that every later page finds all of it loaded."""
    load_encodings()
    for language in ("en", "zh", "de"):
        for page in _PAGES:
            read_article(_HEAD.format(language=language) + page, "")
