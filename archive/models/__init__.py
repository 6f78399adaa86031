"""The record: what was reported, where it stands, and what people decided on it."""

from archive.models.articles import Article, ArticleQuerySet, FormerAddress
from archive.models.changes import Change, Chunk, TermChunk
from archive.models.decisions import BodyRepair, Decision, PieceMove
from archive.models.documents import Delivery, Document
from archive.models.figures import Figure, FigureQuerySet
from archive.models.likeness import Duplicate, Likeness, Sketch, SketchKey
from archive.models.mentions import (
    CompanyMention,
    DistrictMention,
    IndustryMention,
    Mention,
    MentionQuerySet,
)
from archive.models.queue import Contradiction, Lease, PutOff, QueueKind
from archive.models.readings import Reading
from archive.models.review import DOUBTFUL, Placed, Reviewed, Status
from archive.models.words import WordCounts

__all__ = [
    "FACTS",
    "DOUBTFUL",
    "Article",
    "ArticleQuerySet",
    "BodyRepair",
    "Change",
    "Chunk",
    "CompanyMention",
    "Contradiction",
    "Decision",
    "Delivery",
    "DistrictMention",
    "Document",
    "Duplicate",
    "Figure",
    "FigureQuerySet",
    "FormerAddress",
    "IndustryMention",
    "Lease",
    "Likeness",
    "Mention",
    "MentionQuerySet",
    "PieceMove",
    "Placed",
    "PutOff",
    "QueueKind",
    "Reading",
    "Reviewed",
    "Sketch",
    "SketchKey",
    "Status",
    "TermChunk",
    "WordCounts",
]

FACTS = (DistrictMention, CompanyMention, IndustryMention, Figure)
"""What is found in stories: the kinds of rows that point at words."""
