"""What an address means today: the story or figure that answers to a public id.

A story may have moved into another, and a figure's row may have got another id: the
addresses of before go on answering.
"""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from archive.models import Article, Figure, FormerAddress

LONGEST_WAY = 20
"""How often a story may have moved before its old address stops answering."""


def article_at(public_id: str, articles: QuerySet[Article]) -> Article | None:
    """The story of `articles` that answers to this id, shown or not; None if gone.

    Raises ObjectDoesNotExist where the id was never one.
    """
    article = articles.filter(public_id=public_id).first()
    if article is None:
        former = FormerAddress.objects.filter(public_id=public_id).first()
        if former is None:
            raise ObjectDoesNotExist(f"There is no article {public_id[:60]}.")
        article = articles.filter(pk=former.article_id).first()
    return heir_of(article, articles)


def heir_of(
    article: Article | None, articles: QuerySet[Article] | None = None
) -> Article | None:
    """Where a story's text is today; None where it is in no story any more."""
    articles = Article.objects.all() if articles is None else articles
    for _ in range(LONGEST_WAY):
        if article is None or article.successor_id is None:
            break
        article = articles.filter(pk=article.successor_id).first()
    return article


def figure_at(
    public_id: str, figures: QuerySet[Figure]
) -> tuple[Figure | None, Article | None]:
    """The figure of `figures` that answers to this id, and the story it is in or was.

    Both are given whether shown or not; None is what is gone. Raises
    ObjectDoesNotExist where the id was never one.
    """
    figure = figures.filter(public_id=public_id).first()
    if figure is not None:
        return figure, figure.article
    former = FormerAddress.objects.filter(public_id=public_id).first()
    if former is None:
        raise ObjectDoesNotExist(f"There is no figure {public_id[:60]}.")
    figure = figures.filter(pk=former.figure_id).first()
    return figure, figure.article if figure else former.article


def is_open(article: Article | None) -> bool:
    """Whether readers may see the story."""
    return article is not None and article.is_shown and article.placed


def is_open_figure(figure: Figure | None) -> bool:
    """Whether readers may see the figure, and the story it stands in."""
    shown = figure is not None and figure.is_shown and figure.placed
    return shown and is_open(figure.article)
