"""Companies and other organisations that a story names, known to a gazetteer or not."""

from __future__ import annotations

from archive.extraction.gazetteer import Gazetteer
from archive.extraction.model import CompanyFind, Story
from archive.extraction.ordering import in_text_order
from archive.extraction.organisations.finding import find_others
from archive.extraction.organisations.keys import key_of
from archive.extraction.organisations.known import find_known

__all__ = ["find_companies", "key_of"]


def find_companies(story: Story, gazetteer: Gazetteer) -> list[CompanyFind]:
    """The organisations a story names, in text order."""
    known = in_text_order(find_known(story, gazetteer))
    return in_text_order(find_others(story, gazetteer, known))
