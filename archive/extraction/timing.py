"""Which period belongs to which figure, from one sentence to the next."""

from __future__ import annotations

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

    def __init__(self, text: str, today: date | None) -> None:
        self._text = text
        self._today = today
        self._own: list[PeriodFind] = []
        self._compared: list[tuple[int, int, str]] = []
        self._sentence: Sentence | None = None
        self._had_figures = False
        self._carried: Period | None = None
        self._age = 0

    def enter(self, sentence: Sentence, has_figures: bool) -> None:
        """Go on to the next sentence; earlier ones lend their period for a while.

        A period without a figure of its own is background: it is lent within its
        paragraph only.
        """
        before = self._sentence
        lasting = [find for find in self._own if find.lasting]
        same_paragraph = before is not None and before.paragraph == sentence.paragraph
        if lasting and (self._had_figures or same_paragraph):
            self._carried, self._age = lasting[-1].period, 0
        self._age += 1
        if self._age > _REMEMBERED:
            self._carried = None
        found = find_periods(self._text, sentence.start, sentence.end, self._today)
        self._own = [find for find in found if not find.comparison]
        self._compared = list(
            find_comparisons(self._text, sentence.start, sentence.end)
            if has_figures
            else ()
        )
        self._sentence, self._had_figures = sentence, has_figures

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
        return replace(figure, period=period)

    def _period(self, figure: FigureFind, behind: int, limit: int) -> Period | None:
        for find in self._own:
            if 0 <= find.start - behind <= _RIGHT_BEHIND and find.end <= limit:
                return find.period
        before = [find for find in self._own if find.end <= figure.start]
        if before:
            between = self._words(before[-1].end, figure.start)
            return None if between & _NOW else before[-1].period
        if self._own:
            return self._own[0].period if self._own[0].start >= behind else None
        return self._from_context(figure)

    def _from_context(self, figure: FigureFind) -> Period | None:
        """An earlier sentence's period, for what goes on to tell of the past."""
        if self._carried is None or figure.kind in ("target", "threshold"):
            return None
        if (
            self._sentence
            and self._words(self._sentence.start, figure.start) & _NOT_PAST
        ):
            return None
        return replace(self._carried, basis="context")

    def _words(self, start: int, end: int) -> set[str]:
        tokens = self._sentence.tokens if self._sentence else []
        return {token.low for token in tokens if start <= token.start < end}
