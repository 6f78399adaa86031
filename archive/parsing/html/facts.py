"""What a page says of its story beside the text: address, publisher, section, tags."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from archive.parsing.addresses import is_address
from archive.parsing.html.structured import (
    Structured,
    text_of,
)
from archive.parsing.html.tree import Page
from archive.parsing.lines import han_share

# "Copyright (c) 2003 - 2019 by the Lake Post"
_OWNED = re.compile(
    r"\s{0,5}(?:copyright|©|\(c\))(?:\s{1,5}|©|\(c\)|by\b|the\b|[-–,]|\d{4})*",
    re.IGNORECASE,
)


def address_of(data: Structured, name: str) -> str:
    """The page's own address; one of another site than `name` is not believed."""
    named = name if is_address(name) else ""
    candidates = []
    for key in ("link:canonical", "og:url", "twitter:url", "parsely-link"):
        meta = data.meta(key)
        if meta:
            candidates.append(meta.value)
    for key in ("url", "mainEntityOfPage", "@id"):
        value = data.article.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            candidates.append(value.strip())
    usable = [item for item in candidates if is_address(item) and len(item) <= 1000]
    if named:
        usable = [item for item in usable if _site(item) == _site(named)]
    deep = [item for item in usable if len(urlsplit_path(item)) > 1]
    return (deep or usable or [named])[0]


def urlsplit_path(address: str) -> str:
    """The path and query of an address; empty for one that cannot be read."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.path + parts.query


def _host(address: str) -> str:
    """The host of an address; empty for one that cannot be read."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _site(address: str) -> str:
    """The last two parts of an address's host, or three where the second is short."""
    parts = _host(address).split(".")
    short = len(parts) > 2 and len(parts[-2]) <= 3 and len(parts[-1]) == 2
    return ".".join(parts[-3:] if short else parts[-2:])


def publisher_of(data: Structured) -> str:
    """Who publishes the story: by its JSON-LD, else the site's name."""
    told = text_of(data.article.get("publisher"))
    if told and "://" not in told and len(told) <= 120:
        return told
    meta = data.meta("og:site_name", "dc.publisher", "application-name", "copyright")
    name = _OWNED.sub("", meta.value) if meta else ""
    if "://" in name:
        name = _host(name).removeprefix("www.")
    return name if len(name) <= 120 else ""


def sites_of(data: Structured, address: str) -> list[str]:
    """The names that the site may have in titles."""
    names = [text_of(data.article.get("publisher"))]
    for key in ("og:site_name", "application-name", "apple-mobile-web-app-title"):
        meta = data.meta(key)
        names.append(meta.value if meta else "")
    for item in data.others[:50]:
        if item.get("@type") in ("WebSite", "Organization", "NewsMediaOrganization"):
            names.append(text_of(item.get("name")))
    site = _site(address) if address else ""
    names += [site, site.split(".")[0]]
    return [name for name in dict.fromkeys(names) if name and len(name) <= 80]


def section_of(data: Structured) -> str:
    """The section that the page says the story stands in."""
    told = text_of(data.article.get("articleSection"))
    if told and len(told) <= 80:
        return told
    meta = data.meta(
        "article:section", "section", "parsely-section", "cxenseparse:section"
    )
    return meta.value if meta and len(meta.value) <= 80 else ""


def tags_of(data: Structured) -> tuple[str, ...]:
    """The story's keywords, as the page lists them."""
    found: list[str] = []
    value = data.article.get("keywords")
    if isinstance(value, str):
        found = re.split(r"[,，;、]", value)
    elif isinstance(value, list):
        found = [text_of(item) for item in value[:40]]
    if not found:
        found = [meta.value for meta in data.metas.get("article:tag", ())]
    if not found:
        meta = data.meta("news_keywords", "keywords", "parsely-tags")
        found = re.split(r"[,，;、|]", meta.value) if meta else []
    cleaned = (" ".join(item.split()).strip(" #") for item in found)
    kept = [item for item in cleaned if item and len(item) <= 60 and ":" not in item]
    return tuple(dict.fromkeys(kept))[:20]


def language_of(page: Page, data: Structured, text: str) -> str:
    """Two letters: Chinese by its characters, else as the page says."""
    if han_share(text) > 0.5:
        return "zh"
    told = data.text("inLanguage") or page.language
    if not told:
        meta = data.meta(
            "og:locale", "language", "http:content-language", "dc.language"
        )
        told = meta.value if meta else ""
    found = re.match(r"[a-zA-Z]{2}(?![a-zA-Z])", told)
    language = found[0].lower() if found else "en"
    return "en" if language == "zh" else language
