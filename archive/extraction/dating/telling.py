"""A sentence as it is told: its words, the times it names, those its figures took."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from archive.extraction.dating.counting import Present
from archive.extraction.dating.finding import TimeFind
from archive.extraction.dating.tense import Tense, tense_at
from archive.extraction.model import FigureFind, Period
from archive.extraction.sentences import Sentence

_ASIDE = re.compile(
    r"(?:\b(?:covering|spanning|occupying) (?:[a-z]+ ){0,2}"
    r"(?:(?:area|size) of (?:[a-z]+ )?)?|, home to (?:[a-z]+ ){0,2}"
    r"|\bwith an? (?:[a-z-]+ ){0,2}(?:staff|workforce|population|team) of "
    r"(?:[a-z]+ )?)$"
)
"""Before what something has, whatever else is told of it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A figure of a sentence and the time it was given."""

    figure: FigureFind
    find: TimeFind | None
    period: Period | None


@dataclass(slots=True)
class Told:
    """A sentence with what is known of its times.

    `past` and `ahead` are the periods that its figures took last, of what is over
    and of what is planned; `span` is one of several years beside the past.
    `present` where one was of now; `measured` where a dated one was an amount or a
    rate. `goes_back` where it names the same period as the sentences before,
    `compares` where it names one to compare with.
    """

    sentence: Sentence
    printed: str
    folded: str
    has_figures: bool
    finds: list[TimeFind] | None = None
    past: Period | None = None
    span: Period | None = None
    ahead: Period | None = None
    measured: bool = False
    present: bool = False
    goes_back: bool = False
    compares: bool = False
    last: Said | None = None
    _starts: list[int] = field(default_factory=list)

    @property
    def own(self) -> list[TimeFind]:
        """The times that it names, but for those of comparisons."""
        return self.finds or []

    @property
    def names_present(self) -> bool:
        return any(isinstance(find.time, Present) for find in self.own)

    def words(self, start: int, end: int) -> str:
        """The folded words between two offsets of the text."""
        origin = self.sentence.start
        return self.folded[max(0, start - origin) : max(0, end - origin)]

    def before(self, end: int, length: int) -> str:
        """Folded characters of the sentence up to an offset, so many at most."""
        return self.words(end - length, end)

    def after(self, start: int, length: int) -> str:
        """Folded characters of the sentence from an offset, so many at most."""
        return self.words(start, start + length)

    def is_aside(self, figure: FigureFind) -> bool:
        """Whether it only describes what something else is told of."""
        return _ASIDE.search(self.before(figure.start, 50)) is not None

    def tense(self, figure: FigureFind, behind: int) -> Tense:
        """The tense in which the sentence speaks of a figure that ends there."""
        if figure.kind == "target":
            return Tense.AHEAD
        if self.is_aside(figure):
            return Tense.STATE
        if not self._starts:
            self._starts = [token.start for token in self.sentence.tokens]
        first = bisect_left(self._starts, figure.start)
        last = max(first, bisect_left(self._starts, behind) - 1)
        return tense_at(self.sentence, first, last)
