"""One question asked three ways: of our lists, of our pages, of plain SQL.

Django must know its settings before this is imported.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import QueryDict
from django.test import RequestFactory

from archive import finding
from archive.filters import ArticleFilter, FigureFilter
from archive.listing import Listing, Selection, find, find_figures
from archive.models import Article, Figure
from archive.prepared import Prepared
from benchmarks.search import plain, plain_figures
from benchmarks.search.cases import PER_PAGE, Case, Pairs
from benchmarks.search.comparing import alike, wrong_counts
from benchmarks.search.narrow import Narrow
from benchmarks.search.plain import Answer, Counts

_ARTICLES = Prepared(
    lambda keys: (
        Article.objects.filter(pk__in=keys)
        .order_by()
        .values_list("public_id", "headline")
    )
)
_FIGURES = Prepared(
    lambda keys: (
        Figure.objects.filter(pk__in=keys)
        .order_by()
        .values_list("public_id", "surface")
    )
)

Rows = tuple[int, list[tuple[str, str]]]
"""A total, and for each row of a page its public id and its words."""


def selection(case: Case, pairs: Pairs) -> Selection:
    """What is asked for, read from the parameters as a page does."""
    asked = (FigureFilter if case.of_figures else ArticleFilter)(_query(pairs))
    if asked.problems:
        raise SystemExit(f"No page is made of {pairs}: {asked.problems[0]}")
    return asked.selection()


def listing(case: Case, asked: Selection, page: int = 1) -> Listing:
    """Our answer without its page."""
    find_some = find_figures if case.of_figures else find
    return find_some(asked, page=page, per_page=PER_PAGE)


def answer(case: Case, asked: Selection, page: int = 1) -> Rows:
    """Total, every facet's counts, and names of the page's rows: what rivals give."""
    start, stop = (page - 1) * PER_PAGE, page * PER_PAGE
    order = asked.order or asked.usual_order
    if case.of_figures:
        found = finding.figures(asked.query, asked.selected, flagged=asked.flagged)
        order = "newest" if order == "best" else order
    else:
        found = finding.articles(asked.query, asked.selected, flagged=asked.flagged)
    keys = found.page(order, start, stop)
    found.counts()
    names = _FIGURES if case.of_figures else _ARTICLES
    return found.total, [tuple(row) for row in names(keys)]


def page(case: Case, pairs: Pairs, number: int = 1) -> int:
    """Make the page as the site does, middleware included; returns its status."""
    query = _query(pairs)
    if number > 1:
        query["page"] = str(number)
    address = f"{case.path}?{query.urlencode()}"
    request = RequestFactory().get(address, headers={"host": "localhost"})
    answer = _handler().get_response(request)
    return answer.status_code if answer.content else 0


def by_sql(case: Case, pairs: Pairs, number: int = 1) -> Answer:
    """Plain SQL's answer."""
    module = plain_figures if case.of_figures else plain
    return module.answer(pairs, number)


def ours(case: Case, pairs: Pairs) -> tuple[int, Counts]:
    """Our total, and by facet the count of each value that has any."""
    found = listing(case, selection(case, pairs))
    counts = {
        facet.name: {one.value: one.count for one in facet.values if one.count}
        for facet in found.facets
    }
    return found.total, counts


def differences(case: Case, pairs: Pairs) -> list[str]:
    """In words, where our total and counts are not those of plain SQL."""
    total, counts = ours(case, pairs)
    answer = by_sql(case, pairs)
    wrong = []
    if total != answer.total:
        wrong.append(f"{case.name} {pairs}: total {total}, by SQL {answer.total}")
    if set(counts) != set(answer.counts):
        wrong.append(f"{case.name}: facets {set(counts) ^ set(answer.counts)}")
    for facet in set(counts) & set(answer.counts):
        one, other = counts[facet], answer.counts[facet]
        if not alike(facet, one, other):
            odd = sorted(set(one.items()) ^ set(other.items()))
            wrong.append(f"{case.name} {pairs}: counts of {facet} differ: {odd[:6]}")
    return wrong


def faults(case: Case, pairs: Pairs, narrow: Narrow) -> list[str]:
    """In words, where our total or any count of a list is not that of narrow tables."""
    found = listing(case, selection(case, pairs))
    total, counts = narrow.answer(case, pairs)
    wrong = []
    if found.looked_at is not None:
        wrong.append(f"only {found.looked_at:,} stories were looked through")
    if found.total != total:
        wrong.append(f"total {found.total}, by SQL {total}")
    for facet in found.facets:
        listed = {one.value: one.count for one in facet.values}
        if odd := wrong_counts(facet.name, listed, counts.pop(facet.name, {})):
            wrong.append(f"{facet.name}: {odd}")
    wrong += [f"{facet} is not listed" for facet in counts]
    return [f"{case.name} {pairs}: {one}" for one in wrong]


def _query(pairs: Pairs) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    return query


@cache
def _handler() -> Any:
    return WSGIHandler()
