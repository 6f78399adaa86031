"""A name at a place of a sentence, and whom it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Sort(Enum):
    DISTRICT = "district"
    AREA = "area"
    COMPANY = "company"
    CITY = "city"
    """The city or the country around the district: spoken of, seldom meant."""


class Subject(NamedTuple):
    """One of the three is set, or none where the text names nobody.

    A company that is not known by a slug is given by its words.
    """

    district: str = ""
    company: str = ""
    words: str = ""


NOBODY = Subject()


@dataclass(slots=True)
class Name:
    """A name over the tokens first..last; `head` is what sort of thing it calls itself.

    `points` where it is no name but "the town" or "it".
    """

    first: int
    last: int
    subject: Subject
    sort: Sort
    head: str = ""
    points: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """The tokens first..last of a figure, and the head of what it counts, if any."""

    first: int
    last: int
    noun: str = ""
