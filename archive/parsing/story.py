"""The story below the head: body, photo credits, captions, editor's notes."""

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
from archive.parsing.head import Head
from archive.parsing.lines import is_bare_note, is_name, is_note, persons_of
from archive.parsing.menus import is_address
from archive.parsing.paragraphs import Paragraph
from archive.parsing.similarity import alike
from archive.spans import MappedText

_CAPTION_LABEL = re.compile(r"(?:Photo|Caption|Picture|图) ?[:：] ?\S", re.IGNORECASE)
_PAGE = re.compile(
    r"[-–—] ?\d{1,4} ?[-–—]|[Pp]age \d{1,4}(?: (?:of|/) \d{1,4})?"
    r"|[<«‹](?: \d{1,3}){1,15}|(?:\d{1,3} ){1,15}[>»›]"
)
_SAME = 0.7
_LONGEST_CAPTION = 70
"""Words."""


@dataclass(slots=True)
class Story:
    """The parts of a story in the order of the page."""

    body: list[MappedText] = field(default_factory=list)
    captions: list[MappedText] = field(default_factory=list)
    notes: list[MappedText] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)


def read_story(items: list[Paragraph], head: Head, repeats: Counter[str]) -> Story:
    """The paragraphs below the head, each put into its part, repeats left out."""
    story = Story()
    for above, signed in head.pictures:
        _take_signed(above, signed, story)
    seen: set[str] = set()
    picture = False  # the headline again: the text that stands for a picture
    at = 0
    while at < len(items):
        item = items[at]
        following = items[at + 1] if at + 1 < len(items) else None
        if is_picture_place(item.text):
            at += 1
            if following and not _signed(following, opens=not story.body):
                at += _take_caption(items, at, story, head, picture=True)
        elif _is_matter(item) or _is_byline_again(item, following, head):
            at += 1
        elif head.headline and item.normal == head.headline.normal:
            picture = True
            at += 1
        elif is_note(item.text):
            at += _take_note(items, at, story)
        elif _is_credit_line(items, at, repeats, picture, head):
            story.credits.append(" ".join(item.text.split()))
            at += 1
            at += _take_caption(items, at, story, head, picture)
            picture = False
        elif made := _signed(item, opens=not story.body and following is not None):
            _take_signed(item, made, story)
            at += 1
        elif _CAPTION_LABEL.match(item.text) and caption_score(item.text) >= 0:
            story.captions.append(item.printed)
            at += 1
        else:
            picture = False
            if not (item.is_prose and item.normal in seen):
                story.body.append(item.printed)
                seen.add(item.normal)
            at += 1
    return story


def _is_byline_again(item: Paragraph, following: Paragraph | None, head: Head) -> bool:
    """A known byline that says so, is doubled or stands above a date line.

    Any other name alone would be a credit.
    """
    words = item.normal
    if words not in head.byline_lines or not persons_of(item.text):
        return False
    return (
        following is None
        or words.startswith("by ")
        or following.dated is not None
        or following.normal == words
    )


def _is_matter(item: Paragraph) -> bool:
    """A date, an address, a page's number or marks without words: no words of ours."""
    stated = item.dated or item.edition or not item.words
    return bool(stated or is_address(item.text) or _PAGE.fullmatch(item.text))


def _take_note(items: list[Paragraph], at: int, story: Story) -> int:
    """Put an editor's note apart; its text may be the paragraph below its name."""
    printed = [items[at].printed]
    if is_bare_note(items[at].text) and at + 1 < len(items):
        printed.append(items[at + 1].printed)
    story.notes.append(MappedText.join(printed, "\n\n"))
    return len(printed)


def _is_credit_line(
    items: list[Paragraph],
    at: int,
    repeats: Counter[str],
    picture: bool,
    head: Head,
) -> bool:
    item = items[at]
    if not may_be_credit(item.text):
        return False
    words = item.normal
    following = items[at + 1] if at + 1 < len(items) else None
    return is_credit(
        item.text,
        following.text if following else "",
        repeated=repeats[words] > 1 or words in head.byline_lines,
        attached=picture or (not item.apart and _hangs_above(following)),
    )


def _hangs_above(following: Paragraph | None) -> bool:
    """Whether a credit may end what stands above this paragraph.

    With no blank line on either side of it a short line may be a heading.
    """
    return (
        following is not None
        and following.is_prose
        and (following.apart or caption_score(following.text) >= 1)
    )


def _take_caption(
    items: list[Paragraph], at: int, story: Story, head: Head, picture: bool
) -> int:
    """Put the caption that stands there apart; how many paragraphs it is."""
    if at == len(items) or not _is_caption(items, at, story, head, picture):
        return 0
    story.captions.append(items[at].printed)
    return 1


def _is_caption(
    items: list[Paragraph], at: int, story: Story, head: Head, picture: bool
) -> bool:
    """Whether the paragraph below a credit is the picture's caption or the story."""
    item, text = items[at], items[at].text
    if may_be_credit(text) or is_note(text) or item.dated:
        return False
    score = caption_score(text) + picture
    following = next(
        (below for below in items[at + 1 : at + 3] if below.is_prose), None
    )
    if not story.body and head.standfirst and score > -5:
        announced = head.standfirst.words
        if alike(item.words, announced) >= _SAME:
            score -= 4
        elif following and alike(following.words, announced) >= _SAME:
            score += 3
    if not item.is_prose and not following and len(item.words) <= 4:
        return is_name(text) is False and score >= 1
    return score >= 1


def _signed(item: Paragraph, opens: bool) -> Signed | None:
    return (
        signed_caption(item.text, opens)
        if len(item.words) <= _LONGEST_CAPTION
        else None
    )


def _take_signed(item: Paragraph, made: Signed, story: Story) -> None:
    story.credits.append(" ".join(made.credit.split()))
    printed = item.printed.slice(made.start, made.end).strip()
    if printed.text:
        story.captions.append(printed)
