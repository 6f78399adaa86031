"""Our own rules as an extractor, the first there is."""

from __future__ import annotations

from collections.abc import Collection

import archive.extraction
from archive.extraction import VERSION, Extraction, FigureFind, Gazetteer, Place, Story
from archive.extraction.interface import LABELS


class Rules:
    """An `Extractor`: its answer is an Extraction, whose finds are annotations."""

    name = "rules"
    version = VERSION
    provides = LABELS

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def extract(self, story: Story) -> Extraction:
        return archive.extraction.extract(story, self.gazetteer)

    def figures_at(
        self, story: Story, places: Collection[Place]
    ) -> tuple[FigureFind, ...]:
        """The figures of a story, those included that somebody else points at.

        Value, unit and all else are read as ever; where no measure can be read there
        is no figure.
        """
        return archive.extraction.extract(story, self.gazetteer, pointed=places).figures
