"""What lists must say, worked out by reading every row: slow, and easy to believe."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from archive.facets import NOT_STATED
from archive.models import (
    Article,
    CompanyMention,
    DistrictMention,
    Figure,
    IndustryMention,
)
from archive.naming import families
from districts.models import Industry


@dataclass
class Row:
    """An article or a figure with its values by facet, as texts."""

    key: int
    values: dict[str, set[str]]
    order: tuple


def articles() -> list[Row]:
    """The stories that lists show, the newest first."""
    rows = [
        Row(article.pk, _values(article), ())
        for article in Article.objects.leading().newest()
    ]
    return rows


def figures() -> list[Row]:
    """The figures of these stories, those of the newest first."""
    found = []
    for article in Article.objects.leading().newest():
        mine = Figure.objects.visible().filter(article=article)
        for figure in mine.order_by("raw_start", "ordinal", "pk").select_related(
            "subject_district", "subject_company", "indicator"
        ):
            day = figure.period_end or figure.period_start
            values = {
                "district": _slug(figure.subject_district),
                "company": _slug(figure.subject_company),
                "indicator": _slug(figure.indicator),
                "unit": {figure.unit},
                "kind": {figure.kind},
                "status": {figure.status},
                "year": {str(day.year)} if day else set(),
                "checks": {"flagged" if figure.flagged else "clear"},
            }
            found.append(Row(figure.pk, values, (figure.value, figure.public_id)))
    return found


def fits(row: Row, selected: dict) -> bool:
    return all(
        any(
            value in row.values[name] or (value == NOT_STATED and not row.values[name])
            for value in values
        )
        for name, values in selected.items()
        if values
    )


def counts(rows: list[Row], selected: dict, name: str) -> Counter:
    """Counts of a facet's values under all selections but its own."""
    others = {other: values for other, values in selected.items() if other != name}
    found: Counter = Counter()
    for row in rows:
        if fits(row, others):
            found.update(row.values[name] or {NOT_STATED})
    return found


def _values(article: Article) -> dict[str, set[str]]:
    slugs = dict(Industry.objects.values_list("pk", "slug"))
    above: dict[int, set[str]] = {}
    for key, under in families().items():
        for one in under:
            above.setdefault(one, set()).add(slugs[key])
    named = IndustryMention.objects.visible().filter(article=article)
    mine = Figure.objects.visible().filter(article=article)
    day = article.published_on
    return {
        "district": _named(DistrictMention, article),
        "company": _named(CompanyMention, article),
        "industry": set().union(*(above[m.industry_id] for m in named)),
        "indicator": {f.indicator.slug for f in mine if f.indicator},
        "year": {str(day.year)} if day else set(),
        "publisher": {article.publisher} - {""},
        "basis": {article.date_basis},
    }


def _named(mentions: type, article: Article) -> set[str]:
    visible = mentions.objects.visible().filter(article=article)
    return set(visible.values_list(f"{mentions.ENTITY}__slug", flat=True))


def _slug(thing: object) -> set[str]:
    return {thing.slug} if thing else set()
