"""A scraped page as plain text: which paragraph is what part of its story.

The grammar of such pages: an edition line, menus, the section, the headline, the
byline (twice), the date line, the standfirst, often all of these again, then the
story with photo credits and captions between its paragraphs, then the source line,
tags, menus and licences. Any of these may be absent; the order may not be kept.

A standfirst is a part of its own. Where it is the same as the first paragraph of the
body, the body keeps its paragraph: the standfirst only announces it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from archive.parsing.dates import dateline, last_date
from archive.parsing.head import Head, read_head
from archive.parsing.lines import han_share, has_lines
from archive.parsing.model import ParsedArticle, Published
from archive.parsing.paragraphs import Paragraph, paragraphs_of
from archive.parsing.story import Story, read_story
from archive.parsing.tail import Tail, find_tail
from archive.spans import MappedText

MOST_LINES = 150_000
"""Lines with words on them; a text with more is no story, and none is sought in it."""
_MOST_ABOVE = 3
"""Paragraphs of running text of which one may open with place and day."""
_FEWEST_LOST = 15
"""Words of running text below a story that are told of; fewer are a site's own."""


@dataclass(slots=True)
class Reading:
    """An article and the doubts about it."""

    article: ParsedArticle | None
    remarks: list[str] = field(default_factory=list)


def parse_text(raw: str) -> Reading:
    """The one story of a plain text layer; no article where it has no body."""
    if has_lines(raw, MOST_LINES + 1):
        return Reading(None, [f"It has more than {MOST_LINES:,} lines."])
    paragraphs = paragraphs_of(raw)
    tail = find_tail(paragraphs)
    body = tail.story
    repeats = Counter(paragraph.normal for paragraph in body)
    head = read_head(body, repeats)
    story = read_story(body[head.end :], head, repeats)
    if not story.body and head.standfirst:
        # Nothing but a standfirst is a story of one paragraph.
        story.body.append(head.standfirst.printed)
        head.standfirst = None
    if not story.body and head.headline:
        # A lone line is all the text there is, and a title of nothing.
        story.body.append(head.headline.printed)
        head.headline = None
    if not story.body:
        return Reading(None)
    reading = Reading(_article(raw, paragraphs, head, story, tail))
    if tail.lost_words >= _FEWEST_LOST:
        reading.remarks.append(
            f"{tail.lost_words} words of running text after the story's end were left "
            "out."
        )
    return reading


def _article(
    raw: str, paragraphs: list[Paragraph], head: Head, story: Story, tail: Tail
) -> ParsedArticle:
    body = MappedText.join(story.body, "\n\n")
    first, last = story.body[0], story.body[-1]
    return ParsedArticle(
        body=body,
        headline=head.headline.printed if head.headline else None,
        standfirst=head.standfirst.printed if head.standfirst else None,
        captions=tuple(story.captions),
        notes=tuple(story.notes),
        bylines=tuple(head.bylines) or tail.authors,
        credits=tuple(dict.fromkeys(story.credits)),
        publisher=tail.publisher,
        editor=tail.editor,
        section=head.section,
        tags=tuple(dict.fromkeys(tail.tags)),
        language="zh" if han_share(body.text) > 0.5 else "en",
        published=_published(paragraphs, head),
        pieces=((first.runs[0].raw_start, last.runs[-1].raw_end),),
    )


def _published(paragraphs: list[Paragraph], head: Head) -> Published | None:
    """The first date line with a time, any date line, the edition's, the headline's,
    the day of a story's dateline.

    An edition line ("date 2023-11-24") may be that of another edition: it counts
    only where no date line stands.
    """
    dated = [(item.dated, item) for item in paragraphs if item.dated]
    if dated:
        best, _ = next((pair for pair in dated if pair[0].at), dated[0])
        same = tuple((item.start, item.end) for stated, item in dated if stated == best)
        return Published(best.on, best.at, "stated", same)
    for item in paragraphs:
        if item.edition:
            return Published(item.edition, None, "stated", ((item.start, item.end),))
    if head.headline and len(head.headline.words) >= 6:
        on = last_date(head.headline.text)
        if on:
            place = ((head.headline.start, head.headline.end),)
            return Published(on, None, "stated", place)
    running = 0
    for item in paragraphs:
        found = dateline(item.text)
        if found:
            on, start, end = found
            ranges = item.printed.slice(start, end).all_raw_ranges()
            return Published(on, None, "stated", tuple(ranges))
        running += item.is_prose
        if running == _MOST_ABOVE:
            break
    return None
