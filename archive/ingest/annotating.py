"""Asking an extractor for the stories it has not read; its answers are kept."""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from archive.extraction import PARTS, Story
from archive.extraction.interface import Failure, Unavailable
from archive.extraction.rules import Rules
from archive.extractors import About, Answer, Askers, merge, texts_of
from archive.ingest.claims import story_of
from archive.ingest.storing import hold, reextract
from archive.ingest.voices import voice_of, with_raw_places
from archive.ingest.world import World
from archive.models import Article, Document, Reading

logger = logging.getLogger(__name__)

AHEAD = 3
"""Documents under way, per process of the extractor."""
TOGETHER = 100
"""Stories that are looked up at once."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """What came of one story; `problem` says why it was not read."""

    public_id: str
    title: str
    problem: str = ""
    taken: int = 0
    dropped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Manner:
    """How an extractor's answers are merged: see `Reading`."""

    replaces: tuple[str, ...] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """Stories of a document that an extractor is asked about."""

    document: int
    articles: list[Article]
    stories: list[Story]
    answers: Future[list[Answer | Failure]] | None


class Run:
    """One extractor over all stories that lack its reading by its present version.

    Only what readers may see is shown to it. Killed at any moment, the next run goes on
    where this one was: each document is stored in a transaction of its own. `stopped`
    says why no further story was tried.
    """

    def __init__(
        self,
        about: About,
        manner: Manner,
        *,
        again: bool = False,
        limit: int | None = None,
    ) -> None:
        self.about, self.manner = about, manner
        self.stopped = ""
        self._world = World()
        lacking = list(_lacking(about, again=again))
        self.total = min(len(lacking), limit or len(lacking))
        self.left = len(lacking) - self.total
        self._due = {
            document: [key for _, key in pairs]
            for document, pairs in groupby(lacking[: self.total], itemgetter(0))
        }
        for document in _of_another_manner(about.name, manner):
            self._due.setdefault(document, [])

    def annotate(self, askers: Askers, jobs: int) -> Iterator[Annotated]:
        """Have all stories read and their documents extracted again."""
        under_way: deque[_Asked] = deque()
        for document, keys in self._due.items():
            if self.stopped:
                break
            under_way.append(_ask(document, keys, askers))
            if len(under_way) > AHEAD * jobs:
                yield from self._settle(under_way.popleft())
        for asked in under_way:
            yield from self._settle(asked)

    def _settle(self, asked: _Asked) -> Iterator[Annotated]:
        if asked.answers and self.stopped and asked.answers.cancel():
            return
        try:
            answers = asked.answers.result() if asked.answers else []
        except Unavailable as reason:
            self.stopped = str(reason)
            return
        try:
            yield from self._store(asked, answers)
        except (OperationalError, InterfaceError):
            raise  # the database itself is in trouble, not this document
        except Exception as error:
            logger.exception("Storing what was said of a document failed")
            problem = f"Storing it failed: {type(error).__name__}: {error}"[:500]
            for article in asked.articles:
                yield Annotated(article.public_id, article.title, problem)

    @transaction.atomic
    def _store(self, asked: _Asked, answers: list[Answer | Failure]) -> list[Annotated]:
        """Keep the answers and bring the document's rows up to them."""
        try:
            document = hold(Document(pk=asked.document))
        except Document.DoesNotExist:
            return []
        if not document.is_accepted:
            return []  # purged meanwhile
        outcomes = []
        for article, story, answer in zip(
            asked.articles, asked.stories, answers, strict=True
        ):
            if isinstance(answer, Answer):
                outcomes.append(self._keep(document, article, story, answer))
            else:
                problem = str(answer) or "it gave no reason"
                outcomes.append(Annotated(article.public_id, article.title, problem))
        if any(not outcome.problem for outcome in outcomes):
            self._tidy(document)
        document.readings.filter(extractor=self.about.name).update(
            replaces=list(self.manner.replaces), rank=self.manner.rank
        )
        reextract(document, self._world)
        return outcomes

    def _keep(
        self, document: Document, article: Article, story: Story, answer: Answer
    ) -> Annotated:
        region = document.region.slug if document.region else ""
        reading = Reading(
            extractor=self.about.name,
            version=self.about.version,
            annotations=with_raw_places(answer.rows, article),
        )
        rules = Rules(self._world.gazetteer(region))
        heard = merge(story, rules, [voice_of(reading)]).heard[self.about.name]
        dropped = answer.lost + heard.dropped
        Reading.objects.update_or_create(
            document=document,
            extractor=reading.extractor,
            texts=texts_of(story),
            defaults={
                "version": reading.version,
                "annotations": reading.annotations,
                "dropped": dict(dropped),
                "taken_at": timezone.now(),
            },
        )
        return Annotated(article.public_id, article.title, "", heard.taken, dropped)

    def _tidy(self, document: Document) -> None:
        """Remove the extractor's answers to texts that are in no story any more."""
        articles = document.articles.filter(placed=True)
        present = {texts_of(story_of(article, "")) for article in articles}
        mine = document.readings.filter(extractor=self.about.name)
        mine.exclude(texts__in=present).delete()


def _ask(document: int, keys: list[int], askers: Askers) -> _Asked:
    found = Article.objects.select_related("document").in_bulk(keys)
    articles = [found[key] for key in keys if key in found]
    region = ""
    if articles and articles[0].document.region_id:
        region = articles[0].document.region.slug
    stories = [story_of(article, region) for article in articles]
    return _Asked(
        document, articles, stories, askers.submit(stories) if stories else None
    )


def _lacking(about: About, *, again: bool) -> Iterator[tuple[int, int]]:
    """Keys of documents and of those stories in them that are to be read, in order."""
    texts = Article.objects.published().only("document", *PARTS)
    rows = texts.order_by("document_id", "anchor", "pk").iterator(chunk_size=TOGETHER)
    while some := list(islice(rows, TOGETHER)):
        readings = Reading.objects.filter(
            document__in={article.document_id for article in some},
            extractor=about.name,
            version=about.version,
        )
        read = set() if again else set(readings.values_list("document", "texts"))
        for article in some:
            if (article.document_id, texts_of(story_of(article, ""))) not in read:
                yield article.document_id, article.pk


def _of_another_manner(name: str, manner: Manner) -> Iterable[int]:
    """Documents for which the extractor's answers are merged in another way."""
    same = Q(replaces=list(manner.replaces), rank=manner.rank)
    others = Reading.objects.filter(extractor=name).exclude(same)
    return others.order_by("document").values_list("document", flat=True).distinct()


def known() -> list[str]:
    """The extractors whose answers are kept."""
    names = Reading.objects.order_by("extractor").values_list("extractor", flat=True)
    return list(names.distinct())


def forget(name: str) -> Iterator[tuple[int, int]]:
    """Remove what an extractor said; how many documents are done, and of how many.

    What it alone found leaves, decisions excepted.
    """
    world = World()
    documents = Reading.objects.filter(extractor=name).order_by("document_id")
    keys = list(documents.values_list("document_id", flat=True).distinct())
    for done, key in enumerate(keys, 1):
        with transaction.atomic():
            document = hold(Document(pk=key))
            document.readings.filter(extractor=name).delete()
            if document.is_accepted:
                reextract(document, world)
        yield done, len(keys)
