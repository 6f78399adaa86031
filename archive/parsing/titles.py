"""Which line above a story is its headline."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from archive.parsing.captions import (
    Signed,
    is_certain_credit,
    is_picture_place,
    signed_caption,
)
from archive.parsing.imprints import title_end
from archive.parsing.lines import ends_sentence, is_name, is_note, is_pinyin_name
from archive.parsing.menus import is_address, is_legal, is_menu, section_of
from archive.parsing.paragraphs import Paragraph

_LABELLED = re.compile(
    "(?:from|to|cc|source|editors?|by|authors?|writers?|reporters?) ?[:：]",
    re.IGNORECASE,
)
_TITLED = re.compile("(?:subject|title|headline) ?[:：] ?", re.IGNORECASE)
_DATED = re.compile(
    r"(?:last |issue )?(?:updated?|published|posted|released?|date|time)\b"
    r"(?: (?:time|date))?"
    r"(?: ?[:：]\s{0,3}(?:\d|$)|[^A-Za-z]{0,3}(?:on |at )?[^A-Za-z]{0,12}\d{4})",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[(](?:photo|picture|image|provided)[^\[\]()]*+[\])]$", re.I)
_SHORTEST = 9
"""Characters. Two capitalised words as short as a name are no headline."""
_QUESTION = 16
_LONGEST = 20
"""Words of a sentence that is a headline by being printed twice."""
_CAPITALS = r"(?:[A-Z][\w'’-]*+,?+ ?+)"
_OFFICE = re.compile(
    r"(?:The )?(?:Official [Ww]eb ?[Ss]ite of )?(?:[Tt]he )?"
    rf"(?:People[’']s )?Government of (?:the )?{_CAPITALS}{{1,6}}+"
    r"|(?:[A-Z][\w'’-]*+ ){0,4}?(?:Municipal|District|People[’']s) Government"
    rf"(?: of {_CAPITALS}{{1,5}}+)?"
    r"|(?:[A-Z][\w'’-]*+ ){0,4}?[Oo]fficial [Ww]eb ?[Ss]ite"
    rf"(?: of (?:the )?(?:{_CAPITALS}|of ){{1,8}}+)?"
    r"|(?:An?|The) (?:[\w-]{1,20} ){0,3}?web ?site (?:of|run|operated|supervised|"
    r"sponsored|hosted|managed|maintained) .{1,150}"
)
"""Whose site it is, as its pages are headed."""
_SIGNED = re.compile(r"[.!?][\"”]? [\[(][A-Z][^\[\]()]{1,40}[\])]$")
"""The end of a sentence with its source: "... of the zone. (Reuters)"."""


def headline_place(
    items: list[Paragraph], first_prose: int, names: set[int], repeats: Counter[str]
) -> int | None:
    """Index of the headline among the lines above the first running text."""
    candidates = [
        at
        for at in range(first_prose)
        if at not in names
        and _may_be_headline(items[at])
        and not (at and is_picture_place(items[at - 1].text))
        and not picture_above(items[at])
    ]
    if not candidates:
        return None
    repeated = [
        at
        for at in candidates
        if repeats[items[at].normal] > 1 and len(items[at].words) >= 4
    ]
    if repeated:
        return max(repeated, key=lambda at: (len(items[at].words), -at))
    anchor = min(
        [*names, *(at for at in range(first_prose) if items[at].dated)], default=None
    )
    above = [at for at in candidates if anchor is not None and at < anchor]
    if above:
        return above[-1]
    return max(candidates, key=lambda at: (len(items[at].words), -at))


def is_running(items: list[Paragraph], at: int) -> bool:
    """Whether running text begins there and not a headline as long as a sentence.

    On top of a page a short question is one, and an open line above the date; a
    picture may stand there with its caption.
    """
    item = items[at]
    if not item.is_prose or any(map(_may_be_headline, items[:at])):
        return item.is_prose
    following = items[at + 1] if at + 1 < len(items) else None
    if following and (_is_printed_twice(item, following) or _is_above(item, following)):
        return False
    question = item.text.endswith("?") and len(item.words) <= _QUESTION
    above_date = following is not None and following.dated is not None
    is_open = not ends_sentence(item.text) and _may_be_headline(item)
    return not (question or (above_date and is_open))


def _is_printed_twice(item: Paragraph, following: Paragraph) -> bool:
    """Whether a sentence is a headline: "They came!" stands there and again."""
    return (
        item.normal == following.normal
        and len(item.words) <= _LONGEST
        and _may_be_headline(item)
    )


def _is_above(item: Paragraph, following: Paragraph) -> bool:
    """Whether it is the caption of a picture that stands above the headline."""
    return _may_be_headline(following) and picture_above(item) is not None


def picture_above(item: Paragraph) -> Signed | None:
    """What a caption says of its picture's maker that stands above a headline."""
    return signed_caption(item.text, opens=True) if item.is_prose else None


def _may_be_headline(item: Paragraph) -> bool:
    text = item.text
    if item.dated or item.edition or not any(map(str.isalpha, text)):
        return False
    if section_of(text) or is_menu(text) or is_legal(text) or is_note(text):
        return False
    if is_pinyin_name(text) or is_certain_credit(text) or _is_label(text):
        return False
    return len(text) <= 250 and text[-1] not in ".;,:。；，：" and text[0] not in "-•"


def may_be_title(item: Paragraph) -> bool:
    """Whether what looks like a person's name has too many words for one."""
    is_signed = item.text[:3].lower() == "by " or is_pinyin_name(item.text)
    most = 2 if item.text.isupper() else 3
    return len(item.words) > most and not is_signed


def _is_label(text: str) -> bool:
    """ "From: a paper", a picture's caption with its credit, a name misspelt."""
    if _OFFICE.fullmatch(text) or is_address(text) or _SIGNED.search(text[-60:]):
        return True
    if is_field(text) or is_picture_place(text) or _BRACKETED.search(text[-60:]):
        return True
    return is_name(text) and len(text) <= _SHORTEST and " " in text


def is_field(text: str) -> bool:
    """What a page says of itself: "From: a paper", "Updated on March 2, 2024"."""
    return bool(_LABELLED.match(text) or _DATED.match(text))


def without_site(item: Paragraph) -> Paragraph:
    """The headline without its label and the name of its site."""
    titled = _TITLED.match(item.text)
    start, end = titled.end() if titled else 0, title_end(item.text)
    if end - start == len(item.text):
        return item
    return replace(item, printed=item.printed.slice(start, end).strip())
