"""Thirty invented stories about three districts, for a browser to walk through."""

from __future__ import annotations

from archive.models import Article
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
    make_industry,
    make_region,
    mention_company,
    mention_district,
    mention_industry,
)

TILES = {"Northbank": (0, 1), "Southbank": (1, 0), "Chestermouth": (1, 1)}

BODY = """\
{place} signed up Harbour Batteries, a maker of cells, to build a plant for new energy
on its old quay. The plan was years in the making and drew crowds to the water.

The director of the district thanked the builders for their patience.

{place} took in {dues} billion yuan (US$1 billion) in harbour dues from January to June,
and 12 percent more than in the year before. It expects {ships} ships in autumn.

Visitors may walk the quay from May on, and the ferry runs every hour until dusk."""


def make_stories() -> list[Article]:
    """Stories over three years, figures in each; the last one has a flagged figure."""
    region = make_region("Shanghai", slug="shanghai")
    districts = [
        make_district(name, region=region, tile_row=row, tile_column=column)
        for name, (row, column) in TILES.items()
    ]
    maker, energy = make_company("Harbour Batteries"), make_industry("New energy")
    dues = make_indicator("Harbour dues")
    return [
        _story(number, districts[number % 2], maker, energy, dues)
        for number in range(30)
    ]


def _story(number, place, maker, energy, dues) -> Article:
    body = BODY.format(place=place.name, dues=f"7.{number + 10}", ships=number + 2)
    story = make_article(
        body,
        headline=f"{place.name} opens quay number {number} to the makers of cells",
        standfirst="A plant, a ferry and a walk along the water.",
        published_on=f"{2029 + number % 3}-05-{number % 28 + 1:02}",
        publisher="The Quay Post",
    )
    mention_district(story, place)
    mention_company(story, maker)
    mention_industry(story, energy, "new energy")
    flag = {"code": "conversion", "words": "7 to 1 is no rate of that year."}
    surface = f"7.{number + 10} billion yuan"
    make_figure(
        story,
        surface,
        f"7{number + 10}0000000",
        indicator=dues,
        subject_district=place,
        period_start="2029-01-01",
        period_end="2029-06-30",
        conversion_surface="(US$1 billion)",
        conversion_value=1_000_000_000,
        conversion_unit="USD",
        checks=[flag] if number == 29 else [],
        flagged=number == 29,
    )
    make_figure(story, "12 percent", 12, "percent", kind="growth")
    make_figure(story, f"{number + 2} ships", number + 2, "count:ships", kind="target")
    return story
