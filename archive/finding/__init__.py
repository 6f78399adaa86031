"""Words and selections to the rows of a list: ids of a page, total, and counts.

This is all that lists ask for. It is answered from bitmaps in memory and, for words,
by the text index.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import numpy as np
from django.conf import settings
from pyroaring import BitMap

from archive import bitmaps, facets
from archive.bitmaps import State, Universe, bitmap, keys_of
from archive.bitmaps.orders import Order, Sort
from archive.facets import FACETS, FIGURE_FACETS, Facet, FacetResult
from archive.facets.names import names_of
from archive.finding.terms import Terms
from archive.finding.trees import tiers
from archive.limits import TimeIsUp, limited
from archive.models import Article, Figure
from archive.search import Query
from districts.models import District, Indicator, Industry

BEST, NEWEST, OLDEST = "best", "newest", "oldest"
LARGEST, SMALLEST = "value", "smallest"
MOST_KEPT = 50
"""Searches whose stories are kept for those who turn the page or choose a facet."""

LAST_LOOKED_AT = 20_000
"""Articles that are looked through where looking through all takes too long."""
LAST_PART = 6
"""One of so many parts of a search's time is kept for that."""

MOST_FIRST = 200
"""Rows of the front page that are kept in order, where a reader asks for so many."""

Selected = Mapping[str, Sequence[str]]
Ranked = tuple[tuple[BitMap, ...], int | None]
"""Tiers, and how many articles were looked through if it were not all."""


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a list. `matching` is before facets narrow it, in tiers if ranked.

    `looked_at` is how many stories were looked through, where it was not all of them:
    the search took too long. `name` is one for what `matching` follows from.
    """

    state: State
    rows: Universe
    facets: tuple[Facet, ...]
    selected: Selected
    matching: BitMap
    chosen: BitMap
    tiers: tuple[BitMap, ...]
    name: Hashable
    looked_at: int | None = None

    @property
    def total(self) -> int:
        return len(self.chosen)

    def counts(self) -> list[FacetResult]:
        """Every facet, counted under all other selections but not its own."""
        name = self.name if self.looked_at is None else None
        return facets.count(self.rows, self.matching, self.selected, self.facets, name)

    def page(self, order: str, start: int, stop: int) -> list[int]:
        """Keys of the rows from one place to another in this order."""
        stop = min(stop, self.total)
        if order != BEST:
            by, sort, down = self._ordered(order)
            page = partial(by.page, self.chosen, start, stop, down=down, sort=sort)
            return self._once(order, start, stop, page)
        found: list[int] = []
        by, sort, down = self._ordered(NEWEST)
        for tier in self.tiers:
            inside = tier & self.chosen
            low, high = max(start, 0), min(stop, len(inside))
            if low < high:
                found += by.page(inside, low, high, down=down, sort=sort)
            start, stop = start - len(inside), stop - len(inside)
            if stop <= 0:
                break
        return found

    def _once(
        self, order: str, start: int, stop: int, page: Callable[[], list[int]]
    ) -> list[int]:
        """The first rows of all there are: everybody begins there."""
        if start or stop > MOST_FIRST or self.total < len(self.rows.shown):
            return page()
        return self.rows.once(("first rows", order, stop), page)

    def _ordered(self, order: str) -> tuple[Order, Sort, bool]:
        """The order, the exact one within its buckets, and whether it goes down."""
        if order in (LARGEST, SMALLEST):
            return self.rows.by_value, self.state.sort_by_value, order == LARGEST
        of_figures = self.rows.by_value is not None
        exact = self.state.sort_figures if of_figures else self.state.sort_articles
        return self.rows.by_time, exact, order == NEWEST


def articles(query: Query | None, selected: Selected, *, flagged: bool) -> Found:
    """The stories that fit; of nearly the same ones the one that leads."""
    state = bitmaps.current()
    rows = state.articles.universe
    ranked, looked_at = _matching(query, state) if query else ((rows.shown,), None)
    matching = BitMap().union(*ranked)
    if flagged:
        matching = matching & rows.having("flagged", 1)
    chosen = facets.narrow(rows, matching, selected, FACETS)
    name = query.words if query else "", flagged
    return Found(
        state, rows, FACETS, selected, matching, chosen, ranked, name, looked_at
    )


def figures(
    query: Query | None,
    selected: Selected,
    *,
    flagged: bool,
    least: Decimal | None = None,
    most: Decimal | None = None,
) -> Found:
    """The figures that fit; the words are those of their stories.

    `least` and `most` are the ends of the range that values are to lie in.
    """
    state = bitmaps.current()
    rows = state.figures
    matching, looked_at = rows.shown, None
    if query:
        ranked, looked_at = _matching(query, state)
        matching = figures_of(BitMap().union(*ranked))
    if flagged:
        matching = matching & rows.having("flagged", 1)
    if least is not None or most is not None:
        values = rows.numbers["value"]
        low = -math.inf if least is None else float(least)
        high = math.inf if most is None else float(most)
        matching = matching & rows.by_value.between(low, high, values.__getitem__)
    chosen = facets.narrow(rows, matching, selected, FIGURE_FACETS)
    name = query.words if query else "", flagged, least, most
    return Found(
        state, rows, FIGURE_FACETS, selected, matching, chosen, (), name, looked_at
    )


def newest_articles(rows: BitMap, stop: int, start: int = 0) -> list[int]:
    """Keys of the newest of some articles, from one place to another."""
    state = bitmaps.current()
    order = state.articles.universe.by_time
    return order.page(rows, start, stop, down=True, sort=state.sort_articles)


def newest_figures(rows: BitMap, most: int) -> list[int]:
    """Keys of those of some figures that the newest articles have."""
    state = bitmaps.current()
    return state.figures.by_time.page(rows, 0, most, down=True, sort=state.sort_figures)


def slugs(model: type[District | Industry | Indicator]) -> Collection[str]:
    """The slugs of all things of a kind."""
    return names_of(model, bitmaps.current().articles.universe.world).keys


def words(model: type[Article | Figure], facet: str) -> Collection[str]:
    """The words that rows have which lists show, of a facet of words."""
    state = bitmaps.current()
    rows = state.figures if model is Figure else state.articles.universe
    column = rows.columns[facet]
    return rows.once(
        ("words", facet),
        lambda: {column.words.words[code] for code in column.totals.nonzero()[0]},
    )


def _matching(query: Query, state: State) -> Ranked:
    """The tiers of a query; kept as long as no article and no name changes."""
    rows = state.articles.universe
    held = rows.once("searches", dict)
    asked = rows.world, query.words
    found = held.get(asked)
    if found is None:
        found = _ranked(query, state)
        if found[1] is not None:
            return found  # Next time it may be answered whole.
        if len(held) >= MOST_KEPT:
            held.pop(next(iter(held)), None)
        held[asked] = found
    return found


def _ranked(query: Query, state: State) -> Ranked:
    """The tiers of a query; where that takes too long, those of the last articles."""
    rows, most = state.articles.universe, settings.ARCHIVE_SEARCH_MS
    terms = rows.once("terms", lambda: Terms(state))
    kept_for_last = most // LAST_PART
    try:
        with limited(most - kept_for_last):
            return tiers(query, state, terms), None
    except TimeIsUp:
        last = rows.shown[-min(LAST_LOOKED_AT, len(rows.shown)) :]
    since = Terms(state, last.min())
    try:
        with limited(kept_for_last):
            found = tiers(query, state, since)
    except TimeIsUp:
        return (BitMap(),), 0
    return tuple(tier & last for tier in found), len(last)


def figures_of(articles: BitMap) -> BitMap:
    """The figures that stand in some articles."""
    figures = bitmaps.current().figures
    if not articles:
        return BitMap()
    keys = keys_of(figures.shown)
    where = figures.numbers["article"][keys]
    inside = np.zeros(max(int(where.max(initial=0)), articles.max()) + 1, dtype=bool)
    inside[keys_of(articles)] = True
    return bitmap(keys[inside[where]])
