"""Where the words stand that a model quotes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from archive.extraction import Place
from archive.extraction.interface import LABELS, Annotation, Lost
from archive.extractors.chat.passages import Passage
from archive.extractors.names import COMPANY_KINDS, ROLES

CONFIDENCE = 0.6

MALFORMED = "it has no label or no quote"
ABSENT = "its quote is not in the story"
AMBIGUOUS = "its quote stands in several places"

_FIELDS = {
    "district": ("name", "role"),
    "company": ("kind",),
    "industry": ("name",),
    "figure": ("value", "unit", "kind", "indicator", "subject"),
}
_PARTS = ("body", "headline", "standfirst", "captions")
"""The first to be believed where parts of a story repeat each other."""


def annotation_of(item: dict[str, Any], passages: list[Passage]) -> Annotation | Lost:
    """The item at the one place where its quote stands in its sentence."""
    label, quote = item.get("label"), item.get("quote")
    if label not in LABELS or not isinstance(quote, str) or not quote.strip():
        return Lost(str(label), MALFORMED)
    sentence = item.get("sentence")
    places = _places(quote, sentence if isinstance(sentence, str) else "", passages)
    places = _in_first_part(places)
    if len(places) != 1:
        return Lost(label, AMBIGUOUS if places else ABSENT)
    return Annotation(label, *places[0], _attributes(label, item), CONFIDENCE)


def _places(quote: str, sentence: str, passages: list[Passage]) -> list[Place]:
    """Where the quote stands in the sentence; in all passages if that is not there."""
    anywhere, inside = [], []
    for passage in passages:
        words = passage.words
        anywhere += [passage.place(*span) for span in words.places(quote)]
        for around in words.places(sentence):
            inside += [passage.place(*span) for span in words.places(quote, around)]
    return inside or anywhere


def _in_first_part(places: Iterable[Place]) -> list[Place]:
    """Those in the first part that has any; each once."""
    found = sorted(set(places), key=lambda place: _PARTS.index(place[0]))
    return [place for place in found if place[0] == found[0][0]]


def _attributes(label: str, item: dict[str, Any]) -> dict[str, str]:
    """The fields of the label; a word that is none of the few allowed is left out."""
    said = {
        name: str(item[name])
        for name in _FIELDS[label]
        if isinstance(item.get(name), str | int | float)
    }
    few = {"district": ("role", ROLES), "company": ("kind", COMPANY_KINDS)}
    name, allowed = few.get(label, ("", ()))
    if name and said.get(name) not in allowed:
        said.pop(name, None)
    return said
