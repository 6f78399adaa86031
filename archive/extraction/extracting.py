"""All that the rules find in a story."""

from __future__ import annotations

from collections.abc import Collection

from archive.extraction.dating import date_story
from archive.extraction.district_names import find_districts
from archive.extraction.figures import find_figures
from archive.extraction.gazetteer import Gazetteer
from archive.extraction.industries import find_industries
from archive.extraction.model import Extraction, Place, Story
from archive.extraction.organisations import find_companies
from archive.extraction.subjects import SubjectFinder


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
