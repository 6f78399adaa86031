"""The district or the city whose figures a story tells where nobody is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from archive.extraction.model import DistrictFind, Story

_PASSING = 2
"""Mentions that do not yet make a story of the city one of a district."""
_LATE = 3
"""The part of a story before which no district is named that it is not about."""
_MANY = 4
"""Districts that a story is about: it is one of their city."""
_LEAD = 400
"""Characters of a first paragraph that say what the story is about."""
_STREETS = r"(?! (?:Creek|River|Road|Street|Avenue))"
"""After a city's name: what is named after it."""
_CALLED = (
    r"(?<=\bcity of )[A-Z][a-z]{2,15}\b"
    r"|\b(?!(?:The|This|That|Our|Its|Each|Every|Another|Smart|New)\b)"
    r"[A-Z][a-z]{2,15}(?= city\b|, an? (?:[a-z-]{1,15} ){0,3}city\b)"
)
"""Cities that nobody knows: "Sampleton city", "Sampleton, a small city"."""
_PEOPLES = ("ese", "ish", "ean", "ian", "ican")
"""Endings of words for what is a people's: "Chinese"."""


def city_of(
    story: Story,
    districts: Sequence[DistrictFind],
    city: str,
    other_cities: tuple[str, ...],
) -> str:
    """The city that a story is of: the region's, or another that it opens with.

    "" where it names neither.
    """
    opens = _opening(story)
    opening = len(opens) - len(story.headline) - 1
    local = not city or city in opens
    if not local and not any(_is_opening(find, opening) for find in districts):
        told = f"{story.headline}\n{story.body}"
        for elsewhere in _any_of(other_cities).finditer(opens):
            if elsewhere[0] in other_cities or _is_name(elsewhere[0], told):
                return elsewhere[0]
    named = (city in story.part(part) for part in ("body", "headline", "standfirst"))
    return city if city.isalpha() and any(named) else ""


@cache
def _any_of(cities: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, cities)) or "(?!)"
    return re.compile(rf"\b(?:{names})\b{_STREETS}|{_CALLED}")


def _is_name(word: str, text: str) -> bool:
    """Whether a word before "city" is told of again, and is neither common nor folk."""
    again = text.count(word) > 1 and f" {word.lower()}" not in text
    return again and not word.endswith(_PEOPLES)


def _opening(story: Story) -> str:
    """The headline and the first paragraph, a line each."""
    opening = min(len(story.body.partition("\n\n")[0]), _LEAD)
    return f"{story.headline}\n{story.body[:opening]}"


def _is_opening(find: DistrictFind, opening: int) -> bool:
    return find.part != "body" or find.start < opening


def default_district(story: Story, districts: Sequence[DistrictFind], city: str) -> str:
    """The slug of the district that a story is about; "" where it is of the city."""
    if story.districts:
        return story.districts[0]
    about = Counter(find.district for find in districts if find.role == "about")
    if not about:
        return ""
    if len(about) >= _MANY and city and city in _opening(story):
        return ""
    slug, _ = about.most_common(1)[0]
    return "" if _is_of_city(story, districts, slug, city) else slug


def _is_of_city(
    story: Story, districts: Sequence[DistrictFind], slug: str, city: str
) -> bool:
    """Whether a story opens with the city and names the district only later on."""
    opening = min(len(story.body.partition("\n\n")[0]), _LEAD)
    if not city or city not in story.headline + story.body[:opening]:
        return False
    if sum(find.district == slug for find in districts) > _PASSING:
        opening = max(opening, len(story.body) // _LATE)
    return all(find.part == "body" and find.start > opening for find in districts)
