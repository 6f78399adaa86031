"""What is stored, in the annotation schema that extraction is measured by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from archive.models import Article, Document, Figure

SCHEMA = "dea-gold/1"


def documents(rows: Iterable[Document]) -> Iterator[dict[str, Any]]:
    """One object per document, named by the stem of its file's name."""
    for document in rows:
        articles = document.articles.published().order_by("anchor")
        yield {
            "doc_id": PurePath(str(document)).stem,
            "schema": SCHEMA,
            "articles": [_article(article) for article in articles],
        }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.public_id,
        "headline": article.headline or None,
        "byline": article.bylines,
        "source": article.publisher or None,
        "editor": article.editor or None,
        "section": article.section or None,
        "published": _published(article),
        "published_inferred": _inferred(article),
        "districts": _districts(article),
        "companies_and_organisations": _companies(article),
        "industries": _industries(article),
        "figures": [_figure(figure, article) for figure in _figures(article)],
    }


def _published(article: Article) -> dict[str, Any] | None:
    if not article.published_on:
        return None
    return {
        "iso": (article.published_local or article.published_on).isoformat(),
        "date": article.published_on.isoformat(),
        "precision": article.date_precision,
        "basis": article.date_basis,
    }


def _inferred(article: Article) -> dict[str, Any] | None:
    if article.date_basis != Article.DateBasis.INFERRED:
        return None
    return {
        "earliest": article.date_earliest and article.date_earliest.isoformat(),
        "latest": article.date_latest and article.date_latest.isoformat(),
        "why": article.date_reason,
    }


def _districts(article: Article) -> list[str]:
    """Names, those the story is about first, in the order of their first mention."""
    rows = article.district_mentions.visible().select_related("district")
    ordered = sorted(rows, key=lambda row: (row.role != "about", row.raw_start))
    return list(dict.fromkeys(row.district.name for row in ordered))


def _companies(article: Article) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in article.company_mentions.visible().select_related("company"):
        entry = found.setdefault(
            row.company.name,
            {
                "name": row.company.name,
                "type": row.company.kind,
                "surface_forms": [],
                "optional": row.company.kind == row.company.Kind.PARK,
            },
        )
        if row.surface not in entry["surface_forms"]:
            entry["surface_forms"].append(row.surface)
    return list(found.values())


def _industries(article: Article) -> list[str]:
    rows = article.industry_mentions.visible().select_related("industry")
    return sorted({row.industry.name for row in rows})


def _figures(article: Article) -> Iterable[Figure]:
    return (
        article.figures.visible()
        .select_related("indicator", "subject_district", "subject_company")
        .order_by("part", "start", "ordinal")
    )


def _figure(figure: Figure, article: Article) -> dict[str, Any]:
    return {
        "id": figure.public_id,
        "surface": figure.surface,
        "value": f"{figure.value.normalize():f}",
        "unit": figure.unit,
        "kind": figure.kind,
        "indicator": figure.indicator_words or str(figure.indicator or "") or None,
        "period": _period(figure),
        "subject": figure.subject or None,
        "approx": figure.hedge or None,
        "compare": figure.comparison or None,
        "per": figure.per or None,
        "conversion": _conversion(figure),
        "spans": [{"start": start, "end": end} for start, end in figure.ranges],
    }


def _period(figure: Figure) -> dict[str, Any] | None:
    start, end = figure.period_start, figure.period_end
    if not (start or end):
        return None
    return {
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
    }


def _conversion(figure: Figure) -> dict[str, Any] | None:
    if figure.conversion_value is None:
        return None
    return {
        "surface": figure.conversion_surface,
        "value": f"{figure.conversion_value.normalize():f}",
        "unit": figure.conversion_unit,
        "consistent": figure.conversion_verdict != Figure.Verdict.INCONSISTENT,
    }
