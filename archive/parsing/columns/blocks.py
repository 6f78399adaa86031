"""Lines of a column layer grouped to blocks, and what each block looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from archive.parsing.captions import caption_score
from archive.parsing.columns.words import stems_of
from archive.parsing.dates import date_line
from archive.parsing.lines import (
    Line,
    ends_sentence,
    printed_lines,
    sentence_count,
    source_line,
    words_of,
)
from archive.parsing.vocabulary import word_set

_FEWEST_LINES = 20
_MOST_LINES = 20_000
_WIDEST_MEDIAN = 60
_LABEL = re.compile(
    r"(?:above|below|left|right|top|bottom|inset|clockwise|from left)\b[^.]{0,40}:",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"\((?:left|right|center|centre|front|back|(?:first|second|third|fourth) from)\b"
    r"|\bpose[sd]? for\b|\bphoto\b|\bpicture[ds]?\b|\bartist",
    re.IGNORECASE,
)
_OPENERS = word_set(
    """
    A An The In On At As By For From With To It Its He She They This These
    """
)
_LEADS_ON = word_set(
    """
    to in on at as by for from with under during after before since when while if
    although because according among along
    """
)
_DANGLES = word_set(
    """
    a an the of in on at to for from by with and or as is are was were be its it
    this that has have will which who their his her
    """
)


@dataclass(frozen=True)
class Block:
    """Lines that stand together; `kind` is body, headline, subhead or caption."""

    at: int
    lines: tuple[Line, ...]
    kind: str = "body"
    initial: bool = False
    """Whether it opens with a drop capital or the only indent of its column."""

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def stems(self) -> list[str]:
        """Its telling words, cut to stems."""
        return stems_of(self.text)

    @property
    def start(self) -> int:
        return self.lines[0].start

    @cached_property
    def open_start(self) -> bool:
        """It begins inside a sentence."""
        return not self.initial and self.lines[0].text[0].islower()

    @cached_property
    def open_end(self) -> bool:
        """It ends inside a sentence or a word."""
        return self.kind == "body" and not ends_sentence(self.lines[-1].text)

    @property
    def hyphen_end(self) -> bool:
        return self.lines[-1].text.endswith("-")

    @property
    def width(self) -> int:
        """The longest line, in characters."""
        return max(len(line.text) for line in self.lines)

    @property
    def first(self) -> int:
        return self.at

    @property
    def last(self) -> int:
        return self.at

    @cached_property
    def widths(self) -> list[int]:
        """Lengths of the lines a column's width broke: all but a paragraph's last."""
        lines = self.lines if self.open_end else self.lines[:-1]
        return [len(line.text) for line in lines if len(line.text) > 2]


def is_column_layer(text: str) -> bool:
    """Whether a text layer is set in narrow columns rather than in paragraphs."""
    printed = printed_lines(text, _MOST_LINES + 1)
    if not _FEWEST_LINES <= len(printed) <= _MOST_LINES:
        return False
    lengths = sorted(map(len, printed))
    if not 12 <= median(lengths) <= _WIDEST_MEDIAN:
        return False
    if lengths[len(lengths) * 9 // 10] > 1.6 * _WIDEST_MEDIAN:
        return False
    if any(map(date_line, printed[:12])) or any(map(source_line, printed[-12:])):
        return False
    pairs = list(zip(printed, printed[1:], strict=False))
    going_on = sum(
        following[0].islower() and not ends_sentence(line) for line, following in pairs
    )
    return going_on >= len(pairs) * 0.35


def blocks_of(lines: list[Line]) -> list[Block]:
    """The blocks of a column layer in the order of the layer, each with its kind."""
    printed = [line for line in lines if not line.blank]
    indents = sum(line.left for line in printed)
    rare_indents = indents <= max(2, len(printed) * 0.04)
    groups: list[tuple[list[Line], bool]] = []
    apart = True
    for line in lines:
        if line.blank:
            apart = True
            continue
        initial = _is_initial(line, apart, rare_indents)
        before = groups[-1][0][-1] if groups else None
        if apart or before is None or initial or _breaks(before, line):
            groups.append(([line], initial))
        else:
            groups[-1][0].append(line)
        apart = False
    trailing = sum(line.right for line in printed) > len(printed) * 0.4
    column = _column_widths([group for group, _ in groups])
    parts: list[tuple[list[Line], bool]] = []
    for group, initial in groups:
        head, rest = _split_subhead(group, column, trailing)
        if head:
            parts.append((head, False))
        parts.append((rest, initial))
    return [
        Block(at, tuple(group), _kind(group, initial, column, trailing), initial)
        for at, (group, initial) in enumerate(parts)
    ]


def _is_initial(line: Line, apart: bool, rare_indents: bool) -> bool:
    if len(line.text) == 1 and line.text.isupper():
        return True
    return rare_indents and line.left and line.text[0].isupper()


def _breaks(line: Line, following: Line) -> bool:
    """No word goes on from a hyphen to an article or another sentence's opener."""
    return line.text.endswith("-") and following.text.split()[0] in _OPENERS


