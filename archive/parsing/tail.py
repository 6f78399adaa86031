"""Where a story ends on its page, and what stands below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.parsing.lines import ends_sentence, is_prose, source_line, words_of
from archive.parsing.menus import is_legal, is_menu, is_tail_heading
from archive.parsing.paragraphs import Paragraph

_MOST_TAGS = 15
_TAGGED = re.compile(r"(?:tags?|key ?words?|topics?|filed under) ?[:：] ?\b", re.I)
_BETWEEN = re.compile(r"[|,;·，；]")
_ABOUT = re.compile(r"About (?:[Tt]he )?(?P<name>[A-Z][^.!?:\n]{1,80}):?")
"""The heading above what a company's release says of the company itself."""
_NAMED_WITHIN = 12
"""Words of the paragraph below such a heading; the name is among them."""
_MOST_ABOUT = 6
"""Paragraphs of running text below such headings."""
_REPORTS = re.compile(r"\b(?:said|says|told|announced)\b")


@dataclass(slots=True)
class Tail:
    """The story's paragraphs, and what the lines below it say."""

    story: list[Paragraph]
    publisher: str = ""
    editor: str = ""
    authors: tuple[str, ...] = ()
    tags: list[str] = field(default_factory=list)
    lost_words: int = 0


def find_tail(paragraphs: list[Paragraph]) -> Tail:
    """The end of the story: its source line, or the first menu or licence below it.

    What a release says of the company that sends it stands below its story too.
    """
    tail = _find_end(paragraphs)
    at = _about_place(tail.story)
    tail.lost_words += _running_words(tail.story[at:])
    tail.story = tail.story[:at]
    return tail


def _find_end(paragraphs: list[Paragraph]) -> Tail:
    first_prose = next(
        (at for at, item in enumerate(paragraphs) if _is_story(item)),
        len(paragraphs),
    )
    named = [tag for item in paragraphs[first_prose:] for tag in _named_tags(item)]
    if named:
        paragraphs = [item for item in paragraphs if not _named_tags(item)]
    for at in range(first_prose, len(paragraphs)):
        source = source_line(paragraphs[at].text)
        if source is None:
            continue
        story = paragraphs[:at]
        if source.start > 0:
            item = paragraphs[at]
            before = item.printed.slice(0, source.start).strip()
            story = [*story, Paragraph(before, item.apart)]
        tail = Tail(story, source.publisher, source.editor, source.authors)
        rest = paragraphs[at + 1 :]
        rest = _second_source_line(rest, tail)
        tail.tags = named + _tags(rest)
        tail.lost_words = _running_words(rest)
        return tail
    end = _first_foot_line(paragraphs, first_prose)
    return Tail(paragraphs[:end], tags=named)


def _about_place(story: list[Paragraph]) -> int:
    """Index of the first "About Sample Group" that ends a story; else its length.

    All below it describes; a paragraph that reports is the story's own.
    """
    places = [at for at in range(1, len(story) - 1) if _is_about(*story[at : at + 2])]
    for at in places[-_MOST_ABOUT:]:
        below = story[at:]
        reports = any(_REPORTS.search(item.text) for item in below)
        if not reports and sum(item.is_prose for item in below) <= _MOST_ABOUT:
            return at
    return len(story)


def _is_about(heading: Paragraph, below: Paragraph) -> bool:
    if not heading.text.startswith("About ") or heading.is_prose or not below.is_prose:
        return False
    found = _ABOUT.fullmatch(heading.text)
    return bool(found) and words_of(found["name"])[0] in below.words[:_NAMED_WITHIN]


def _is_story(item: Paragraph) -> bool:
    """Running text, also where the source line hangs on its end."""
    source = source_line(item.text)
    return is_prose(item.text[: source.start].strip()) if source else item.is_prose


def _second_source_line(rest: list[Paragraph], tail: Tail) -> list[Paragraph]:
    """Publisher and editor may stand on lines of their own, one below the other."""
    following = source_line(rest[0].text) if rest else None
    if following is None or following.start > 0:
        return rest
    tail.publisher = tail.publisher or following.publisher
    tail.editor = tail.editor or following.editor
    return rest[1:]


def _named_tags(item: Paragraph) -> list[str]:
    """The tags of a line that says it names them: "Tags: port | tram"."""
    label = _TAGGED.match(item.text) if not item.is_prose else None
    if label is None:
        return []
    tags = (tag.strip(" #") for tag in _BETWEEN.split(item.text[label.end() :]))
    return [tag for tag in tags if tag][:_MOST_TAGS]


def _tags(rest: list[Paragraph]) -> list[str]:
    """Short lines straight below the source line, up to a blank or a box's heading."""
    tags: list[str] = []
    for item in rest:
        text = item.text
        if item.apart and tags:
            break
        if (
            len(tags) >= _MOST_TAGS
            or len(text) > 40
            or len(item.words) > 5
            or is_tail_heading(text)
            or is_legal(text)
            or ends_sentence(text)
            or item.dated
        ):
            break
        if item.apart and is_menu(text):
            break
        tags.append(text.replace("\xa0", " ").strip(" #"))
    return tags


def _running_words(rest: list[Paragraph]) -> int:
    return sum(
        len(item.words) for item in rest if item.is_prose and not is_legal(item.text)
    )


def _first_foot_line(paragraphs: list[Paragraph], first_prose: int) -> int:
    """Index of the first line of the site's foot; the length where there is none."""
    at = len(paragraphs)
    evidence: list[int] = []
    for index in range(len(paragraphs) - 1, first_prose, -1):
        item, text = paragraphs[index], paragraphs[index].text
        legal = is_legal(text)
        short = not item.is_prose and not ends_sentence(text)
        heading = is_tail_heading(text)
        if not (legal or heading or (short and len(item.words) <= 20)):
            break
        if legal or heading or is_menu(text):
            evidence.append(index)
            at = index
    enough = any(is_legal(paragraphs[index].text) for index in evidence) or (
        len(evidence) >= 3
        or any(is_tail_heading(paragraphs[index].text) for index in evidence)
    )
    return at if enough else len(paragraphs)
