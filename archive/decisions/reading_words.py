"""What the machine reads in words that an editor chose, before they are a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from archive import extraction
from archive.decisions.places import absent, places_of
from archive.extraction import PARTS, Story
from archive.extraction.numbers import find_numbers
from archive.extraction.sentences import read_sentences
from archive.ingest import World
from archive.ingest.claims import LARGEST, Claim, claims, story_of
from archive.ingest.labels import filed_under
from archive.ingest.naming import naming_of
from archive.models import Article, DistrictMention, Figure, IndustryMention, Mention
from archive.passages import Place, sentence_of
from archive.spans import Range
from districts.models import Company, District, Industry

BARE = "number"
"""The unit of a number that measures nothing."""

_NAMED_BY = {
    District: ("name", "name_zh", "aliases__name"),
    Company: ("name", "name_zh", "aliases__name"),
    Industry: ("name", "keywords__word"),
}
"""Where the names of a known thing stand."""


def read_words(
    model: type[Mention | Figure],
    article: Article,
    surface: str,
    part: str = "",
    at: int | None = None,
) -> dict[str, Any]:
    """Values for a row of the kind at these words; known things by their key.

    A figure is what the present rules read there, be it that they would not take it
    for one; a mention, whom they find there or whose name or alias the words are. What
    cannot be told is left out. Raises NotFound where the words do not stand.
    """
    place = next(places_of(article, surface, part, at), None)
    if place is None:
        raise absent(surface, at)
    part, text, span = place
    claim = _claim_at(model, article, part, span)
    if claim is not None:
        return {"part": part, "at": span[0], **claim.values}
    words = text.text[slice(*span)]
    said = _number(words) if model is Figure else _named(model, words)
    return {"part": part, "at": span[0], **said}


def _claim_at(
    model: type[Mention | Figure], article: Article, part: str, span: Range
) -> Claim | None:
    """What the rules say of the place, in the widest context in which they do.

    A fact that the story tells twice is a figure only once, so the sentence is read
    alone as well, and at last the words.
    """
    world, document = World(), article.document
    region = document.region.slug if document.region else ""
    label = naming_of(document, world).label
    story = story_of(article, region, filed_under(article, label, ()))
    pointed = [(part, *span)] if model is Figure else []
    for context in _contexts(story, article, part, span):
        read = extraction.extract(context, world.gazetteer(region), pointed)
        found = [
            claim
            for claim in claims(article, read, world)
            if claim.model is model and claim.part == part and _shared(claim, span)
        ]
        if model is not Figure:
            found = [claim for claim in found if isinstance(claim.key, int)]
        if found:
            return max(found, key=lambda claim: _shared(claim, span))
    return None


def _contexts(
    story: Story, article: Article, part: str, span: Range
) -> Iterator[Story]:
    """The story; of it the sentence alone; the words alone: each at its place."""
    yield story
    sentence = sentence_of(article, Place(part, *span))
    end = sentence.offset + len(sentence.text)
    silent = dict.fromkeys(PARTS, "")
    for start, stop in ((sentence.offset, end), span):
        alone = " " * start + getattr(article, part)[start:stop]
        yield replace(story, **silent | {part: alone})


def _shared(claim: Claim, span: Range) -> int:
    return max(0, min(claim.end, span[1]) - max(claim.start, span[0]))


def _number(words: str) -> dict[str, Any]:
    """The first number of the words, whatever it measures."""
    found = (n for sentence in read_sentences(words) for n in find_numbers(sentence))
    number = next(found, None)
    if number is None or number.value >= LARGEST:
        return {}
    return {"value": number.value, "unit": "fraction" if number.is_fraction else BARE}


def _named(model: type[Mention], words: str) -> dict[str, Any]:
    """The one known thing that has these words for a name, if there is one."""
    known = model._meta.get_field(model.ENTITY).related_model
    words = " ".join(words.split())
    shown = known.objects.shown() if known is Company else known.objects.all()
    keys: set[int] = set()
    for column in _NAMED_BY[known]:
        rows = shown.filter(**{f"{column}__iexact": words})
        keys.update(rows.values_list("pk", flat=True)[:2])
    if len(keys) != 1:
        return {}
    said: dict[str, Any] = {model.ENTITY: keys.pop()}
    if model is DistrictMention:
        said["role"] = DistrictMention.Role.PASSING
    if model is IndustryMention:
        said["keyword"] = words
    return said
