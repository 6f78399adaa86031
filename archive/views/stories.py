"""Stories as rows of a list on the pages that are no list themselves."""

from __future__ import annotations

from django.db.models import QuerySet

from archive.listing import Selection, articles_in_order
from archive.models import Article


def newest_rows(stories: QuerySet[Article], most: int) -> tuple[Article, ...]:
    """The newest of the stories with all that their rows show."""
    ids = stories.newest().values_list("pk", flat=True)[:most]
    return articles_in_order(list(ids), Selection())
