"""What a document's address says about it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from archive.parsing.model import ParsedArticle, Published

_ADDRESS = re.compile(r"https?://[^\s/?#]{1,253}(?:[/?#]\S{0,2000})?$")
_DAY_FORMS = (
    re.compile(r"/(?P<y>(?:19|20)\d\d)[-/](?P<m>\d\d)[-/](?P<d>\d\d)(?=/|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)/(?P<d>\d\d)(?=/|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=\d{6,9}|/|$|\.)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)(?P<m>\d\d)/(?P<d>\d\d)(?=/|$)"),
)
# The story number of an address at shine.cn starts with year, month and day of
# two digits each: /news/metro/2308181472/.
_STORY_NUMBER = re.compile(
    r"https?://(?:www\.|archive\.)?shine\.cn/(?:[\w-]{1,40}/){1,3}"
    r"(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)\d{4}(?=/|$)"
)


def addressed(article: ParsedArticle, name: str) -> ParsedArticle:
    """The article with its address, and the address's day where it states none."""
    if not _ADDRESS.match(name):
        return article
    published = article.published or _published(name)
    return replace(article, address=name, published=published)


def _published(address: str) -> Published | None:
    for pattern in (*_DAY_FORMS, _STORY_NUMBER):
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
