"""The editors' desk: the record and the world, each page of it in one module."""

from archive.admin import (
    articles,
    book,
    deliveries,
    documents,
    figures,
    mentions,
    world,
)

__all__ = [
    "articles",
    "book",
    "deliveries",
    "documents",
    "figures",
    "mentions",
    "world",
]
