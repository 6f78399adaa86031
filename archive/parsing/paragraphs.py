"""The lines of a plain text layer grouped into paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from archive.parsing.dates import StatedDate, date_apart, date_line, edition_date
from archive.parsing.joining import Vocabulary, join_lines
from archive.parsing.lines import (
    Line,
    ends_sentence,
    is_name,
    is_prose,
    line_at,
    lines_of,
    source_line,
    words_of,
)
from archive.parsing.menus import is_address, is_legal, is_menu, section_of
from archive.parsing.vocabulary import word_set
from archive.spans import MappedText

_PARTING = " \t\xa0\u2002\u2003\u3000|｜│丨"
_LEADS_ON = word_set("a an and at by for from in its of on or that the their to with")
_FEWEST = 20
"""Characters of a line that ends in one of these words and goes on."""
_MARKS = ("#", "*", "_", "!", "[")
_MARKED = re.compile(
    r"#{1,6} (?P<title>.+)|!\[[^\[\]]*\]\([^()]*\)|\[(?P<linked>[^\[\]]+)\]\([^()]*\)"
    r"|\*{1,3}(?P<starred>[^*\s][^*]*)\*{1,3}|_{1,2}(?P<low>[^_\s][^_]*)_{1,2}"
)
"""A line of Markdown: a title, a picture, a link, a line in italics or bold."""
_HEAD = 40
"""Lines with words in which a page's date may stand beside its title."""


@dataclass(frozen=True)
class Paragraph:
    """One printed paragraph; `apart` tells that a blank line stands before it.

    What its text says is asked in many places, and read only once.
    """

    printed: MappedText
    apart: bool
    dated: StatedDate | None = None
    edition: date | None = None

    @property
    def text(self) -> str:
        return self.printed.text

    @cached_property
    def words(self) -> list[str]:
        """Its words, small and with plain apostrophes."""
        return words_of(self.text)

    @cached_property
    def normal(self) -> str:
        """Its words, one blank between them."""
        return " ".join(self.words)

    @cached_property
    def is_prose(self) -> bool:
        """Whether it is running text and not a title, a name or a menu word."""
        return is_prose(self.text)

    @property
    def start(self) -> int:
        return self.printed.runs[0].raw_start

    @property
    def end(self) -> int:
        return self.printed.runs[-1].raw_end


def paragraphs_of(raw: str) -> list[Paragraph]:
    """The paragraphs of a text layer in order, hard-wrapped lines joined."""
    lines = _parted(raw, list(lines_of(raw)))
    wrap = wrap_width(lines)
    vocabulary = Vocabulary(line.text for line in lines) if wrap else None
    result: list[Paragraph] = []
    group: list[Line] = []
    apart = True
    blank_before_group = True

    def close() -> None:
        if group:
            printed = (
                join_lines(raw, group, vocabulary)
                if vocabulary and len(group) > 1
                else _printed(raw, group)
            )
            result.append(_paragraph(printed, blank_before_group))
            group.clear()

    for marked in lines:
        line = _unmarked(raw, marked)
        if line.blank:
            close()
            apart = True
            continue
        edition = edition_date(line.text)
        if edition:
            close()
            stated, length = edition
            printed = MappedText.cut(raw, line.start, line.start + length).strip()
            result.append(Paragraph(printed, apart, edition=stated))
            line, apart = line_at(raw, line.start + length, line.end), False
            if line.blank:
                continue
        if not (group and not apart and continues(group[-1], line, wrap)):
            close()
            blank_before_group = apart
        group.append(line)
        apart = False
    close()
    return result


def _parted(raw: str, lines: list[Line]) -> list[Line]:
    """The lines, a date that stands beside a title or a story's first words apart."""
    parted: list[Line] = []
    printed = 0
    for at, line in enumerate(lines):
        place = date_apart(line.text, lines[at - 1].text if at else "")
        if place:
            cut = line.start + place
            gap = Line(cut, cut, "")
            parted += _trimmed(raw, line.start, cut), gap, _trimmed(raw, cut, line.end)
        else:
            parted.append(line)
        printed += not line.blank
        if printed == _HEAD:
            return parted + lines[at + 1 :]
    return parted


def _trimmed(raw: str, start: int, end: int) -> Line:
    """The line without the signs that part it from another."""
    text = raw[start:end]
    left = len(text) - len(text.lstrip(_PARTING))
    right = len(text.rstrip(_PARTING))
    return line_at(raw, start + left, start + max(left, right))


def _unmarked(raw: str, line: Line) -> Line:
    """The line without the marks of Markdown around it; a picture is no line."""
    if line.text[:1] not in _MARKS:
        return line
    found = _MARKED.fullmatch(line.text)
    if found is None:
        return line
    start, end = found.span(found.lastgroup) if found.lastgroup else (0, 0)
    return line_at(raw, line.start + start, line.start + end)


def _printed(raw: str, group: list[Line]) -> MappedText:
    cuts = [MappedText.cut(raw, line.start, line.end) for line in group]
    return cuts[0] if len(cuts) == 1 else MappedText.join(cuts, " ")


def _paragraph(printed: MappedText, apart: bool) -> Paragraph:
    return Paragraph(printed, apart, dated=date_line(printed.text))


def wrap_width(lines: list[Line]) -> int:
    """The width at which a program broke the lines; 0 where paragraphs are lines."""
    pairs = broken = 0
    widths: list[int] = []
    for line, following in zip(lines, lines[1:], strict=False):
        if not (45 <= len(line.text) <= 130) or following.blank:
            continue
        pairs += 1
        if not ends_sentence(line.text) and following.text[0].islower():
            broken += 1
            widths.append(len(line.text))
    if broken < 3 or broken < pairs * 0.25:
        return 0
    return sorted(widths)[len(widths) // 2]


def continues(line: Line, following: Line, wrap: int) -> bool:
    """Whether a line goes on in the next one, with no blank line between them."""
    open_end = not ends_sentence(line.text)
    fewest = 15 if wrap and line.text.endswith("-") else 45
    runs_on = open_end and len(line.text) >= fewest and following.text[0].islower()
    full = wrap and len(line.text) >= wrap * (0.7 if open_end else 0.85)
    leads_on = wrap and len(line.text) >= _FEWEST and line.text.split()[-1] in _LEADS_ON
    if not (runs_on or full or leads_on):
        return False
    return not (stands_alone(line.text) or stands_alone(following.text))


def stands_alone(text: str) -> bool:
    """Lines whose grammar makes them a thing of their own."""
    if len(text) > 160:
        return False
    if is_name(text) or date_line(text) or section_of(text) or is_address(text):
        return True
    return not is_prose(text) and (
        is_menu(text) or is_legal(text) or source_line(text) is not None
    )
