"""From a story to what it names and claims: districts, companies, industries, figures.

Pure: no database, clock, locale or network. Every find keeps its place, so that
`story.part(find.part)[find.start:find.end] == find.surface` always holds.
"""

from __future__ import annotations

from archive.extraction.dates import infer_date
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
    Story,
    SurfaceForm,
)
from archive.extraction.names import find_companies, find_districts
from archive.extraction.subjects import SubjectFinder

VERSION = "rules-2"
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
    "Story",
    "SurfaceForm",
    "extract",
    "infer_date",
]


def extract(story: Story, gazetteer: Gazetteer) -> Extraction:
    """Everything the rules find in a story, each list in text order."""
    districts, areas = find_districts(story, gazetteer)
    companies = find_companies(story, gazetteer)
    subjects = SubjectFinder(story, districts, companies, areas)
    return Extraction(
        districts=tuple(districts),
        companies=tuple(companies),
        industries=tuple(find_industries(story, gazetteer)),
        figures=tuple(find_figures(story, gazetteer, companies, subjects)),
        inferred_date=infer_date(story),
    )
