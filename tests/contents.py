"""Everything the archive holds, as plain values: to compare two archives row by row.

Surrogate keys and times of arrival are left out; rows are named by what they are.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from archive.models import (
    Article,
    BodyRepair,
    CompanyMention,
    Delivery,
    DistrictMention,
    Document,
    Duplicate,
    Figure,
    FormerAddress,
    IndustryMention,
    PieceMove,
)

MODELS = (
    Document,
    Delivery,
    Article,
    DistrictMention,
    CompanyMention,
    IndustryMention,
    Figure,
    FormerAddress,
    PieceMove,
    BodyRepair,
    Duplicate,
)
LEFT_OUT = ("id", "received_at")


def contents() -> dict[str, list[dict[str, Any]]]:
    """All rows of the record, sorted, by model name."""
    return {model.__name__: _rows(model) for model in MODELS}


def _rows(model: type[models.Model]) -> list[dict[str, Any]]:
    related = [f.name for f in model._meta.concrete_fields if f.is_relation]
    rows = [
        {
            field.name: _plain(getattr(row, field.name))
            for field in model._meta.concrete_fields
            if field.name not in LEFT_OUT
        }
        for row in model.objects.select_related(*related)
    ]
    return sorted(rows, key=repr)


def _plain(value: Any) -> Any:
    if isinstance(value, Document):
        return value.sha256
    if isinstance(value, Article | Figure):
        return value.public_id
    if isinstance(value, models.Model):
        return value.slug
    return str(value) if not isinstance(value, dict | list) else value
