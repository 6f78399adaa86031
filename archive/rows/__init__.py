"""Rows of lists, read for given keys with as few and narrow queries as they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import (
    Case,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Substr

from archive import search
from archive.models import Article, DistrictMention, Duplicate, Figure, Placed
from archive.passages import REACH
from archive.portions import SHOWN
from archive.prepared import Prepared
from archive.rows.kinds import (
    ArticleRow,
    Batch,
    FigureRow,
    LeadFigure,
    Named,
    Paths,
    Source,
)

__all__ = [
    "ArticleRow",
    "FigureRow",
    "LeadFigure",
    "Paths",
    "articles",
    "bare_articles",
    "complete",
    "figures",
]

LEAD = 4000
"""Characters of a text that its lead and its title are made of."""
TITLE = 800
"""Those that its title is made of, where no lead is shown."""

ARTICLE_COLUMNS = (
    *("pk", "public_id", "headline", "publisher", "address", "language", "status"),
    *Article.DATE_FIELDS,
)
FIGURE_COLUMNS = (
    *("pk", "public_id", "surface", "value", "unit", "kind", "hedge"),
    *("indicator_words", "period_start", "period_end", "period_basis", "period_words"),
    *("period_symbol", "comparison", "per", "subject_words", "conversion_surface"),
    *("conversion_value", "conversion_unit", "implied_rate", "conversion_verdict"),
    *("flagged", "checks", "dismissed_checks", "status", "confidence"),
    *("part", "start", "end", "raw_ranges"),
)
LEAD_COLUMNS = (
    *("public_id", "surface", "value", "unit", "kind", "hedge", "per"),
    "indicator_words",
)
FIGURE_THINGS = ("indicator", "subject_district", "subject_company")
"""The known things that a figure's row names."""


def articles(keys: Sequence[int], query: search.Query | None) -> tuple[ArticleRow, ...]:
    """The articles of these keys, in this order, with all that their rows show."""
    read = max(settings.ARCHIVE_SNIPPET_CHARACTERS, LEAD) if query else LEAD
    return complete(_in_order(keys, _articles(keys, Batch(keys, read))), query)


def bare_articles(keys: Sequence[int]) -> tuple[ArticleRow, ...]:
    """The articles of these keys with nothing counted, to be searched for a snippet."""
    read = max(settings.ARCHIVE_SNIPPET_CHARACTERS, LEAD)
    return _in_order(keys, _articles(keys, Batch(keys, read)))


def complete(
    bare: Sequence[ArticleRow], query: search.Query | None
) -> tuple[ArticleRow, ...]:
    """The same rows, of one batch, with all else that they show."""
    found = {row.pk: row for row in bare}
    if not found:
        return ()
    batch = bare[0].batch
    about: dict[int, list[Named]] = defaultdict(list)
    for key, slug, name in _ABOUT(found):
        about[key].append(batch.named("district", slug, name))
    copies = dict(_COPIES(found))
    counts = {key: counted for key, *counted in _FIGURE_COUNTS(found)}
    firsts = _first_figures(found, batch)
    for key, row in found.items():
        row.districts_about = tuple(about.get(key, ()))
        row.copy_count = copies.get(key, 0)
        row.figure_count, row.flagged_count = counts.get(key, (0, 0))
        row.first_figure = firsts.get(key)
        row.snippet = search.snippet(row, query)
    return tuple(bare)


def figures(keys: Sequence[int]) -> tuple[FigureRow, ...]:
    """The visible figures of these keys; those of a story share one article."""
    rows = _FIGURES(keys)
    # Joined to each figure, a story would be read and held once per figure.
    stories = list(dict.fromkeys(row[-1] for row in rows))
    batch = Batch(stories, TITLE)
    told_by = _articles(stories, batch)
    found = {row[0]: _figure(row, told_by[row[-1]], batch) for row in rows}
    return _in_order(keys, found)


def _articles(keys: Sequence[int], batch: Batch) -> dict[int, ArticleRow]:
    return {
        row[0]: ArticleRow(*row[:-2], Source(*row[-2:]), batch)
        for row in _ARTICLES(keys, batch.read)
    }


