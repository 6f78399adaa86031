"""What a person sets together with a field, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from archive.decisions.rewording import reworded
from archive.models import Article, Figure

TOGETHER = {
    Article: (Article.DATE_FIELDS,),
    Figure: (
        ("period_start", "period_end", "period_basis", "period_symbol"),
        (
            "conversion_surface",
            "conversion_value",
            "conversion_unit",
            "conversion_unit_stated",
        ),
    ),
}
"""Fields that make sense only together: who sets one of them answers for all."""


def completed(row: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values with what follows from them: a date is one decision, not seven fields."""
    values = dict(values)
    changed = {name for name, v in values.items() if getattr(row, name) != v}
    if isinstance(row, Article) and changed & {"published_on", "date_precision"}:
        _complete_date(row, values)
    if isinstance(row, Figure) and changed & {"period_start", "period_end"}:
        stated = [
            values.get(name, getattr(row, name))
            for name in ("period_start", "period_end")
        ]
        basis = Figure.PeriodBasis.EDITOR if any(stated) else Figure.PeriodBasis.NONE
        if "period_basis" not in changed:
            values["period_basis"] = basis
    return values


def _complete_date(row: Article, values: dict[str, Any]) -> None:
    """A day, or a month: then it is its first day, and no time belongs to it."""
    on: date | None = values.setdefault("published_on", row.published_on)
    at: datetime | None = values.get("published_at")
    values.setdefault("published_at", at)
    values.setdefault("published_offset", None)
    values.setdefault("date_precision", Article.DatePrecision.DAY)
    values.setdefault(
        "date_basis",
        Article.DateBasis.EDITOR if on else Article.DateBasis.UNKNOWN,
    )
    if on:
        values |= {"date_earliest": None, "date_latest": None, "date_reason": ""}
    if not on:
        values["date_precision"] = Article.DatePrecision.DAY
    elif values["date_precision"] == Article.DatePrecision.MONTH:
        values["published_on"] = on.replace(day=1)
        values |= {"published_at": None, "published_offset": None}


def reworded_parts(row: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Parts of an article in a person's words, with what stays of their maps."""
    if not isinstance(row, Article):
        return {}
    parts = ("headline", "standfirst", "captions", "notes")
    return {
        part: reworded(row.mapped(part), values[part])
        for part in parts
        if part in values
    }
