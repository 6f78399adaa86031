"""Whom a figure is about: a district, a company, or a place by its words."""

from __future__ import annotations

from archive.extraction.subjects.finding import SubjectFinder
from archive.extraction.subjects.names import Figure as SubjectFigure
from archive.extraction.subjects.names import Subject

__all__ = ["Subject", "SubjectFigure", "SubjectFinder"]
