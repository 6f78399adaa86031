"""Several figures for several things: "A and B grew 5 percent and 6 percent"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.extraction.measures import Measure
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_BETWEEN = frozenset([",", "and", "or", "about", "nearly", "over", "by", "to"])
_JOINTS = word_set("and or")
_HEAD = re.compile("( (?:of|with|in|from|to) )")
_OPEN = re.compile(
    r"^(?:(?:total|added|annual|combined|industrial|output) )*"
    r"(?:(?:operating|sales|business|service) revenue|output|value|sales|profits?"
    r"|turnover)$",
    re.IGNORECASE,
)
"""What is told of something: what stands behind the last of them is meant for all."""
_SPLIT = re.compile(r", and |, or |, | and | or ")


def group_of(
    sentence: Sentence, figures: Sequence[tuple[Measure, int]], index: int
) -> tuple[int, int]:
    """First and last figure of the run that a figure stands in, itself if alone."""
    first = last = index
    while first and _follows(sentence, figures, first):
        first -= 1
    while last + 1 < len(figures) and _follows(sentence, figures, last + 1):
        last += 1
    return first, last


def _follows(
    sentence: Sentence, figures: Sequence[tuple[Measure, int]], index: int
) -> bool:
    (before, end), (measure, _) = figures[index - 1], figures[index]
    if before.unit != measure.unit:
        return False
    between = sentence.lows(end + 1, measure.start)
    if not between or len(between) > 3 or not set(between) <= _BETWEEN:
        return False
    return between[0] == "," or between[0] in _JOINTS


def is_list(
    sentence: Sentence, figures: Sequence[tuple[Measure, int]], last: int
) -> bool:
    """Whether "and" joins the last of a run, unlike "5 yuan, about 1 yuan an hour"."""
    between = sentence.lows(figures[last - 1][1] + 1, figures[last][0].start)
    return not _JOINTS.isdisjoint(between)


def is_respective(
    sentence: Sentence, figures: Sequence[tuple[Measure, int]], first: int, last: int
) -> bool:
    """Whether "respectively" stands beside a run of figures."""
    start, end = figures[first][0].start, figures[last][1]
    near = sentence.lows(end + 1, end + 9) + sentence.lows(start - 3, start)
    return "respectively" in near


def divided(words: str, count: int) -> list[str]:
    """The words of a list for each of so many figures; none where they don't match.

    What stands before an "of" is said once and meant for all: "sales of cars and
    ships" are sales of cars, and sales of ships.
    """
    parts = [part for part in _SPLIT.split(words) if part]
    if len(parts) < count or count < 2:
        return []
    parts = _with_tail(parts)
    surplus = len(parts) - count
    parts = [" and ".join(parts[: surplus + 1]), *parts[surplus + 1 :]]
    head, of, _ = _HEAD.split(parts[0], 1) if _HEAD.search(parts[0]) else ("", "", "")
    shared = of and not any(of in part for part in parts[1:])
    return parts[:1] + [
        f"{head}{of}{part.removeprefix(of[1:])}"
        if shared and part[:4] != "the "
        else part.removeprefix("the ")
        for part in parts[1:]
    ]


def _with_tail(parts: list[str]) -> list[str]:
    """ "output and added value of mills": the output of mills, too."""
    head, of, tail = parts[-1].partition(" of ")
    if not of or _OPEN.search(head) is None:
        return parts
    return [
        f"{part}{of}{tail}" if _OPEN.search(part) else part for part in parts[:-1]
    ] + parts[-1:]


def joined(words: Sequence[str]) -> str:
    """All that several figures measure, each thing once: "exports and imports"."""
    return " and ".join(dict.fromkeys(word for word in words if word))
