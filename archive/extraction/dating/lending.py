"""Which time an earlier sentence, or the story as a whole, lends to a figure."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from archive.extraction.dating.choosing import (
    PLANNED,
    is_in_passing,
    is_of_average,
    tells_beginning,
    tells_origin,
)
from archive.extraction.dating.events import day_before, day_behind
from archive.extraction.dating.finding import TimeFind
from archive.extraction.dating.fitting import (
    is_flow,
    is_on_average,
    is_rising,
    is_stock,
)
from archive.extraction.dating.references import References
from archive.extraction.dating.spans import (
    is_long_over,
    is_span,
    is_still_to_come,
    is_wide,
    lent_on,
)
from archive.extraction.dating.telling import Told
from archive.extraction.dating.tense import Tense
from archive.extraction.dating.times import Bound, Now, is_since, period_of
from archive.extraction.dating.topics import Topic
from archive.extraction.model import FigureFind, Period
from archive.extraction.vocabulary import words

_REMEMBERED = 4
"""Sentences for which a time goes on to be the one spoken of."""
_PLANS_LAST = 2
"""Sentences for which a time goes on to be that of plans."""
_BULLETS = frozenset("•*-")
_BACK = words("they these those them this")
"""First words of a sentence that goes on about the same things."""
_OTHERS = words("other others remaining rest")
"""With "the" before them they open a sentence on the rest of the same things."""
_GOING_ON = words("meanwhile besides additionally furthermore moreover")
"""First words of a paragraph that goes on about the same time."""
_FOLLOWING = ("rank", "multiple", "share", "growth", "change")
"""Kinds that speak of the time of the figure before them in the sentence."""
_UNDATED = (Tense.NONE, Tense.REPORT)
"""Told in the present: results of a time before, or what is so now."""
_OF_THEM = re.compile(r"[^,;]{0,30}?\bof (?:them|these|those|which|whom)\b")
_PASSED = re.compile(
    r"\b(?:passed|exceeded|surpassed|topped|crossed|broken?(?: through)?|hit"
    r"|reached)(?: (?:the|a|over|past))? $"
)
"""Before a mark that something has passed; no bar by which things are picked."""
_YEARLY = re.compile(r"\b(?:annual|annually|yearly|(?:a|per|each|every) year)\b")
_SINCE = re.compile(r"\bsince (?!then\b)")
_ABOUT_IT = re.compile(
    r"(?:of|among) (?:them|these|those)\b"
    r"|(?:that|this|the (?:growth rate|rate|growth|number|figure|sum|amount))"
    r" (?:is|was|equals|represents"
    r"|represented|compares|means|meant|marks|accounts|accounted|made|makes)\b"
)
"""A sentence that begins so measures what the one before it told, or a part of it."""
_ANSWERING = re.compile(
    r"[^,;.]{0,40}\b(?:said|says?|cited?|noted?|acknowledged?|indicated?|expect(?:ed)?"
    r"|foresaw|anticipated?|mentioned|stated|reported that|believed?)\b"
)
_ASKED = re.compile(
    r" (?:of )?(?:the |our |all |area |these |those ){0,2}(?:[a-z]+ )?(?:respondents"
    r"|contacts|participants|panelists|economists|firms|companies|banks|bankers"
    r"|retailers|dealers|manufacturers|businesses|executives)\b[^,;]{0,20}"
    r"(?:expect|report|said|say|plan|indicat|anticipat|not|cit|polled|survey|contacted)"
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for: of a figure that `spans` several years, or that is so up to
    now (`goes_on`); `nearby` where no other paragraph can know.
    """

    figure: FigureFind
    spans: bool
    goes_on: bool
    nearby: bool

    @property
    def is_counted(self) -> bool:
        return self.figure.unit.startswith("count:")


