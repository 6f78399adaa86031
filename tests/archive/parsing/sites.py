"""A story as sites print it, and the article that comes of its page."""

from __future__ import annotations

from archive.parsing import parse
from archive.parsing.model import ParsedArticle

TITLE = "Northfield signs projects worth 3 billion yuan"
FIRST = (
    "The district of Northfield signed 12 projects on Tuesday, most in new materials."
)
SECOND = "Tax revenue rose 5 percent to 8 billion yuan last year, the bureau said."
LAST = "More firms are expected to come, the director added at the signing."
STORY = f"{FIRST}\n\n{SECOND}\n\n{LAST}"


def article(page: str) -> ParsedArticle:
    (found,) = parse(page.encode()).articles
    return found


def the_story(page: str) -> ParsedArticle:
    """The article of a page, which must have our title, our day and our story."""
    found = article(page)
    assert found.headline.text == TITLE
    assert found.body.text == STORY
    assert found.published.on.isoformat() == "2024-03-02"
    return found
