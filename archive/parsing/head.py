"""The head of a scraped page: section, headline, byline, date line, standfirst."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from archive.parsing.captions import (
    Signed,
    caption_score,
    is_credit,
    is_picture_place,
    may_be_credit,
    signed_caption,
)
from archive.parsing.lines import (
    ends_sentence,
    is_bare_note,
    is_name,
    is_note,
    is_pinyin_name,
    persons_of,
)
from archive.parsing.menus import is_address, is_legal, is_menu, section_of
from archive.parsing.paragraphs import Paragraph
from archive.parsing.similarity import alike
from archive.parsing.titles import (
    headline_place,
    is_field,
    is_running,
    may_be_title,
    picture_above,
    without_site,
)

_SAYS_BY = re.compile("(?:by|(?:authors?|writers?|reporters?) ?[:：]) ", re.IGNORECASE)
_REPEATS_HEADLINE = 0.6
_REPEATS_PARAGRAPH = 0.7
_DECK = (8, 30)
"""Words of a line below the date that announces the story: fewest and most."""
_GOES_ON = 1.5
"""How many times as long as the headline running text is that says more."""


@dataclass(slots=True)
class Head:
    """What the head says; `end` is the index of the story's first paragraph."""

    headline: Paragraph | None = None
    standfirst: Paragraph | None = None
    section: str = ""
    pictures: list[tuple[Paragraph, Signed]] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    byline_lines: set[str] = field(default_factory=set)
    end: int = 0


def read_head(items: list[Paragraph], repeats: Counter[str]) -> Head:
    """The head of the paragraphs; `repeats` counts each paragraph's words."""
    head = Head()
    first_prose = next(
        (at for at in range(len(items)) if is_running(items, at)), len(items)
    )
    opening = items[:first_prose]
    names = _byline_places(items, first_prose, repeats)
    at = headline_place(items, first_prose, names, repeats)
    if at is None:
        # "SAMPLE DISTRICT GROWS FASTER" looks like a name where all are capitals.
        names -= {place for place in names if may_be_title(items[place])}
        at = headline_place(items, first_prose, names, repeats)
    for item in opening:
        head.bylines.extend(item.dated.by if item.dated else ())
    for place in sorted(names):
        head.bylines.extend(persons_of(items[place].text))
        head.byline_lines.add(items[place].normal)
    head.bylines = list(dict.fromkeys(head.bylines))
    head.section = next(filter(None, (section_of(item.text) for item in opening)), "")
    if at is not None:
        head.headline = without_site(items[at])
        head.pictures = [
            (item, made) for item in items[:at] if (made := picture_above(item))
        ]
        _byline_below_headline(items, at, head, names, repeats)
    head.end = _skip_head(items, (at or 0) if at is not None else 0, head, names)
    _take_standfirst(items, head, names, repeats)
    return head


def _byline_places(
    items: list[Paragraph], first_prose: int, repeats: Counter[str]
) -> set[int]:
    """Indexes of lines that hold the authors: above a date line, doubled, or "By"."""
    places: set[int] = set()
    limit = min(len(items), first_prose + 8)
    for at in range(limit):
        item, text = items[at], items[at].text
        if not persons_of(text) or section_of(text) or is_menu(text):
            continue
        following = items[at + 1] if at + 1 < len(items) else None
        says_by = bool(_SAYS_BY.match(text)) and len(item.words) > 1
        doubled = following is not None and following.normal == item.normal
        above_date = following is not None and following.dated is not None
        if says_by or (doubled and at < first_prose) or above_date:
            places.add(at)
            if doubled:
                places.add(at + 1)
    signed = {items[at].normal for at in places}
    for at in range(min(limit, first_prose)):
        if items[at].normal in signed:
            places.add(at)
    return places


def _byline_below_headline(
    items: list[Paragraph],
    at: int,
    head: Head,
    names: set[int],
    repeats: Counter[str],
) -> None:
    """Where no date line marks it: a name between the headline and running text."""
    below = at + 1
    if names or below + 1 >= len(items) or not is_name(items[below].text):
        return
    item, following = items[below], items[below + 1]
    # What announces a story may read like a caption; the head printed twice tells.
    twice = any(
        again.normal == item.normal and under.normal == items[at].normal
        for again, under in zip(items[below + 1 :], items[below + 2 :], strict=False)
    )
    signed = repeats[item.normal] > 1 or is_pinyin_name(item.text)
    reports = signed and caption_score(following.text) < 1
    if following.is_prose and (twice or reports):
        names.add(below)
        head.bylines.append(" ".join(item.text.split()))
        head.byline_lines.add(item.normal)


