"""How page tests read a page: its text, links and parts, as a browser would."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
APART = frozenset(["dd", "dt", "h1", "h2", "h3", "li", "p", "td", "th", "tr"])


@dataclass
class Page(HTMLParser):
    """What a reader gets of a page, and what a strict browser would object to."""

    html: str
    links: list[tuple[str, str]] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._link: list[str] | None = None
        self._raw = ""
        self.feed(self.html)
        self.close()
        assert self._open == [], "tags that are never closed"
        self.text = " ".join(self._raw.split())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in APART:
            self._raw += " "
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a":
            assert self._link is None, "a link in a link"
            self._link = [dict(attrs).get("href", "")]

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self._open.pop() == tag
        if tag == "a" and self._link:
            href, *words = self._link
            self.links.append((" ".join("".join(words).split()), href))
            self._link = None

    def handle_data(self, data):
        self._raw += data
        if self._link is not None:
            self._link.append(data)

    def href(self, words: str) -> str:
        """Where the first link that says these words leads."""
        return next(href for text, href in self.links if words in text)

    def says(self, words: str) -> bool:
        return words in self.text

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


def read(response) -> Page:
    """The page of a response; every page keeps to the rules of the house."""
    html = response.content.decode()
    page = Page(html)
    assert len(re.findall("<h1[ >]", html)) == 1
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    names = [tag for tag, _ in page.tags]
    assert {"header", "nav", "main", "footer"} <= set(names)
    assert "style" not in names
    for tag, attrs in page.tags:
        assert "style" not in attrs, "the content security policy forbids it"
        assert not any(name.startswith("on") for name in attrs)
        if tag == "script" and "src" not in attrs:
            assert attrs.get("type") == "application/ld+json"
        if labelled := attrs.get("aria-labelledby"):
            assert labelled in page.ids
    return page
