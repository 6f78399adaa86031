"""Which names a sentence holds, those among them that only point back included."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence

from archive.extraction.district_names import AreaHit
from archive.extraction.gazetteer import Gazetteer
from archive.extraction.indicators.cues import OPENERS
from archive.extraction.model import CompanyFind, DistrictFind, Story
from archive.extraction.sentences import Sentence, Token
from archive.extraction.subjects.cues import (
    ADJECTIVES,
    COUNTRIES,
    DETERMINERS,
    FIRMS,
    HEADS,
    LOW_HEADS,
    POINTING,
)
from archive.extraction.subjects.introduced import Introductions
from archive.extraction.subjects.names import NOBODY, Name, Sort, Subject
from archive.extraction.subjects.places import may_end_name, read_place, stem_of
from archive.extraction.vocabulary import words as word_set

_KEPT = 24
"""Names that are remembered for "the town" and "the company" to point to."""
_GOVERNMENT = word_set("government authorities authority")
_LEGAL = word_set("co ltd inc corp company limited llc plc")
_LAST = word_set("last latter")
_CUES = HEADS | LOW_HEADS | FIRMS | COUNTRIES | POINTING.keys() | {"city", *_LAST}
_Place = tuple[int, int, Subject, Sort]


class NameReader:
    """Reads the names of a story's sentences, in their order."""

    def __init__(
        self,
        story: Story,
        gazetteer: Gazetteer,
        districts: Sequence[DistrictFind],
        companies: Sequence[CompanyFind],
        areas: Sequence[AreaHit],
    ) -> None:
        self._places: dict[str, list[_Place]] = {}
        area_places = {(area.part, area.start) for area in areas}
        for area in areas:
            self._add(area, Subject(words=area.surface), Sort.AREA)
        for find in districts:
            if (find.part, find.start) not in area_places:
                self._add(find, Subject(district=find.district), Sort.DISTRICT)
        for find in companies:
            subject = Subject(company=find.company, words=find.name)
            self._add(find, subject, Sort.COMPANY)
        for places in self._places.values():
            places.sort(key=lambda place: (place[0], -place[1]))
        self._here: list[_Place] = []
        self._next = 0
        self._named: deque[Name] = deque(maxlen=_KEPT)
        self._stems: dict[str, Name] = {}
        self._introductions = Introductions(story.body)
        self._country = gazetteer.country
        self._whole = {gazetteer.city.lower(), gazetteer.country.lower()} - {""}
        self._cues = {*_CUES, *self._whole}
        self.city = _city_of(story, gazetteer.city)

    def _add(
        self, find: DistrictFind | CompanyFind | AreaHit, subject: Subject, sort: Sort
    ) -> None:
        place = (find.start, find.end, subject, sort)
        self._places.setdefault(find.part, []).append(place)

    def begin(self, part: str) -> None:
        """Go on to another part."""
        self._here, self._next = self._places.get(part, []), 0

    def read(self, sentence: Sentence) -> list[Name]:
        """The names of the next sentence, left to right."""
        names: list[Name] = []
        taken = -1
        for index, place in self._marks(sentence):
            if index <= taken:
                continue
            if place:
                name = _known(sentence, index, place)
            else:
                name = self._cued(sentence, index, names)
            if name:
                names.append(name)
                taken = name.last
        introduced = self._introductions.read(sentence, names)
        for name in introduced:
            self._keep(name, name.subject.words.partition(" ")[0].lower())
        if introduced:
            names = sorted([*names, *introduced], key=_first_of)
        for name in names:
            if not name.points and name.sort is not Sort.CITY:
                self._named.append(name)
        return names

    def _marks(self, sentence: Sentence) -> list[tuple[int, _Place | None]]:
        """The tokens where a known name begins, or where a word may tell of one."""
        marks: dict[int, _Place | None] = {}
        if not self._cues.isdisjoint(sentence.folded):
            cues = self._cues
            marks = {i: None for i, low in enumerate(sentence.folded) if low in cues}
        start, end, here = sentence.start, sentence.end, self._here
        while self._next < len(here) and here[self._next][0] < end:
            place = here[self._next]
            self._next += 1
            if place[0] >= start:
                index = bisect_right(sentence.tokens, place[0], key=_start_of) - 1
                if not marks.get(index):
                    marks[index] = place
        return sorted(marks.items())

    def _cued(self, sentence: Sentence, index: int, names: list[Name]) -> Name | None:
        """A name that its last word tells, or that points back."""
        token = sentence.tokens[index]
        low = token.low
        if (low in HEADS or low in LOW_HEADS) and may_end_name(sentence, index):
            place = read_place(sentence, index)
            if place and self._replaces(place, names, token.is_capital):
                stem = stem_of(place)
                if stem:
                    self._keep(place, stem)
                return place
        if token.is_capital:
            return self._bare(sentence, index)
        return self._pointing(sentence, index, names)

    def recall(self, name: Name | None) -> None:
        """A name that is spoken of again, though only as "it"."""
        if name and name.sort is not Sort.CITY:
            self._named.append(name)

    def _keep(self, name: Name, stem: str) -> None:
        """Know the name by its first word from now on."""
        self._stems[stem] = name
        self._cues.add(stem)

    def _replaces(self, place: Name, names: list[Name], is_full: bool) -> bool:
        """Drop the names that are part of a place; "the Sample area" adds nothing."""
        covered = [name for name in names if name.last >= place.first]
        if covered and not is_full and covered[-1].last == place.last - 1:
            covered[-1].last = place.last
            return False
        del names[len(names) - len(covered) :]
        return True

    def _bare(self, sentence: Sentence, index: int) -> Name | None:
        """ "Sample", of the Sample area named before; or the city or country."""
        token = sentence.tokens[index]
        meant = self._stems.get(token.low)
        again = _again(sentence, index, meant) if meant else None
        if again:
            return again
        following = sentence.tokens[index + 1 : index + 2]
        owns = token.text.endswith(("'s", "’s"))
        if following and following[0].is_capital and not owns:
            return None
        if meant and meant.sort is Sort.AREA:
            return Name(index, index, meant.subject, Sort.AREA, meant.head)
        if token.low in self._whole:
            subject = Subject(words=token.text.removesuffix("'s").removesuffix("’s"))
            return Name(index, index, subject, Sort.CITY, token.low)
        return None

    def _pointing(
        self, sentence: Sentence, index: int, names: list[Name]
    ) -> Name | None:
        """ "the town", "the company", "the city": what was named last of that sort."""
        low, before = sentence.low(index), sentence.low(index - 1)
        inner = ""
        if before not in DETERMINERS and sentence.low(index - 2) in DETERMINERS:
            inner = before
        if before in ADJECTIVES or inner:
            before = sentence.low(index - 2)
        if before not in DETERMINERS or sentence.low(index + 1) in ("of", "-"):
            return None
        if low in _LAST:
            return self._last_of(sentence, index, names)
        if low == "city" and sentence.low(index - 1) != "new":
            last = index + (sentence.low(index + 1) in _GOVERNMENT)
            city = self.city if self.city is not NOBODY else Subject(words="the city")
            return Name(index, last, city, Sort.CITY, low, True)
        if low in COUNTRIES:
            subject = Subject(words=self._country or f"the {low}")
            return Name(index, index, subject, Sort.CITY, low, True)
        meant = self._meant(low, names)
        if meant is None:
            return None
        # "The flower show" is one whose name tells of flowers.
        known = {"", *ADJECTIVES, *meant.subject.words.lower().split()}
        if inner not in known:
            return None
        return Name(index, index, meant.subject, meant.sort, low, True)

    def _last_of(
        self, sentence: Sentence, index: int, names: list[Name]
    ) -> Name | None:
        """ "the latter", "the last,": the name right before."""
        earlier = [*self._named, *names]
        low, following = sentence.low(index), sentence.low(index + 1)
        if not earlier or low == "last" and following not in (",", "is", "has"):
            return None
        meant = earlier[-1]
        return Name(index, index, meant.subject, meant.sort, low, True)

    def _meant(self, word: str, names: list[Name]) -> Name | None:
        """The name that a word points to: the last of that sort."""
        heads = POINTING.get(word, (word,))
        earlier = [*self._named, *names]
        for name in reversed(earlier):
            if name.sort in (Sort.AREA, Sort.COMPANY) and name.head in heads:
                return name
        if word in FIRMS:
            for name in reversed(earlier):
                if name.sort is Sort.COMPANY:
                    return name
        return None


