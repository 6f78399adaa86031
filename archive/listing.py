"""A page of a list: which rows, how many in all, and what else could be chosen.

`Selection` is all that a reader asked for; `find` and `find_figures` answer it. They
are the one interface of lists: what answers it behind them may change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from urllib.parse import quote_plus

from django.conf import settings
from django.http import Http404

from archive import finding, rows, search
from archive.facets import FacetResult, FacetValue
from archive.finding import BEST, LARGEST, NEWEST, OLDEST, SMALLEST, Found
from archive.limits import TimeIsUp
from archive.rows import ArticleRow, FigureRow

ORDERS = {BEST: "Best match", NEWEST: "Newest", OLDEST: "Oldest"}
FIGURE_ORDERS = {
    NEWEST: "Newest",
    OLDEST: "Oldest",
    LARGEST: "Largest value",
    SMALLEST: "Smallest value",
}
BLANK = "\0"
"""Stands for any value in an address: no words and no value hold this sign."""


class PageNotFound(Http404):
    """There is no page of this number."""


@dataclass(frozen=True)
class Selection:
    """What a reader asked for: words, values of facets, an order.

    `order` is empty for the usual one: best match where there are words, else newest.
    `least` and `most` are the ends of the range that values of figures are to lie in.
    """

    query: search.Query | None = None
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""
    flagged: bool = False
    least: Decimal | None = None
    most: Decimal | None = None

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
        more_pairs = ((name, str(value)) for name, value in more.items())
        pairs = (*self.pairs(), *more_pairs)
        return "?" + "&".join(f"{name}={_quoted(value)}" for name, value in pairs)

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of its address."""
        pairs = [("q", self.query.words)] if self.query else []
        for name, values in self.selected.items():
            pairs.extend((name, value) for value in values)
        if self.flagged:
            pairs.append(("flagged", "1"))
        ends = (("value_min", self.least), ("value_max", self.most))
        pairs.extend((name, f"{end:f}") for name, end in ends if end is not None)
        if self.order:
            pairs.append(("order", self.order))
        return pairs


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

    `keys` are those of its rows, which `read` reads when they are first asked for. An
    article carries, for its row: `districts_about`, `first_figure` (or None),
    `figure_count`, `flagged_count`, `copy_count` (stories nearly the same, which lists
    leave out) and `snippet`. A figure comes with its article, which those of one story
    share, its indicator and subjects.

    `version` names the data of which the list is. `looked_at` is how many stories were
    looked through for the words, where looking through all would have taken too long;
    None where all were.
    """

    selection: Selection
    total: int
    page: int
    per_page: int
    keys: tuple[int, ...]
    version: str
    read: Callable[[Sequence[int]], tuple[ArticleRow, ...] | tuple[FigureRow, ...]]
    facets: tuple[FacetResult, ...] = ()
    chips: tuple[Chip, ...] = ()
    looked_at: int | None = None

    @cached_property
    def rows(self) -> tuple[ArticleRow, ...] | tuple[FigureRow, ...]:
        return self.read(self.keys)

    @property
    def articles(self) -> tuple[ArticleRow, ...]:
        return self.rows

    @property
    def figures(self) -> tuple[FigureRow, ...]:
        return self.rows

    @property
    def pages(self) -> int:
        return page_count(self.total, self.per_page)

    @property
    def first(self) -> int:
        """The place of the page's first row in the list, from 1; 0 if empty."""
        return (self.page - 1) * self.per_page + 1 if self.keys else 0

    @property
    def last(self) -> int:
        return self.first + len(self.keys) - 1 if self.keys else 0

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


def find(selection: Selection, *, page: int = 1, per_page: int = 25) -> Listing:
    """A page of articles; raises PageNotFound where the list is shorter."""
    found = _articles(selection)
    ids = _ids(found, selection, *_slice(found.total, page, per_page))
    read = partial(rows.articles, query=selection.query)
    return _listing(selection, found, page, per_page, ids, read)


