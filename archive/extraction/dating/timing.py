"""Which time belongs to which figure, from one sentence to the next.

A figure takes the time that its own clause names, else one of its sentence, else one
that an earlier sentence lends, else the time that the story as a whole reports on.
"""

from __future__ import annotations

import re
from dataclasses import replace

from archive.extraction.dating.choosing import choose, is_in_passing
from archive.extraction.dating.comparing import find_comparisons
from archive.extraction.dating.counting import Present, Run
from archive.extraction.dating.finding import TimeFind
from archive.extraction.dating.fitting import (
    ended,
    fitted,
    is_average_since,
    is_rising,
    moved,
    respective,
    rises_from,
)
from archive.extraction.dating.lending import Lender
from archive.extraction.dating.spans import is_span
from archive.extraction.dating.telling import Said, Told
from archive.extraction.dating.tense import Tense
from archive.extraction.dating.times import Bound, Now, begun, period_of
from archive.extraction.dating.topics import Topic
from archive.extraction.folding import fold
from archive.extraction.model import FigureFind, Period
from archive.extraction.sentences import Sentence

_MEASURED = frozenset(("CNY", "USD", "percent", "percentage_points", "times"))
_UNSURE = 0.6
"""The most that is trusted to a period of a date that was inferred."""
_YEAR_BEFORE = re.compile(
    r" (?:(?:in|for|during) (?:the )?(?:same|corresponding)"
    r" (?:period|time|months?|quarters?|weeks?|half)"
    r"|(?:a|one) year (?:ago|before|earlier|prior))\b"
)
"""Behind a figure that is itself what another is compared with."""
_THE_YEAR_BEFORE = re.compile(
    r" (?:in )?the (?:year before(?! last)|(?:previous|preceding|prior) year)\b"
)
_BASE = re.compile(
    r", [^,;]{0,25}\b(?:from|against|than|compared (?:with|to)) (?:[a-z]+ ){0,3}$"
)


