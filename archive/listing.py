"""A page of a list: which rows, how many in all, and what else could be chosen.

`Selection` is all that a reader asked for; `find` and `find_figures` answer it. They
are the one interface of lists: what answers it behind them may change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from archive import facets, search
from archive.facets import FIGURE_FACETS, FacetResult
from archive.models import Article, DistrictMention, Duplicate, Figure
from districts.models import District

BEST, NEWEST, OLDEST = "best", "newest", "oldest"
LARGEST, SMALLEST = "value", "smallest"
ORDERS = {BEST: "Best match", NEWEST: "Newest", OLDEST: "Oldest"}
FIGURE_ORDERS = {
    NEWEST: "Newest",
    OLDEST: "Oldest",
    LARGEST: "Largest value",
    SMALLEST: "Smallest value",
}
FIGURE_THINGS = ("indicator", "subject_district", "subject_company")
"""The known things that a figure's row names."""

Row = TypeVar("Row", Article, Figure)


class PageNotFound(Http404):
    """There is no page of this number."""


@dataclass(frozen=True)
class Selection:
    """What a reader asked for: words, values of facets, an order.

    `order` is empty for the usual one: best match where there are words, else newest.
    """

    query: search.Query | None = None
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""
    flagged: bool = False

    @property
    def usual_order(self) -> str:
        return BEST if self.query else NEWEST

    def toggled(self, name: str, value: str) -> Selection:
        """With the value of a facet chosen, or not any more."""
        values = self.selected.get(name, ())
        if value in values:
            values = tuple(one for one in values if one != value)
        else:
            values = (*values, value)
        return replace(self, selected={**self.selected, name: values})

    def cleared(self) -> Selection:
        """With the words and their order alone."""
        return Selection(self.query, {}, self.order)

    def query_string(self, **more: object) -> str:
        """The address's part from "?" on: first page, unless `page=` says another."""
        pairs = [("q", self.query.words)] if self.query else []
        for name, values in self.selected.items():
            pairs.extend((name, value) for value in values)
        if self.flagged:
            pairs.append(("flagged", "1"))
        if self.order:
            pairs.append(("order", self.order))
        pairs.extend((name, str(value)) for name, value in more.items())
        return f"?{urlencode(pairs)}"


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was chosen; `query` is the address without it."""

    name: str
    label: str
    value: str
    text: str
    query: str


@dataclass(frozen=True)
class Listing:
    """A page of a list.

    An article carries, for its row: `districts_about`, `first_figure` (or None),
    `figure_count`, `flagged_count`, `copy_count` (stories nearly the same, which lists
    leave out) and `snippet`. A figure comes with its article, which those of one story
    share, its indicator and subjects.
    """

    selection: Selection
    total: int
    page: int
    per_page: int
    rows: tuple[Article, ...] | tuple[Figure, ...]
    facets: tuple[FacetResult, ...] = ()
    chips: tuple[Chip, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        return self.rows

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.rows

    @property
    def pages(self) -> int:
        return page_count(self.total, self.per_page)

    @property
    def first(self) -> int:
        """The place of the page's first row in the list, from 1; 0 if empty."""
        return (self.page - 1) * self.per_page + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def previous_query(self) -> str:
        """The address of the page before this one; empty on the first."""
        return self.page_query(self.page - 1) if self.page > 1 else ""

    @property
    def next_query(self) -> str:
        return self.page_query(self.page + 1) if self.page < self.pages else ""

    @property
    def clear_query(self) -> str:
        return self.selection.cleared().query_string()

    def page_query(self, page: int) -> str:
        paging = {"page": page} if page > 1 else {}
        if self.per_page != settings.ARCHIVE_PAGE_SIZE:
            paging["per_page"] = self.per_page
        return self.selection.query_string(**paging)


def articles(selection: Selection) -> QuerySet[Article]:
    """All articles of a list, in no order."""
    return facets.narrow(_matching_articles(selection), selection.selected)


