"""Lines that say on which other page a story goes on or came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.parsing.pdf.lines import Line

_LABEL = r"(?P<label>[A-Z]?\d{1,3})"
_PAGE = r"(?:pages?|pg\.?|p\.?)\s?"
_OUT = re.compile(
    r"[(\[→►▶>»*]?\s?(?:(?P<slug>[A-Z][\w' &-]{1,40}?)[:,–—-]?\s)?"
    r"(?:(?:story\s)?(?:continue[sd]?|cont(?:inued|['’]?d|\.))\s(?:on|to|in|at)\s"
    rf"(?:{_PAGE})?|(?:please\s)?turn\sto\s(?:{_PAGE})?|to\s{_PAGE}"
    rf"|(?:see|more on|more,)\s(?:(?P<name>[A-Z][\w' &-]{{1,40}}?),?\s(?:on\s)?)?"
    rf"{_PAGE}"
    rf"|[→►▶>»]\s?(?:{_PAGE})?)"
    rf"{_LABEL}\s?[)\]→►▶>».*]?$",
    re.IGNORECASE,
)
_IN = re.compile(
    r"[(\[←◄◀<«*]?\s?(?:(?P<slug>[A-Z][\w' &-]{1,40}?)[:,–—-]?\s)?"
    rf"(?:(?:continued|cont['’]?d|cont\.)\s)?from\s(?:{_PAGE})?"
    rf"{_LABEL}\s?[)\]:.*]?$",
    re.IGNORECASE,
)
_NO_NAMES = {"turn", "please", "continued", "continues", "story", "see", "more", "to"}
_MOST_WORDS = 8


@dataclass(slots=True)
class Jump:
    """A jump line: which way, to which page's label, and the story's short name."""

    line: Line
    out: bool
    label: str
    slug: str


def jump_of(text: str) -> tuple[bool, str, str] | None:
    """(out, label, slug) of a line that is a jump line and nothing else."""
    plain = " ".join(text.split())
    if len(plain) > 80 or len(plain.split()) > _MOST_WORDS:
        return None
    coming = _IN.match(plain)
    if coming and _says_page(plain, coming["label"]):
        return False, coming["label"].upper(), _named(coming["slug"])
    going = _OUT.match(plain)
    if going and _says_page(plain, going["label"]):
        return True, going["label"].upper(), _named(going["slug"] or going["name"])
    return None


def _named(slug: str | None) -> str:
    """The story's short name, where the words before "page" are one."""
    return slug if slug and slug.split()[0].lower() not in _NO_NAMES else ""


def _says_page(plain: str, label: str) -> bool:
    """A bare number is a page's only beside "page", "continued" or "turn"."""
    small = plain.lower()
    if label[0].isalpha():
        return True
    return any(word in small for word in ("page", "cont", "turn", " p", "pg", "→"))


def take_jumps(lines: Sequence[Line]) -> tuple[list[Line], list[Jump]]:
    """The lines without the jump lines, and these; one at a line's end is cut off."""
    kept: list[Line] = []
    jumps: list[Jump] = []
    for line in lines:
        whole = jump_of(line.text)
        if whole:
            jumps.append(Jump(line, *whole))
            continue
        tail = _tail_of(line)
        if tail:
            jumps.append(tail)
        kept.append(line)
    return kept, jumps


def _tail_of(line: Line) -> Jump | None:
    """A jump in brackets, or after a full stop, at the end of a line of text."""
    words = line.words
    for count in range(min(_MOST_WORDS, len(words) - 1), 1, -1):
        head = words[-count].text
        before = words[-count - 1].text
        if not (head[0] in "([→►▶" or before[-1] in '.!?”"…'):
            continue
        if head[0].islower():
            continue
        found = jump_of(" ".join(word.text for word in words[-count:]))
        if found and found[0]:
            cut = Line(words[-count:])
            line.words = words[:-count]
            line.measure()
            return Jump(cut, *found)
    return None