def _column_widths(groups: list[list[Line]]) -> list[int]:
    """The widths in which most lines are set, one for each group of some length."""
    return sorted(
        max(len(line.text) for line in group) for group in groups if len(group) >= 3
    )


def _typical(widths: list[int]) -> tuple[int, int]:
    """A narrow and a wide usual width."""
    if not widths:
        return 40, 40
    return widths[len(widths) // 4], widths[len(widths) * 3 // 4]


def _split_subhead(
    group: list[Line], widths: list[int], trailing: bool
) -> tuple[list[Line], list[Line]]:
    """A subhead set on the first line of a block, without a blank line below it."""
    if len(group) < 2:
        return [], group
    first, second = group[0], group[1]
    narrow, _ = _typical(widths)
    short = len(first.text) <= narrow * 0.7 and len(words_of(first.text)) <= 6
    closed = first.text[-1].isalnum() and not (trailing and first.right)
    starts = first.text[0].isupper() and second.text[0].isupper()
    fits = len(first.text) + 1 + len(second.text.split()[0]) <= narrow
    if short and closed and starts and fits and len(first.text) > 2:
        return group[:1], group[1:]
    return [], group


def _kind(group: list[Line], initial: bool, widths: list[int], trailing: bool) -> str:
    text = " ".join(line.text for line in group)
    _, wide = _typical(widths)
    if not initial and _is_caption(group, text, widths, wide):
        return "caption"
    if not initial and title_score(group, widths, trailing) >= 2:
        return "headline" if len(words_of(text)) >= 4 else "subhead"
    return "body"


def _is_caption(group: list[Line], text: str, widths: list[int], wide: int) -> bool:
    if text[0].islower() or group[-1].text.endswith("-"):
        return False
    if _LABEL.match(text):
        return True
    width = max(len(line.text) for line in group)
    rare = sum(abs(width - other) <= 3 for other in widths) <= 1
    if width > wide * 1.22 and rare and len(group) <= 8 and ends_sentence(text):
        return True
    return bool(_PICTURED.search(text)) and len(group) <= 8 and caption_score(text) >= 3


def title_score(group: list[Line], widths: list[int], trailing: bool) -> int:
    """How much a block looks like a title: from 2 on it is one."""
    text = " ".join(line.text for line in group)
    words = words_of(text)
    if not 1 <= len(words) <= 18 or len(group) > 5 or text[0].islower():
        return -9
    if text[-1] in ".,;:-!”\"'" or not any(char.isalpha() for char in text):
        return -9
    if sentence_count(text) > 1:
        return -9
    narrow, wide = _typical(widths)
    width = max(len(line.text) for line in group)
    score = 1 + (len(words) >= 4)
    if trailing:
        score += -3 if group[-1].right else 2
    if width > wide * 1.15:
        score += 2
    full = [w for w in {narrow, wide} if w * 0.8 <= len(group[-1].text) <= w * 1.05]
    if full and not trailing:
        score -= 2
    if len(group) > 1 and width < narrow * 0.85:
        score += 1
    if words[0] in _LEADS_ON:
        score -= 2
    if words[-1] in _DANGLES:
        score -= 4
    return score