def figures(selection: Selection) -> QuerySet[Figure]:
    """All figures of a list, in no order."""
    matching = _matching_figures(selection)
    return facets.narrow(matching, selection.selected, FIGURE_FACETS)


def find(selection: Selection, *, page: int = 1, per_page: int = 25) -> Listing:
    """A page of articles; raises PageNotFound where the list is shorter."""
    matching = _matching_articles(selection)
    found = facets.narrow(matching, selection.selected)
    total = found.count()
    start, stop = _slice(total, page, per_page)
    ids = _article_ids(found, selection, start, stop)
    results = facets.count(matching, selection.selected)
    rows = articles_in_order(ids, selection)
    return _listing(selection, total, page, per_page, rows, results)


def find_figures(selection: Selection, *, page: int = 1, per_page: int = 25) -> Listing:
    """A page of figures; the words are those of their articles."""
    matching = _matching_figures(selection)
    found = facets.narrow(matching, selection.selected, FIGURE_FACETS)
    total = found.count()
    start, stop = _slice(total, page, per_page)
    ids = list(_ordered(found, selection).values_list("pk", flat=True)[start:stop])
    results = facets.count(matching, selection.selected, FIGURE_FACETS)
    rows = figures_in_order(ids)
    return _listing(selection, total, page, per_page, rows, results)


def article_ids(selection: Selection, most: int) -> tuple[list[int], int]:
    """Ids of the first articles of a list, in its order, and how many it has in all."""
    found = articles(selection)
    return _article_ids(found, selection, 0, most), found.count()


def figure_ids(selection: Selection, most: int) -> tuple[list[int], int]:
    found = figures(selection)
    ordered = _ordered(found, selection).values_list("pk", flat=True)
    return list(ordered[:most]), found.count()


def articles_in_order(ids: list[int], selection: Selection) -> tuple[Article, ...]:
    """The articles of these ids with all that their rows show."""
    # A story may have very many figures: its row shows their number and the first.
    first = (
        Figure.objects.visible()
        .filter(article=OuterRef("pk"))
        .order_by("raw_start", "ordinal", "pk")
        .values("pk")[:1]
    )
    copies = Duplicate.objects.filter(leading=OuterRef("pk")).order_by()
    copy_count = copies.values("leading").annotate(n=Count("pk")).values("n")
    found = (
        _articles_for_rows()
        .annotate(
            first_figure_id=Subquery(first),
            copy_count=Coalesce(Subquery(copy_count), 0),
        )
        .in_bulk(ids)
    )
    firsts = Figure.objects.select_related(*FIGURE_THINGS).in_bulk(
        [a.first_figure_id for a in found.values() if a.first_figure_id]
    )
    counts, about = _figure_counts(found), _districts_about(found)
    for article in found.values():
        article.first_figure = firsts.get(article.first_figure_id)
        article.figure_count, article.flagged_count = counts.get(article.pk, (0, 0))
        article.districts_about = tuple(about[article.pk])
        article.snippet = search.snippet(article, selection.query)
    return _in_order(ids, found)


def bare_articles_in_order(ids: list[int]) -> tuple[Article, ...]:
    """The articles of these ids with their documents and nothing counted."""
    return _in_order(ids, _articles_for_rows().in_bulk(ids))


def figures_in_order(ids: list[int]) -> tuple[Figure, ...]:
    """The visible figures of these ids; those of a story share one article."""
    whole = Figure.objects.visible().select_related(*FIGURE_THINGS)
    found = whole.defer("extracted").in_bulk(ids)
    # Joined to each figure, a long story would be read and held once per figure.
    articles = (
        _articles_for_rows()
        .defer("raw_ranges")
        .in_bulk({figure.article_id for figure in found.values()})
    )
    for figure in found.values():
        figure.article = article = articles[figure.article_id]
        if figure.document_id == article.document_id:
            figure.document = article.document
    return _in_order(ids, found)


