"""What a reader sees of the figures of a text: value, unit and kind, in order."""

from __future__ import annotations

from archive.extraction import FigureFind, extract
from tests.archive.extraction.gazetteers import small_gazetteer, story

GAZETTEER = small_gazetteer()


def figures(body: str, published: str = "2023-08-19", **parts: str) -> list[FigureFind]:
    """The figures of a story of this body."""
    return list(extract(story(body, published, **parts), GAZETTEER).figures)


def told(body: str, **parts: str) -> list[str]:
    """Each figure as "value unit kind", the number as a reader would write it."""
    return [
        f"{figure.value:f} {figure.unit} {figure.kind}"
        for figure in figures(body, **parts)
    ]


def values(body: str, **parts: str) -> list[str]:
    """Each figure as "value unit"."""
    return [f"{figure.value:f} {figure.unit}" for figure in figures(body, **parts)]
