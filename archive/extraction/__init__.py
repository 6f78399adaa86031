"""From a story to what it names and claims: districts, companies, industries, figures.

Pure: no database, clock, locale or network. Every find keeps its place, so that
`story.part(find.part)[find.start:find.end] == find.surface` always holds.
"""

from __future__ import annotations

from archive.extraction.gazetteer import Gazetteer
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
from archive.later import later

VERSION = "rules-13"
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

# Pages name the types; the rules are loaded where a story is read.
__getattr__ = later(
    __name__,
    {
        "extract": "archive.extraction.extracting",
        "infer_date": "archive.extraction.dating",
        "key_of": "archive.extraction.organisations",
    },
)
