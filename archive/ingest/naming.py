"""What the names and addresses say under which a document was delivered.

They count only where the text itself states nothing. Where they contradict each other
none is believed, so that the order of arrival decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.ingest import labels
from archive.ingest.labels import NOTHING, Label
from archive.ingest.world import World
from archive.models import Article, Document
from archive.parsing import ParsedArticle, ParsedDocument, Published, addressed

MOST_NAMES = 500
"""Names and addresses of one document that are compared; further ones do not count."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What all names of a document say together, and the doubts about it.

    `addresses` are those it was fetched from, in order.
    """

    label: Label = NOTHING
    addresses: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def naming_of(document: Document, world: World) -> Naming:
    """What the deliveries of a stored document say."""
    region = document.region.slug if document.region else ""
    came = sorted(set(document.deliveries.values_list("name", "address")))
    return naming(came[:MOST_NAMES], region, world)


def naming(came: Iterable[tuple[str, str]], region: str, world: World) -> Naming:
    """What pairs of name and address say, of documents of a region."""
    came = list(came)
    addresses = sorted({address or name for name, address in came})
    if not world.labelling(region).pattern:
        return Naming(addresses=tuple(addresses))
    said = {name: world.label(region, name) for name, _ in came}
    label, doubts = labels.agreed(said)
    return Naming(label, tuple(addresses), tuple(doubts))


class NamedDate(Published):
    """A date that the file's name gives to a story which states none itself."""

    __slots__ = ()


def named(parsed: ParsedDocument, naming: Naming) -> ParsedDocument:
    """The parse with what names and addresses add to its stories."""
    stories = tuple(_named(story, naming) for story in parsed.articles)
    return replace(parsed, articles=stories)


def _named(story: ParsedArticle, naming: Naming) -> ParsedArticle:
    readings = [addressed(story, address) for address in naming.addresses]
    dates = {reading.published for reading in readings}
    if len(dates) == 1:
        story = readings[0]
    if story.published or naming.label.on is None:
        return story
    basis, precision = Article.DateBasis.ADDRESS.value, naming.label.precision
    date = NamedDate(naming.label.on, None, basis, precision=precision)
    return replace(story, published=date)


def is_labelled(story: ParsedArticle) -> bool:
    """Whether the story's date is the file name's, not the text's."""
    return isinstance(story.published, NamedDate)
