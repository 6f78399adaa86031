"""The headline: what the page's data call it, and where a reader sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.parsing.html.references import mapped
from archive.parsing.html.structured import Structured, locate
from archive.parsing.html.tags import HEADINGS, Trait
from archive.parsing.html.tree import Block, Page
from archive.parsing.html.words import normal, words
from archive.spans import MappedText, Range

_META_NAMES = (
    "og:title",
    "twitter:title",
    "headline",
    "sailthru.title",
    "parsely-title",
    "article:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "articletitle",
    "title",
)
_CUT = re.compile(
    r"\s{1,3}[|–—·•»:/\\-]{1,2}\s{1,3}|\s?[|｜»]\s?|::|_{1,3}(?=[\u3400-\u9fff])|--"
)
_NAMED = re.compile(r"\bentry-title\b|itemprop=[\"']?headline\b", re.IGNORECASE)
"""How a page's markup says that an element is the headline of its story."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST = 400


class Told(NamedTuple):
    """A wording of the headline, and the way to where the page's data has it."""

    text: str
    key: str
    range: Range | None


@dataclass(slots=True)
class Headline:
    """The headline with its place, the blocks that show it, and all its wordings."""

    text: MappedText | None = None
    blocks: list[Block] = field(default_factory=list)
    wordings: list[str] = field(default_factory=list)


def page_title(page: Page) -> str:
    """The words of the page's `title` element, the site's name and all."""
    return mapped(page.source, page.titles[:1]).text[:_LONGEST] if page.titles else ""


def find_headline(
    page: Page, data: Structured, sites: list[str], first_prose: int
) -> Headline:
    """The headline; `first_prose` is the index of the story's first paragraph.

    `sites` are the names of the site, which titles have at their end.
    """
    told = _told(page, data, sites)
    wordings = [item.text for item in told]
    group = _visible(page, wordings, sites, first_prose)
    headline = Headline(None, group, wordings)
    if group:
        ranges = [place for block in group for place in block.ranges]
        headline.text = mapped(page.source, ranges)
        headline.wordings.append(headline.text.text)
        return headline
    for item in told:
        text = _mapped_told(page, item)
        if text and text.text:
            headline.text = text
            return headline
    return headline


def _told(page: Page, data: Structured, sites: list[str]) -> list[Told]:
    """What the page's data call the headline, the most certain first."""
    found: list[Told] = []
    for key in ("headline", "name", "alternativeHeadline"):
        text = data.text(key)
        if text and (key != "name" or not found):
            found.append(Told(text[:_LONGEST], key, None))
    for name in _META_NAMES:
        for meta in data.metas.get(name, ())[:1]:
            text = without_site(meta.value[:_LONGEST], sites)
            if text:
                found.append(Told(text, "", meta.range))
    title = page_title(page)
    if title:
        found.append(Told(without_site(title, sites), "", page.titles[0]))
    known = {normal(site) for site in sites}
    return [item for item in found if normal(item.text) not in known]


def _mapped_told(page: Page, told: Told) -> MappedText | None:
    if told.range is None:
        return locate(page, told.key, told.text)
    whole = mapped(page.source, [told.range])
    at = whole.text.find(told.text)
    return whole.slice(at, at + len(told.text)) if at >= 0 else whole


def without_site(title: str, sites: list[str]) -> str:
    """A title without the site's name at its end or its beginning."""
    names = [normal(site).replace(" ", "") for site in sites if site]
    for _ in range(3):
        cuts = list(_CUT.finditer(title))
        if not cuts:
            break
        last, first = cuts[-1], cuts[0]
        tail, head = title[last.end() :].strip(), title[: first.start()].strip()
        if _names_site(tail, names) and title[: last.start()].strip():
            title = title[: last.start()].strip()
        elif _names_site(head, names) and title[first.end() :].strip():
            title = title[first.end() :].strip()
        elif _is_small(tail, title[: last.start()], last[0]):
            title = title[: last.start()].strip()
        else:
            break
    return title


def _names_site(part: str, names: list[str]) -> bool:
    plain = normal(part).replace(" ", "")
    return bool(plain) and any(
        plain == name
        or (len(plain) > 3 and (plain in name or name in plain))
        and len(plain) <= 2.5 * len(name)
        for name in names
        if len(name) > 2
    )


def _is_small(tail: str, rest: str, mark: str) -> bool:
    """A short end behind a long title, parted as site names are parted."""
    if _HAN.search(rest):
        return (
            len(tail) <= 10
            and len(rest) >= 8
            and mark.strip() in ("|", "｜", "_", "-", "—")
        )
    count = len(words(tail))
    return (
        1 <= count <= 4
        and len(words(rest)) >= max(4, 2 * count)
        and (
            mark.strip() in ("|", "｜", "»", "::", "•", "·")
            or (mark.strip() in ("-", "–", "—") and tail[:1].isupper() and count <= 3)
        )
    )


