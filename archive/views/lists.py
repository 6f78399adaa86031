"""What the pages of all lists share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.listing import Listing
from archive.rows import Paths

MOST_ROWS = 200
"""Rows that a reader may ask for on one page."""


ENDINGS = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "atom": ("Atom", "application/atom+xml"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """Another form of a list, under its address with another ending."""

    label: str
    address: str
    media_type: str


def forms_of(name: str, *endings: str) -> list[Form]:
    """The list of this name as data; the same query string asks for the same rows."""
    paths = Paths()
    return [
        Form(ENDINGS[ending][0], paths.to(f"{name}-{ending}"), ENDINGS[ending][1])
        for ending in endings or ENDINGS
    ]


def list_context(
    listing: Listing,
    name: str,
    heading: str,
    nouns: tuple[str, str],
    orders: Mapping[str, str],
) -> dict[str, Any]:
    """What `archive/listing.html` needs; `nouns` are the word for one and for many."""
    return {
        "listing": listing,
        "orders": orders,
        "forms": forms_of(name),
        "heading": heading,
        "noun": nouns[listing.total != 1],
    }


def list_page(
    request: HttpRequest, template: str, context: Mapping[str, Any]
) -> HttpResponse:
    """The page of a list; one that is not whole is kept by nobody."""
    page = render(request, template, context)
    if context["listing"].looked_at is not None:
        page.headers["Cache-Control"] = "no-store"
    return page
