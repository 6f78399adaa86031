"""What extractors said of a story, checked, and added to what our own rules find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive.extraction import PARTS, Extraction, FigureFind, Find, Story
from archive.extraction.interface import LABELS
from archive.extraction.rules import Rules
from archive.extractors.answers import Row
from archive.extractors.checking import Checker

_LISTS = {
    "district": "districts",
    "company": "companies",
    "industry": "industries",
    "figure": "figures",
}
_RANK = {part: index for index, part in enumerate(PARTS)}


@dataclass(frozen=True, slots=True)
class Voice:
    """What an extractor said of a story. For the labels in `replaces` it speaks alone,
    for all others it adds to what was found before it.
    """

    name: str
    version: str
    rows: Sequence[Row]
    replaces: Iterable[str] = ()

    @property
    def rule(self) -> str:
        """How its finds name their source."""
        return f"{self.name} {self.version}"


@dataclass(frozen=True, slots=True)
class Heard:
    """How many annotations of a voice stand, and what was dropped, by reason."""

    taken: int
    dropped: Counter[str]


@dataclass(frozen=True, slots=True)
class Merged:
    """What is found in a story, and what became of each voice, by its name."""

    extraction: Extraction
    heard: dict[str, Heard] = field(default_factory=dict)


def merge(story: Story, rules: Rules, voices: Iterable[Voice] = ()) -> Merged:
    """What the rules find and the voices add: where places meet, the earlier stays."""
    own, voices = rules.extract(story), list(voices)
    if not voices:
        return Merged(own)
    checker = Checker(story, rules, own)
    checked = [(voice, *checker.check(voice.rows, voice.rule)) for voice in voices]
    merged = {}
    for label in LABELS:
        said = [getattr(own, _LISTS[label])]
        for voice, finds, _ in checked:
            if label in voice.replaces:
                said = [finds[label]]
                break
            said.append(finds[label])
        merged[_LISTS[label]] = _union(said)
    heard = {
        voice.name: Heard(sum(map(len, finds.values())), lost)
        for voice, finds, lost in checked
    }
    return Merged(replace(own, **merged), heard)


def _union(lists: Iterable[Sequence[Find]]) -> tuple[Find, ...]:
    """All of the first list, and of each further one what meets none before it."""
    kept: list[Find] = []
    taken: set[tuple[str, int]] = set()
    for finds in lists:
        fresh = [find for find in finds if taken.isdisjoint(_place(find))]
        kept += fresh
        taken.update(offset for find in fresh for offset in _place(find))
    return tuple(sorted(kept, key=_text_order))


def _place(find: Find) -> Iterator[tuple[str, int]]:
    """The offsets by which two finds meet: of a figure those of its number."""
    start, end = find.start, find.end
    if isinstance(find, FigureFind):
        start, end = find.number_start, find.number_end
    return ((find.part, offset) for offset in range(start, end))


def _text_order(find: Find) -> tuple[int, int, int]:
    return _RANK[find.part], find.start, -find.end