class Lender:
    """Remembers what was told, and lends its times to what is told next."""

    def __init__(self, text: str, now: Now, topic: Topic | None) -> None:
        self._text = text
        self._now = now
        self._topic = topic
        self._references = References(text)
        self._earlier: deque[Told] = deque(maxlen=_REMEMBERED)
        self._before_list: deque[Told] | None = None
        self._lead: Told | None = None
        self._opening: Told | None = None
        self._years: set[int | None] = set()

    def enter(self, told: Told, before: Told | None) -> None:
        """Go on to a sentence, after the one before."""
        if before:
            self._earlier.append(before)
        else:
            self._opening = told
        if told.sentence.low(0) in _BULLETS:
            # Items lend nothing to each other; all borrow from before the list.
            if self._before_list is None:
                self._before_list = deque(self._earlier, maxlen=_REMEMBERED)
                leads = before and before.sentence.tokens[-1].text == ":"
                self._lead = before if leads else None
            self._earlier = deque(self._before_list, maxlen=_REMEMBERED)
        elif before and told.sentence.paragraph != before.sentence.paragraph:
            self._before_list = self._lead = None

    def read(self, told: Told) -> list[TimeFind]:
        """The times of a sentence, looked for once."""
        if told.finds is None:
            self._references.read(told, self._earlier)
        return told.own

    def note(self, period: Period) -> None:
        """A figure's own sentence named this period."""
        self._years.add(period.end and period.end.year)

    def borrow(
        self, told: Told, figure: FigureFind, tense: Tense, *, rising: bool = True
    ) -> Period | None:
        """The period that a figure takes where its sentence names none for it.

        What is `rising` from one value to another does so over several years.
        """
        said = told.last
        if said and said.find and is_of_average(told, said.find, figure):
            said = None
        last = said.period if said else None
        if figure.kind == "threshold" and (last or tense is not Tense.AHEAD):
            before = told.before(figure.start, 40)
            if last or "whose" in before or not _PASSED.search(before):
                return last
        if tense is Tense.AHEAD or (self._lead and tense is Tense.NONE):
            ahead = self._ahead(told)
            if ahead and not is_wide(ahead) and _is_yearly(told, figure):
                return None  # "It opens in May. Annual sales are to reach"
            if ahead or tense is Tense.AHEAD:
                return ahead
        if last and figure.kind in _FOLLOWING and rising and not told.ahead:
            if is_span(last) or not is_on_average(told, figure, figure.end + 40):
                return last
            wanted = _Wanted(figure, spans=True, goes_on=False, nearby=False)
            return self._lent(told, wanted) or last
        if _ABOUT_IT.match(told.folded) and self._earlier:
            before = self._earlier[-1].last
            return before and before.period
        if _is_answer(told, figure) or _changes_what_is_so_now(told, figure):
            return None
        if "recently" in told.before(figure.start, 60):
            return None
        if last and _OF_THEM.match(told.after(figure.start, 50)):
            return last
        so_now = tense is Tense.STATE or (tense in _UNDATED and is_stock(figure))
        if so_now and not self._goes_back(told, figure):
            return None
        spans = is_on_average(told, figure, figure.end + 40)
        spans = spans or (rising and is_rising(told, figure))
        goes_on = tense is Tense.PERFECT and figure.kind not in ("growth", "change")
        if goes_on and _SINCE.search(told.folded):
            return None  # "since its founding": not only since the time told before
        several = len(self._years) > 1
        nearby = goes_on or (several and figure.unit.startswith("count:"))
        lent = self._lent(told, _Wanted(figure, spans, goes_on, nearby))
        if lent is None and not spans and not _takes_long(figure):
            lent = self._of_event(told, tense)
        if lent:
            return lent_on(lent)
        if spans or not self._topic or (goes_on and not self._topic.strong):
            return None
        return self._topic.period(self._now)

    def _goes_back(self, told: Told, figure: FigureFind) -> bool:
        """Whether a figure told as being so now still speaks of what was told."""
        if is_flow(figure):
            return True
        if figure.kind in ("growth", "change"):
            return self._now.day is None
        first, *rest = told.sentence.tokens[:2]
        return first.low in _BACK and any(t.low.startswith("includ") for t in rest)

    def _of_event(self, told: Told, tense: Tense) -> Period | None:
        """The day of the event that a sentence speaks of."""
        before = (self.read(earlier) for earlier in reversed(self._earlier))
        find = day_before(told, tense, before)
        if find is None and not self._years and not told.own:
            find = day_behind(told, tense, self._text)
        return period_of(find.time, find.words, self._now) if find else None

    def _lent(self, told: Told, wanted: _Wanted) -> Period | None:
        """The nearest earlier period, of a sort that the figure can have."""
        refers_back = told.goes_back or _speaks_of_rest(told)
        refers_back |= told.sentence.tokens[0].low in _BACK
        for earlier in reversed(self._earlier):
            if earlier.present and (wanted.nearby or wanted.is_counted):
                return None
            same = self._is_same_paragraph(earlier, told)
            for period, wide in self._of_sentence(earlier, same or wanted.spans):
                far = wide or refers_back
                if told.goes_back or self._suits(period, wanted, same, far):
                    return period
        return None

    def _suits(self, period: Period, wanted: _Wanted, same: bool, far: bool) -> bool:
        """Whether a period of the `same` paragraph, or one that reaches `far`, can be
        that of a figure.
        """
        if is_still_to_come(period, self._now) or _is_too_short(period, wanted.figure):
            return False
        if is_span(period):
            return wanted.spans or (same and wanted.goes_on)
        if wanted.spans or (wanted.goes_on and is_long_over(period, self._now)):
            return False
        if same:
            return True
        return far and not wanted.nearby and not self._is_part_of_topic(period)

    def _is_same_paragraph(self, earlier: Told, told: Told) -> bool:
        if earlier is self._lead:
            return True
        if earlier.sentence.paragraph == told.sentence.paragraph:
            return True
        return earlier is self._earlier[-1] and told.sentence.low(0) in _GOING_ON

    def _of_sentence(self, earlier: Told, same: bool) -> Iterator[tuple[Period, bool]]:
        """What an earlier sentence may lend, the likeliest first, and whether it is
        wide: more than the time of an event.

        A period without a figure of its own is background: it is lent within its
        paragraph only, but for the one that the first sentence tells of.
        """
        if earlier.past:
            yield earlier.past, earlier.measured or is_wide(earlier.past)
            if earlier.span:
                yield earlier.span, True
            return
        opens = earlier is self._opening
        if earlier.ahead or not (earlier.has_figures or same or opens):
            return
        found = self.read(earlier)
        if opens and not (earlier.has_figures or same) and not _is_lead(earlier, found):
            return
        if earlier.names_present:
            return
        for find in sorted(found, key=_likeliest):
            lasting = find.bound is Bound.WHOLE or is_since(find.time)
            passing = tells_origin(earlier, find) or is_in_passing(earlier, find)
            if lasting and not passing:
                period = period_of(find.time, find.words, self._now)
                yield period, is_wide(period)

    def _is_part_of_topic(self, period: Period) -> bool:
        """Whether it is a part, told in passing, of the year that the story is on."""
        if not (self._topic and self._topic.is_whole_year and period.start):
            return False
        whole = self._topic.period(self._now)
        if not (whole and whole.start and whole.end and period.end):
            return False
        return whole.start <= period.start and period.end < whole.end

    def _ahead(self, told: Told) -> Period | None:
        """The time of the plans before, in the same paragraph, or of the story."""
        for earlier in list(self._earlier)[: -_PLANS_LAST - 1 : -1]:
            if not self._is_same_paragraph(earlier, told):
                plan = earlier.ahead  # of several years: what follows is of it, too
                if plan and plan.start and is_span(plan):
                    return lent_on(plan)
                break
            ahead = earlier.ahead or self._said_ahead(earlier)
            if ahead:
                return lent_on(ahead)
        if self._topic and not self._lead:
            return self._topic.period_ahead(self._now)
        return None

    def _said_ahead(self, earlier: Told) -> Period | None:
        """The time of the plans of a sentence without figures."""
        if earlier.has_figures or not PLANNED.search(earlier.folded):
            return None
        for find in reversed(self.read(earlier)):
            period = period_of(find.time, find.words, self._now, ahead=True)
            over = self._now.day and period.end and period.end < self._now.day
            if find.bound in (Bound.BY, Bound.BY_END) and not over:
                return period
        return None


