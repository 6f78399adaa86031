"""When a page says that its story was published; never when it was changed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.parsing.addresses import published_by_address
from archive.parsing.html.daylines import tells_day_alone
from archive.parsing.html.moments import (
    LONGEST,
    Dated,
    read_changed,
    read_moment,
    read_visible,
    tells_change,
)
from archive.parsing.html.prose import is_line
from archive.parsing.html.references import plain
from archive.parsing.html.structured import Structured, locate, text_of
from archive.parsing.html.tags import Trait, attributes
from archive.parsing.html.tree import Marked, Page
from archive.parsing.model import Published
from archive.spans import Range

# Names that content systems give the meta tag of publication, most certain first.
_META_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "article:published_date",
    "cxenseparse:recs:publishtime",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_date",
    "published_time",
    "published-date",
    "publication_date",
    "publication-date",
    "publicationdate",
    "pubdate",
    "apub:time",
    "ptime",
    "pub_date",
    "article_date_original",
    "originalpublicationdate",
    "bt:pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.published",
    "dcterms.created",
    "dcterms.date",
    "dc.date.created",
    "dc.date",
    "rnews:datepublished",
    "citation_publication_date",
    "citation_date",
    "firstpublishedtime",
    "article.published",
    "article.created",
    "date_published",
    "datecreated",
    "creationdatetime",
    "displaydate",
    "issuedate",
    "weibo:article:create_at",
    "date",
)
_LABEL = re.compile(
    r"\s{0,3}(?:(?:date|day)(?: of publication| published)?|(?:first |originally )?"
    r"(?:published|posted|issued)(?: on)?|publication date|发布时间|发布日期|日期|"
    r"時間|时间)"
    r"\s{0,3}[:：]?\s{0,3}\d",
    re.IGNORECASE,
)
_PAGE_KINDS = frozenset({"WebPage", "ItemPage", "VideoObject", "ImageGallery"})


def published_of(
    page: Page,
    data: Structured,
    places: Iterable[int],
    addresses: Iterable[str],
) -> Published | None:
    """The date of publication, by the most certain of what states it.

    `places` are the indexes of the blocks near the headline, where a visible date
    counts. A machine's date in UTC gives way to a visible day beside it: that is the
    source's own. Where a page tells nothing but "Updated: May 3", that is its date.
    """
    places = list(places)
    visible = _visible(page, places) or _labelled(page)
    told = _told(page, data)
    if told:
        found, ranges = told
        if (
            visible
            and found.in_utc
            and visible[0].on != found.on
            and abs((visible[0].on - found.on).days) == 1
            and not tells_change(plain(page.source, list(visible[1])))
        ):
            return Published(visible[0].on, visible[0].at, "stated", visible[1])
        return Published(found.on, found.at, "stated", ranges)
    if visible:
        return Published(visible[0].on, visible[0].at, "stated", visible[1])
    for address in addresses:
        published = published_by_address(address)
        if published:
            return published
    changed = _changed(page, places)
    return changed and Published(changed[0].on, changed[0].at, "stated", changed[1])


def _told(page: Page, data: Structured) -> tuple[Dated, tuple[Range, ...]] | None:
    """By JSON-LD, microdata or a meta tag."""
    objects = [data.article] if data.article else []
    objects += [item for item in data.others if str(item.get("@type")) in _PAGE_KINDS][
        :5
    ]
    for item in objects:
        value = text_of(item.get("datePublished"))
        found = read_moment(value)
        if found:
            place = locate(page, "datePublished", value)
            return found, place.all_raw_ranges() if place else ()
    for name in _META_NAMES:
        for meta in data.metas.get(name, ()):
            found = read_moment(meta.value)
            if found:
                return found, (meta.range,)
    value = text_of(data.article.get("dateCreated"))
    found = read_moment(value)
    if found:
        place = locate(page, "dateCreated", value)
        return found, place.all_raw_ranges() if place else ()
    return None


def _visible(page: Page, places: list[int]) -> tuple[Dated, tuple[Range, ...]] | None:
    """By what a reader sees near the headline; a moment goes before a bare day."""
    near = set(places)
    found: list[tuple[Dated, tuple[Range, ...]]] = []
    for marked in page.marked:
        dated = _by_markup(page, marked, near)
        if dated:
            found.append(dated)
    if not found:
        for index in places:
            block = page.blocks[index]
            if not is_line(block) or block.trait & Trait.HIDDEN:
                continue
            stated = read_visible(block.text)
            if stated and tells_day_alone(block.text):
                found.append((stated, _with_numbers(page, block.ranges)))
    return next((pair for pair in found if pair[0].at), found[0] if found else None)


def _changed(page: Page, places: list[int]) -> tuple[Dated, tuple[Range, ...]] | None:
    """By a line near the headline that tells when the page was last changed."""
    for index in places:
        block = page.blocks[index]
        if is_line(block) and not block.trait & Trait.HIDDEN:
            stated = read_changed(block.text)
            if stated and tells_day_alone(block.text):
                return stated, _with_numbers(page, block.ranges)
    return None


def _labelled(page: Page) -> tuple[Dated, tuple[Range, ...]] | None:
    """By a line anywhere that says of itself that it is the date of publication."""
    for block in page.blocks:
        if len(block.text) > 60 or block.trait & (Trait.HIDDEN | Trait.COMMENT):
            continue
        if _LABEL.match(block.text):
            stated = read_visible(block.text)
            if stated and tells_day_alone(block.text):
                return stated, _with_numbers(page, block.ranges)
    return None


def _with_numbers(page: Page, ranges: list[Range]) -> tuple[Range, ...]:
    """The ranges that hold a number: a date's line may name other things too."""
    return tuple(
        (start, end)
        for start, end in ranges
        if any(char.isdigit() for char in page.source[start : min(end, start + 500)])
    )


def _by_markup(
    page: Page, marked: Marked, near: set[int]
) -> tuple[Dated, tuple[Range, ...]] | None:
    """The date of a `time` element or of a part whose class names a date."""
    element = marked.element
    first = marked.block if element.index < 0 else element.first
    last = first + 1 if element.index < 0 else min(element.last, first + 4)
    if near.isdisjoint(range(first, max(last, first + 1))):
        return None
    if not (element.name == "time" or element.own & Trait.DATE):
        return None
    if element.all & Trait.COMMENT or element.own & Trait.MODIFIED:
        return None
    if marked.ranges:
        ranges = marked.ranges
    else:
        ranges = [r for block in page.blocks[first:last] for r in block.ranges]
    text = plain(page.source, ranges)[: LONGEST + 1]
    label = _label_before(page, ranges)
    if tells_change(label):
        return None
    if element.name == "time" and tells_change(text):
        return None
    found = attributes(element.raw)
    stamp = found.get("datetime") or found.get("content") or ""
    if element.name == "abbr":  # the microformat of before HTML 5
        stamp = found.get("title") or ""
    dated = read_moment(stamp) if stamp else None
    shown = read_visible(text)
    if dated and shown and dated.in_utc and shown.on != dated.on:
        dated = shown
    dated = dated or shown
    return (dated, _with_numbers(page, ranges)) if dated else None


def _label_before(page: Page, ranges: list[Range]) -> str:
    """The words just before a place, on its line."""
    if not ranges:
        return ""
    start = ranges[0][0]
    before = re.sub(r"<[^<>]{0,300}>?", " ", page.source[max(0, start - 200) : start])
    return " ".join(before.split())[-25:]
