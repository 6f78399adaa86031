"""What a story has told so far, for "the town", "the company" and "it" to mean."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain

from archive.extraction.sentences import Sentence
from archive.extraction.subjects.cues import (
    EVENTS,
    FIRMS,
    POINTING,
    SURROUNDING,
    VENUES,
)
from archive.extraction.subjects.governing import leader_of, spoken_of, topic_of
from archive.extraction.subjects.meaning import meant_names
from archive.extraction.subjects.names import NOBODY, Name, Sort, Subject

_KEPT = 24
"""Names that are remembered."""
_SENTENCES = 60
"""Sentences of which names are taken in at once."""
_NO_TOPIC = Name(-1, -1, NOBODY, Sort.CITY)


class Told:
    """A sentence that was read, its names, and whom a figure of it was about."""

    __slots__ = (
        *("_meant", "_topic", "asked", "figured", "is_local", "last", "names"),
        *("sentence", "subject"),
    )

    def __init__(self, sentence: Sentence, names: list[Name]) -> None:
        self.sentence = sentence
        self.names = names
        self.figured: Name | None = None
        self.is_local = False
        self._meant: list[Name] | None = None
        self._topic: Name | None = None
        self.asked: list[int] = []
        self.last = -1
        self.subject: Subject = NOBODY

    @property
    def meant(self) -> list[Name]:
        """Its names without those that only tell where or whose another is."""
        if self._meant is None:
            self._meant = meant_names(self.sentence, self.names)
        return self._meant

    @property
    def topic(self) -> Name | None:
        if self._topic is None:
            found = topic_of(self.sentence, self.names, self.meant)
            self._topic = found or _NO_TOPIC
        of_city = bool(self.figured) and not self.is_local
        return self.figured if of_city or self._topic is _NO_TOPIC else self._topic

    @property
    def leader(self) -> Name | None:
        """Whom "it" of the next sentence may mean."""
        return leader_of(self.sentence, self.names, self.meant) or self.figured


class Memory:
    """The names that were spoken of, the one that is most in mind last."""

    def __init__(self) -> None:
        self._named: deque[Name] = deque(maxlen=_KEPT)
        self._latest: Name | None = None
        self._pair: tuple[Name, Name] | None = None
        self._untold: deque[Told] = deque(maxlen=_SENTENCES)

    def keep(self, told: Told) -> None:
        """Keep what a sentence named, until somebody asks."""
        if told.names:
            self._untold.append(told)

    def last(self, names: Sequence[Name]) -> Name | None:
        """What was named right before; `names` are the sentence's own so far."""
        self._take_in()
        return names[-1] if names else self._latest

    def one_of_two(self, word: str) -> Name | None:
        """ "The former" or "the latter" of the two that were named last together."""
        self._take_in()
        if self._pair is None:
            return None
        return self._pair[word == "latter"]

    def meant(
        self, word: str, names: Sequence[Name], inner: Sequence[str] = ()
    ) -> Name | None:
        """The name that a word points to: the last of that sort.

        "The flower show" is one whose name tells of flowers, its `inner` word.
        """
        self._take_in()
        if not (names or self._named):
            return None
        heads = POINTING.get(word, (word,))
        if word in VENUES:
            for name in self._latest_first(names, inner):
                if name.sort is Sort.AREA and name.head == word:
                    return name
        for name in self._latest_first(names, inner):
            if name.sort in (Sort.AREA, Sort.COMPANY) and name.head in heads:
                return name
            if word in SURROUNDING and _surrounds(name):
                return name
        if word in FIRMS:
            for name in self._latest_first(names, inner):
                if name.sort is Sort.COMPANY:
                    return name
        return None

    def _latest_first(
        self, names: Sequence[Name], inner: Sequence[str]
    ) -> Iterator[Name]:
        """The names so far, those that tell of the inner words alone."""
        for name in chain(reversed(names), reversed(self._named)):
            if not inner or _tells_of(name, inner):
                yield name

    def _take_in(self) -> None:
        """Put the names of what was told in the order in which they are in mind."""
        for told in self._untold:
            names = spoken_of(told.sentence, told.names, told.meant)
            named = [name for name in names if name.sort is not Sort.CITY]
            self._latest = max(named, key=_end_of, default=self._latest)
            both = sorted(named, key=_end_of)[-2:]
            if len(both) == 2 and not any(name.points for name in both):
                self._pair = both[0], both[1]
            self._named.extend(name for name in named if not name.points)
            topic = told.topic
            if topic and topic.sort is not Sort.CITY:
                self._named.append(topic)
        self._untold.clear()


def _tells_of(name: Name, inner: Sequence[str]) -> bool:
    words = name.subject.words.lower().split()
    return any(word in words for word in inner)


def _surrounds(name: Name) -> bool:
    """Whether "the area" may be said of it."""
    if name.sort is Sort.AREA:
        return name.head not in VENUES and name.head not in EVENTS
    return name.sort is Sort.DISTRICT


def _end_of(name: Name) -> int:
    return name.last
