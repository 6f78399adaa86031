"""An archive of one story, taken in from a file, so that it can be read again."""

from __future__ import annotations

from pathlib import Path

from archive.ingest import take_files
from archive.models import Article
from tests.factories import make_company, make_district, make_region


def taken_in(folder: Path, text: str) -> Article:
    """The story of the text, in a world of Putuo and Harbour Batteries."""
    make_district("Putuo")
    make_company("Harbour Batteries")
    (folder / "story.txt").write_text(text)
    list(take_files([folder / "story.txt"], make_region()))
    return Article.objects.get()
