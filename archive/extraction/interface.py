"""What an extractor is: it is given a story and says what stands where in it.

Our own rules are the first one; see `archive.extraction.rules`. Others are asked by
`archive.extractors`, which takes no extractor at its word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from archive.extraction.model import Story

LABELS = ("district", "company", "industry", "figure")
"""What can be found in a story."""


class Annotated(Protocol):
    """Words of a story and what they are: an Annotation, or a Find of our own."""

    @property
    def label(self) -> str: ...

    @property
    def part(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def attributes(self) -> Mapping[str, str]: ...

    @property
    def confidence(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Annotation:
    """The words story.part(part)[start:end] are a `label`; docs/extractors.md says
    which attributes each label has, and what is checked of them.
    """

    label: str
    part: str
    start: int
    end: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Lost:
    """Something the extractor has to say but cannot say where; it is only counted."""

    label: str
    reason: str


class Failure(Exception):
    """An extractor could not read this story; the words say why."""


class Unavailable(Failure):
    """It cannot read any story now: asking for further ones is of no use."""


class Extractor(Protocol):
    """Reads stories. `version` changes whenever its answers may.

    `provides` are the labels it gives. Offsets count the characters of Python's text.
    """

    name: str
    version: str
    provides: Iterable[str]

    def extract(self, story: Story) -> Iterable[Annotated | Lost]: ...
