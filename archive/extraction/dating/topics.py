"""The time that a story as a whole reports on, as its first words say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from archive.extraction.dating.finding import find_times
from archive.extraction.dating.phrases import YEAR
from archive.extraction.dating.times import Bound, Months, Now, Time, period_of
from archive.extraction.folding import fold
from archive.extraction.model import Period, Story

_FIRST_WORDS = 600
"""Characters of the body that can say what the story reports on."""
_NOUNS = (
    "(?:goals?|targets?|plans?|objectives?|tasks?|priorities|budget|outlook|agenda)"
)
_DONE = (
    "completed?s?|fulfill?(?:ed|s)|achieve[ds]|meets?|met|accomplished|deliver(?:ed|s)"
    "|finishe[ds]|exceed(?:ed|s)"
)
_SET = (
    "sets?|setting|unveil(?:s|ed)|announce[ds]|outline[ds]?|maps? out|mapped out"
    "|lays? out|release[ds]?|reveal(?:s|ed)|eyes?|propose[ds]?|detail(?:s|ed)"
)
_SET_FOR = re.compile(
    rf"\b(?:(?P<done>{_DONE})|{_SET}) [^.,;\n]{{0,60}}?\b{_NOUNS} "
    rf"(?:set |mapped out )?(?:for|of|in) (?:the year )?(?P<year>{YEAR})"
)
_REPORT = re.compile(
    rf"\b(?P<year>{YEAR}) (?P<between>(?:[a-z'-]+ ){{0,5}})(?P<noun>report|bulletin"
    rf"|communique|review|results|performance|achievements|statistics)\b"
)
_REVIEW = re.compile(
    rf"\b(?:review|summary|recap|overview) of [^.,;\n]{{0,40}}?\b(?:in|during|for) "
    rf"(?:the year )?(?P<of>{YEAR})|^\W*(?:[a-z]+ ){{0,3}}(?:achievements|highlights) "
    rf"(?:in|of) (?P<in>{YEAR})\W*$"
)
"""A heading: "Review of the work in 2014", "Major achievements in 2022"."""
_YEAR_IS = re.compile(
    rf"\s*(?:the year )?(?P<year>{YEAR}) (?:is|was|has been|marks|marked)\b"
)
_UNDERTAKINGS = r"\b(?:programs?|projects?|tasks|measures|initiatives|goals|targets)"
_UNDERTAKEN = rf"[^.,;\n]{{0,60}}?{_UNDERTAKINGS}"
_PROGRAMME = re.compile(
    r"\b(?:(?:(?:initiated|launched|announced|unveiled|mapped out|set out|rolled out"
    rf"|outlined|approved|planned) {_UNDERTAKEN} (?:for|through|of)"
    rf"|(?:announces|unveils|to carry out) {_UNDERTAKEN} (?:for|in|through|of))"
    rf" (?P<when>this year|{YEAR})"
    r"|(?:announce[ds]|unveil(?:s|ed)|outlined|released) (?P<own>this year)'s "
    rf"[^.,;\n]{{0,40}}?{_UNDERTAKINGS}\b)"
)
"""What a story says that is to be done in a year: "launched 34 projects for 2025", but
not "launched 34 projects in 2019", which is when it did so.
"""
_PROGRAMME_CUES = ("this year", "20")
_FIVE_YEARS = re.compile(r"five-year|\bby (?:the end of )?20[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class Topic:
    """What the story reports on (`told`) and looks forward to (`ahead`).

    `strong` where it says so outright; `basis` is that of the periods it lends.
    """

    told: Time | None = None
    ahead: Time | None = None
    words: str = ""
    strong: bool = True
    basis: str = "context"

    def period(self, now: Now) -> Period | None:
        return self._period(self.told, now)

    def period_ahead(self, now: Now) -> Period | None:
        return self._period(self.ahead, now, ahead=True)

    def _period(
        self, time: Time | None, now: Now, *, ahead: bool = False
    ) -> Period | None:
        if time is None:
            return None
        period = period_of(time, self.words, now, ahead)
        if period.start and period.basis != "inferred":
            return replace(period, basis=self.basis)
        return period

    @property
    def is_whole_year(self) -> bool:
        return isinstance(self.told, Months) and self.told.is_whole

    @property
    def year(self) -> int | None:
        """The one year that it reports on."""
        time = self.told
        if isinstance(time, Months) and not time.back:
            return time.year
        return None


def find_topic(story: Story) -> Topic | None:
    """The time that headline or first words say the story is about."""
    opening = "\n".join((story.headline, story.standfirst, story.body[:_FIRST_WORDS]))
    folded = fold(opening)
    for line_start, line in _lines(opening):
        topic = _set_for(folded, line_start, line, story)
        topic = topic or _report(opening, folded, line_start, line)
        if topic:
            return topic
    topic = _of_headline(story.headline, story.published_on)
    return topic or _programme(folded, story.published_on)


def _programme(folded: str, published_on: date | None) -> Topic | None:
    """ "It launched 34 projects for this year": what follows is to be done in it."""
    if not any(cue in folded for cue in _PROGRAMME_CUES):
        return None
    match = _PROGRAMME.search(folded)
    if match is None:
        return None
    words = match["when"] or match["own"]
    year = int(words) if words.isdigit() else None
    if year and published_on and year < published_on.year:
        return None
    ahead = Months(year, None if year else 0)
    return Topic(None, ahead, words, strong=False)


def _lines(opening: str) -> list[tuple[int, str]]:
    lines, at = [], 0
    for line in opening.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    return lines


def _set_for(folded: str, at: int, line: str, story: Story) -> Topic | None:
    """ "Has met the goals set for 2018" reports on 2018; "sets goals for 2025" on
    the year before.
    """
    match = _SET_FOR.search(folded, at, at + len(line))
    if not match:
        return None
    year = int(match["year"])
    words = line[match.start() - at : match.end() - at]
    if match["done"]:
        return Topic(Months(year), None, words)
    if _FIVE_YEARS.search(folded):
        # Goals of a plan: they are not set for the next year alone.
        return None
    return Topic(Months(year - 1), Months(year), words, basis="inferred")


def _report(opening: str, folded: str, at: int, line: str) -> Topic | None:
    """ "The 2020 fiscal report for the first half", "the 2019 work report"."""
    match = _REPORT.search(folded, at, at + len(line))
    if match:
        year = int(match["year"])
        words = line[match.start() - at : match.end() - at]
        if "work" in match["between"].split() and match["noun"] == "report":
            return Topic(Months(year - 1), Months(year), words, basis="inferred")
        for find in find_times(
            opening[match.start() : at + len(line)],
            folded[match.start() : at + len(line)],
        ):
            time = find.time
            if isinstance(time, Months) and time.year == year and not time.is_whole:
                return Topic(time, None, words)
        return Topic(Months(year), None, words)
    match = _REVIEW.search(folded[at : at + len(line)])
    if match:
        year = match["of"] or match["in"]
        return Topic(Months(int(year)), None, year)
    match = _YEAR_IS.match(folded, at, at + len(line))
    if match:
        words = line[match.start("year") - at : match.end("year") - at]
        return Topic(Months(int(match["year"])), None, words)
    return None


def _of_headline(headline: str, published_on: date | None) -> Topic | None:
    """A headline that names one time reports on it: "Growth in 2017". One that looks
    ahead tells that of the plans, "New roads for 2025", if the year isn't over yet.
    """
    found = [
        find
        for find in find_times(headline, fold(headline))
        if isinstance(find.time, Months)
        and not find.comparison
        and find.time.bound is Bound.WHOLE
        and not find.time.back
        and (find.time.is_open or _IN_YEAR.match(fold(find.words)))
    ]
    if len(found) != 1:
        return None
    year = found[0].time.year
    over = year and published_on and year < published_on.year
    if _LOOKS_AHEAD.search(fold(headline)) and not over:
        return Topic(None, found[0].time, found[0].words)
    return Topic(found[0].time, None, found[0].words)


_IN_YEAR = re.compile(
    r"(?:in|during|for) |.*(?:first|second|half|quarter|q[1-4]|h[12])|.*'s$"
)
_LOOKS_AHEAD = re.compile(
    r"\b(?:to|will|by|plans?|aims?|targets?|goals?|expected|eyes|for) "
)
