"""When a known thing's names change: the articles they touch are read again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import Q, QuerySet

from archive import search
from archive.ingest.matching import MODELS
from archive.ingest.storing import reextract
from archive.ingest.world import World
from archive.models import Article, Document, Status
from districts.models import Company, District, Form, Indicator, Industry

Known = District | Company | Industry | Indicator

MOST_WORDS = 12
"""Words of a name by which articles are looked for; the rest only narrows it."""

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
            condition |= Q(articles__in=search.matching(query))
    found = Document.objects.filter(condition).values("pk")
    return Document.objects.accepted().filter(pk__in=found).order_by("pk")


def retag(entity: Known, words: Iterable[str]) -> int:
    """Read the touched documents again; returns the number of their articles.

    `words` are the names that came, went or changed. Decisions stay, as always.
    """
    world = World()
    documents = list(touched(entity, words).select_related("region"))
    for document in documents:
        reextract(document, world)
    return Article.objects.filter(document__in=documents, placed=True).count()


@transaction.atomic
def confirm_name(company: Company) -> int:
    """Let a company be known that was found in a text; returns the articles read again.

    Its name is read from now on wherever it stands, like that of any other.
    """
    company.confirm()
    company.save()
    return retag(company, {name.form for name in names_of(company)})


@transaction.atomic
def reject_name(company: Company) -> int:
    """What texts call this is no company: its mentions go, and it does not come back.

    Returns the articles read again. Raises NameKept where a person said of a mention
    or a figure that it is of this company.
    """
    kept = sum(
        model.objects.filter(**{field: company})
        .filter(~Q(person_fields=[]) | Q(status__in=KEPT))
        .exclude(status=Status.REJECTED)
        .count()
        for model, field in references(Company)
    )
    if kept:
        raise NameKept(kept)
    company.standing = Company.Standing.REJECTED
    company.save()
    return retag(company, ())


class NameKept(Exception):
    """So many mentions and figures of a company are a person's word."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _articles_with_rows(entity: Known) -> QuerySet[Article]:
    condition = Q()
    for model, field in references(type(entity)):
        rows = model.objects.filter(**{field: entity})
        condition |= Q(pk__in=rows.values("article"))
    return Article.objects.filter(condition)


def references(known: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """The fields of mentions and figures that name things of this kind."""
    return [
        (model, field.name)
        for model in MODELS
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
