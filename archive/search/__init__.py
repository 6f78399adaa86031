"""Finding articles by words: the one interface; what is behind it no one else knows.

`index` and `remove` are called in the transaction that changes an article.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from archive.models import Article
from archive.search import postgresql, sqlite
from archive.search import query as _query
from archive.search import snippets as _snippets
from archive.search.query import (
    TEXT_FIELDS,
    And,
    BrokenQuery,
    Node,
    Not,
    Or,
    Query,
    Term,
)
from archive.search.rows import rows, unknown
from archive.search.snippets import Snippet, Span
from archive.search.words import PARTS, IndexedText, analyse

__all__ = [
    "BrokenQuery",
    "Query",
    "Snippet",
    "add",
    "best_first",
    "columns",
    "holding",
    "index",
    "marks",
    "matching",
    "out_of_step",
    "parse",
    "rebuild",
    "remove",
    "snippet",
    "unknown",
]

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


def matching(query: Query) -> QuerySet[Article]:
    """The articles that a query matches; for use as a subquery of ids.

    Where it asks for words alone, one that does not lead its group stands for the one
    that does: a story is found by what any copy of it says. A minus or another field
    asks about each article by itself, or a copy without the words would bring back
    the story that has them.
    """
    found = Article.objects.filter(_narrowed(query.tree)).order_by()
    if not _is_words(query.tree):
        return found.values("pk")
    story = Coalesce("duplicate__leading_id", "pk")
    return found.annotate(story=story).values("story")


def holding(query: Query) -> QuerySet[Article]:
    """The articles that a query matches, each by its own words; as `matching`."""
    return Article.objects.filter(_narrowed(query.tree)).order_by().values("pk")


def best_first(
    articles: QuerySet[Article], query: Query, start: int, stop: int
) -> list[int]:
    """Ids of the articles from start to stop, the best match for the words first.

    A headline counts more than a standfirst, and that more than the body. Of equal
    matches, and where the query has no words of the text, the newest comes first.
    """
    wanted = query.wanted()
    if not wanted:
        return list(articles.newest().values_list("pk", flat=True)[start:stop])
    try:
        narrowed, narrowed_by = articles.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    scores, scored_by = _engine().scores(wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH hits AS MATERIALIZED ({scores})"
            " SELECT article.id FROM archive_article AS article"
            " LEFT JOIN hits ON hits.id = article.id"
            f" WHERE article.id IN ({narrowed})"
            " ORDER BY hits.score IS NULL, hits.score,"
            " article.published_on IS NULL, article.published_on DESC,"
            " article.published_at IS NULL, article.published_at DESC,"
            " article.public_id LIMIT %s OFFSET %s",
            [*scored_by, *narrowed_by, stop - start, start],
        )
        return [number for (number,) in cursor.fetchall()]


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
        cursor.execute(_engine().ROWS)
        return {number for (number,) in cursor.fetchall()}


def _narrowed(node: Node) -> Q:
    """The condition of a tree: one look into the index for each part that is text."""
    if _is_text(node):
        return Q(pk__in=RawSQL(*_engine().matching(node)))
    if isinstance(node, Not):
        return ~_narrowed(node.node)
    if isinstance(node, Term):
        return rows(node)
    if isinstance(node, Or):
        return _any(node)
    words = tuple(child for child in node.nodes if _is_text(child))
    others = [child for child in node.nodes if not _is_text(child)]
    if len(words) > 1:
        others.append(And(words))
    else:
        others.extend(words)
    condition = Q()
    for child in others:
        condition &= _narrowed(child)
    return condition


def _any(node: Or) -> Q:
    words = tuple(child for child in node.nodes if _is_text(child))
    others = [child for child in node.nodes if not _is_text(child)]
    if words:
        others.append(Or(words))
    condition = Q()
    for child in others:
        condition |= _narrowed(child)
    return condition


def _is_text(node: Node) -> bool:
    """Whether the index alone answers it; a minus needs words to take away from."""
    if isinstance(node, Term):
        return node.field in TEXT_FIELDS
    if isinstance(node, Not):
        return False
    if isinstance(node, Or):
        return all(_is_text(child) for child in node.nodes)
    inner = [child.node if isinstance(child, Not) else child for child in node.nodes]
    return all(map(_is_text, inner)) and any(map(_is_text, node.nodes))


def _is_words(node: Node) -> bool:
    """Whether it asks for nothing but words of the text."""
    if isinstance(node, And | Or):
        return all(map(_is_words, node.nodes))
    return isinstance(node, Term) and node.field in TEXT_FIELDS