def _first_figures(keys: Iterable[int], batch: Batch) -> dict[int, LeadFigure]:
    """Of each article the first figure that readers may see."""
    return {
        article: LeadFigure(
            *plain,
            batch.named("indicator", slug, name),
            batch.paths.to("figure-detail", plain[0]),
        )
        for article, *plain, slug, name in _FIRST_FIGURES(keys)
    }


def _figure(row: list[Any], article: ArticleRow, batch: Batch) -> FigureRow:
    """A figure of its columns, its words, and slug and name of each of its things."""
    *plain, indicator, indicator_name, district, district_name, company, name, _ = row
    return FigureRow(
        *plain,
        batch.named("indicator", indicator, indicator_name),
        batch.named("district", district, district_name),
        batch.named("company", company, name),
        batch.paths.to("figure-detail", plain[1]),
        article,
    )


def _in_order(keys: Iterable[int], found: dict[int, Any]) -> tuple[Any, ...]:
    return tuple(found[key] for key in keys if key in found)


def _narrow_articles(keys: Any, read: int) -> QuerySet:
    texts = {f"{part}_read": Substr(part, 1, read) for part in SHOWN}
    rows = Article.objects.filter(pk__in=keys).order_by()
    return rows.annotate(**texts, ranges=Cast("raw_ranges", TextField())).values_list(
        *ARTICLE_COLUMNS,
        *texts,
        "ranges",
        "document__sha256",
        "document__received_at",
    )


def _districts_about(keys: Any) -> QuerySet:
    """By name; a district once, be it told ever so often."""
    about = DistrictMention.objects.visible().filter(
        article__in=keys, role=DistrictMention.Role.ABOUT
    )
    named = about.order_by("district__name", "district_id").distinct()
    return named.values_list("article", "district__slug", "district__name")


def _copies(keys: Any) -> QuerySet:
    copies = Duplicate.objects.filter(leading__in=keys).order_by().values("leading")
    return copies.annotate(n=Count("pk")).values_list("leading", "n")


def _figure_counts(keys: Any) -> QuerySet:
    """Of each article with visible figures: how many, and how many are flagged."""
    rows = Figure.objects.visible().filter(article__in=keys).order_by()
    counted = rows.values("article").annotate(
        shown=Count("pk"), doubted=Count("pk", filter=Q(flagged=True))
    )
    return counted.values_list("article", "shown", "doubted")


def _first_of(keys: Any) -> QuerySet:
    # A story may have very many figures: the first is picked by the database.
    first = (
        Figure.objects.visible()
        .filter(article=OuterRef("pk"))
        .order_by("raw_start", "ordinal", "pk")
        .values("pk")[:1]
    )
    stories = Article.objects.filter(pk__in=keys).order_by()
    firsts = stories.annotate(first=Subquery(first)).values("first")
    return (
        Figure.objects.filter(pk__in=firsts)
        .order_by()
        .values_list("article", *LEAD_COLUMNS, "indicator__slug", "indicator__name")
    )


def _narrow_figures(keys: Any) -> QuerySet:
    text = Case(
        *(When(part=part, then=F(f"article__{part}")) for part in Placed.Part.values),
        output_field=TextField(),
    )
    before = Greatest(F("start") - REACH, 0)
    words = Coalesce(Substr(text, before + 1, F("end") + REACH - before), Value(""))
    rows = Figure.objects.visible().filter(pk__in=keys).order_by()
    named = (f"{thing}__{name}" for thing in FIGURE_THINGS for name in ("slug", "name"))
    return rows.annotate(words=words).values_list(
        *FIGURE_COLUMNS, "words", *named, "article"
    )


_ARTICLES = Prepared(_narrow_articles)
_ABOUT = Prepared(_districts_about)
_COPIES = Prepared(_copies)
_FIGURE_COUNTS = Prepared(_figure_counts)
_FIRST_FIGURES = Prepared(_first_of)
_FIGURES = Prepared(_narrow_figures)
