"""From a story to what it names and claims: districts, companies, industries, figures.

Pure: no database, clock, locale or network. Every find keeps its place, so that
`story.part(find.part)[find.start:find.end] == find.surface` always holds.
"""

from __future__ import annotations

from collections.abc import Collection

from archive.extraction.dating import date_story, infer_date
from archive.extraction.district_names import find_districts
from archive.extraction.figures import find_figures
from archive.extraction.gazetteer import Gazetteer
from archive.extraction.industries import find_industries
from archive.extraction.model import (
    PARTS,
    CompanyFind,
    Conversion,
    DistrictFind,
    Extraction,
    FigureFind,
    Find,
    IndicatorForm,
    IndustryFind,
    InferredDate,
    Period,
    Place,
    Story,
    SurfaceForm,
)
from archive.extraction.organisations import find_companies, key_of
from archive.extraction.subjects import SubjectFinder

VERSION = "rules-9"
"""Changes whenever the rules do; stored beside what they found."""

__all__ = [
    "PARTS",
    "VERSION",
    "CompanyFind",
    "Conversion",
    "DistrictFind",
    "Extraction",
    "FigureFind",
    "Find",
    "Gazetteer",
    "IndicatorForm",
    "IndustryFind",
    "InferredDate",
    "Period",
    "Place",
    "Story",
    "SurfaceForm",
    "extract",
    "infer_date",
    "key_of",
]


def extract(
    story: Story, gazetteer: Gazetteer, pointed: Collection[Place] = ()
) -> Extraction:
    """Everything the rules find in a story, each list in text order.

    The numbers at the places `pointed` are figures whatever speaks against it, if a
    measure can be read.
    """
    districts, areas = find_districts(story, gazetteer)
    companies = find_companies(story, gazetteer)
    subjects = SubjectFinder(story, gazetteer, districts, companies, areas)
    dating = date_story(story)
    figures = find_figures(story, gazetteer, companies, subjects, dating, pointed)
    return Extraction(
        districts=tuple(districts),
        companies=tuple(companies),
        industries=tuple(find_industries(story, gazetteer)),
        figures=tuple(figures),
        inferred_date=dating.inferred,
    )