def _start_of(token: Token) -> int:
    return token.start


def _first_of(name: Name) -> int:
    return name.first


def _again(sentence: Sentence, index: int, meant: Name) -> Name | None:
    """A name of a story, word by word once more."""
    words = meant.subject.words.replace("-", " - ").split()
    last = index + len(words) - 1
    before = sentence.tokens[index - 1] if last > index > 0 else None
    if before and before.is_capital and before.low not in OPENERS:
        return None  # "Great Sample Valley" after "Sample Valley"
    if sentence.lows(index, last + 1) != [word.lower() for word in words]:
        return None
    following = sentence.tokens[last + 1 : last + 2]
    owns = sentence.text(last).endswith(("'s", "’s"))
    if following and following[0].is_capital and not owns:
        return None
    return Name(index, last, meant.subject, meant.sort, meant.head)


def _known(sentence: Sentence, index: int, place: _Place) -> Name:
    _, end, subject, sort = place
    tokens = sentence.tokens
    last = index
    while last + 1 < len(tokens) and tokens[last + 1].start < end:
        last += 1
    while sort is Sort.COMPANY and sentence.low(last + 1) in _LEGAL:
        last += 1
    points = sort is Sort.DISTRICT and tokens[index].low == "the"
    return Name(index, last, subject, sort, tokens[last].low, points)


def _city_of(story: Story, name: str) -> Subject:
    """The city whose districts the story tells of, if the story names it."""
    if not name.isalpha():
        return NOBODY
    named = any(name in story.part(part) for part in ("body", "headline", "standfirst"))
    return Subject(words=name) if named else NOBODY