def _skip_head(items: list[Paragraph], at: int, head: Head, names: set[int]) -> int:
    """The first index from which the story, a credit or a note may begin."""
    while at < len(items):
        item = items[at]
        known = (
            at in names
            or item.dated
            or item.edition
            or _is_signed(item, items, at, head)
            or _repeats_headline(item, head)
            or (head.headline is not None and item.start < head.headline.start)
            or (is_name(item.text) and _is_above_date(items, at))
        )
        site = not item.is_prose and (
            section_of(item.text)
            or is_menu(item.text)
            or is_legal(item.text)
            or is_field(item.text)
            or is_address(item.text)
        )
        if is_picture_place(item.text) or not (known or site):
            break
        at += 1
    return at


def _is_above_date(items: list[Paragraph], at: int) -> bool:
    """Whether the next line is the date; a publisher's name may stand above it."""
    return at > 0 and at + 1 < len(items) and items[at + 1].dated is not None


def _is_signed(item: Paragraph, items: list[Paragraph], at: int, head: Head) -> bool:
    """A byline again: the name is known, and a name, date or headline follows it."""
    if item.normal not in head.byline_lines:
        return False
    following = items[at + 1] if at + 1 < len(items) else None
    return following is not None and (
        following.dated is not None
        or following.normal == item.normal
        or _repeats_headline(following, head)
        or (at > 0 and items[at - 1].normal == item.normal)
        or following.is_prose
        and caption_score(following.text) < 1
    )


def _repeats_headline(item: Paragraph, head: Head) -> bool:
    if head.headline is None:
        return False
    if item.normal == head.headline.normal:
        return True
    if item.is_prose and len(item.text) > _GOES_ON * len(head.headline.text):
        return False  # running text that has the headline's words, and more
    return (
        not ends_sentence(item.text)
        and not is_name(item.text)
        and len(item.words) >= 4
        and alike(item.words, head.headline.words) >= _REPEATS_HEADLINE
    )


def _take_standfirst(
    items: list[Paragraph], head: Head, names: set[int], repeats: Counter[str]
) -> None:
    """The paragraph that announces the story, where the page has one."""
    at = head.end
    if _is_deck(items, at, head):
        head.standfirst = items[at]
        head.end = _skip_head(items, at + 1, head, names)
        return
    if at >= len(items) or not _may_be_standfirst(items[at]):
        return
    after = _skip_head(items, at + 1, head, names)
    rest = items[after:]
    if not rest:
        return
    head_goes_on = after > at + 1
    dated = any(item.dated or item.edition for item in items[:at])
    first = at == 0
    below = rest[1].text if len(rest) > 1 else ""
    repeated = repeats[rest[0].normal] > 1
    picture = (
        (dated or first)
        and not is_picture_place(rest[0].text)
        and is_credit(rest[0].text, below, repeated, attached=not rest[0].apart)
    )
    note = is_bare_note(rest[0].text) or is_note(rest[0].text)
    below_date = (
        head.headline is not None
        and at > 0
        and items[at - 1].dated is not None
        and not items[at].apart
        and rest[0].apart
    )
    prose = [item for item in rest[:6] if item.is_prose][:3]
    # What announces a story ends its sentence; words left open are the story's own.
    said_again = ends_sentence(items[at].text) and (
        repeats[items[at].normal] > 1
        or any(
            alike(items[at].words, item.words) >= _REPEATS_PARAGRAPH for item in prose
        )
    )
    if prose and (head_goes_on or picture or note or below_date or said_again):
        head.standfirst = items[at]
        head.end = after


def _is_deck(items: list[Paragraph], at: int, head: Head) -> bool:
    """Whether a line without a full stop, between date and story, announces it."""
    if head.headline is None or not 0 < at < len(items) - 1:
        return False
    text = items[at].text
    return (
        items[at - 1].dated is not None
        and _DECK[0] <= len(items[at].words) <= _DECK[1]
        and not ends_sentence(text)
        and text[-1] not in ":;,)]"
        and not may_be_credit(text)
        and signed_caption(text, opens=True) is None
        and items[at + 1].is_prose
        and items[at + 1].text[0].isupper()
    )


def _may_be_standfirst(item: Paragraph) -> bool:
    return item.is_prose and len(item.words) <= 70 and not is_note(item.text)
