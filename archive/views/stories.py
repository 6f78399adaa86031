"""Stories and figures on the pages that are no list themselves: the newest of some."""

from __future__ import annotations

from pyroaring import BitMap

from archive import finding, rows
from archive.rows import ArticleRow, FigureRow


def newest_rows(stories: BitMap, most: int) -> tuple[ArticleRow, ...]:
    """The newest of the stories with all that their rows show."""
    return rows.articles(finding.newest_articles(stories, most), None)


def newest_figures(figures: BitMap, most: int) -> tuple[FigureRow, ...]:
    """Those of the newest stories."""
    return rows.figures(finding.newest_figures(figures, most))
