"""Figures: the numbers of a story that claim something, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from archive.extraction.gazetteer import Gazetteer
from archive.extraction.indicators import Context, indicator_words, registry_key
from archive.extraction.kinds import Kind, Previous, judge
from archive.extraction.measures import (
    Bracket,
    Measure,
    is_money,
    measure,
    read_bracket,
)
from archive.extraction.model import (
    PARTS,
    CompanyFind,
    Conversion,
    FigureFind,
    Story,
)
from archive.extraction.nouns import read_noun
from archive.extraction.numbers import Number, find_numbers
from archive.extraction.ranks import Place, find_places
from archive.extraction.rejections import reason_against
from archive.extraction.sentences import Sentence, read_sentences
from archive.extraction.subjects import SubjectFinder
from archive.extraction.timing import Timing

_FIRST_READ = ("body", "headline", "standfirst", "captions")
"""The body tells a fact best; what the other parts repeat of it is dropped."""
_PER = {
    ("each",): "each",
    ("each", "year"): "each year",
    ("every", "year"): "every year",
    ("a", "year"): "a year",
    ("annually",): "annually",
    ("each", "month"): "each month",
    ("each", "week"): "each week",
    ("per", "year"): "per year",
    ("per", "capita"): "per capita",
    ("per", "square", "kilometer"): "per square kilometer",
}
_PER_BEGINS = {words[0] for words in _PER}


@dataclass(frozen=True, slots=True)
class _Claim:
    """A number with its measure, before it is judged. Token places are inclusive."""

    number_first: int
    number_last: int
    value: Decimal
    measure: Measure
    bracket: Bracket | None = None

    @property
    def last(self) -> int:
        return self.bracket.last if self.bracket else self.measure.last


def find_figures(
    story: Story,
    gazetteer: Gazetteer,
    companies: list[CompanyFind],
    subjects: SubjectFinder,
) -> list[FigureFind]:
    """All figures of a story in text order; a fact that is repeated, once."""
    found: list[FigureFind] = []
    said: set[tuple[Decimal, str]] = set()
    for part in _FIRST_READ:
        reader = _PartReader(story, part, gazetteer, companies, subjects)
        figures = list(reader.figures())
        found.extend(figure for figure in figures if _claimed(figure) not in said)
        said.update(map(_claimed, figures))
    rank = {part: index for index, part in enumerate(PARTS)}
    return sorted(found, key=lambda figure: (rank[figure.part], figure.start))


def _claimed(figure: FigureFind) -> tuple[Decimal, str]:
    """Value and unit; counts of differently worded things are taken for the same."""
    return abs(figure.value), figure.unit.partition(":")[0]


class _PartReader:
    """Reads one part of a story from its first sentence to its last."""

    def __init__(
        self,
        story: Story,
        part: str,
        gazetteer: Gazetteer,
        companies: list[CompanyFind],
        subjects: SubjectFinder,
    ) -> None:
        self._part = part
        self._text = story.part(part)
        self._today: date | None = story.published_on
        self._month_only = story.published_precision == "month"
        self._gazetteer = gazetteer
        self._subjects = subjects
        self._names = {
            offset
            for find in companies
            if find.part == part
            for offset in range(find.start, find.end)
        }
        self._last_noun = ""

    def figures(self) -> Iterator[FigureFind]:
        timing = Timing(self._text, self._today, month_only=self._month_only)
        for sentence in read_sentences(self._text):
            claims = self._claims(sentence)
            timing.enter(sentence, bool(claims))
            previous: Previous | None = None
            carried = ""
            for index, claim in enumerate(claims):
                kind = judge(sentence, claim.measure, claim.last, previous)
                previous_end = claims[index - 1].last if index else -1
                context = Context(
                    sentence,
                    claim.measure,
                    claim.last,
                    kind.name,
                    previous_end,
                    carried,
                )
                phrase = indicator_words(context)
                words = phrase.words
                figure = self._figure(sentence, claim, kind, words)
                following = claims[index + 1 : index + 2]
                limit = (
                    sentence.tokens[following[0].measure.start].start
                    if following
                    else sentence.end
                )
                yield timing.apply(figure, sentence.tokens[claim.last].end, limit)
                carried = phrase.carried
                previous = Previous(kind, claim.measure.unit, claim.last)

    def _claims(self, sentence: Sentence) -> list[_Claim]:
        """The numbers of a sentence that measure something, left to right."""
        claims: list[_Claim] = []
        taken = -1
        places = {place.first: place for place in find_places(sentence)}
        numbers = {number.first: number for number in find_numbers(sentence)}
        if not places and not numbers:
            return []
        for index in sorted(places.keys() | numbers.keys()):
            if index <= taken:
                continue
            claim = None
            if index in places:
                claim = _of_place(places[index])
            elif not self._is_in_name(sentence, numbers[index]):
                claim = self._of_number(sentence, numbers[index], taken)
            if claim and claim.measure.start > taken:
                claims.append(claim)
                taken = claim.last
            elif index not in places:
                taken = max(taken, self._skipped_bracket(sentence, index))
        return claims

    def _is_in_name(self, sentence: Sentence, number: Number) -> bool:
        return sentence.tokens[number.first].start in self._names

    def _of_number(
        self, sentence: Sentence, number: Number, taken: int
    ) -> _Claim | None:
        if reason_against(sentence, number):
            return None
        found = measure(sentence, number)
        if found is None:
            return None
        if found.start <= taken:
            found = replace(found, hedge="", hedge_first=-1)
        if found.elided:
            noun = _noun_of_number(sentence, number) or self._last_noun
            if not noun:
                return None
            found = replace(found, unit=f"count:{noun}", noun=noun)
        elif found.noun:
            self._last_noun = found.noun
        bracket = None
        if is_money(found.unit):
            bracket = _bracket_after(sentence, found)
        return _Claim(number.first, number.last, number.value, found, bracket)

    def _skipped_bracket(self, sentence: Sentence, index: int) -> int:
        """The end of a bracketed currency that no figure took: no figure itself."""
        for opening in range(index - 1, max(index - 5, -1), -1):
            if sentence.low(opening) in ("(", "（"):
                bracket = read_bracket(sentence, opening)
                return bracket.last if bracket else -1
        return -1

    def _figure(
        self, sentence: Sentence, claim: _Claim, kind: Kind, words: str
    ) -> FigureFind:
        tokens, text = sentence.tokens, self._text
        start = tokens[claim.measure.start].start
        end = tokens[claim.measure.last].end
        number_start = tokens[claim.number_first].start
        number_end = tokens[claim.number_last].end
        subject = self._subjects.subject(
            self._part, start, (sentence.start, sentence.end)
        )
        return FigureFind(
            part=self._part,
            start=start,
            end=end,
            surface=text[start:end],
            rule=f"figure-{claim.measure.unit.partition(':')[0].lower()}-{kind.name}",
            confidence=kind.confidence,
            number_start=number_start,
            number_end=number_end,
            value=_plain(-claim.value if kind.negative else claim.value),
            unit=claim.measure.unit,
            kind=kind.name,
            hedge=claim.measure.hedge,
            indicator=registry_key(words, self._gazetteer),
            indicator_words=words,
            per=_per(sentence, claim.last + 1),
            subject_district=subject.district,
            subject_company=subject.company,
            subject_words=subject.words,
            conversion=self._conversion(sentence, claim.bracket),
        )

    def _conversion(
        self, sentence: Sentence, bracket: Bracket | None
    ) -> Conversion | None:
        if bracket is None:
            return None
        start = sentence.tokens[bracket.first].start
        end = sentence.tokens[bracket.last].end
        return Conversion(
            start,
            end,
            self._text[start:end],
            _plain(bracket.value),
            bracket.unit,
            bracket.unit_stated,
        )


def _plain(value: Decimal) -> Decimal:
    """The value without a tail of zeros: 9781000000, not 9781000000.000."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _of_place(place: Place) -> _Claim:
    found = Measure(place.unit, place.surface_first, place.last)
    return _Claim(place.first, place.last, place.value, found)


def _bracket_after(sentence: Sentence, found: Measure) -> Bracket | None:
    """The bracketed second currency right behind an amount, of another currency."""
    bracket = read_bracket(sentence, found.last + 1)
    return bracket if bracket and bracket.unit != found.unit else None


def _noun_of_number(sentence: Sentence, number: Number) -> str:
    """ "the number of digital businesses rose to 7,000": the noun after "number of"."""
    words = sentence.lows(number.first - 25, number.first)
    for index in range(len(words) - 2, -1, -1):
        if words[index] == "number" and words[index + 1] == "of":
            offset = max(number.first - 25, 0) + index + 2
            noun = read_noun(sentence, offset)
            return noun.head if noun else ""
    return ""


def _per(sentence: Sentence, position: int) -> str:
    for length in (3, 2, 1) if sentence.low(position) in _PER_BEGINS else ():
        words = tuple(sentence.lows(position, position + length))
        if words in _PER:
            return _PER[words]
    return ""
