"""What is found in a sentence, as the tests of organisations compare it."""

from __future__ import annotations

from archive.extraction import CompanyFind, Gazetteer, Story, SurfaceForm
from archive.extraction.organisations import find_companies

PLACES = Gazetteer.build(
    districts=[
        SurfaceForm("Putuo", "putuo"),
        SurfaceForm("Jiading", "jiading"),
        SurfaceForm("Yangpu", "yangpu"),
        SurfaceForm("Anting", "jiading", "area"),
        SurfaceForm("Malu", "jiading", "area"),
        SurfaceForm("Taopu", "putuo", "area"),
    ],
    companies=[
        SurfaceForm("Northwind", "northwind"),
        SurfaceForm("Shanghai Electric", "shanghai-electric"),
        SurfaceForm("Mirelle Fresh", "mirelle-fresh"),
        SurfaceForm("China Sample Shipbuilding", "china-sample-shipbuilding"),
    ],
)
BEFORE = "The day was fine in the city. "


def finds(text: str, **parts: str) -> list[CompanyFind]:
    story = Story(headline=parts.get("headline", ""), standfirst="", body=BEFORE + text)
    found = find_companies(story, PLACES)
    for find in found:
        assert story.part(find.part)[find.start : find.end] == find.surface
    return found


def names(text: str, **parts: str) -> list[str]:
    """The names found in a sentence, each once, known ones by their slug."""
    found = finds(text, **parts)
    return list(dict.fromkeys(find.name or find.company for find in found))