class Timing:
    """Walks through the sentences of a text and dates the figures of each."""

    def __init__(self, text: str, now: Now, topic: Topic | None = None) -> None:
        self._text = text
        self._folded = fold(text)
        self._now = now
        self._lender = Lender(text, now, topic)
        self._told: Told | None = None
        self._compared: list[tuple[int, int, str]] = []

    def enter(self, sentence: Sentence, has_figures: bool) -> None:
        """Go on to the next sentence; times are looked for where a figure asks."""
        start, end = sentence.start, sentence.end
        printed, folded = self._text[start:end], self._folded[start:end]
        told = Told(sentence, printed, folded, has_figures)
        self._lender.enter(told, self._told)
        self._told = told
        if has_figures:
            self._lender.read(told)
            self._compared = list(find_comparisons(self._text, told.folded, start))

    def apply(self, figure: FigureFind, behind: int, limit: int) -> FigureFind:
        """The figure with its period and what it is compared with.

        `behind` is the offset after the figure and its bracket, `limit` that of the
        next figure or of the sentence's end.
        """
        told = self._told
        assert told is not None
        places = behind, limit
        tense = told.tense(figure, behind)
        find = None
        after = told.after(behind, 60)
        before = told.compares and _YEAR_BEFORE.match(after)
        if before or _THE_YEAR_BEFORE.match(after):
            period = self._year_before(told, figure, behind)
        else:
            find = choose(told, figure, tense, places, self._now)
            if find and "respectively" in told.folded:
                find = respective(find, told, behind)
            period = self._period(told, figure, find, tense)
            starts = _is_start(told, figure, behind) or _is_base(told, figure)
            self._keep(told, Said(figure, find, period), tense, starts)
            if period:
                period = moved(period, find, figure, told, places)
        comparison = self._comparison(figure, places)
        if not (period or comparison):
            return figure
        sure = figure.confidence
        if period and period.basis == "inferred":
            sure = min(sure, _UNSURE)
        return replace(figure, period=period, comparison=comparison, confidence=sure)

    def _period(
        self, told: Told, figure: FigureFind, find: TimeFind | None, tense: Tense
    ) -> Period | None:
        if _goes_with(figure, find, told.last, tense):
            return told.last.period
        if find is None:
            rising = rises_from(told, figure) < 0
            return self._lender.borrow(told, figure, tense, rising=rising)
        last = told.last
        shared = last is not None and last.find is find
        if shared and last.period and _follows(figure, last):
            return last.period
        over = shared and last.figure.kind != "target"
        ahead = tense is Tense.AHEAD and not over
        period = period_of(find.time, find.words, self._now, ahead)
        if is_average_since(find, told, figure):
            return ended(find, period, told, self._now)
        return fitted(find, period, figure, told)

    def _year_before(
        self, told: Told, figure: FigureFind, behind: int
    ) -> Period | None:
        """The period of what a later figure of the sentence is compared with."""
        later = next((find for find in told.own if find.start >= behind), None)
        if later:
            period = period_of(later.time, later.words, self._now)
        elif told.last and told.last.period:
            period = told.last.period
        else:
            period = self._lender.borrow(told, figure, Tense.PAST, rising=False)
        return begun(period, named=False) if period else None

    def _comparison(self, figure: FigureFind, places: tuple[int, int]) -> str:
        if figure.kind in ("growth", "change"):
            for start, _, words in self._compared:
                if places[0] <= start < places[1]:
                    return words
        return figure.comparison

    def _keep(self, told: Told, said: Said, tense: Tense, before: bool) -> None:
        """Remember what later figures and sentences may borrow: no time `before`."""
        told.last = said
        if said.find and isinstance(said.find.time, Present):
            told.present = True
        elif said.period and tense is Tense.AHEAD and not self._is_over(said.period):
            told.ahead = said.period
        elif said.find and (
            before
            or (told.past and _is_snapshot(said))
            or is_in_passing(told, said.find)
        ):
            return
        elif said.period and (said.period.start or said.period.symbol):
            if told.past and is_span(said.period) and not is_span(told.past):
                told.span = said.period  # "GDP of 2024, and its growth since 2021"
            else:
                told.past = said.period
            told.measured |= said.figure.unit in _MEASURED
            if said.find:
                self._lender.note(said.period)

    def _is_over(self, period: Period) -> bool:
        """Whether what is expected is only the result of a time that has ended."""
        today = self._now.day
        return bool(today and period.end and period.end < today.replace(day=1))


def _is_snapshot(said: Said) -> bool:
    """ "It earned 3 million in 2020 and had 40 firms by its end": of one day only."""
    bound = said.find.bound if said.find else Bound.WHOLE
    return bound is Bound.BY_END and said.figure.unit.startswith("count:")


def _is_start(told: Told, figure: FigureFind, behind: int) -> bool:
    """ "From 3 in 2021 to 2": what it was before."""
    return is_rising(told, figure) and " to " in told.after(behind, 60)


def _is_base(told: Told, figure: FigureFind) -> bool:
    """ "Fell 6 percent, slowing from 9 percent in May": what that is held against."""
    return told.last is not None and bool(_BASE.search(told.before(figure.start, 60)))


def _goes_with(
    figure: FigureFind, find: TimeFind | None, last: Said | None, tense: Tense
) -> bool:
    """ "It aims to grow after earning 3 million yuan last year, up 5 percent": a rate
    of what is over, though the sentence looks ahead.
    """
    if tense is not Tense.AHEAD or last is None or last.period is None:
        return False
    named = find is not None and find.start > last.figure.start
    over = last.figure.kind != "target" and figure.kind in ("growth", "change", "rank")
    return over and last.find is not None and not named


def _follows(figure: FigureFind, last: Said) -> bool:
    """Whether a figure is bound as the one before it is, where both name one time."""
    if last.find and isinstance(last.find.time, Run):
        return False
    if figure.kind in ("rank", "multiple", "share"):
        return True
    on_one_day = last.period is not None and last.period.start == last.period.end
    return on_one_day and figure.unit.startswith("count:")
