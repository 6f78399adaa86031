"""Where a text names times."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import ahocorasick

from archive.extraction.dating.comparing import compares, is_of_report
from archive.extraction.dating.counting import Reference
from archive.extraction.dating.phrases import MONTH, MONTH_CUES, YEAR, YEAR_CUES
from archive.extraction.dating.readings import whole_plan
from archive.extraction.dating.times import Bound, Day, DaySpan, Months, Time
from archive.extraction.dating.wordings import PATTERNS, PLAN
from archive.extraction.folding import fold
from archive.extraction.numbers import MONTHS

_TRIGGER = re.compile(
    rf"\b{YEAR}|\byear|\b(?:half|quarter|month|plan|decade|weekend|week|now|current"
    r"|present|period|date|so far|moment|today|yesterday|spring|summer|autumn"
    r"|(?:[0-9]{2})?q[1-4]|h[12])"
    rf"|day\b|\b{MONTH}"
)
_A_MONTH = re.compile(rf"{MONTH}(?![a-z])")
_A_YEAR = re.compile(rf"\b{YEAR}")
_CUED = {
    cue: {number for number, each in enumerate(PATTERNS) if cue in each[0]}
    for cues, _, _ in PATTERNS
    for cue in cues
}
"""The numbers of the patterns that a word may belong to."""
_CUES = ahocorasick.Automaton()
for _cue in _CUED:
    _CUES.add_word(_cue, _cue)
_CUES.make_automaton()


@dataclass(frozen=True, slots=True)
class TimeFind:
    """A time at a place of the text. `comparison` when it is what is compared with."""

    start: int
    end: int
    words: str
    time: Time | Reference
    comparison: bool = False
    of_report: bool = False
    """The day on which it was said, not the time of what was said."""

    @property
    def bound(self) -> Bound:
        return getattr(self.time, "bound", Bound.WHOLE)


def find_times(text: str, folded: str, start: int = 0) -> list[TimeFind]:
    """The times that a piece of text names, in order, without overlaps.

    `folded` is the piece, folded; `start` is its offset in the text it is of.
    """
    cued = _cues_in(folded)
    if not cued:
        return []
    taken: list[tuple[int, int]] = []
    found = []
    for number in sorted(set().union(*map(_CUED.__getitem__, cued))):
        _, pattern, read = PATTERNS[number]
        for match in pattern.finditer(folded):
            low, high = match.span()
            if any(low < other[1] and other[0] < high for other in taken):
                continue
            time = read(match) if _is_meant(match, text) else None
            if time is None or _is_no_day(time, folded, low, high):
                continue
            taken.append((low, high))
            if _is_of_name(folded, text, match):
                continue
            words = text[low:high].strip()
            compared = compares(folded, low, high, time)
            said_then = is_of_report(folded, low, high, time)
            found.append(
                TimeFind(start + low, start + high, words, time, compared, said_then)
            )
    if not found or not _TRIGGER.search(folded):
        # Nothing, or words that have run together: "juneandjuly".
        return []
    found.sort(key=lambda find: find.start)
    return _with_years(found, folded, start)


def find_plans(text: str) -> list[tuple[int, Months]]:
    """The five-year plans that a text names, each with its place."""
    if "ive-" not in text:
        return []
    found = ((match.start(), whole_plan(match)) for match in PLAN.finditer(fold(text)))
    return [(at, plan) for at, plan in found if plan]


def _cues_in(folded: str) -> set[str]:
    """The words of a text that may belong to a time."""
    cued = {cue for _, cue in _CUES.iter(folded)}
    if not cued.isdisjoint(MONTH_CUES) and not _A_MONTH.search(folded):
        cued.difference_update(MONTH_CUES)  # "market", "decline"
    if not cued.isdisjoint(YEAR_CUES) and not _A_YEAR.search(folded):
        cued.difference_update(YEAR_CUES)  # "20 percent"
    return cued


def _is_meant(match: re.Match[str], text: str) -> bool:
    """A month has a capital: "may 5 firms" and "march 3 miles" name none; nor does
    a person's name. And "NOW accounts" are not of now.
    """
    if match[0] == "now" and text[slice(*match.span())].isupper():
        return False  # "NOW accounts"
    if match[0] in _NAMES and _FIRST_NAME.search(
        text[max(0, match.start() - 20) : match.start()]
    ):
        return False
    names = match.groupdict()
    for name in ("month", "first", "last"):
        if names.get(name, "") and names[name].rstrip(".") in MONTHS:
            return text[match.start(name)].isupper()
    return True


_NAMES = ("may", "april", "june", "august")
_FIRST_NAME = re.compile(r"[a-z,] [A-Z][a-z]+ $")
_GOES_ON = re.compile(
    r" (?!(?:and|the|at|in|for|on|when|with|by|of|that|this|a|an|as|after|during|it|he"
    r"|she|its|to|from|or|was|is|were|has|will|said|last|next|year|while|where)\b)[a-z%]"
)
_IN = re.compile(r"\bin $")
_AMOUNT = re.compile(r" ?(?:million|billion|trillion|thousand|percent|per cent|%|yuan)")
"""Behind "from June 3 to 5": it is no day."""


def _is_no_day(time: Time | Reference, folded: str, low: int, high: int) -> bool:
    """ "In March 15 firms", "in May 10 to 15 firms": a count and no day."""
    if not isinstance(time, Day | DaySpan) or time.year is not None:
        return False
    within = _IN.search(folded, max(0, low - 4), low) is not None
    goes_on = _GOES_ON.match(folded, high) is not None
    if isinstance(time, DaySpan):
        return (within and goes_on) or _AMOUNT.match(folded, high) is not None
    led = folded[low : low + 3] == "on " or folded[max(0, low - 1) : low] == "("
    return within or (not led and goes_on)


_BARE_YEAR = re.compile(r"(?:(?:[a-z]{2,10} )?the )?[0-9]{4}")
_OF_NAME = re.compile(
    r" (?:master plan|plan|blueprint|vision|agenda|edition|season|model|version"
    r"|standard|guidelines?|catalogue|list)\b"
)
_BEFORE_NAME = re.compile(r"\b(?:vision|agenda|edition|plan|mission) $")


def _is_of_name(folded: str, text: str, match: re.Match[str]) -> bool:
    """ "the 2023 Sample Awards", "the 2035 plan": a bare year may belong to a name."""
    if not _BARE_YEAR.fullmatch(match[0]):
        return False
    if folded[max(0, match.start() - 1) : match.start()] in ("$", "¥", "€", "£"):
        return True
    after = text[match.end() : match.end() + 2]
    if len(after) == 2 and after[0] == " " and after[1].isupper():
        return True
    before = folded[max(0, match.start() - 12) : match.start()]
    return bool(_OF_NAME.match(folded, match.end()) or _BEFORE_NAME.search(before))


def _with_years(found: list[TimeFind], folded: str, start: int) -> list[TimeFind]:
    """ "The 2020 report for the first half": the year before is that of the months."""
    whole: TimeFind | None = None
    result = []
    for find in found:
        time = find.time
        if isinstance(time, Months) and not find.comparison:
            if time.is_open and not time.is_whole and whole:
                between = folded[whole.end - start : find.start - start]
                if len(between) < 80 and not re.search(r"[0-9,;:]", between):
                    year = getattr(whole.time, "year", None)
                    find = replace(find, time=replace(time, year=year))
            named = time.year is not None and time.is_whole and not time.back
            whole = find if named and time.bound is Bound.WHOLE else None
        result.append(find)
    return result
