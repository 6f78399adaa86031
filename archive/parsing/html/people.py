"""Who wrote a story, by its data and by the line below its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.parsing.html.structured import Structured, names_of
from archive.parsing.html.tags import HEADINGS, Trait
from archive.parsing.html.tree import Page
from archive.parsing.html.wording import ends_in_credit
from archive.parsing.html.words import normal
from archive.parsing.lines import ends_sentence, persons_of

_META_NAMES = (
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "article:author",
    "og:author",
    "twitter:data1",
)
_BY = re.compile(
    r"\s{0,5}(?:(?:story |words |text |written |posted |reported )?by|"
    r"(?:geschrieben )?von|par|por|autor(?:in)?|authors?|writers?|reporters?|"
    r"作者|记者|記者|文)(?:\s{0,3}[:：/]|\s+)\s{0,3}",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s{0,3}(?:,|;|&|/|、|，|\band\b|\bund\b|\bet\b|\by\b)\s{1,3}|、|，"
)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d|[<>{}\[\]|]|\b(?:staff|admin|administrator|editor|editors|"
    r"newsroom|webmaster|updated|published|posted|min read|comments?|share|follow|"
    r"print|submitted|unknown|guest|null|none|undefined|super user|redaktion|"
    r"(?:photo|image|picture)s? by)\b|^(?:by|von|par|por)$",
    re.IGNORECASE,
)
# "Lake Post Ltd, Ostby, Norway": what follows is where it sits.
_COMPANY = re.compile(r"\b(?:GmbH|AG|Ltd|Limited|Inc|LLC|Corp|S\.A)\.?$")
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,6}$")
_LINE_BY = re.compile(r"(?:by|作者|记者|記者|文)\b\s{0,3}[:：/]?", re.IGNORECASE)
_NAME_WORD = r"[A-ZÀ-Þ][\w'’-]{0,24}\.?"
_WITHIN = re.compile(
    rf"(?:\b[Bb]y:? |\bBY:? )({_NAME_WORD}(?: {_NAME_WORD}){{0,3}}"
    rf"(?:(?:, ?| and | & ){_NAME_WORD}(?: {_NAME_WORD}){{0,3}}){{0,4}})"
    r"|(?:记者|作者|記者)\s{0,3}[:：/]?\s{0,3}(?![从從在对對]|[昨今]|日前|近日)([\u3400-\u9fff·]{2,6}(?:、[\u3400-\u9fff·]{2,6}){0,4})"
)
_WRITTEN = frozenset(["authored", "compiled", "reported", "posted"])
_LONGEST = 60
_MOST = 8


def bylines_of(
    page: Page, data: Structured, near: Iterable[int], sites: list[str]
) -> tuple[str, ...]:
    """The authors' names: by the data, else by the lines near the headline."""
    told: list[str] = []
    for name, kind in names_of(data.article.get("author") or []):
        if "Organization" not in kind:
            told.extend(_names(name, sites))
    if not told:
        for key in _META_NAMES:
            if key == "twitter:data1" and "by" not in (
                meta.value.lower() for meta in data.metas.get("twitter:label1", ())
            ):
                continue
            for meta in data.metas.get(key, ())[:_MOST]:
                told.extend(_names(meta.value, sites))
            if told:
                break
    return tuple(dict.fromkeys(told or _shown(page, near, sites)))[:_MOST]


def is_byline(text: str, names: Iterable[str]) -> bool:
    """Whether a short line names the authors and says little else."""
    if len(text) > 160:
        return False
    rest = text
    found = False
    for name in names:
        if name.lower() in rest.lower():
            at = rest.lower().index(name.lower())
            rest = rest[:at] + " " + rest[at + len(name) :]
            found = True
    if found:
        return len(rest.split()) <= 6
    return bool(_LINE_BY.match(text)) and bool(persons_of(_BY.sub("", text, count=1)))


def _shown(page: Page, near: Iterable[int], sites: list[str]) -> list[str]:
    """By a part whose class names an author, or a line that begins with "By"."""
    places = set(near)
    for marked in page.marked:
        element = marked.element
        if not element.own & Trait.BYLINE or element.all & Trait.COMMENT:
            continue
        at = marked.block if element.index < 0 else element.first
        if at not in places:
            continue
        if marked.ranges:
            texts = [" ".join(page.source[a:b] for a, b in marked.ranges)]
        else:
            last = min(element.last, element.first + 3)
            texts = [block.text for block in page.blocks[element.first : last]]
        for text in texts:
            names = _names(text, sites)
            if names:
                return names
    for index in sorted(places):
        text = page.blocks[index].text
        if len(text) > 160 or ends_in_credit(text, page.blocks[index].words):
            continue
        found = _WITHIN.search(text)
        opens = found and found.start() == 0
        if opens or (found and _is_line_on_authors(page, index, found)):
            names = _names(found[1] or found[2], sites)
            if names:
                return names
    return []


def _is_line_on_authors(page: Page, index: int, found: re.Match[str]) -> bool:
    """A short line: a headline may tell of a "Key to Growth by Lake Towns".

    A sentence may end "by December", and what is "powered by" one has other authors.
    """
    block = page.blocks[index]
    if block.words > 25 or block.name in HEADINGS or ends_sentence(block.text):
        return False
    done = found.string[: found.start()].lower().split()[-1:]
    return not done or not done[0].endswith(("ed", "built")) or done[0] in _WRITTEN


def _names(text: str, sites: list[str]) -> list[str]:
    """The names in a byline, its "By", roles and agencies left out."""
    text = " ".join(text.split())
    if len(text) > 300:
        return []
    text = _BY.sub("", text, count=1) if _BY.match(text) else text
    text = re.split(r"\s{1,3}[|•·–—]\s{1,3}|\||\s[-]\s|\(", text)[0]
    known = {normal(site) for site in sites}
    names = []
    for part in _SPLIT.split(text):
        name = part.strip(" .,:;\xa0")
        if _COMPANY.search(name):
            break
        if not name or len(name) > _LONGEST or _NO_NAME.search(name):
            continue
        if normal(name) in known or not _is_name(name):
            continue
        names.append(name)
    return names


def _is_name(name: str) -> bool:
    if _HAN_NAME.match(name):
        return True
    parts = name.split()
    if not 1 <= len(parts) <= 5:
        return False
    capitals = sum(part[:1].isupper() or not part[:1].isascii() for part in parts)
    return capitals >= max(1, len(parts) - 2) and any(len(part) > 1 for part in parts)
