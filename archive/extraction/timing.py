"""Which period belongs to which figure, from one sentence to the next."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import date

from archive.extraction.model import FigureFind, Period
from archive.extraction.periods import PeriodFind, find_comparisons, find_periods
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

_RIGHT_BEHIND = 4
"""Characters between a figure and a period that is its own: "5 percent in 2020"."""
_REMEMBERED = 4
"""Sentences for which a period goes on to be the one spoken of."""
_NOW = words("now currently today")
_NOT_PAST = words("is are aims aim plans plan will expects expected hopes") | _NOW
"""Words of a sentence that has left the earlier sentence's time."""


class Timing:
    """Walks through the sentences of a text and dates the figures of each."""

    def __init__(
        self, text: str, today: date | None, *, month_only: bool = False
    ) -> None:
        """`month_only`: of the day of publication no more than its month is known."""
        self._text = text
        self._today = today
        self._month_only = month_only
        self._sentence: Sentence | None = None
        self._had_figures = False
        self._earlier: deque[tuple[Sentence, bool]] = deque(maxlen=_REMEMBERED)
        self._known: dict[int, list[PeriodFind]] = {}
        self._own: list[PeriodFind] = []
        self._compared: list[tuple[int, int, str]] = []
        self._not_past: list[tuple[int, str]] = []

    def enter(self, sentence: Sentence, has_figures: bool) -> None:
        """Go on to the next sentence; periods are looked for where a figure asks."""
        if self._sentence:
            self._earlier.append((self._sentence, self._had_figures))
        self._sentence, self._had_figures = sentence, has_figures
        if has_figures:
            self._own = self._periods(sentence)
            self._compared = list(
                find_comparisons(self._text, sentence.start, sentence.end)
            )
            self._not_past = [
                (token.start, token.low)
                for token in sentence.tokens
                if token.low in _NOT_PAST
            ]

    def _periods(self, sentence: Sentence) -> list[PeriodFind]:
        """The sentence's own periods, those of comparisons left out."""
        start, end = sentence.start, sentence.end
        if start not in self._known:
            self._known[start] = [
                self._as_known(find)
                for find in find_periods(self._text, start, end, self._today)
                if not find.comparison
            ]
        return self._known[start]

    def _carried(self) -> Period | None:
        """The period that an earlier sentence lends to this one.

        A period without a figure of its own is background: it is lent within its
        paragraph only.
        """
        following = self._sentence
        for sentence, had_figures in reversed(self._earlier):
            same_paragraph = following and sentence.paragraph == following.paragraph
            if had_figures or same_paragraph:
                lasting = [find for find in self._periods(sentence) if find.lasting]
                if lasting:
                    return lasting[-1].period
            following = sentence
        return None

    def _as_known(self, find: PeriodFind) -> PeriodFind:
        """A day counted from that of publication stays open while only its month is."""
        period = find.period
        counted = period.symbol == "day" and not any(map(str.isdigit, period.words))
        if not (self._month_only and counted):
            return find
        return replace(find, period=replace(period, start=None, end=None))

    def apply(self, figure: FigureFind, behind: int, limit: int) -> FigureFind:
        """The figure with its period and what it is compared with.

        `behind` is the offset after the figure and its bracket, `limit` that of the
        next figure or of the sentence's end.
        """
        period = self._period(figure, behind, limit)
        if figure.kind in ("growth", "change"):
            for start, _, comparison in self._compared:
                if behind <= start < limit:
                    return replace(figure, period=period, comparison=comparison)
        return replace(figure, period=period) if period else figure

    def _period(self, figure: FigureFind, behind: int, limit: int) -> Period | None:
        for find in self._own:
            if 0 <= find.start - behind <= _RIGHT_BEHIND and find.end <= limit:
                return find.period
        before = [find for find in self._own if find.end <= figure.start]
        if before:
            now = self._says(_NOW, before[-1].end, figure.start)
            return None if now else before[-1].period
        if self._own:
            return self._own[0].period if self._own[0].start >= behind else None
        return self._from_context(figure)

    def _from_context(self, figure: FigureFind) -> Period | None:
        """An earlier sentence's period, for what goes on to tell of the past."""
        if figure.kind in ("target", "threshold") or not self._sentence:
            return None
        if self._says(_NOT_PAST, self._sentence.start, figure.start):
            return None
        carried = self._carried()
        return replace(carried, basis="context") if carried else None

    def _says(self, words: frozenset[str], start: int, end: int) -> bool:
        """Whether one of the words, all of them of `_NOT_PAST`, stands in between."""
        return any(start <= at < end and word in words for at, word in self._not_past)