def _is_lead(opening: Told, found: list[TimeFind]) -> bool:
    """Whether the first sentence says what time the story is on."""
    return len(found) == 1 and not tells_beginning(opening, found[0])


def _speaks_of_rest(told: Told) -> bool:
    """ "The other 30 projects were signed online"."""
    return told.sentence.low(0) == "the" and told.sentence.low(1) in _OTHERS


def _is_yearly(told: Told, figure: FigureFind) -> bool:
    near = f"{told.before(figure.start, 80)} {told.after(figure.end, 30)}"
    return _YEARLY.search(near) is not None


def _changes_what_is_so_now(told: Told, figure: FigureFind) -> bool:
    """ "4 percent stand empty, 2 points less than before"."""
    last = told.last
    if figure.kind != "change" or last is None:
        return False
    return last.period is None and last.figure.kind == "share"


def _is_answer(told: Told, figure: FigureFind) -> bool:
    """ "A third of the respondents", "three dealers said": who speaks does so at the
    time of the story.
    """
    if figure.kind == "share":
        return _ASKED.match(told.after(figure.end, 40)) is not None
    if figure.unit.startswith("count:"):
        return _ANSWERING.match(told.after(figure.end, 60)) is not None
    return False


def _is_too_short(period: Period, figure: FigureFind) -> bool:
    """The day of an event dates no revenue and no growth."""
    one_day = period.start is not None and period.start == period.end
    return one_day and _takes_long(figure)


def _takes_long(figure: FigureFind) -> bool:
    return figure.kind == "growth" or is_flow(figure)


def _likeliest(find: TimeFind) -> tuple[bool, int]:
    """A time that opens a sentence tells more than those inside, the last of them
    more than the first.
    """
    return not find.words[:1].isupper(), -find.start
