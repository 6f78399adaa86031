"""What the rules find in articles, and extractors told of them, becomes their rows."""

from __future__ import annotations

from collections.abc import Iterable

from archive import changes, duplicates, extraction, search
from archive.checks import Rates, review
from archive.extraction import Extraction
from archive.extraction.rules import Rules
from archive.extractors import Voice, merge
from archive.ingest import labels, renewing
from archive.ingest.claims import Claim, claims, filed_under, story_of
from archive.ingest.labels import NOTHING, Label
from archive.ingest.outcome import Changes
from archive.ingest.voices import Voices
from archive.ingest.world import World
from archive.models import Article, DistrictMention, Document


def extract(
    document: Document, articles: list[Article], world: World, label: Label
) -> Changes:
    """Bring the rows of a document's articles up to what the rules say now.

    `label` is what the names of the document say. What extractors said of its stories
    is heard again.
    """
    before = _dates(articles)
    decided = _decided_names(document, world)
    region = document.region.slug if document.region else ""
    voices = Voices(document, articles)
    found: list[Claim] = []
    for article in articles:
        labels.redate(article, label)
        found += read_story(article, region, world, label, decided, voices.of(article))
    for article in articles:
        if _dates([article])[0] != before[articles.index(article)]:
            article.save()
    renewed = renewing.renew(document, articles, found, extraction.VERSION)
    for article in articles:
        review_figures(article, world.rates)
    index(*articles)
    return renewed


def index(*articles: Article) -> None:
    """Bring all that is derived from these articles in step, in the transaction of
    their change: the text index, the groups of near-identical stories, and by the log
    of changes all that is held in memory.
    """
    changes.changed(article.pk for article in articles)
    for article in articles:
        search.index(article)
    duplicates.settle(articles)


def forget(articles: Iterable[Article]) -> None:
    """Take articles that leave out of all that is derived from them."""
    keys = [article.pk for article in articles]
    changes.changed(keys)
    search.remove(keys)
    duplicates.forget(keys)


def read_story(
    article: Article,
    region: str,
    world: World,
    label: Label = NOTHING,
    decided: Iterable[DistrictMention] = (),
    voices: Iterable[Voice] = (),
) -> list[Claim]:
    """What is found in an article; an undated one may learn of its day by it.

    `label` is what the names of the document say; `decided` what editors said to that.
    `voices` are what extractors said of it; of a new document there are none yet.
    """
    story = story_of(article, region, labels.filed_under(article, label, decided))
    read = merge(story, Rules(world.gazetteer(region)), voices).extraction
    _infer_date(article, read)
    found = list(claims(article, read, world))
    if label.district:
        found += filed_under(article, label.district, world)
    return found


def _decided_names(document: Document, world: World) -> list[DistrictMention]:
    """Mentions given by the file's name on which an editor decided."""
    if not world.labelling(document.region.slug if document.region else "").pattern:
        return []
    rows = DistrictMention.objects.filter(
        document=document, basis=DistrictMention.Basis.ADDRESS
    )
    return [row for row in rows.select_related("district") if row.is_decided]


def _dates(articles: Iterable[Article]) -> list[list[object]]:
    return [[getattr(a, name) for name in Article.DATE_FIELDS] for a in articles]


def _infer_date(article: Article, read: Extraction) -> None:
    """What the text allows to say of an undated article's day."""
    if article.published_on:
        return
    inferred = read.inferred_date
    article.take_machine_values(
        {
            "date_basis": Article.DateBasis.INFERRED
            if inferred
            else Article.DateBasis.UNKNOWN,
            "date_earliest": inferred.earliest if inferred else None,
            "date_latest": inferred.latest if inferred else None,
            "date_reason": inferred.reason if inferred else "",
        }
    )


def review_figures(article: Article, rates: Rates) -> None:
    """Raise the checks of an article's figures anew; they are derived."""
    columns = ("implied_rate", "conversion_verdict", "checks", "flagged")
    for figure in article.figures.all():
        before = [getattr(figure, name) for name in columns]
        review(figure, article, rates)
        if [getattr(figure, name) for name in columns] != before:
            figure.save(update_fields=columns)