def _visible(
    page: Page, told: list[str], sites: list[str], first_prose: int
) -> list[Block]:
    """The blocks of the heading that agrees best with what the data say.

    Without data a lone `h1` above the story is believed, and a heading just above
    the first paragraph.
    """
    best: list[Block] = []
    best_rank = 0.0
    names = {normal(site) for site in sites}
    told_words = [words(text) for text in dict.fromkeys(told)]
    named = _named(page)
    for whole in _headings(page, told_words, first_prose, named):
        group = _agreeing(whole, told_words)
        text = " ".join(block.text for block in group)
        if not text or len(text) > _LONGEST or normal(text) in names:
            continue
        if group[0].trait & (Trait.HIDDEN | Trait.COMMENT):
            continue
        tokens = [token for block in group for token in block.tokens]
        agreement = _agreement(tokens, told_words)
        rank = _rank(
            group[0], agreement, bool(told), first_prose, group[0].index in named
        )
        if group[0].link_share > 0.8 and agreement < 0.95:
            continue
        if rank > best_rank:
            best, best_rank = group, rank
    return best


def _agreeing(group: list[Block], told: list[list[str]]) -> list[Block]:
    """A heading's first line where the data know it alone: below stands an author."""
    if len(group) == 1:
        return group
    alone = _agreement(group[0].tokens, told)
    tokens = [token for block in group for token in block.tokens]
    return group[:1] if alone == 1 > _agreement(tokens, told) else group


def _named(page: Page) -> set[int]:
    """Indexes of the blocks that markup names as the headline of the story."""
    return {
        marked.block if marked.element.index < 0 else marked.element.first
        for marked in page.marked
        if _NAMED.search(marked.element.raw)
    }


def _rank(
    block: Block, agreement: float, told: bool, first_prose: int, named: bool
) -> float:
    """How much a heading is the headline; 0 where it is not."""
    before = first_prose < 0 or block.index <= first_prose
    level = {"h1": 0.3, "h2": 0.2, "h3": 0.1}.get(block.name, 0.05)
    titled = 0.05 if block.trait & Trait.TITLE else 0.0
    if told and agreement >= 0.6:
        beside = block.trait & (Trait.NAVIGATION | Trait.FOOTER | Trait.ASIDE)
        if not before and agreement < 0.95:
            return 0.0
        return agreement + level + titled + 0.3 * before - 0.4 * bool(beside)
    if block.trait & (Trait.NAVIGATION | Trait.FOOTER | Trait.ASIDE | Trait.FORM):
        return 0.0
    if not before or block.words < 2:
        return 0.0
    near = first_prose >= 0 and first_prose - block.index <= 6
    if told and block.name != "h1" and not (near and named):
        return 0.0
    if block.name == "h1" or named or block.trait & Trait.TITLE:
        # Believed against other words in the data only where it is long enough.
        return 0.3 + level + titled if not told or block.words >= 5 else 0.0
    return 0.1 + level if near and block.name in HEADINGS and not told else 0.0


def _headings(
    page: Page, told: list[list[str]], first_prose: int, named: set[int]
) -> list[list[Block]]:
    """Blocks of each heading: a line break does not end it.

    Above the story any short line that agrees with the data may be the headline.
    """
    groups: list[list[Block]] = []
    lines = 0
    for block in page.blocks:
        titled = block.trait & Trait.TITLE or block.index in named
        if not (block.name in HEADINGS or titled):
            near = first_prose - 12 <= block.index < first_prose
            if not near or not 3 <= block.words <= 40 or lines > 12:
                continue
            lines += 1
            if _agreement(block.tokens, told) < 0.8:
                continue
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and last.element is block.element
            and block.after_break >= 0
            and last.index == block.index - 1
            and block.name in HEADINGS
        ):
            groups[-1].append(block)
        else:
            groups.append([block])
        if len(groups) > 2_000:
            break
    return groups


def _agreement(ours: list[str], told: list[list[str]]) -> float:
    """How far some words are one of the told wordings of the headline, 0 to 1."""
    return max((_likeness(ours, theirs) for theirs in told), default=0.0)


def _likeness(ours: list[str], theirs: list[str]) -> float:
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return 1.0
    short, long = sorted((ours, theirs), key=len)
    if len(short) >= 4 and long[: len(short)] == short:
        return 0.96
    if 2 * len(short) < len(long):
        return 0.0
    common = len(set(short) & set(long))
    return common / len(set(short) | set(long))
