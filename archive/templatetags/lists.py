"""Links of lists and navigation: where a reader is, and where one click leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django import template
from django.template import Context

from archive.coverage import TALLEST, steps
from archive.facets import FacetResult, FacetValue
from archive.listing import BEST, Listing
from archive.rows import Paths

register = template.Library()

SECTIONS = (
    ("Stories", "article-list"),
    ("Figures", "figure-list"),
    ("Districts", "district-list"),
    ("Companies", "company-list"),
    ("Industries", "industry-list"),
    ("About", "about"),
)
FOOT = (
    ("About this archive", "about"),
    ("Stories as JSON", "article-list-json"),
    ("Figures as CSV", "figure-list-csv"),
    ("Feed of stories", "article-list-atom"),
    ("Editors’ desk", "admin:index"),
)
AT_ONCE = 8
"""Values of a facet that are shown before the rest is folded away."""
BESIDE = 2
"""Pages that are named on either side of the present one."""


@dataclass(frozen=True, slots=True)
class PageLink:
    number: int
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class OrderLink:
    label: str
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    address: str
    current: str


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[Section]:
    """The sections; the one the reader is in says so: "page" or "true" (below it)."""
    request = context.get("request")
    here = request.path if request else ""
    paths = Paths()
    sections = []
    for label, name in SECTIONS:
        address = paths.to(name)
        below = "true" if here.startswith(address) else ""
        sections.append(Section(label, address, "page" if here == address else below))
    return sections


@register.simple_tag
def data_links() -> list[tuple[str, str]]:
    """What stands at the foot of every page: a label and where it leads."""
    paths = Paths()
    return [(label, paths.to(name)) for label, name in FOOT]


@register.simple_tag
def page_links(listing: Listing) -> list[PageLink | None]:
    """The first page, the last and those near the present one; None for a gap."""
    return [
        number and PageLink(number, listing.page_query(number), number == listing.page)
        for number in page_numbers(listing.page, listing.pages)
    ]


@register.simple_tag
def page_numbers(page: int, pages: int) -> list[int | None]:
    """The same as numbers."""
    near = range(max(page - BESIDE, 1), min(page + BESIDE, pages) + 1)
    numbers: list[int | None] = []
    before = 0
    for number in sorted({1, pages, *near}):
        if number > before + 1:
            numbers.append(None)
        numbers.append(number)
        before = number
    return numbers


@register.simple_tag
def order_links(listing: Listing, orders: Mapping[str, str]) -> list[OrderLink]:
    """The orders that make sense: by match only where words were searched."""
    selection = listing.selection
    present = selection.order or selection.usual_order
    return [
        OrderLink(
            label, replace(selection, order=order).query_string(), order == present
        )
        for order, label in orders.items()
        if order != BEST or selection.query
    ]


@register.filter
def bars(facet: FacetResult) -> list[tuple[FacetValue, int]]:
    """Values and their bars' heights; the longest may be the one of "not stated"."""
    highest = max((value.count for value in facet.values), default=0)
    return [(value, steps(value.count, highest, TALLEST)) for value in facet.values]


@register.filter
def parted(facet: FacetResult) -> tuple[list[FacetValue], list[FacetValue]]:
    """The values of a facet that show at once, the selected among them; the others."""
    if len(facet.values) <= AT_ONCE + 2:
        return list(facet.values), []
    first, later = [], []
    for place, value in enumerate(facet.values):
        (first if place < AT_ONCE or value.selected else later).append(value)
    return first, later
