"""The names of a story, walked through sentence by sentence."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from archive.extraction.district_names import AreaHit
from archive.extraction.gazetteer import Gazetteer
from archive.extraction.model import CompanyFind, DistrictFind, Story
from archive.extraction.sentences import Sentence, read_sentences
from archive.extraction.subjects.behind import is_one_of_those, says_on, spoken_for
from archive.extraction.subjects.clauses import is_compared, leads
from archive.extraction.subjects.cues import (
    EVENTS,
    FULL_ONLY,
    IT,
    OTHERS,
    PASSING,
    PRONOUNS,
    RESUMING,
    VENUES,
)
from archive.extraction.subjects.defaults import city_of, default_district
from archive.extraction.subjects.governing import governing
from archive.extraction.subjects.names import NOBODY, Figure, Name, Sort, Subject
from archive.extraction.subjects.pointing import (
    goes_on_speaking,
    is_of_project,
    is_of_those,
    is_quoted_on,
    points_there,
    told_behind,
)
from archive.extraction.subjects.reading import NameReader
from archive.extraction.subjects.remembering import Told
from archive.extraction.vocabulary import QUOTES, words

_OFTEN = 4
"""Mentions that make a place what a story is about."""
_TWICE = 2
"""Those that do so in a story that names no district."""
_REMEMBERED = 12
"""Sentences behind which nobody goes on to be spoken of: the farthest look back."""
_THERE = 4
"""Sentences in which "there" looks for its place."""
_NEAR_BY = 3
"""Sentences back to which "it" looks."""
_EXPLETIVE = words("took takes")
"""Behind "it" that means nobody: "it took 15 years"."""
_OPENING = 8
"""Words in which a pronoun speaks of the sentence before."""
_NEAR = 6
"""Tokens between what is counted and what each of it has."""
_QUALIFYING = words("with of worth each over more than above at least exceeding")
"""What those tokens are."""
_WHERE = words("in at of near")
"""Before a place that is named only for where something is."""
_EXAMPLE = (["for", "example"], ["for", "instance"])
"""Who is told of so is not spoken of in the next paragraph."""
_EQUALS = words("is was equals represents represented compares means meant marks")
"""Behind "that" they go on with the figure before."""


def _is_about_place(
    districts: Sequence[DistrictFind], areas: Sequence[AreaHit]
) -> bool:
    """Whether no district itself is named in the headline, where a place may be."""
    starts = {area.start for area in areas if area.part == "headline"}
    return all(find.start in starts for find in districts if find.part == "headline")


class SubjectFinder:
    """Walks through a story's sentences and says whom their figures are about.

    Little is read before a figure asks; then all that came before it is. No more
    sentences are kept than any rule looks back on, however long the text.
    """

    def __init__(
        self,
        story: Story,
        gazetteer: Gazetteer,
        districts: Sequence[DistrictFind],
        companies: Sequence[CompanyFind],
        areas: Sequence[AreaHit],
    ) -> None:
        city = city_of(story, districts, gazetteer.city, gazetteer.other_cities)
        self._is_elsewhere = bool(city) and city != gazetteer.city
        named = [
            find
            for find in districts
            if not self._is_elsewhere or find.rule != "the-district"
        ]
        region, country = gazetteer.city, gazetteer.country
        self._is_filed = bool(story.districts)
        self._reader = NameReader(
            *(story.body, city, region, country, named, companies, areas),
            is_filed=self._is_filed,
        )
        self._others = OTHERS | {region.lower(), country.lower()}
        default = default_district(story, districts, city or region)
        self._default = Subject(district=default)
        self._mentions: Counter[Subject] = Counter()
        self._oftenest = NOBODY
        self._only_place = NOBODY
        self._counted: Subject | None = None
        self._headline = story.headline
        self._headline_area = None if _is_about_place(districts, areas) else ""
        self._part = ""
        self._told: deque[Told] = deque(maxlen=_REMEMBERED + 1)
        self._unread: list[tuple[str, Sentence]] = []

    def enter(self, part: str, sentence: Sentence) -> None:
        """Go on to the next sentence; one part comes after the other."""
        self._unread.append((part, sentence))
        if len(self._unread) > _REMEMBERED:
            self._read()

    def subject(self, figure: Figure) -> Subject:
        """Who governs a figure of the sentence; else the story's district."""
        self._read()
        told = self._told[-1]
        if self._counts_districts(told.sentence, figure):
            return self._reader.city
        subject = self._qualified(figure) or self._found(told, figure)
        told.asked.append(figure.first)
        told.last, told.subject = figure.last, subject
        if figure.noun and not (
            is_one_of_those(told.sentence) or is_of_those(told.sentence, figure)
        ):
            self._counted = subject
        return subject

    def _counts_districts(self, sentence: Sentence, figure: Figure) -> bool:
        """ "16 districts" are the city's, "three business districts" are anyone's."""
        if figure.noun != "districts" or self._reader.city is NOBODY:
            return False
        return FULL_ONLY["district"].isdisjoint(
            sentence.lows(figure.first, figure.last)
        )

    def _found(self, told: Told, figure: Figure) -> Subject:
        found = governing(told.sentence, told.names, figure, told.asked)
        if found is None and is_of_those(told.sentence, figure):
            return self._counted or self._prevailing()
        found = found or self._carried(figure)
        if found is None:
            return self._prevailing()
        if found.head != PASSING and not (found.sort is Sort.CITY and found.points):
            told.figured = found
            told.is_local |= found.sort is not Sort.CITY
        return found.subject

    def _qualified(self, figure: Figure) -> Subject | None:
        """ "260 firms with more than 500 clerks": the second goes with the first."""
        told = self._told[-1]
        if told.last < 0 or figure.first - told.last > _NEAR:
            return None
        between = told.sentence.lows(told.last + 1, figure.first)
        return told.subject if between and _QUALIFYING.issuperset(between) else None

    def _read(self) -> None:
        """Read the names of the sentences that nobody has asked about so far."""
        if self._headline_area is None:
            self._headline_area = self._place_of_headline()
        for part, sentence in self._unread:
            if part != self._part:
                self._part = part
                self._told.clear()
                self._reader.begin(part)
            names = self._reader.read(sentence)
            for name in names:
                placed = name.sort in (Sort.AREA, Sort.DISTRICT)
                if placed and name.head != PASSING:
                    self._mention(name)
            names = self._with_pronoun(sentence, names)
            told = Told(sentence, names)
            self._reader.memory.keep(told)
            self._told.append(told)
        self._unread.clear()

    def _with_pronoun(self, sentence: Sentence, names: list[Name]) -> list[Name]:
        """The names with "it" or "its", where that opens what a sentence tells."""
        opening = sentence.folded[:_OPENING]
        if IT.isdisjoint(opening):
            return names
        index = next(i for i, low in enumerate(opening) if low in IT)
        if sentence.low(index + 1) in _EXPLETIVE:
            return names
        before = [name for name in names if name.first < index]
        if any(leads(sentence, name) for name in before):
            return names
        meant = told_behind(sentence, names, index)
        if meant:
            it = replace(meant, first=index, last=index, head=opening[index])
            return [*before, it, *names[len(before) :]]
        for told in islice(reversed(self._told), _NEAR_BY):
            meant = told.leader
            if meant:
                it = Name(index, index, meant.subject, meant.sort, opening[index], True)
                return [*before, it, *names[len(before) :]]
        return names

    def _prevailing(self) -> Subject:
        """The headline's place; one named far oftener; the district; the city."""
        place = Subject(words=self._headline_area or "")
        if self._mentions[place]:
            return place
        if self._is_filed:
            return self._default
        mentions = self._mentions[self._oftenest]
        enough = _OFTEN if self._default.district else _TWICE
        if self._oftenest.district and not self._default.district:
            return self._reader.city
        if mentions >= enough and mentions > 2 * self._mentions[self._default]:
            return self._oftenest
        if self._default.district:
            return self._default
        if self._reader.city is NOBODY:
            return self._only_place
        headlined = self._is_elsewhere and self._is_headlined(self._only_place)
        return self._only_place if headlined else self._reader.city

    def _is_headlined(self, place: Subject) -> bool:
        """Whether the headline has its first word, or "Sampleton park" for it."""
        first, *others = place.words.replace("-", " ").split() or [""]
        told = self._headline.split()
        sort = others[-1].lower() if others else ""
        return first in told or sort in told and any(word in told for word in others)

    def _place_of_headline(self) -> str:
        """The place that the headline names instead of a district, if it does."""
        self._reader.begin("headline")
        sentences = list(read_sentences(self._headline))
        names = [name for each in sentences for name in self._reader.read(each)]
        areas = [name for name in names if name.sort is Sort.AREA]
        areas = [name for name in areas if name.head not in VENUES]
        if any(name.sort is Sort.DISTRICT for name in names) or not areas:
            return ""
        self._reader.memory.keep(Told(sentences[0], areas))
        return areas[0].subject.words

    def _mention(self, name: Name) -> None:
        """Count a place; the headline's "Sample park" may get its full name."""
        self._mentions[name.subject] += 1
        if self._only_place is NOBODY and name.head not in VENUES | EVENTS:
            self._only_place = name.subject
        if self._mentions[name.subject] > self._mentions[self._oftenest]:
            self._oftenest = name.subject
        place = (self._headline_area or "").lower().split()
        words = name.subject.words.lower().split()
        if place and len(words) > len(place) and set(place) <= set(words):
            self._headline_area = name.subject.words

    def _carried(self, figure: Figure) -> Name | None:
        """Whom the sentence before told of, where this one goes on to do so."""
        sentence = self._told[-1].sentence
        opening = sentence.lows(0, figure.first)
        if points_there(sentence, figure):
            return self._place_before()
        speaker = self._speaker()
        if speaker:
            return speaker
        city = self._city_before(opening)
        if city:
            return city
        earlier, same_paragraph = self._earlier()
        if earlier is None:
            return None
        if sentence.low(0) in ("that", "this") and sentence.low(1) in _EQUALS:
            return earlier
        if not PRONOUNS.isdisjoint(opening[:_OPENING]):
            return earlier
        if earlier.sort is Sort.COMPANY and is_of_project(opening):
            return earlier
        if goes_on_speaking(sentence, opening) and earlier.sort is not Sort.DISTRICT:
            return earlier
        if not same_paragraph and self._is_named_in_passing(earlier):
            return None
        others = not self._others.isdisjoint(sentence.folded)
        unclaimed = self._reader.city is NOBODY or earlier.sort is Sort.AREA
        if not self._default.district and unclaimed:
            return None if earlier.sort is Sort.COMPANY and others else earlier
        placed = earlier.sort in (Sort.AREA, Sort.DISTRICT)
        if not same_paragraph or placed and self._is_filed:
            return None
        if earlier.sort is Sort.DISTRICT:
            return earlier
        goes_on = sentence.low(0) in RESUMING
        if earlier.head in EVENTS:
            return earlier if goes_on else None
        if earlier.sort is Sort.COMPANY:
            own = goes_on or not (figure.noun or self._is_filed)
            return earlier if own and not others else None
        return earlier

    def _is_named_in_passing(self, place: Name) -> bool:
        """ "Exports at the Sample Zone": once; another is named again."""
        once = place.sort is Sort.AREA and self._mentions[place.subject] == 1
        if not once or self._mentions[self._oftenest] < _TWICE:
            return False
        return any(
            not _WHERE.isdisjoint(told.sentence.lows(place.first - 2, place.first))
            for told in islice(reversed(self._told), 1, None)
            if place.first > 1 and any(name is place for name in told.names)
        )

    def _speaker(self) -> Name | None:
        """Whose officer goes on to speak, where nobody says whose.

        The quote opens with this sentence, or shortly before.
        """
        latest = islice(reversed(self._told), _NEAR_BY + 1)
        for here, before in pairwise(latest):
            if not says_on(here.sentence, before.sentence):
                return None
            opens = here.sentence.low(0) in QUOTES
            found = spoken_for(before.sentence, before.names) if opens else None
            goes_on = is_quoted_on(before.sentence)
            if found or not (goes_on or opens and before.sentence.low(0) in QUOTES):
                return found
        return None

    def _city_before(self, opening: list[str]) -> Name | None:
        """ "The city's labs grow. These labs earned": the city, if named alone."""
        if len(self._told) == 1 or "these" not in opening[:_OPENING]:
            return None
        here, before = self._told[-1].sentence, self._told[-2]
        alone = all(name.sort is Sort.CITY for name in before.names)
        near = before.sentence.paragraph == here.paragraph
        return before.names[-1] if before.names and alone and near else None

    def _place_before(self) -> Name | None:
        """What "there" means: the place that was spoken of last."""
        for told in islice(reversed(self._told), _THERE):
            topic = told.topic
            if topic and topic.sort in (Sort.AREA, Sort.DISTRICT):
                return topic
            for sort in (Sort.AREA, Sort.DISTRICT):
                for name in reversed(told.names):
                    if name.sort is sort and not is_compared(told.sentence, name):
                        return name
        return None

    def _earlier(self) -> tuple[Name | None, bool]:
        """Whom the sentence before was about, and whether its paragraph is the same.

        Further back than that only within the paragraph, or where no district is left
        to fall back on.
        """
        here = self._told[-1].sentence
        following = here
        for told in islice(reversed(self._told), 1, None):
            same = told.sentence.paragraph == here.paragraph
            if told.topic and (same or told.sentence.lows(0, 2) not in _EXAMPLE):
                return told.topic, same
            same = told.sentence.paragraph == following.paragraph
            if not same and self._default.district:
                break
            following = told.sentence
        return None, False
