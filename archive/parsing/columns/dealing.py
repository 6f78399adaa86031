"""Passages of a column layer dealt out to stories."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from archive.parsing.columns.blocks import Block
from archive.parsing.columns.words import Rarity, kinship

_ROUNDS = 10
_SWITCH = 3.0
_SWITCH_INSIDE = 0.4
_SWITCH_AT_GAP = 0.8
_UNSURE = 2.0
_PRIOR = 25.0
_NEVER = -1e6


class Unit(Protocol):
    """A block or a segment: what is dealt out as a whole."""

    @property
    def stems(self) -> list[str]: ...
    @property
    def start(self) -> int: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def initial(self) -> bool: ...
    @property
    def open_start(self) -> bool: ...
    @property
    def open_end(self) -> bool: ...
    @property
    def hyphen_end(self) -> bool: ...
    @property
    def widths(self) -> list[int]: ...


@dataclass(frozen=True, slots=True)
class _Model:
    """A story as it is dealt so far: units per stem, their sum, its line width."""

    counts: Counter[str]
    mass: int
    width: float | None


_Round = tuple[list[list[float]], float, list[int]]
"""How each unit fits each story as dealt so far; the better deal's value; that deal."""


class Deal:
    """Which story each unit is of: by widths, shared words and neighbourhood."""

    def __init__(self, units: list[Unit], titles: list[Block]) -> None:
        self.units = units
        self.titles = titles
        self.stems = [unit.stems for unit in units]
        self.rarity = Rarity([*self.stems, *(title.stems for title in titles)])
        # Sorted, so that sums do not hang on the order of a set.
        self._sets = [sorted(set(stems)) for stems in self.stems]
        self._everywhere = Counter(stem for stems in self._sets for stem in stems)
        self._mass = self._everywhere.total()
        self._usual = [self._usual_shares(stems) for stems in self._sets]
        self.widths = [unit.widths for unit in units]
        self._switch_costs = [self._switch_cost(at) for at in range(1, len(units))]
        self._scores: list[list[float]] = []
        self._anchors: dict[int, int] = {}
        self._rounds: dict[tuple[int, ...], _Round] = {}

    def labels(self, wanted: int, guess: list[int] | None = None) -> list[int]:
        """A story number for each unit, at most `wanted` different ones.

        Each first guess is bettered round by round; the row of labels that fits best
        in the end is taken.
        """
        if wanted == 1 or len(self.units) < 2:
            return [0] * len(self.units)
        anchors = [at for at, unit in enumerate(self.units) if unit.initial]
        self._anchors = (
            {at: story for story, at in enumerate(anchors)}
            if len(anchors) == wanted
            else {}
        )
        self._rounds = {}
        guesses = [guess] if guess else self._first_guesses(wanted, anchors)
        best: tuple[float, list[int], list[list[float]]] | None = None
        for labels in guesses:
            value, labels = self._bettered(labels, wanted)
            if best is None or value > best[0] + 1e-9:
                best = (value, labels, self._scores)
        assert best is not None
        self._scores = best[2]
        return best[1]

    def _bettered(self, labels: list[int], wanted: int) -> tuple[float, list[int]]:
        value = 0.0
        for _ in range(_ROUNDS):
            # Different first guesses soon meet: a round is made only once.
            known = tuple(labels)
            if known not in self._rounds:
                self._rounds[known] = self._round(labels, wanted)
            self._scores, value, better = self._rounds[known]
            if better == labels:
                break
            labels = better
        return value, labels

    def _round(self, labels: list[int], wanted: int) -> _Round:
        models = self._models(labels, wanted)
        scores = [
            [self._fit(at, story, labels, models) for story in range(wanted)]
            for at in range(len(self.units))
        ]
        return (scores, *self._smoothed(scores, wanted))

    def remarks(self, labels: list[int]) -> list[str]:
        """Segments that another story would fit about as well."""
        doubts = []
        for at, scores in enumerate(self._scores):
            others = [
                score for story, score in enumerate(scores) if story != labels[at]
            ]
            if others and scores[labels[at]] - max(others) < -_UNSURE:
                place = self.units[at].start
                doubts.append(f"The story of the piece at {place} is unsure.")
        return doubts

    def _first_guesses(self, wanted: int, anchors: list[int]) -> list[list[int]]:
        guesses = []
        if len(anchors) == wanted:
            guesses.append(
                [
                    max(0, sum(start <= at for start in anchors) - 1)
                    for at in range(len(self.units))
                ]
            )
            guesses.append(self._by_kinship([self.stems[at] for at in anchors]))
        if len(self.titles) >= wanted:
            words = [title.stems for title in self.titles[:wanted]]
            by_title = self._by_kinship(words)
            guesses.extend([by_title, self._aligned(by_title, anchors, wanted)])
        guesses.append(self._by_widths(wanted))
        guesses.append(self._aligned(guesses[-1], anchors, wanted))
        return [guess for guess in guesses if guess]

    def _aligned(self, guess: list[int], anchors: list[int], wanted: int) -> list[int]:
        """The guess with its numbers changed so that they agree with the anchors."""
        if len(anchors) != wanted or not guess:
            return []
        numbers = [guess[at] for at in anchors]
        if len(set(numbers)) != wanted:
            return []
        return [numbers.index(label) for label in guess]

    def _by_kinship(self, words: list[list[str]]) -> list[int]:
        """The story whose words a unit shares most; without any, that of the last."""
        labels: list[int] = []
        for stems in self.stems:
            scores = [kinship(own, stems, self.rarity) for own in words]
            best = max(range(len(words)), key=lambda story: scores[story])
            sure = scores[best] > 0 and scores.count(scores[best]) == 1
            labels.append(best if sure else (labels[-1] if labels else 0))
        return labels

    def _by_widths(self, wanted: int) -> list[int]:
        known = sorted(max(widths) for widths in self.widths if widths)
        if not known:
            return [0] * len(self.units)
        cuts = sorted(
            sorted(range(1, len(known)), key=lambda at: known[at - 1] - known[at])[
                : wanted - 1
            ]
        )
        borders = [known[at] for at in cuts]
        labels: list[int] = []
        for widths in self.widths:
            if widths:
                labels.append(sum(max(widths) >= border for border in borders))
            else:
                labels.append(labels[-1] if labels else 0)
        return labels

    def _usual_shares(self, stems: list[str]) -> list[tuple[str, float]]:
        """A unit's stems with their shares of all stems of the other units.

        Those that no other unit has are left out: they tell nothing.
        """
        total = max(1, self._mass - len(stems))
        return [
            (stem, (self._everywhere[stem] - 1) / total)
            for stem in stems
            if self._everywhere[stem] > 1
        ]

    def _models(self, labels: list[int], wanted: int) -> list[_Model]:
        """What the units of each label have in common."""
        models = []
        for story in range(wanted):
            counts: Counter[str] = Counter()
            widths: list[int] = []
            for at, label in enumerate(labels):
                if label == story:
                    counts.update(self._sets[at])
                    if len(self.widths[at]) > 1:
                        widths.append(max(self.widths[at]))
            usual = median(widths) if widths else None
            models.append(_Model(counts, counts.total(), usual))
        return models

    def _fit(
        self, at: int, story: int, labels: list[int], models: list[_Model]
    ) -> float:
        """How well a unit fits a story made of the other units with its label.

        The log odds of its words in the story against all stories, the unit itself
        left out, less a penalty for lines of another width.
        """
        if self._anchors.get(at, story) != story:
            return _NEVER
        itself = labels[at] == story
        mass = models[story].mass - (len(self._sets[at]) if itself else 0)
        counts = models[story].counts
        value = 0.0
        for stem, usual in self._usual[at]:
            here = counts.get(stem, 0) - itself
            share = (here + _PRIOR * usual) / (mass + _PRIOR)
            odds = math.log(share / usual)
            # Written out: this is the innermost loop of all.
            value += 2.5 if odds > 2.5 else -2.5 if odds < -2.5 else odds
        return max(-9.0, min(9.0, value)) - self._misfit(at, models[story].width)

    def _misfit(self, at: int, usual: float | None) -> float:
        """A penalty for lines broken at another width than the story's."""
        widths = self.widths[at]
        if len(widths) < 2 or usual is None:
            return 0.0
        # Short lines happen; lines longer than the column do not.
        over, under = max(widths) - usual - 1.5, usual - max(widths) - 2.0
        return min(10.0, max(0.0, 2.5 * over, 1.2 * under))

    def _smoothed(
        self, fits: list[list[float]], wanted: int
    ) -> tuple[float, list[int]]:
        """The best row of labels where each change of story costs something."""
        best = list(fits[0])
        back: list[list[int]] = []
        for scores, cost in zip(fits[1:], self._switch_costs, strict=True):
            row, came = [], []
            for story in range(wanted):
                reached = [value - cost for value in best]
                reached[story] = best[story]
                source = reached.index(max(reached))
                row.append(reached[source] + scores[story])
                came.append(source)
            best = row
            back.append(came)
        label = best.index(max(best))
        found = [label]
        for came in reversed(back):
            label = came[label]
            found.append(label)
        found.reverse()
        return max(best), found

    def _switch_cost(self, at: int) -> float:
        """What it costs to change the story between a unit and the one before it."""
        unit, before = self.units[at], self.units[at - 1]
        if unit.initial:
            return -2.0
        if unit.first != before.last + 1:
            return _SWITCH_AT_GAP
        if unit.open_start and not before.open_end:
            return -1.0
        if before.open_end and not unit.open_start:
            return -1.0 if before.hyphen_end else 0.0
        return _SWITCH_INSIDE if unit.open_start else _SWITCH
