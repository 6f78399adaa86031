"""What the sentences of an undated story show of the year it was written in."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from archive.extraction.dating.phrases import MONTH
from archive.extraction.dating.topics import Topic
from archive.extraction.folding import fold
from archive.extraction.model import Story
from archive.extraction.numbers import MONTHS

ENOUGH = 2
"""The weight of hints that settles a year."""
_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = rf"(?:({'|'.join(name for name in MONTHS if len(name) > 3)}|may),? )?"
_AFTER = r"\b(?![-,.]?[0-9])"
_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=[0-9])){1,1200}")
_SINCE = re.compile(rf"\bsince {_MONTH}({_YEAR}){_AFTER}")
_PART = (
    r"(?:the )?(?:(?:first|second|third|last|final|opening) "
    r"(?:(?:[a-z]{3,6}|[0-9]{1,2}) )?)?"
    r"(?:half|quarters?|months|h[12]|q[1-4]) (?:of )?"
)
_IN = re.compile(
    rf"\b(?:in|during) (?:early |late |the year |{_PART})?{_MONTH}({_YEAR})"
    rf"(?: and ({_YEAR}))?{_AFTER}"
)
_EARLY_PART = re.compile(
    rf"\b(?:in|during|for) (?:the )?(?:first|h1|q1) (?:half |quarter "
    rf"|(?:[a-z]{{3,6}}|[0-9]{{1,2}}) (?:months|quarters) )?(?:of )?({_YEAR}){_AFTER}"
)
"""Part of a year that is told of before the year is over."""
_BY = re.compile(rf"\bby (?:the end of )?({_YEAR}){_AFTER}")
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|reached|opened|founded|established|launched|signed"
    r"|announced|introduced|completed|visited|started|began|held|invested|attracted"
    r"|achieved|contributed|generated|moved|settled|registered|built|rose|fell|grew|hit"
    r"|drew|won|saw|made|took|came|went|became|began|brought|stood|[a-z]{3,20}ed)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|would|should|may|might|could|aims?|plans?|planned|planning|expect(?:s|ed"
    r"|ing|ations?)?|targets?|goals?|forecast(?:s|ed|ing)?|scheduled|slated|intends?"
    r"|hop(?:es?|ed|ing)|strives?|anticipat(?:es?|ing|ed|ions?)|estimated"
    r"|project(?:ed|ions?)|predict(?:s|ed|ions?)?|foresee[ns]?|outlook|prospects"
    r"|optimis(?:m|tic)|next year|upcoming|for(?:eseen|eseeable))\b"
)
_LAST_YEAR = re.compile(
    r"(?<!from )(?<!than )(?<!over )(?<!with )(?<!period )(?<!period of )(?<!on )"
    r"\blast year\b(?!'s)"
)
_APPOSED = re.compile(
    rf"\b(?:(?P<before>last|this) year(?: ?\(|, )({_YEAR})(?:\)|,)"
    rf"|({_YEAR})(?: ?\(|, )(?P<behind>last|this) year(?:\)|,))"
)
_BASE = re.compile(
    rf"\b(?:increase[ds]?|rise|rose|up|grew|growth|decrease[ds]?|down|fell|drop|gain)"
    rf" [^.;\n]{{0,50}}?\b(?P<words>(?:on|over|from|compared (?:with|to)) "
    rf"(?P<same>the same period (?:of|in) |that (?:of|in) |the year )?"
    rf"(?P<year>{_YEAR})){_AFTER}(?! (?:to|through|until) [0-9])"
)
"""What growth is measured against: most often the year before the one told of."""
_ON_LAST_YEAR = re.compile(
    r"\blast year (?:[^.;\n]|\.(?=[0-9])){0,140}\b(?:more|less|fewer|higher|lower) "
    rf"than in ({_YEAR}){_AFTER}"
)
"""What is told of the last year, measured against that before it."""
_RUN = re.compile(rf"\b(?:in )?({_YEAR})(?: and |, (?:and )?|-| to )({_YEAR}){_AFTER}")
_MEETING = re.compile(
    rf"\b({_YEAR}) (?:[a-z'&-]+ ){{0,6}}(?:meeting|forum|summit|conference|expo|fair"
    r"|festival|congress|convention|exhibition|gala|session)\b"
)
_NEAR = re.compile(
    r"\b(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|this week"
    r"|(?:over|at) the weekend|this (?:morning|afternoon))\b"
)
_DATED = re.compile(rf"\b{MONTH} [0-9]{{1,2}},? ({_YEAR}){_AFTER}")
_REPORTED = re.compile(
    r"\b(?:according to|(?:released|published|issued) by)\b[^.;\n]{0,100}? on "
    rf"{MONTH} [0-9]{{1,2}},? ({_YEAR}){_AFTER}"
)

Bound = tuple[date, str]
Votes = dict[int, dict[str, int]]
"""For each year the words that speak for it, with their weight."""


@dataclass(slots=True)
class Hints:
    """What the sentences of a story show.

    `earliest` and `latest` bound the day; `published` are votes on the year of
    publication, `told` on the year reported on. `last_year` are the words where the
    story speaks of its last year; `this_year` whether it reports on its own.
    """

    earliest: Bound | None = None
    latest: Bound | None = None
    ahead: list[int] = field(default_factory=list)
    published: Votes = field(default_factory=dict)
    told: Votes = field(default_factory=dict)
    last_year: str = ""
    this_year: bool = False
    names_this_year: bool = False
    part: tuple[int, str] = (0, "")
    """The latest year of which its first months are told, and the words."""

    @property
    def contradict(self) -> bool:
        """Whether it looks back at what it still looks forward to."""
        if self.earliest is None or self.latest is None:
            return False
        return self.earliest[0] > self.latest[0]

    def look_back(self, day: date, words: str) -> None:
        if self.earliest is None or day > self.earliest[0]:
            self.earliest = (day, words)

    def look_ahead(self, day: date, words: str) -> None:
        if self.latest is None or day < self.latest[0]:
            self.latest = (day, words)


def read_hints(story: Story, topic: Topic | None) -> Hints:
    """The hints of a story, part by part and sentence by sentence."""
    hints = Hints()
    for text in (story.body, story.standfirst, story.headline):
        folded = fold(text)
        if not _names_a_year(folded):
            continue
        before = ("", "")
        for match in _SENTENCE.finditer(text):
            sentence = folded[match.start() : match.end()]
            if " year" in sentence or _names_a_year(sentence):
                _read(hints, sentence, match[0], before)
                before = (sentence, match[0])
    if topic and topic.year:
        _vote(hints.told, topic.year, ENOUGH, topic.words)
        if topic.ahead:
            _vote(hints.published, topic.year + 1, ENOUGH, topic.words)
    if topic and topic.year and topic.is_whole_year:
        _relate(hints, topic.year)
    year, words = hints.part
    if hints.names_this_year and hints.earliest and hints.earliest[0].year == year:
        _vote(hints.published, year, ENOUGH, words)
    return hints


def settled(votes: Votes) -> int | None:
    """The year that the hints agree on: heavy enough, and no other comes near."""
    weights = sorted((sum(found.values()), year) for year, found in votes.items())
    if not weights or weights[-1][0] < ENOUGH:
        return None
    rival = weights[-2][0] if len(weights) > 1 else 0
    return weights[-1][1] if rival < weights[-1][0] else None


def _read(hints: Hints, sentence: str, printed: str, before: tuple[str, str]) -> None:
    """Collect what one sentence shows; `before` is the last one with a year. Both are
    given folded and as printed.
    """
    if " year" in sentence:
        _read_relative(hints, sentence, printed, before)
    if not _names_a_year(sentence):
        return
    for day, low, high in _past(sentence):
        hints.look_back(day, printed[low:high])
        part = _EARLY_PART.match(sentence, low)
        if part:
            hints.part = max(hints.part, (int(part[1]), printed[low:high]))
    if _FUTURE.search(sentence):
        for match in _BY.finditer(sentence):
            hints.look_ahead(_last_day(match[1]), printed[slice(*match.span())])
        for match in _IN.finditer(sentence):
            if _FUTURE.search(sentence, 0, match.start()):
                hints.ahead.append(int(match[3] or match[2]))
    for match in _BASE.finditer(sentence):
        words = printed[slice(*match.span("words"))]
        _vote(hints.told, int(match["year"]) + 1, 1 + bool(match["same"]), words)
    _read_near(hints, sentence, printed)


def _read_relative(
    hints: Hints, sentence: str, printed: str, before: tuple[str, str]
) -> None:
    """ "Last year", "this year", and the explicit years beside them."""
    last = _LAST_YEAR.search(sentence)
    if last:
        words = printed[slice(*last.span())]
        hints.last_year = hints.last_year or words
        for match in _RUN.finditer(before[0]) if _PAST.search(before[0]) else ():
            # "In 2016 and 2017 ... Last year": a run of years that goes on.
            if int(match[1]) < int(match[2]) <= int(match[1]) + 9:
                said = f"{before[1][slice(*match.span())]} ... {words}"
                _vote(hints.published, int(match[2]) + 2, ENOUGH, said)
        on_last = _ON_LAST_YEAR.search(sentence)
        if on_last:
            said = printed[slice(*on_last.span())]
            _vote(hints.published, int(on_last[1]) + 2, ENOUGH, said)
    if "this year" in sentence:
        hints.names_this_year = True
        hints.this_year |= _FUTURE.search(sentence) is None
    for match in _APPOSED.finditer(sentence):
        which = match["before"] or match["behind"]
        year = int(match[2] or match[3]) + (which == "last")
        _vote(hints.published, year, ENOUGH, printed[slice(*match.span())])


def _read_near(hints: Hints, sentence: str, printed: str) -> None:
    """A dated report, or a meeting or day with its year spoken of as just over."""
    patterns = [_REPORTED]
    if _NEAR.search(sentence):
        patterns += [_MEETING, _DATED]
    for pattern in patterns:
        for match in pattern.finditer(sentence):
            words = printed[slice(*match.span())]
            _vote(hints.published, int(match[1]), ENOUGH, words)


def _relate(hints: Hints, told: int) -> None:
    """A year that is reported on as the last one tells the year of publication."""
    later = hints.earliest and hints.earliest[0].year > told
    if hints.last_year and not hints.this_year and not later:
        for words in (*hints.told[told], hints.last_year):
            _vote(hints.published, told + 1, 1, words)


def _vote(votes: Votes, year: int, weight: int, words: str) -> None:
    found = votes.setdefault(year, {})
    found[words] = max(weight, found.get(words, 0))


def _names_a_year(folded: str) -> bool:
    """Whether there can be a year in the text, told at no cost."""
    return "19" in folded or "20" in folded


def _past(sentence: str) -> Iterator[tuple[date, int, int]]:
    """First days of the years and months that a sentence looks back at."""
    for match in _SINCE.finditer(sentence):
        if not _FUTURE.search(sentence, 0, match.start()):
            yield _first_day(match[1], match[2]), *match.span()
    for match in _IN.finditer(sentence):
        # Only what happened dates the story; "will open in 2030" does not.
        governed = bool(_PAST.search(sentence, 0, match.start()))
        end = match.start() if governed else len(sentence)
        if not _PAST.search(sentence, 0, end) or _FUTURE.search(sentence, 0, end):
            continue
        yield _first_day(match[1], match[3] or match[2]), *match.span()


def _first_day(month: str | None, year: str) -> date:
    return date(int(year), MONTHS.get(month or "", 1), 1)


def _last_day(year: str) -> date:
    return date(int(year), 12, monthrange(int(year), 12)[1])
