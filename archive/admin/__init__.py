"""The editors' desk: the record and the world, each page of it in one module."""

from archive.admin import (
    articles,
    book,
    deliveries,
    documents,
    figures,
    mentions,
    readings,
    world,
)

__all__ = [
    "articles",
    "book",
    "deliveries",
    "documents",
    "figures",
    "mentions",
    "readings",
    "world",
]
