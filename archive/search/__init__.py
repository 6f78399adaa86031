"""The index of words: the one interface; what is behind it no one else knows.

`index` and `remove` are called in the transaction that changes an article. Which
articles a whole query finds, and in what order, is the matter of `archive/finding/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from archive.models import Article
from archive.search import postgresql, sqlite
from archive.search import query as _query
from archive.search import snippets as _snippets
from archive.search.names import unknown
from archive.search.query import TEXT_FIELDS, BrokenQuery, Query, Term, years
from archive.search.snippets import Snippet, Span
from archive.search.words import PARTS, Held, IndexedText, analyse

__all__ = [
    "LAST",
    "TEXT_FIELDS",
    "BrokenQuery",
    "Held",
    "Query",
    "Snippet",
    "Term",
    "add",
    "among",
    "columns",
    "having",
    "held",
    "holding",
    "index",
    "marks",
    "out_of_step",
    "parse",
    "rebuild",
    "remove",
    "snippet",
    "unknown",
    "years",
]

LAST = 1 << 62
"""Above the id of any article."""
BATCH = 200
"""Articles that are analysed and written at once."""
MOST_WORDS = 16_000
"""Words of an article that any setting can reach: PostgreSQL counts to 16,383."""


def parse(words: str) -> Query | None:
    """What a reader typed, within the limits of the settings; raises BrokenQuery."""
    return _query.parse(
        words,
        max_length=settings.ARCHIVE_MAX_QUERY_LENGTH,
        max_terms=settings.ARCHIVE_MAX_QUERY_TERMS,
    )


def index(article: Article) -> None:
    """Bring the index in step with the article as it is stored now."""
    if article.is_shown and article.placed:
        _engine().write([(article.pk, _analysed(article))])
    else:
        remove([article.pk])


def columns(article: Article) -> tuple[str, ...]:
    """The article's index row, without its number: no look into the database."""
    return _engine().columns(_analysed(article))


def add(rows: Iterable[tuple[int, tuple[str, ...]]]) -> None:
    """Index articles that are new: their ids and what `columns` made of them."""
    _engine().add(rows)


def remove(article_ids: Iterable[int]) -> None:
    """Take articles out of the index; ids that are not in it do no harm."""
    _engine().erase(list(article_ids))


def rebuild() -> int:
    """Make the whole index anew from the published articles; returns their number."""
    count = 0
    with transaction.atomic():
        _engine().erase_all()
        for batch in _batches(Article.objects.published()):
            _engine().write(batch)
            count += len(batch)
    return count


def having(term: Term, part: str = "", low: int = 0, high: int = LAST) -> list[int]:
    """Ids of the articles that have a term of text, anywhere or in one part.

    `part` is "headline" or "standfirst"; of a prefix only the headline is known apart.
    """
    asked, values = _engine().having(term, part, low, high)
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        return [number for (number,) in cursor.fetchall()]


def among(term: Term, part: str, articles: Sequence[int]) -> list[int]:
    """Those of a few articles that have a phrase, anywhere or in one part."""
    return _engine().among(term, part, articles)


def holding(query: Query) -> QuerySet[Article]:
    """The articles that have any of a query's terms of text; for use as a subquery."""
    found = Q()
    for term in query.wanted():
        found |= Q(pk__in=RawSQL(*_engine().having(term, term.field, 0, LAST)))
    return Article.objects.filter(found).order_by().values("pk")


def held(low: int, high: int) -> Iterator[Held]:
    """What the index holds of the articles from one id to below another."""
    return _engine().held(low, high)


def snippet(article: Article, query: Query | None) -> Snippet:
    """The sentence that matched or, without words, the article's lead."""
    return _snippets.snippet(article, query, settings.ARCHIVE_SNIPPET_CHARACTERS)


def marks(text: str, query: Query) -> list[Span]:
    """Where a text has the words of a query, to be marked on its page."""
    return _snippets.marks(text, query, settings.ARCHIVE_SNIPPET_CHARACTERS)


def out_of_step(articles: QuerySet[Article] | None = None) -> dict[int, str]:
    """Ids of articles whose index row is "missing", "extra" or "different".

    Of the articles given, or all, the published ones are compared. An extra row
    stands for no published article; all of these are found in any case.
    """
    found: dict[int, str] = {}
    every = Article.objects.all() if articles is None else articles
    held = _held_ids()
    for batch in _batches(every.published()):
        equal = _engine().equal(batch)
        for number, _ in batch:
            if number not in held:
                found[number] = "missing"
            elif number not in equal:
                found[number] = "different"
    published = Article.objects.published().values_list("pk", flat=True)
    found |= dict.fromkeys(sorted(held.difference(published)), "extra")
    return found


def _engine() -> ModuleType:
    """Who keeps the index in this database."""
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def _analysed(article: Article) -> IndexedText:
    texts = [getattr(article, part) for part in PARTS]
    most = settings.ARCHIVE_INDEX_WORDS
    return analyse(texts, min(most, MOST_WORDS))


def _batches(
    articles: QuerySet[Article],
) -> Iterable[list[tuple[int, IndexedText]]]:
    batch: list[tuple[int, IndexedText]] = []
    stored = articles.order_by("pk").only("pk", *PARTS)
    for article in stored.iterator(chunk_size=BATCH):
        batch.append((article.pk, _analysed(article)))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _held_ids() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_engine().NUMBERS)
        return {number for (number,) in cursor.fetchall()}
