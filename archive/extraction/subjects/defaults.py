"""The district whose figures a story tells where a sentence names nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archive.extraction.model import DistrictFind, Story

_PASSING = 2
"""Mentions that do not yet make a story of the city one of a district."""
_LATE = 3
"""The part of a story before which no district is named that it is not about."""


def default_district(story: Story, districts: Sequence[DistrictFind], city: str) -> str:
    """The slug of the district that a story is about; "" where it is of the city."""
    if story.districts:
        return story.districts[0]
    about = Counter(find.district for find in districts if find.role == "about")
    if not about:
        return ""
    slug, _ = about.most_common(1)[0]
    return "" if _is_of_city(story, districts, slug, city) else slug


def _is_of_city(
    story: Story, districts: Sequence[DistrictFind], slug: str, city: str
) -> bool:
    """Whether a story opens with the city and names the district only later on."""
    opening = len(story.body.partition("\n\n")[0])
    if not city or city not in story.headline + story.body[:opening]:
        return False
    if sum(find.district == slug for find in districts) > _PASSING:
        opening = max(opening, len(story.body) // _LATE)
    return all(find.part == "body" and find.start > opening for find in districts)
