"""The time a figure speaks of, from the words around it and the day of publication.

A period without a year, or one relative to the day of publication, stays symbolic
while that day is unknown. Symbols are "year-1", "year+0", "year+1", with the months
where the words name them ("year+0:01-07"), "year?:01-02" for months whose year the
text leaves open, "month-1", "day" for a day of the week, "years-5" for a span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import ahocorasick

from archive.extraction.folding import fold
from archive.extraction.model import Period
from archive.extraction.period_patterns import (
    MONTH,
    MONTH_CUES,
    PATTERNS,
    YEAR,
    YEAR_CUES,
)

_TRIGGER = re.compile(
    rf"{YEAR}|\byear|\b(?:half|quarter|month|plan|decade|today|yesterday|q[1-4]|h[12])"
    rf"|day\b|\b{MONTH}\b"
)
_A_MONTH = re.compile(rf"{MONTH}(?![a-z])")
_CUES = ahocorasick.Automaton()
for _cue in {cue for cues, _, _ in PATTERNS for cue in cues}:
    _CUES.add_word(_cue, _cue)
_CUES.make_automaton()


@dataclass(frozen=True, slots=True)
class PeriodFind:
    """A period at a place of the text. `comparison` when it is what is compared with.

    `lasting` when later sentences may go on speaking of it.
    """

    start: int
    end: int
    period: Period
    comparison: bool = False
    lasting: bool = True


def find_periods(
    text: str, start: int, end: int, today: date | None
) -> list[PeriodFind]:
    """The periods between two offsets of a text, in order, without overlaps."""
    folded = fold(text[start:end])
    cued = _cues_in(folded)
    taken: list[tuple[int, int]] = []
    found = []
    for cues, pattern, read in PATTERNS:
        if cued.isdisjoint(cues):
            continue
        for match in pattern.finditer(folded):
            low, high = match.span()
            if any(low < other[1] and other[0] < high for other in taken):
                continue
            words = text[start + low : start + high]
            result = read(match, words, today)
            if result is None:
                continue
            taken.append((low, high))
            if _is_name_year(text, start, match):
                continue
            period, lasting = result
            comparison = _compares(folded, low, match)
            found.append(
                PeriodFind(start + low, start + high, period, comparison, lasting)
            )
    if not found or not _TRIGGER.search(folded):
        # Nothing, or words that have run together: "juneandjuly".
        return []
    found.sort(key=lambda item: item.start)
    return found


def _cues_in(folded: str) -> set[str]:
    """The words of a text that may belong to a period."""
    cued = {cue for _, cue in _CUES.iter(folded)}
    if not cued.isdisjoint(MONTH_CUES) and not _A_MONTH.search(folded):
        cued.difference_update(MONTH_CUES)  # "market", "decline"
    return cued


def _is_name_year(text: str, start: int, match: re.Match[str]) -> bool:
    """ "the 2023 Sample Awards": a bare year before a capital is part of a name."""
    if not match.group().isdigit():
        return False
    after = text[start + match.end() : start + match.end() + 2]
    return len(after) == 2 and after[0] == " " and after[1].isupper()


_COMPARED = re.compile(
    r"\b(?:from|than|over|on|against|with|compared to|relative to|versus"
    r"|that of|that in|level of|those of) $"
)


def _compares(folded: str, low: int, match: re.Match[str]) -> bool:
    words = match.group()
    before = folded[max(0, low - 24) : low]
    if words.startswith(("in ", "during ")):
        return before.endswith(("than ", "that "))
    if words.startswith(("from", "between", "by", "since", "on ", "over")):
        return False
    if "past" in words or "-year" in words or words.endswith("day"):
        return False
    return _COMPARED.search(before) is not None


_EARLIER = re.compile(
    r"\b(?:year[ -]on[ -]year|on[ -]year|year-over-year|month[ -]on[ -]month"
    r"|(?:from|over|than|compared (?:with|to)|on|against) (?:the )?(?:a year"
    r"(?: (?:ago|before|earlier))?|previous year|same period(?: (?:of )?last year"
    r"|a year (?:ago|earlier))?|last year(?:'s(?: figure| level)?)?"
    rf"|year before|{YEAR})|annually|a year earlier|a year ago)"
)
_EARLIER_CUES = ("year", "month", "period", "annually", *YEAR_CUES)


def find_comparisons(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """What growth is measured against, as printed: "year on year", "from 2012"."""
    folded = fold(text[start:end])
    if not any(cue in folded for cue in _EARLIER_CUES):
        return
    for match in _EARLIER.finditer(folded):
        low, high = start + match.start(), start + match.end()
        yield low, high, text[low:high]
