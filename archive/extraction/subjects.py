"""Whom a figure is about: the nearest name that governs it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.extraction.folding import fold
from archive.extraction.model import CompanyFind, DistrictFind, Story
from archive.extraction.names import AreaHit

_THE_COMPANY = re.compile(r"\bthe (?:company|firm|group)\b(?!')")


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the three is set, or none where the text names nobody."""

    district: str = ""
    company: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    subject: Subject


class SubjectFinder:
    """The names of a story, ready to be asked who governs a place of the text."""

    def __init__(
        self,
        story: Story,
        districts: Sequence[DistrictFind],
        companies: Sequence[CompanyFind],
        areas: Sequence[AreaHit],
    ) -> None:
        self._names: dict[str, list[_Name]] = {}
        area_places = {(area.part, area.start) for area in areas}
        for area in areas:
            self._add(area.part, area.start, area.end, Subject(words=area.surface))
        for find in districts:
            if (find.part, find.start) not in area_places:
                subject = Subject(district=find.district)
                self._add(find.part, find.start, find.end, subject)
        for find in companies:
            subject = Subject(company=find.company)
            self._add(find.part, find.start, find.end, subject)
        for part in ("headline", "standfirst", "body", "captions"):
            self._add_the_company(part, story.part(part))
        for names in self._names.values():
            names.sort(key=lambda name: name.start)
        self._starts = {
            part: [name.start for name in names] for part, names in self._names.items()
        }
        about = Counter(find.district for find in districts if find.role == "about")
        most = [name for name, _ in about.most_common(1)]
        default = [*(story.districts or ()), *most]
        self._default = Subject(district=default[0] if default else "")

    def subject(self, part: str, start: int, sentence: tuple[int, int]) -> Subject:
        """Who governs the figure at `start`, in the sentence with these offsets.

        A company or an area that opens the sentence governs all of it; else it is
        the nearest name before the figure, else the district the story is about.
        """
        names = self._names.get(part, [])
        starts = self._starts.get(part, [])
        low = bisect_left(starts, sentence[0])
        high = bisect_right(starts, start)
        before = names[low:high] if high - low < 60 else names[high - 60 : high]
        if not before:
            return self._default
        opening = before[0]
        for name in reversed(before[-12:]):
            if name.subject.company and name.start - sentence[0] < 100:
                named_first = name is opening or _is_the_company(name)
                if named_first:
                    return name.subject
        return before[-1].subject

    def _add(self, part: str, start: int, end: int, subject: Subject) -> None:
        self._names.setdefault(part, []).append(_Name(start, end, subject))

    def _add_the_company(self, part: str, text: str) -> None:
        """ "the company" is the company named last."""
        known = [name for name in self._names.get(part, []) if name.subject.company]
        if not known:
            return
        known.sort(key=lambda name: name.start)
        starts = [name.start for name in known]
        for match in _THE_COMPANY.finditer(fold(text)):
            index = bisect_left(starts, match.start()) - 1
            if index >= 0:
                subject = known[index].subject
                self._add(part, match.start(), match.end(), subject)


def _is_the_company(name: _Name) -> bool:
    return name.end - name.start == len("the company")
