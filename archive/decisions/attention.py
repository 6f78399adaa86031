"""What needs an editor's look because a machine cannot settle it."""

from __future__ import annotations

from django.db import models

from archive.models import FACTS, Article, BodyRepair, Document, PieceMove


def documents() -> models.QuerySet[Document]:
    """Documents with remarks that nobody answered, or of no region without a word."""
    return Document.objects.in_doubt() | _unsaid()


def how_many() -> int:
    """How many these are, each part by its index."""
    return Document.objects.in_doubt().count() + _unsaid().count()


def unplaced(document: Document | None = None) -> list[models.Model]:
    """Every decision whose words are in no article any more."""
    found: list[models.Model] = []
    for model in (Article, *FACTS, PieceMove, BodyRepair):
        rows = model.objects.filter(placed=False).select_related("document")
        if entity := getattr(model, "ENTITY", ""):
            rows = rows.select_related("document", entity)
        rows = rows.defer("document__text", "document__pages")
        rows = rows.prefetch_related("document__deliveries")
        found += rows.filter(document=document) if document else rows
    return found


def _unsaid() -> models.QuerySet[Document]:
    return Document.objects.filter(region=None, remarks=[])
