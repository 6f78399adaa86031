"""What an article is known to be of: reports of one form are told apart by it.

A monthly report reads like that of the month before, and of the next district. Where
both are known to be of different ones, no likeness makes them one story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from archive.models import Article, DistrictMention

MOST_DAYS = 31
"""Days between two printings of one story, at most."""


@dataclass(frozen=True, slots=True)
class Labels:
    """When an article was published, and under which districts it is filed."""

    on: date | None
    is_month: bool
    districts: frozenset[int]


def labels_of(articles: Collection[int]) -> dict[int, Labels]:
    """The labels of articles, by id: one query for dates, one for districts."""
    if not articles:
        return {}
    filed: dict[int, set[int]] = defaultdict(set)
    mentions = DistrictMention.objects.visible().filter(
        article__in=articles, basis=DistrictMention.Basis.ADDRESS
    )
    for article, district in mentions.values_list("article", "district"):
        filed[article].add(district)
    rows = Article.objects.filter(pk__in=articles)
    return {
        article: Labels(on, precision == "month", frozenset(filed[article]))
        for article, on, precision in rows.values_list(
            "pk", "published_on", "date_precision"
        )
    }


def told_apart(one: Labels, other: Labels) -> bool:
    """Whether two articles cannot be one story, whatever they read like."""
    if one.districts and other.districts and one.districts.isdisjoint(other.districts):
        return True
    if one.on is None or other.on is None:
        return False
    if one.is_month or other.is_month:
        return (one.on.year, one.on.month) != (other.on.year, other.on.month)
    return abs((one.on - other.on).days) > MOST_DAYS
