"""Which names a sentence holds, those among them that only point back included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from archive.extraction.district_names import AreaHit
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.model import CompanyFind, DistrictFind
from archive.extraction.sentences import Sentence, Token
from archive.extraction.subjects.cues import (
    COUNTRIES,
    DETERMINERS,
    EVENTS,
    FIRMS,
    HEADS,
    LOW_HEADS,
    POINTING,
    VENUES,
)
from archive.extraction.subjects.introduced import Introductions
from archive.extraction.subjects.names import NOBODY, Name, Sort, Subject
from archive.extraction.subjects.places import (
    initials_of,
    is_nickname,
    may_end_name,
    one_word_places,
    read_governed,
    read_place,
    short_of,
    stem_of,
)
from archive.extraction.subjects.remembering import Memory
from archive.extraction.subjects.spelling import (
    Place,
    again,
    before_pointer,
    is_within_name,
    known,
)
from archive.extraction.vocabulary import words as word_set

_GOVERNMENT = word_set("government authorities authority")
_LAST = word_set("last latter former")
_ALL_OVER = word_set("nationwide nationally")
_CITIES = word_set("city metropolis municipality")
_NATIONAL = "national"
_CITYWIDE = "citywide"
_MEASURES = word_set("average total level figure rate")
_CUES = (
    HEADS
    | LOW_HEADS
    | FIRMS
    | COUNTRIES
    | POINTING.keys()
    | _GOVERNMENT
    | _ALL_OVER
    | _CITIES
    | {_NATIONAL, _CITYWIDE, *_LAST}
)


class NameReader:
    """Reads the names of a story's sentences, in their order."""

    def __init__(
        self,
        body: str,
        city: str,
        region: str,
        country: str,
        districts: Sequence[DistrictFind],
        companies: Sequence[CompanyFind],
        areas: Sequence[AreaHit],
        *,
        is_filed: bool,
    ) -> None:
        self._is_filed = is_filed
        self._places: dict[str, list[Place]] = {}
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
        self._here: list[Place] = []
        self._next = 0
        self.memory = Memory()
        self._stems: dict[str, Name] = {}
        self._initials: dict[str, Name] = {}
        self._introductions = Introductions(body)
        self._country = country
        self._whole = {city.lower(), region.lower(), country.lower()} - {""}
        self._cues = {*_CUES, *self._whole}
        for place in one_word_places(body):
            self._keep(place, place.subject.words.lower())
        self.city = Subject(words=city) if city else NOBODY

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
                name = known(sentence, index, place, taken)
            else:
                name = self._cued(sentence, index, names)
            if name:
                names.append(name)
                taken = name.last
                if name.sort is Sort.AREA:
                    self._keep(name, short_of(sentence, name))
                    for short in initials_of(name):
                        self._initials.setdefault(short, name)
                        self._cues.add(short.lower())
        introduced = self._introductions.read(sentence, names)
        for name in introduced:
            self._keep(name, name.subject.words.partition(" ")[0].lower())
        if introduced:
            names = sorted([*names, *introduced], key=_first_of)
        return names

    def _marks(self, sentence: Sentence) -> list[tuple[int, Place | None]]:
        """The tokens where a known name begins, or where a word may tell of one."""
        marks: dict[int, Place | None] = {}
        if not self._cues.isdisjoint(sentence.folded):
            cues = self._cues
            marks = {i: None for i, low in enumerate(sentence.folded) if low in cues}
        end, here = sentence.end, self._here
        while self._next < len(here) and here[self._next][0] < end:
            place = here[self._next]
            self._next += 1
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
            if place and (is_nickname(sentence, place) or self._is_own(place)):
                return None
            # A known district is that one, "District" behind it or not.
            is_full = token.is_capital and low != "district" or low == "park"
            if place and self._replaces(place, names, is_full):
                self._keep(place, stem_of(place))
                return place
        if low in _ALL_OVER and not index:
            subject = Subject(words=self._country or "the nation")
            return Name(0, 0, subject, Sort.CITY, low)
        if low == _CITYWIDE and not index:
            return Name(0, 0, self._named_city(), Sort.CITY, low)
        if token.is_capital:
            return self._bare(sentence, index)
        if low == _NATIONAL:
            return self._of_country(sentence, index)
        if low in _GOVERNMENT:
            return self._governed(sentence, index, names)
        return self._pointing(sentence, index, names)

    def _is_own(self, place: Name) -> bool:
        """ "Most District banks": of the district that the story is filed under."""
        return self._is_filed and place.head == "district"

    def _keep(self, name: Name, stem: str) -> None:
        """Know the name by one word of it from now on.

        "Sample" is Sample Zone, and no Sample Port that is named later.
        """
        before = self._stems.get(stem)
        if before and name.head in VENUES and before.head not in VENUES:
            return
        if stem and stem not in self._whole:
            self._stems[stem] = name
            self._cues.add(stem)

    def _replaces(self, place: Name, names: list[Name], is_full: bool) -> bool:
        """Drop the names that are part of a place; "the Sample area" adds nothing."""
        covered = [name for name in names if name.last >= place.first]
        if covered and not is_full and covered[-1].last == place.last - 1:
            covered[-1].last = place.last
            covered[0].first = min(covered[0].first, place.first)
            return False
        del names[len(names) - len(covered) :]
        return True

    def _bare(self, sentence: Sentence, index: int) -> Name | None:
        """ "Sample", of the Sample area named before; or the city or country."""
        token = sentence.tokens[index]
        meant = self._stems.get(token.low) or self._initials.get(token.text)
        name = again(sentence, index, meant) if meant else None
        if name:
            return name
        if is_within_name(sentence, index, index):
            return self._event(sentence, index)
        if meant and meant.sort is Sort.AREA:
            return Name(index, index, meant.subject, Sort.AREA, meant.head)
        if token.low in self._whole:
            subject = Subject(words=token.text.removesuffix("'s").removesuffix("’s"))
            return Name(index, index, subject, Sort.CITY, token.low)
        return None

    def _event(self, sentence: Sentence, index: int) -> Name | None:
        """ "The City Trade Conference": what it comes to is the city's."""
        if sentence.low(index) not in self._whole:
            return None
        last = index
        while last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].is_capital:
            last += 1
        first = index - sentence.tokens[index - 1].is_number if index else index
        head = sentence.low(last)
        subject = Subject(words=sentence.text(index))
        if head not in EVENTS or head in HEADS:
            return None  # "the City Expo" is spoken of itself
        return Name(first, last, subject, Sort.CITY, head)

    def _pointing(
        self, sentence: Sentence, index: int, names: list[Name]
    ) -> Name | None:
        """ "the town", "the company", "the city": what was named last of that sort."""
        low = sentence.low(index)
        if sentence.low(index + 1) in POINTING:
            return None  # "the cluster area"
        article, inner = before_pointer(sentence, index)
        if sentence.low(article) not in DETERMINERS or _is_qualified(sentence, index):
            return None
        if low in _LAST:
            return self._last_of(sentence, index, names)
        if low in _CITIES and sentence.low(index - 1) != "new":
            last = index + (sentence.low(index + 1) in _GOVERNMENT)
            # "The eastern metropolis" is the city; "the eastern city" may be any.
            first = index if low == "city" else article + 1
            return Name(first, last, self._named_city(), Sort.CITY, low, True)
        if low in COUNTRIES:
            subject = Subject(words=self._country or f"the {low}")
            return Name(index, index, subject, Sort.CITY, low, True)
        meant = self.memory.meant(low, names, inner)
        if meant is None and low == "district":
            meant = self.memory.meant("cbd", names, inner)
        if meant is None:
            return None
        if any(token.is_number for token in sentence.tokens[article + 1 : index]):
            article = index - 1  # "the 5-hectare park"
        return Name(article + 1, index, meant.subject, meant.sort, low, True)

    def _named_city(self) -> Subject:
        return self.city if self.city is not NOBODY else Subject(words="the city")

    def _governed(
        self, sentence: Sentence, index: int, names: list[Name]
    ) -> Name | None:
        """ "The Sample government": a place that no list knows."""
        place = read_governed(sentence, index)
        if place is None or place.subject.words.lower() in self._whole:
            return None
        if names and names[-1].last >= place.first:
            return None
        self._keep(place, place.subject.words.lower())
        return place

    def _of_country(self, sentence: Sentence, index: int) -> Name | None:
        """ "The national average": the country's."""
        if sentence.low(index + 1) not in _MEASURES:
            return None
        subject = Subject(words=self._country or "the nation")
        return Name(index, index + 1, subject, Sort.CITY, _NATIONAL, True)

    def _last_of(
        self, sentence: Sentence, index: int, names: list[Name]
    ) -> Name | None:
        """ "the latter", "the last,": the name right before; "the former" of two."""
        low, following = sentence.low(index), sentence.low(index + 1)
        if low == "last" and following not in (",", "is", "has"):
            return None
        if low == "former" and not is_verb(sentence, index + 1):
            return None  # "the former factory"
        paired = low == "former" or any(name.head == "former" for name in names)
        meant = self.memory.one_of_two(low) if paired else self.memory.last(names)
        if meant is None:
            return None
        return Name(index, index, meant.subject, meant.sort, low, True)


def _is_qualified(sentence: Sentence, index: int) -> bool:
    """ "the town of", "the town-owned": not the town that was named before."""
    following = sentence.tokens[index + 1 : index + 2]
    if not following:
        return False
    return following[0].low == "of" or following[0].low == "-" and following[0].glued


def _start_of(token: Token) -> int:
    return token.start


def _first_of(name: Name) -> int:
    return name.first
