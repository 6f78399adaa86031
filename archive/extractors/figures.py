"""Annotations of figures: the number is read again, the words are looked up."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from archive.extraction import FigureFind
from archive.extraction.indicators import registry_key
from archive.extraction.interface import Annotation
from archive.extractors.answers import number_of
from archive.extractors.names import Dropped, Names
from archive.extractors.places import Text

KINDS = (
    "level",
    "growth",
    "share",
    "change",
    "rank",
    "multiple",
    "threshold",
    "target",
)

UNREAD = "no number with a measure can be read there"
SEVERAL = "it holds several numbers"
BAD_VALUE = "its value is not what the words say"
BAD_UNIT = "its unit is not what the words say"
LEFT_OUT = "{} left out, which the story does not have"

_SIGNED = ("growth", "change", "target")
_CLOSE = Decimal("0.01")


class Figures:
    """Our own readings of a story's numbers, found by their places."""

    def __init__(self, figures: Iterable[FigureFind]) -> None:
        self._figures: list[FigureFind] = []
        self._places: list[tuple[str, int]] = []
        self.add(figures)

    def add(self, figures: Iterable[FigureFind]) -> None:
        """Take in further readings; of one number the first stays."""
        known = set(self._places)
        self._figures += [one for one in figures if _number(one) not in known]
        self._figures.sort(key=_number)
        self._places = [_number(figure) for figure in self._figures]

    def within(self, annotation: Annotation) -> list[FigureFind]:
        """Those whose number begins in the annotation, in order."""
        first = bisect_left(self._places, (annotation.part, annotation.start))
        last = bisect_left(self._places, (annotation.part, annotation.end))
        return self._figures[first:last]


def _number(figure: FigureFind) -> tuple[str, int]:
    return figure.part, figure.number_start


def figure_at(annotation: Annotation, figures: Figures) -> FigureFind:
    """The one of our own readings whose number the annotation holds; raises Dropped.

    A value or unit that the extractor states must be the one that was read.
    """
    inside = figures.within(annotation)
    if not inside or inside[-1].number_end > annotation.end:
        raise Dropped(UNREAD)
    if inside[0].number_start != inside[-1].number_start:
        raise Dropped(SEVERAL)
    figure, said = inside[0], annotation.attributes
    if "unit" in said and _family(said["unit"]) != _family(figure.unit):
        raise Dropped(BAD_UNIT)
    if "value" in said and not _agrees(said["value"], figure):
        raise Dropped(BAD_VALUE)
    return figure


def _family(unit: str) -> str:
    """What is counted is read from the words: of a count's unit only that it is one."""
    return unit.partition(":")[0]


def _agrees(said: str, figure: FigureFind) -> bool:
    """Whether a stated value is that of the figure; a fall may be said without sign."""
    value = number_of(said)
    if value is None or (value < 0 <= figure.value):
        return False
    if figure.unit == "fraction":
        return abs(abs(value) - abs(figure.value)) <= _CLOSE
    return abs(value) == abs(figure.value)


def as_said(
    figure: FigureFind,
    annotation: Annotation,
    rule: str,
    names: Names,
    texts: Iterable[Text],
    lost: Counter[str],
) -> FigureFind:
    """Our own reading with what the extractor adds: kind, indicator and subject.

    What the story does not bear out is left out and counted; our reading stands.
    """
    said = annotation.attributes
    figure = replace(figure, rule=rule, confidence=annotation.confidence)
    kind = said.get("kind", "")
    if kind and kind != figure.kind:
        if _can_be(kind, figure.unit):
            value = figure.value if kind in _SIGNED else abs(figure.value)
            figure = replace(figure, kind=kind, value=value)
        else:
            lost["kind left out, which such a number cannot have"] += 1
    printed = {}
    ours = {"indicator": figure.indicator_words, "subject": figure.subject_words}
    for name, own in ours.items():
        if (words := said.get(name)) and words != own:
            printed[name] = _printed(words, texts)
            if not printed[name]:
                lost[LEFT_OUT.format(name)] += 1
    if words := printed.get("indicator"):
        key = registry_key(words, figure.unit, names.gazetteer)
        figure = replace(figure, indicator=key, indicator_words=words)
    if words := printed.get("subject"):
        district, company = names.subject(words)
        figure = replace(
            figure,
            subject_district=district,
            subject_company="" if district else company,
            subject_words="" if district or company else words,
        )
    return figure


def _can_be(kind: str, unit: str) -> bool:
    of_unit = {"rank": "rank", "multiple": "times"}
    return kind in KINDS and of_unit.get(kind, unit) == unit


def _printed(words: str, texts: Iterable[Text]) -> str:
    """The words as the story prints them, on one line."""
    found = next(filter(None, (text.printed(words) for text in texts)), "")
    return " ".join(found.split())