def find_figures(selection: Selection, *, page: int = 1, per_page: int = 25) -> Listing:
    """A page of figures; the words are those of their articles."""
    found = _figures(selection)
    ids = _ids(found, selection, *_slice(found.total, page, per_page))
    return _listing(selection, found, page, per_page, ids, rows.figures)


def article_ids(selection: Selection, most: int) -> tuple[list[int], int]:
    """Ids of the first articles of a list, in its order, and how many it has in all.

    Raises TimeIsUp where looking for the words would take too long: a file or a feed
    cannot say that it is not whole.
    """
    found = _whole(_articles(selection))
    return _ids(found, selection, 0, most), found.total


def figure_ids(selection: Selection, most: int) -> tuple[list[int], int]:
    """The same of figures."""
    found = _whole(_figures(selection))
    return _ids(found, selection, 0, most), found.total


def article_total(selection: Selection) -> int:
    """How many articles a list has."""
    return _articles(selection).total


def figure_total(selection: Selection) -> int:
    """How many figures a list has."""
    return _figures(selection).total


def page_count(total: int, per_page: int) -> int:
    """Pages of a list; an empty list has one."""
    return max(1, -(-total // per_page))


def _listing(
    selection: Selection,
    found: Found,
    page: int,
    per_page: int,
    ids: list[int],
    read: Callable,
) -> Listing:
    """With the addresses that toggle each value and those that take one away."""
    linked = []
    chips = []
    for result in found.counts():
        values = _linked(selection, result)
        linked.append(FacetResult(result.name, result.label, values))
        chips.extend(
            Chip(result.name, result.label, v.value, v.label, v.query)
            for v in values
            if v.selected
        )
    if selection.flagged:
        unflagged = replace(selection, flagged=False).query_string()
        chips.append(Chip("flagged", "Checks", "1", "Flagged", unflagged))
    chips.extend(_ends(selection))
    return Listing(
        selection,
        found.total,
        page,
        per_page,
        tuple(ids),
        found.state.version,
        read,
        tuple(linked),
        tuple(chips),
        found.looked_at,
    )


def _ends(selection: Selection) -> Iterator[Chip]:
    """The ends of a range of values."""
    for field_name, name, label in (
        ("least", "value_min", "Value from"),
        ("most", "value_max", "Value up to"),
    ):
        end = getattr(selection, field_name)
        if end is not None:
            query = replace(selection, **{field_name: None}).query_string()
            yield Chip(name, label, f"{end:f}", f"{end:,f}", query)


def _linked(selection: Selection, facet: FacetResult) -> tuple[FacetValue, ...]:
    """The values of a facet, each with the address that toggles it.

    Of what is not chosen the addresses differ in one value: they are written once.
    """
    chosen = selection.toggled(facet.name, BLANK).query_string()
    before, after = chosen.split(quote_plus(BLANK))
    return tuple(
        FacetValue(
            v.value,
            v.label,
            v.count,
            v.selected,
            selection.toggled(facet.name, v.value).query_string()
            if v.selected
            else f"{before}{_quoted(v.value)}{after}",
        )
        for v in facet.values
    )


_quoted = lru_cache(maxsize=10_000)(quote_plus)


def _slice(total: int, page: int, per_page: int) -> tuple[int, int]:
    if not 1 <= page <= page_count(total, per_page):
        raise PageNotFound(f"There is no page {page}.")
    return (page - 1) * per_page, page * per_page


def _articles(selection: Selection) -> Found:
    return finding.articles(
        selection.query, selection.selected, flagged=selection.flagged
    )


def _figures(selection: Selection) -> Found:
    return finding.figures(
        selection.query,
        selection.selected,
        flagged=selection.flagged,
        least=selection.least,
        most=selection.most,
    )


def _whole(found: Found) -> Found:
    if found.looked_at is not None:
        raise TimeIsUp
    return found


def _ids(found: Found, selection: Selection, start: int, stop: int) -> list[int]:
    order = selection.order or selection.usual_order
    if order == BEST and not found.tiers:
        order = NEWEST
    return found.page(order, start, stop)
