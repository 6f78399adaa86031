"""What a document's address says about it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from archive.parsing.model import ParsedArticle, Published

_ADDRESS = re.compile(r"https?://[^\s/?#]{1,253}(?:[/?#]\S{0,2000})?$")
_DAY_FORMS = (
    re.compile(r"/(?P<y>(?:19|20)\d\d)[-/](?P<m>\d\d?)[-/](?P<d>\d\d?)(?=/|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)/(?P<d>\d\d)(?=/|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)[-_](?=[a-z])"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=\d{6,9}|/|$|\.)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)(?P<m>\d\d)/(?P<d>\d\d)(?=/|$)"),
    # A story number of ten digits that begins with year, month and day, two digits
    # each: /news/metro/2308181472/. Years from 2018 on, below which such a number
    # may as well be a count of seconds since 1970 (1511224567).
    re.compile(
        r"/[a-z][\w-]{1,40}/(?P<y>1[89]|2\d|3\d)(?P<m>0[1-9]|1[0-2])"
        r"(?P<d>0[1-9]|[12]\d|3[01])\d{4}(?=/|$)"
    ),
)


def is_address(text: str) -> bool:
    """Whether a text is the whole address of a page on the web."""
    return bool(_ADDRESS.match(text))


def addressed(article: ParsedArticle, name: str) -> ParsedArticle:
    """The article with its address, and the address's day where it states none.

    The address that the document itself gives goes before `name`.
    """
    address = article.address or (name if is_address(name) else "")
    if not address:
        return article
    published = article.published or published_by_address(address)
    return replace(article, address=address, published=published)


def published_by_address(address: str) -> Published | None:
    """The day that an address carries, if it is one."""
    for pattern in _DAY_FORMS:
        found = pattern.search(address)
        if not found:
            continue
        year = int(found["y"])
        year += 2000 if year < 100 else 0
        try:
            on = date(year, int(found["m"]), int(found["d"]))
        except ValueError:
            continue
        return Published(on, None, "address")
    return None
