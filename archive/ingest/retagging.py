"""When a known thing's names change: the articles they touch are read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Q, QuerySet

from archive import search
from archive.ingest import families
from archive.ingest.outcome import Changes
from archive.ingest.storing import reextract
from archive.ingest.world import World
from archive.models import FACTS, Article, Document, Status
from districts.models import Company, District, Form, Indicator, Industry

Known = District | Company | Industry | Indicator

MOST_WORDS = 12
"""Words of a name by which articles are looked for; the rest only narrows it."""

AT_ONCE = 300
"""Documents that a page reads again; more are read by the command `reextract`."""

KEPT = (Status.CONFIRMED, Status.CORRECTED, Status.ADDED)
"""Of a mention what a person said for it."""


def names_of(entity: Known) -> set[Form]:
    """Every name under which the entity is found now, as the database has it."""
    if entity.pk is None:
        return set()
    return set(type(entity).objects.filter(pk=entity.pk).surface_forms())


def touched(entity: Known, words: Iterable[str]) -> QuerySet[Document]:
    """Documents that have one of the words, or a row that names the entity."""
    condition = Q(articles__in=_articles_with_rows(entity))
    for word in sorted(set(words)):
        if query := _phrase(word):
            condition |= Q(articles__in=search.holding(query))
    found = Document.objects.filter(condition).values("pk")
    return Document.objects.accepted().filter(pk__in=found).order_by("pk")


def touched_by(entities: Iterable[Known]) -> list[int]:
    """Keys of documents that have a name of these, or a row that names one of them."""
    keys: set[int] = set()
    for entity in entities:
        found = touched(entity, (name.form for name in names_of(entity)))
        keys.update(found.values_list("pk", flat=True))
    return sorted(keys)


@dataclass(frozen=True, slots=True)
class Retagged:
    """How many articles were read again, and how many documents were not, being more
    than AT_ONCE: their rows are as they were until `reextract` has read them.
    """

    articles: int
    left: int = 0

    def __add__(self, other: Retagged) -> Retagged:
        return Retagged(self.articles + other.articles, self.left + other.left)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What reading documents again would change: those first AT_ONCE of `touched`."""

    touched: int
    changed: tuple[tuple[Document, Changes], ...]

    @property
    def is_whole(self) -> bool:
        return self.touched <= AT_ONCE


def retag(entity: Known, words: Iterable[str]) -> Retagged:
    """Read touched documents again; `words` are names that came, went or changed."""
    return read_again(list(touched(entity, words).values_list("pk", flat=True)))


def read_again(keys: Sequence[int]) -> Retagged:
    """Read documents again, where they are not too many for a page. Decisions stay."""
    if len(keys) > AT_ONCE:
        return Retagged(0, left=len(keys))
    world, read = World(), list(_by_keys(keys))
    for document in read:
        reextract(document, world)
    articles = Article.objects.filter(document__in=read, placed=True)
    return Retagged(articles.count())


def rehearse(keys: Sequence[int]) -> Rehearsal:
    """What the present names would change in these documents; nothing is changed."""
    world, changed = World(), []
    for document in _by_keys(keys[:AT_ONCE]):
        changes = reextract(document, world, rehearsal=True)
        if changes.any or changes.disagreements:
            changed.append((document, changes))
    return Rehearsal(len(keys), tuple(changed))


def _by_keys(keys: Sequence[int]) -> QuerySet[Document]:
    return Document.objects.filter(pk__in=keys).order_by("pk").select_related("region")


def kept(company: Company) -> int:
    """How many mentions and figures a person said to be of this company."""
    return sum(
        model.objects.filter(**{field: company})
        .filter(~Q(person_fields=[]) | Q(status__in=KEPT))
        .exclude(status=Status.REJECTED)
        .count()
        for model, field in references(Company)
    )


def _articles_with_rows(entity: Known) -> QuerySet[Article]:
    named = [
        model.objects.filter(**{field: entity})
        for model, field in references(type(entity))
    ]
    if isinstance(entity, Company):
        named = [*families.rows_naming(entity), *named]
    condition = Q()
    for rows in named:
        condition |= Q(pk__in=rows.values("article"))
    return Article.objects.filter(condition)


def references(known: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """The fields of mentions and figures that name things of this kind."""
    return [
        (model, field.name)
        for model in FACTS
        for field in model._meta.fields
        if field.related_model is known
    ]


def _phrase(word: str) -> search.Query | None:
    """The name as a phrase to search for; None where it has no letter or digit."""
    words = word.replace('"', " ").split()[:MOST_WORDS]
    try:
        return search.parse('"' + " ".join(words) + '"') if words else None
    except search.BrokenQuery:
        return None
