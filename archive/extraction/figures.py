"""Figures: the numbers of a story that claim something, each with its words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from archive.extraction.dating import Dating, Timing
from archive.extraction.gazetteer import Gazetteer
from archive.extraction.indicators import IndicatorReader, registry_key
from archive.extraction.kinds import Announcement, Kind, Previous, judge
from archive.extraction.measures import Bracket, Claim, ClaimReader, per_words
from archive.extraction.model import (
    PARTS,
    CompanyFind,
    Conversion,
    FigureFind,
    Place,
    Story,
)
from archive.extraction.repeats import Told
from archive.extraction.sentences import Sentence, read_sentences
from archive.extraction.subjects import SubjectFigure, SubjectFinder

_FIRST_READ = ("body", "headline", "standfirst", "captions")
"""The body tells a fact best; what the other parts repeat of it is dropped."""


def find_figures(
    story: Story,
    gazetteer: Gazetteer,
    companies: list[CompanyFind],
    subjects: SubjectFinder,
    dating: Dating,
    pointed: Collection[Place] = (),
) -> list[FigureFind]:
    """All figures of a story in text order; a fact that is repeated, once.

    The numbers at the places `pointed` are figures whatever speaks against it.
    """
    found: list[FigureFind] = []
    told = Told()
    for part in _FIRST_READ:
        timing = Timing(story.part(part), dating.now, dating.topic)
        reader = _PartReader(
            story, part, gazetteer, companies, subjects, pointed, timing
        )
        figures = list(reader.figures())
        found.extend(figure for figure in figures if not told.has(figure))
        told.add(figures)
    rank = {part: index for index, part in enumerate(PARTS)}
    return sorted(found, key=lambda figure: (rank[figure.part], figure.start))


class _PartReader:
    """Reads one part of a story from its first sentence to its last."""

    def __init__(
        self,
        story: Story,
        part: str,
        gazetteer: Gazetteer,
        companies: list[CompanyFind],
        subjects: SubjectFinder,
        pointed: Collection[Place],
        timing: Timing,
    ) -> None:
        self._part = part
        self._text = story.part(part)
        self._timing = timing
        self._gazetteer = gazetteer
        self._subjects = subjects
        self._names = {
            offset
            for find in companies
            if find.part == part
            for offset in range(find.start, find.end)
        }
        self._pointed = {
            offset
            for where, start, end in pointed
            if where == part
            for offset in range(start, end)
        }

    def figures(self) -> Iterator[FigureFind]:
        timing = self._timing
        indicators = IndicatorReader()
        reader = ClaimReader(self._names, self._pointed)
        announcement = Announcement()
        previous: Previous | None = None
        for sentence in read_sentences(self._text):
            claims = reader.claims(sentence)
            announcement.enter(sentence)
            timing.enter(sentence, bool(claims))
            self._subjects.enter(self._part, sentence)
            read = [(claim.measure, claim.last) for claim in claims]
            indicators.enter(sentence, read)
            if not (claims and claims[0].measure.gapped):
                previous = None
            for index, claim in enumerate(claims):
                about = claim.measure, claim.value, claim.end
                kind = judge(sentence, *about, previous, announcement.is_of_plans)
                words = indicators.words(index, kind.name)
                figure = self._figure(sentence, claim, kind, words)
                following = claims[index + 1 : index + 2]
                limit = (
                    sentence.tokens[following[0].measure.start].start
                    if following
                    else sentence.end
                )
                yield timing.apply(figure, sentence.tokens[claim.last].end, limit)
                previous = Previous.of(kind, claim.measure.unit, claim.last, previous)

    def _figure(
        self, sentence: Sentence, claim: Claim, kind: Kind, words: str
    ) -> FigureFind:
        tokens, text = sentence.tokens, self._text
        start = tokens[claim.measure.start].start
        end = tokens[claim.measure.last].end
        number_start = tokens[claim.number_first].start
        number_end = tokens[claim.number_last].end
        about = claim.measure
        subject = self._subjects.subject(
            SubjectFigure(about.start, claim.last, about.noun)
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
            indicator=registry_key(words, claim.measure.unit, self._gazetteer),
            indicator_words=words,
            per=per_words(sentence, claim.last + 1),
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