def _articles_for_rows() -> QuerySet[Article]:
    """Articles with their documents, without what no row shows."""
    return Article.objects.select_related("document").defer(
        "maps", "pieces", "extracted", "document__text"
    )


def _districts_about(ids: Iterable[int]) -> dict[int, list[District]]:
    """The districts that each article is about, by name, be it told ever so often."""
    about = DistrictMention.objects.visible().filter(
        article__in=ids, role=DistrictMention.Role.ABOUT
    )
    named = District.objects.filter(districtmention__in=about).order_by("name", "pk")
    found: dict[int, list[District]] = defaultdict(list)
    for district in named.annotate(told_by=F("districtmention__article")).distinct():
        found[district.told_by].append(district)
    return found


def _figure_counts(ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Of each article with visible figures: how many, and how many are flagged."""
    grouped = (
        Figure.objects.visible().filter(article__in=ids).order_by().values("article")
    )
    counted = grouped.annotate(
        shown=Count("pk"), doubted=Count("pk", filter=Q(flagged=True))
    )
    return {row["article"]: (row["shown"], row["doubted"]) for row in counted}


def _in_order(ids: list[int], found: Mapping[int, Row]) -> tuple[Row, ...]:
    return tuple(found[number] for number in ids if number in found)


def page_count(total: int, per_page: int) -> int:
    """Pages of a list; an empty list has one."""
    return max(1, -(-total // per_page))


def _listing(
    selection: Selection,
    total: int,
    page: int,
    per_page: int,
    rows: tuple[Article, ...] | tuple[Figure, ...],
    results: Iterable[FacetResult],
) -> Listing:
    """With the addresses that toggle each value and those that take one away."""
    linked = []
    chips = []
    for result in results:
        values = tuple(
            replace(v, query=selection.toggled(result.name, v.value).query_string())
            for v in result.values
        )
        linked.append(replace(result, values=values))
        chips.extend(
            Chip(result.name, result.label, v.value, v.label, v.query)
            for v in values
            if v.selected
        )
    if selection.flagged:
        unflagged = replace(selection, flagged=False).query_string()
        chips.append(Chip("flagged", "Checks", "1", "Flagged", unflagged))
    return Listing(selection, total, page, per_page, rows, tuple(linked), tuple(chips))


def _slice(total: int, page: int, per_page: int) -> tuple[int, int]:
    if not 1 <= page <= page_count(total, per_page):
        raise PageNotFound(f"There is no page {page}.")
    return (page - 1) * per_page, page * per_page


def _matching_articles(selection: Selection) -> QuerySet[Article]:
    articles = Article.objects.leading()
    if selection.query:
        articles = articles.filter(pk__in=search.matching(selection.query))
    if selection.flagged:
        flagged = Figure.objects.visible().flagged().values("article")
        articles = articles.filter(pk__in=flagged)
    return articles


def _matching_figures(selection: Selection) -> QuerySet[Figure]:
    figures = facets.visible_figures()
    if selection.query:
        figures = figures.filter(article__in=search.matching(selection.query))
    return figures.flagged() if selection.flagged else figures


def _article_ids(
    articles: QuerySet[Article], selection: Selection, start: int, stop: int
) -> list[int]:
    order = selection.order or selection.usual_order
    if order == BEST and selection.query:
        return search.best_first(articles, selection.query, start, stop)
    ordered = articles.oldest() if order == OLDEST else articles.newest()
    return list(ordered.values_list("pk", flat=True)[start:stop])


def _ordered(figures: QuerySet[Figure], selection: Selection) -> QuerySet[Figure]:
    """In the order asked for; within an article as printed."""
    if selection.order in (LARGEST, SMALLEST):
        sign = "-" if selection.order == LARGEST else ""
        return figures.order_by(f"{sign}value", "public_id")
    day = F("article__published_on")
    oldest = selection.order == OLDEST
    day = day.asc(nulls_last=True) if oldest else day.desc(nulls_last=True)
    return figures.order_by(day, "article__public_id", "raw_start", "ordinal")
