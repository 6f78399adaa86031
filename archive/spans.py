"""Offsets: how a cleaned text points back into the text it was cut from.

A *raw* offset counts Unicode code points in a document's stored text layer; it
never changes. An offset into a cleaned text (a body, a headline) is derived, and a
`MappedText` knows the way in both directions. Spans are half-open everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

Range = tuple[int, int]

_JOIN = re.compile(r"[-\u00ad\u2010](?=\s|$)")
"""A hyphen at a line's end, which goes when the word is joined."""


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters at `start` of the text stand at `raw_start` of the raw."""

    start: int
    raw_start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length

    @property
    def raw_end(self) -> int:
        return self.raw_start + self.length


@dataclass(frozen=True, slots=True)
class MappedText:
    """A cleaned text and the runs that lead back to the raw text.

    Runs ascend by `start` and do not overlap in the text. A character outside all
    runs was put in by us (the blank between two joined lines). A character inside
    a run may differ from its raw one (a restored capital), but stands for it.
    """

    text: str
    runs: tuple[Run, ...]

    @classmethod
    def cut(cls, raw: str, start: int, end: int) -> MappedText:
        """The raw text from start to end, as it stands."""
        runs = (Run(0, start, end - start),) if end > start else ()
        return cls(raw[start:end], runs)

    @classmethod
    def join(cls, parts: Iterable[MappedText], separator: str) -> MappedText:
        """The parts one after another; the separators are ours, unmapped."""
        texts: list[str] = []
        runs: list[Run] = []
        length = 0
        for part in parts:
            if texts:
                texts.append(separator)
                length += len(separator)
            texts.append(part.text)
            runs.extend(
                Run(run.start + length, run.raw_start, run.length) for run in part.runs
            )
            length += len(part.text)
        return cls("".join(texts), tuple(_merged(runs)))

    @classmethod
    def load(cls, text: str, rows: Sequence[Sequence[int]]) -> MappedText:
        """From what `dump` gave."""
        return cls(text, tuple(Run(*row) for row in rows))

    def dump(self) -> list[list[int]]:
        """The runs as plain lists, for storage as JSON."""
        return [[run.start, run.raw_start, run.length] for run in self.runs]

    def slice(self, start: int, end: int) -> MappedText:
        """The text from start to end with its part of the map."""
        runs = []
        for run in self.runs[self._first_run(start) :]:
            if run.start >= end:
                break
            low, high = max(run.start, start), min(run.end, end)
            if low < high:
                raw_start = run.raw_start + low - run.start
                runs.append(Run(low - start, raw_start, high - low))
        return MappedText(self.text[start:end], tuple(runs))

    def strip(self) -> MappedText:
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        end = len(self.text.rstrip())
        return self.slice(start, max(start, end))

    def raw_ranges(self, start: int, end: int) -> tuple[Range, ...]:
        """Where text[start:end] stands in the raw text, in reading order."""
        found = []
        for index in range(self._first_run(start), len(self.runs)):
            run = self.runs[index]
            if run.start >= end:
                break
            low, high = max(run.start, start), min(run.start + run.length, end)
            if low < high:
                ahead = run.raw_start - run.start
                found.append((low + ahead, high + ahead))
        return tuple(found)

    def all_raw_ranges(self) -> tuple[Range, ...]:
        """Where the whole text stands in the raw text, in reading order."""
        return tuple((run.raw_start, run.raw_end) for run in self.runs)

    def locate(self, ranges: Iterable[Range], raw: str) -> Range | None:
        """The smallest span of the text that covers all words of the raw ranges.

        `raw` is the raw text. Cleaning drops blanks and the hyphens of broken lines,
        so those may be absent. Where anything else is absent the answer is None: a
        place that is only partly there is not the place. Nor is one where other raw
        words stand in between, as where two columns are read across.
        """
        found: list[Range] = []
        covered: list[Range] = []
        wanted = list(ranges)
        for raw_start, raw_end in wanted:
            for run in self.runs:
                low, high = max(run.raw_start, raw_start), min(run.raw_end, raw_end)
                if low < high:
                    start = run.start + low - run.raw_start
                    found.append((start, start + high - low))
                    covered.append((low, high))
        if not found or _words_between(wanted, covered, raw):
            return None
        start, end = min(span[0] for span in found), max(span[1] for span in found)
        if _words_between(list(self.raw_ranges(start, end)), wanted, raw):
            return None
        return start, end

    def replace(self, start: int, end: int, text: str) -> MappedText:
        """With other words from start to end.

        The new words stand for the place of the old ones: what both begin or end with
        keeps its map, and between those as many leading characters as both have.
        """
        old = self.text[start:end]
        shorter = min(len(old), len(text))
        head = 0
        while head < shorter and old[head] == text[head]:
            head += 1
        tail = 0
        while tail < shorter - head and old[-1 - tail] == text[-1 - tail]:
            tail += 1
        kept = self.slice(start, start + shorter - tail)
        parts = (
            self.slice(0, start),
            MappedText(text[: len(text) - tail], kept.runs),
            self.slice(end - tail, len(self.text)),
        )
        return MappedText.join(parts, "")

    def through(self, outer: MappedText) -> MappedText:
        """The same text, mapped to the raw text of the one it was cut from.

        The raw offsets of this text are offsets into `outer.text`. A character whose
        place there leads nowhere leads nowhere.
        """
        starts = [run.start for run in outer.runs]
        runs: list[Run] = []
        for run in self.runs:
            index = max(bisect_right(starts, run.raw_start) - 1, 0)
            while index < len(starts) and starts[index] < run.raw_end:
                other = outer.runs[index]
                low = max(run.raw_start, other.start)
                high = min(run.raw_end, other.end)
                if low < high:
                    start = run.start + low - run.raw_start
                    raw_start = other.raw_start + low - other.start
                    runs.append(Run(start, raw_start, high - low))
                index += 1
        return MappedText(self.text, tuple(_merged(runs)))

    def _first_run(self, start: int) -> int:
        """Index of the first run that may reach beyond `start`."""
        index = bisect_right(self.runs, start, key=lambda run: run.start)
        return max(index - 1, 0)


def _merged(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and last.end == run.start and last.raw_end == run.raw_start:
            merged[-1] = Run(last.start, last.raw_start, last.length + run.length)
        else:
            merged.append(run)
    return merged


def _words_between(wanted: list[Range], covered: list[Range], raw: str) -> bool:
    """Whether the wanted ranges hold a word that the covered ones do not."""
    spans = sorted(covered)
    for start, end in wanted:
        position = start
        for low, high in [*spans, (end, end)]:
            gap = raw[position : min(low, end)]
            if _JOIN.sub("", gap).strip():
                return True
            position = max(position, high)
    return False


def overlap(left: Iterable[Range], right: Iterable[Range]) -> int:
    """How many raw characters two lists of ranges share.

    What of the right ranges stands before a place is what stands from their starts to
    it, less what stands from their ends to it: so no range meets each of the others.
    """
    rights = list(right)
    starts = _Before(start for start, _ in rights)
    ends = _Before(end for _, end in rights)

    def before(place: int) -> int:
        return starts.distance(place) - ends.distance(place)

    return sum(before(end) - before(start) for start, end in left)


class _Before:
    """Places, and how far those before any other are from it, all together."""

    def __init__(self, places: Iterable[int]) -> None:
        self._places = sorted(places)
        self._sums = list(accumulate(self._places, initial=0))

    def distance(self, place: int) -> int:
        number = bisect_right(self._places, place)
        return number * place - self._sums[number]


def without(ranges: Iterable[Range], taken: Iterable[Range]) -> list[Range]:
    """The ranges less what lies in the taken ones."""
    left = list(ranges)
    for low, high in taken:
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, low)), (max(start, high), end))
            if piece[0] < piece[1]
        ]
    return left
